/** What there is to write down of a device. */
import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { devicesQuery } from '@/api/manage';
import { type PlainKey, useSpeech } from '@/i18n';
import { useMe } from '@/shell/session';
import { FieldGroup, type FieldNames } from '../ui/Editor';
import { RoomSelect } from '../ui/RoomSelect';
import type { Drafted } from '../ui/useDraft';
import type { DeviceDraft } from './fields';

const TEXTS: readonly { field: keyof DeviceDraft; name: PlainKey }[] = [
  { field: 'deviceName', name: 'manage.device.name' },
  { field: 'deviceType', name: 'manage.device.type' },
  { field: 'deviceModel', name: 'manage.device.model' },
  { field: 'deviceSn', name: 'manage.device.sn' },
  { field: 'deviceMac', name: 'manage.device.mac' },
];

export function useDeviceNames(): FieldNames<DeviceDraft> {
  const { t } = useSpeech();
  return {
    deviceName: { name: t('manage.device.name') },
    deviceType: { name: t('manage.device.type') },
    deviceModel: { name: t('manage.device.model') },
    deviceSn: { name: t('manage.device.sn') },
    deviceMac: { name: t('manage.device.mac') },
    openRoomId: { name: t('manage.room') },
    shareCode: { name: t('manage.device.shareCode') },
    controlsDeviceUnionId: { name: t('manage.device.controls') },
  };
}

interface Props {
  form: Pick<Drafted<DeviceDraft>, 'draft' | 'set' | 'wrong'>;
  /** The device itself, which does not control itself. */
  self?: string;
}

export function DeviceFieldset({ form, self }: Props) {
  const { t } = useSpeech();
  const me = useMe();
  const { draft, set, wrong } = form;
  const devices = useQuery(devicesQuery(me));
  return (
    <>
      <FieldGroup title={t('manage.device.what')}>
        {TEXTS.map(({ field, name }) => (
          <TextInput
            key={field}
            label={t(name)}
            maxLength={200}
            value={draft[field]}
            error={wrong(field)}
            onChange={({ currentTarget }) => set({ [field]: currentTarget.value })}
          />
        ))}
      </FieldGroup>
      <FieldGroup title={t('manage.device.where')}>
        <RoomSelect
          label={t('manage.room')}
          value={draft.openRoomId}
          error={wrong('openRoomId')}
          onChange={(openRoomId) => set({ openRoomId })}
        />
        <TextInput
          label={t('manage.device.shareCode')}
          description={t('manage.device.shareCode.hint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maxLength={64}
          value={draft.shareCode}
          error={wrong('shareCode')}
          onChange={({ currentTarget }) => set({ shareCode: currentTarget.value })}
        />
        <Select
          label={t('manage.device.controls')}
          placeholder={t('manage.device.controls.none')}
          searchable
          clearable
          limit={60}
          value={draft.controlsDeviceUnionId || null}
          error={wrong('controlsDeviceUnionId')}
          onChange={(id) => set({ controlsDeviceUnionId: id ?? '' })}
          data={(devices.data ?? [])
            .filter(({ deviceUnionId }) => deviceUnionId !== self)
            .map(({ deviceUnionId, deviceName }) => ({
              value: deviceUnionId,
              label: deviceName || deviceUnionId,
            }))}
        />
      </FieldGroup>
    </>
  );
}
