/** The devices that stand in a room, and what is sent to all of them at once. */
import { Button, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { commandsQuery, devicesQuery, sendCommand, useForget } from '@/api/manage';
import { type PlainKey, useSpeech } from '@/i18n';
import type { Room } from '@/rules/rooms';
import { useMe } from '@/shell/session';
import { useDeviceColumns } from '../devices/DeviceList';
import styles from '../devices/Devices.module.css';
import { Refused } from '../ui/Editor';
import { Listing } from '../ui/Listing';

const OUTCOMES: Readonly<Record<string, PlainKey>> = {
  waiting: 'manage.control.waiting',
  taken: 'manage.control.taken',
  done: 'manage.control.done',
  failed: 'manage.control.failed',
  expired: 'manage.control.expired',
};

export function RoomDevices({ room }: { room: Room }) {
  const { t } = useSpeech();
  const me = useMe();
  const devices = useQuery({ ...devicesQuery(me, room.roomId), refetchInterval: 30_000 });
  const columns = useDeviceColumns().filter(({ key }) => key !== 'room');
  return (
    <>
      <Listing
        label={t('manage.devices')}
        rows={devices.data}
        columns={columns}
        rowKey={({ deviceUnionId }) => deviceUnionId}
        problem={devices.error}
        retry={() => devices.refetch()}
        empty={{ title: t('manage.devices.none'), text: t('manage.room.devices.none') }}
      />
      {devices.data && devices.data.length > 0 && <Control roomId={room.roomId} />}
    </>
  );
}

function Control({ roomId }: { roomId: string }) {
  const { t, format } = useSpeech();
  const me = useMe();
  const forget = useForget();
  const [body, setBody] = useState('');
  const commands = useQuery(commandsQuery(me, roomId));
  const devices = useQuery(devicesQuery(me, roomId));
  const names = new Map(devices.data?.map((each) => [each.deviceUnionId, each.deviceName]));
  const sending = useMutation({
    mutationFn: () => sendCommand(me, roomId, body),
    onSuccess: () => {
      setBody('');
      forget('commands');
    },
  });
  return (
    <section className={styles.section}>
      <h2>{t('manage.control')}</h2>
      <p className="soft">{t('manage.control.text')}</p>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          sending.mutate();
        }}
      >
        <Textarea
          label={t('manage.control.body')}
          rows={3}
          maxLength={8000}
          spellCheck={false}
          value={body}
          onChange={({ currentTarget }) => setBody(currentTarget.value)}
        />
        {sending.error && <Refused problem={sending.error} />}
        <div>
          <Button
            type="submit"
            variant="default"
            loading={sending.isPending}
            disabled={body.trim() === ''}
          >
            {t('manage.control.send')}
          </Button>
        </div>
      </form>
      <ul>
        {commands.data?.map((command) => (
          <li key={command.commandId} className={styles.command}>
            <p>
              <code>{command.controlBody}</code>{' '}
              <span className="soft small">{format.dateTime(command.createTime)}</span>
            </p>
            <p className="soft small">
              {command.devices
                .map(({ deviceUnionId, status, data }) => {
                  const said = OUTCOMES[status];
                  const told = said ? t(said) : status;
                  const name = names.get(deviceUnionId) ?? deviceUnionId;
                  return `${name}: ${told}${data ? ` (${data})` : ''}`;
                })
                .join(', ')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
