/** The fields of a room that say what it is and where. */
import { MultiSelect, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { groupsQuery, labelsQuery, roomsQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { runsGroup } from '@/rules/manage';
import { groupTree } from '@/rules/rooms';
import { useMe } from '@/shell/session';
import { useLabelName } from '@/ui/useLabelName';
import { FieldGroup } from '../ui/Editor';
import { PictureField } from '../ui/PictureField';
import type { Drafted } from '../ui/useDraft';
import { Whole } from '../ui/Whole';
import type { RoomDraft } from './fields';

type Form = Pick<Drafted<RoomDraft>, 'draft' | 'set' | 'wrong'>;

export function RoomFieldset({ form, isNew }: { form: Form; isNew?: boolean }) {
  const { t, language } = useSpeech();
  const nameOf = useLabelName();
  const me = useMe();
  const groups = useQuery(groupsQuery(me));
  const labels = useQuery(labelsQuery(me));
  const rooms = useQuery(roomsQuery(me));
  // Labels that were imported with rooms have names there and nowhere else.
  const named = [
    ...(labels.data ?? []),
    ...(rooms.data ?? []).flatMap((room) => room.roomLabels ?? []),
  ];
  const { draft, set, wrong } = form;
  const known = groups.data ?? new Map();
  // Who runs groups moves rooms among these; who runs this room alone moves it nowhere.
  const tree = groupTree(known, language).filter(
    ({ id }) => id === draft.groupId || runsGroup(me, id, known),
  );
  const zones = Intl.supportedValuesOf('timeZone');
  return (
    <>
      <FieldGroup title={t('manage.room.what')}>
        <TextInput
          data-wide
          label={t('manage.room.name')}
          required
          maxLength={100}
          value={draft.roomName}
          error={wrong('roomName')}
          {...(isNew && { 'data-autofocus': true })}
          onChange={({ currentTarget }) => set({ roomName: currentTarget.value })}
        />
        <NativeSelect
          label={t('manage.room.group')}
          value={String(draft.groupId)}
          error={wrong('groupId')}
          onChange={({ currentTarget }) => set({ groupId: Number(currentTarget.value) })}
          data={[
            ...(me.isAdmin || draft.groupId === 0
              ? [{ value: '0', label: t('rooms.noGroup') }]
              : []),
            ...tree.map(({ id, name, depth }) => ({
              value: String(id),
              label: `${'\u2003'.repeat(depth)}${name}`,
            })),
          ]}
        />
        <Whole
          label={t('manage.room.seats')}
          value={draft.roomCapacity === 0 ? undefined : draft.roomCapacity}
          error={wrong('roomCapacity')}
          onChange={(seats) => set({ roomCapacity: seats ?? 0 })}
        />
        <div data-wide>
          <MultiSelect
            label={t('manage.room.labels')}
            searchable
            value={draft.roomLabelIds.map(String)}
            error={wrong('roomLabelIds')}
            onChange={(ids) => set({ roomLabelIds: ids.map(Number) })}
            nothingFoundMessage={t('manage.nothingFits.title')}
            data={labelChoices(draft.roomLabelIds, named, nameOf)}
          />
        </div>
      </FieldGroup>
      <FieldGroup title={t('manage.room.where')}>
        <TextInput
          data-wide
          label={t('manage.room.place')}
          maxLength={2000}
          value={draft.roomLocationTitle}
          error={wrong('roomLocation.title', 'roomLocation')}
          onChange={({ currentTarget }) => set({ roomLocationTitle: currentTarget.value })}
        />
        <TextInput
          data-wide
          label={t('manage.room.way')}
          description={t('manage.room.way.hint')}
          maxLength={2000}
          value={draft.roomLocationDesc}
          error={wrong('roomLocation.desc')}
          onChange={({ currentTarget }) => set({ roomLocationDesc: currentTarget.value })}
        />
        <NativeSelect
          label={t('manage.room.zone')}
          value={draft.timeZone}
          error={wrong('timeZone')}
          onChange={({ currentTarget }) => set({ timeZone: currentTarget.value })}
          data={[
            { value: '', label: t('manage.room.zone.own', { zone: me.zone }) },
            ...[...new Set([...zones, ...(draft.timeZone ? [draft.timeZone] : [])])].sort(),
          ]}
        />
      </FieldGroup>
      <FieldGroup title={t('manage.room.looks')}>
        <PictureField
          label={t('manage.room.picture')}
          value={draft.roomPicture}
          error={wrong('roomPicture')}
          onChange={(roomPicture) => set({ roomPicture })}
        />
        <Textarea
          data-wide
          label={t('manage.room.description')}
          description={t('manage.room.description.hint')}
          rows={4}
          maxLength={5000}
          value={draft.roomDescription}
          error={wrong('roomDescription')}
          onChange={({ currentTarget }) => set({ roomDescription: currentTarget.value })}
        />
      </FieldGroup>
      <FieldGroup title={t('manage.room.ids')} text={t('manage.room.ids.hint')}>
        <TextInput
          label={t('manage.room.isvRoomId')}
          required
          maxLength={2000}
          value={draft.isvRoomId}
          error={wrong('isvRoomId')}
          onChange={({ currentTarget }) => set({ isvRoomId: currentTarget.value })}
        />
        <TextInput
          label={t('manage.room.roomStaffId')}
          maxLength={2000}
          value={draft.roomStaffId}
          error={wrong('roomStaffId')}
          onChange={({ currentTarget }) => set({ roomStaffId: currentTarget.value })}
        />
      </FieldGroup>
    </>
  );
}

/** All labels to choose from, those of the room that have no name too. */
function labelChoices(
  has: readonly number[],
  labels: readonly { labelId: number; labelName?: string }[],
  nameOf: (label: { labelId: number; labelName?: string }) => string,
): { value: string; label: string }[] {
  const names = new Map(has.map((id) => [id, String(id)]));
  for (const label of labels) names.set(label.labelId, nameOf(label));
  return [...names].sort(([a], [b]) => a - b).map(([id, label]) => ({ value: String(id), label }));
}
