/** `/manage/devices`: screens, hosts and panels, and whether they are online. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { type Device, devicesQuery } from '@/api/manage';
import { useSpeech } from '@/i18n';
import { useMe } from '@/shell/session';
import { type Column, Listing } from '../ui/Listing';
import { Page } from '../ui/Page';
import { Online } from './Online';

export function useDeviceColumns(): Column<Device>[] {
  const { t } = useSpeech();
  return [
    {
      key: 'name',
      name: t('manage.device.name'),
      width: 'minmax(0, 1.6fr)',
      order: ({ deviceName }) => deviceName ?? '',
      cell: ({ deviceName, deviceUnionId }) => (
        <Link to="/manage/devices/$deviceUnionId" params={{ deviceUnionId }}>
          {deviceName || deviceUnionId}
        </Link>
      ),
    },
    {
      key: 'status',
      name: t('manage.device.status'),
      width: '128px',
      order: ({ deviceStatus }) => deviceStatus ?? '',
      cell: ({ deviceStatus }) => <Online status={deviceStatus} />,
    },
    {
      key: 'room',
      name: t('manage.room'),
      width: 'minmax(0, 1.4fr)',
      order: ({ roomName }) => roomName ?? '',
      cell: ({ roomName, openRoomId }) =>
        roomName ?? openRoomId ?? <span className="soft">{t('manage.device.noRoom')}</span>,
    },
    {
      key: 'type',
      name: t('manage.device.type'),
      width: 'minmax(0, 1fr)',
      order: ({ deviceType }) => deviceType ?? '',
      cell: ({ deviceType, deviceModel }) => [deviceType, deviceModel].filter(Boolean).join(' · '),
    },
    {
      key: 'code',
      name: t('manage.device.shareCode'),
      width: '96px',
      order: ({ shareCode }) => shareCode ?? '',
      cell: ({ shareCode }) => shareCode,
    },
  ];
}

export function DeviceList() {
  const { t } = useSpeech();
  const me = useMe();
  const navigate = useNavigate();
  const devices = useQuery({ ...devicesQuery(me), refetchInterval: 30_000 });
  const [text, setText] = useState('');
  const [status, setStatus] = useState<'' | 'online' | 'offline'>('');
  const columns = useDeviceColumns();
  const shown = useMemo(() => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    return devices.data?.filter((device) => {
      const isOnline = device.deviceStatus === 'online';
      if (status !== '' && isOnline !== (status === 'online')) return false;
      const all = [
        device.deviceName,
        device.roomName,
        device.deviceType,
        device.deviceModel,
        device.deviceSn,
        device.shareCode,
        device.deviceUnionId,
      ]
        .join(' ')
        .toLowerCase();
      return words.every((word) => all.includes(word));
    });
  }, [devices.data, text, status]);
  const add = () => navigate({ to: '/manage/devices/new' });
  return (
    <Page
      title={t('manage.devices')}
      lead={t('manage.devices.about')}
      actions={<Button onClick={add}>{t('manage.device.new')}</Button>}
    >
      <Listing
        label={t('manage.devices')}
        rows={shown}
        of={devices.data?.length}
        columns={columns}
        rowKey={({ deviceUnionId }) => deviceUnionId}
        problem={devices.error}
        retry={() => devices.refetch()}
        filters={
          <>
            <TextInput
              type="search"
              aria-label={t('manage.device.find')}
              placeholder={t('manage.device.find')}
              value={text}
              onChange={({ currentTarget }) => setText(currentTarget.value)}
            />
            <NativeSelect
              aria-label={t('manage.device.status')}
              value={status}
              onChange={({ currentTarget }) => setStatus(currentTarget.value as typeof status)}
              data={[
                { value: '', label: t('manage.device.any') },
                { value: 'online', label: t('manage.device.online') },
                { value: 'offline', label: t('manage.device.offline') },
              ]}
            />
          </>
        }
        empty={{
          title: t('manage.devices.none'),
          text: t('manage.devices.none.text'),
          action: { label: t('manage.device.new'), run: add },
        }}
      />
    </Page>
  );
}
