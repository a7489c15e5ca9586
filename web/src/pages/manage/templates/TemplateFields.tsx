/** The fields of a screen template. */
import { Button, Checkbox, MultiSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { devicesQuery } from '@/api/manage';
import { groupsQuery, roomsQuery } from '@/api/queries';
import { type PlainKey, useSpeech } from '@/i18n';
import { groupTree, pathOf } from '@/rules/rooms';
import { useMe } from '@/shell/session';
import { FieldGroup, type FieldNames } from '../ui/Editor';
import { PictureField } from '../ui/PictureField';
import type { Drafted } from '../ui/useDraft';
import { Whole } from '../ui/Whole';
import type { TemplateDraft } from './fields';
import styles from './Templates.module.css';

const SWITCHES: readonly { field: keyof TemplateDraft; name: PlainKey }[] = [
  { field: 'showCalendarCard', name: 'templates.showCalendarCard' },
  { field: 'showCalendarTitle', name: 'templates.showCalendarTitle' },
  { field: 'desensitizeUserName', name: 'templates.desensitizeUserName' },
  { field: 'showFunctionCard', name: 'templates.showFunctionCard' },
  { field: 'instruction', name: 'templates.instruction' },
  { field: 'hideServerCodeWhenProjecting', name: 'templates.hideServerCodeWhenProjecting' },
  { field: 'isPicTop', name: 'templates.isPicTop' },
];

/** More pictures than these take no turns. */
const MOST_PICTURES = 9;

export function useTemplateNames(): FieldNames<TemplateDraft> {
  const { t } = useSpeech();
  const me = useMe();
  const groups = useQuery(groupsQuery(me));
  const rooms = useQuery(roomsQuery(me));
  const roomNames = new Map(rooms.data?.map((room) => [room.roomId, room.roomName]));
  const names = Object.fromEntries(SWITCHES.map(({ field, name }) => [field, { name: t(name) }]));
  return {
    ...(names as FieldNames<TemplateDraft>),
    templateName: { name: t('templates.name') },
    orgName: { name: t('templates.orgName') },
    logo: { name: t('templates.logo') },
    customDoc: { name: t('templates.customDoc') },
    bgType: { name: t('templates.bgType') },
    bgUrl: { name: t('templates.bgUrl') },
    bgImgList: { name: t('templates.bgImgList'), show: (list) => list.length },
    picturePlayInterval: { name: t('templates.picturePlayInterval') },
    groupIds: {
      name: t('manage.groups'),
      show: (ids) => ids.map((id) => pathOf(id, groups.data ?? new Map()).join(' › ')).join(', '),
    },
    roomIds: {
      name: t('manage.rooms'),
      show: (ids) => ids.map((id) => roomNames.get(id) ?? id).join(', '),
    },
    deviceUnionIds: { name: t('manage.devices') },
  };
}

export function TemplateFields({ form }: { form: Drafted<TemplateDraft> }) {
  const { t, language } = useSpeech();
  const me = useMe();
  const groups = useQuery(groupsQuery(me));
  const rooms = useQuery(roomsQuery(me));
  const devices = useQuery(devicesQuery(me));
  const { draft, set, wrong } = form;
  const known = groups.data ?? new Map();
  return (
    <>
      <FieldGroup title={t('templates.what')}>
        <TextInput
          data-wide
          label={t('templates.name')}
          required
          maxLength={100}
          value={draft.templateName}
          error={wrong('templateName')}
          onChange={({ currentTarget }) => set({ templateName: currentTarget.value })}
        />
        <TextInput
          data-wide
          label={t('templates.orgName')}
          placeholder={me.organisation}
          maxLength={2000}
          value={draft.orgName}
          error={wrong('orgName')}
          onChange={({ currentTarget }) => set({ orgName: currentTarget.value })}
        />
        <Textarea
          data-wide
          label={t('templates.customDoc')}
          rows={3}
          maxLength={2000}
          value={draft.customDoc}
          error={wrong('customDoc')}
          onChange={({ currentTarget }) => set({ customDoc: currentTarget.value })}
        />
      </FieldGroup>
      <FieldGroup title={t('templates.shows')}>
        {SWITCHES.map(({ field, name }) => (
          <Checkbox
            key={field}
            label={t(name)}
            checked={draft[field] === true}
            onChange={({ currentTarget }) => set({ [field]: currentTarget.checked })}
          />
        ))}
      </FieldGroup>
      <FieldGroup title={t('templates.pictures')}>
        <PictureField
          label={t('templates.logo')}
          value={draft.logo}
          error={wrong('logo')}
          onChange={(logo) => set({ logo })}
        />
        <PictureField
          label={t('templates.bgUrl')}
          value={draft.bgUrl}
          error={wrong('bgUrl')}
          onChange={(bgUrl) => set({ bgUrl })}
        />
        <div data-wide className={styles.pictures}>
          {draft.bgImgList.map((address, at) => (
            <PictureField
              // biome-ignore lint/suspicious/noArrayIndexKey: a picture is its place among them
              key={at}
              label={t('templates.picture', { n: at + 1 })}
              value={address}
              error={wrong(`bgImgList[${at}]`)}
              onChange={(next) =>
                set({
                  bgImgList:
                    next === ''
                      ? draft.bgImgList.filter((_, each) => each !== at)
                      : draft.bgImgList.map((was, each) => (each === at ? next : was)),
                })
              }
            />
          ))}
          {draft.bgImgList.length < MOST_PICTURES && (
            <div>
              <Button
                variant="default"
                onClick={() => set({ bgImgList: [...draft.bgImgList, ''] })}
              >
                {t('templates.picture.more')}
              </Button>
            </div>
          )}
        </div>
        <Whole
          label={t('templates.picturePlayInterval')}
          value={draft.picturePlayInterval || undefined}
          error={wrong('picturePlayInterval')}
          onChange={(seconds) => set({ picturePlayInterval: seconds ?? 0 })}
        />
        <Whole
          label={t('templates.bgType')}
          description={t('templates.bgType.hint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={draft.bgType}
          error={wrong('bgType')}
          onChange={(type) => set({ bgType: type ?? 1 })}
        />
      </FieldGroup>
      <FieldGroup title={t('templates.where')} text={t('templates.where.text')}>
        <div data-wide>
          <MultiSelect
            label={t('manage.groups')}
            searchable
            limit={60}
            value={draft.groupIds.map(String)}
            error={wrong('groupIds')}
            onChange={(ids) => set({ groupIds: ids.map(Number) })}
            data={groupTree(known, language).map(({ id }) => ({
              value: String(id),
              label: pathOf(id, known).join(' › '),
            }))}
          />
        </div>
        <div data-wide>
          <MultiSelect
            label={t('manage.rooms')}
            searchable
            limit={60}
            value={draft.roomIds}
            error={wrong('roomIds')}
            onChange={(roomIds) => set({ roomIds })}
            data={(rooms.data ?? []).map(({ roomId, roomName }) => ({
              value: roomId,
              label: roomName,
            }))}
          />
        </div>
        <div data-wide>
          <MultiSelect
            label={t('manage.devices')}
            searchable
            limit={60}
            value={draft.deviceUnionIds}
            error={wrong('deviceUnionIds')}
            onChange={(deviceUnionIds) => set({ deviceUnionIds })}
            data={(devices.data ?? []).map(({ deviceUnionId, deviceName }) => ({
              value: deviceUnionId,
              label: deviceName || deviceUnionId,
            }))}
          />
        </div>
      </FieldGroup>
    </>
  );
}
