/** The devices that stand in a room, and what is sent to all of them at once. */
import '@/i18n/control';
import { Button, MultiSelect, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { panelQuery } from '@/api/control';
import {
  commandsQuery,
  type Device,
  devicesQuery,
  sendCommand,
  updateRoom,
  useForget,
} from '@/api/manage';
import { roomQuery } from '@/api/queries';
import { type PlainKey, useSpeech } from '@/i18n';
import type { Room } from '@/rules/rooms';
import { useMe } from '@/shell/session';
import { useDeviceColumns } from '../devices/DeviceList';
import styles from '../devices/Devices.module.css';
import { Editor, FieldGroup, Refused } from '../ui/Editor';
import { Listing } from '../ui/Listing';
import { useDraft } from '../ui/useDraft';
import { ROOM_KEYS, useSaved } from '../ui/useSaved';

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
      {devices.data && <Obeying room={room} standing={devices.data} />}
      <Panel roomId={room.roomId} />
      {(room.deviceUnionIds?.length ?? 0) > 0 && <Control roomId={room.roomId} />}
    </>
  );
}

/** The devices that a room lists, beside those that stand in it: they take its commands too. */
function Obeying({ room, standing }: { room: Room; standing: readonly Device[] }) {
  const { t } = useSpeech();
  const me = useMe();
  const queries = useQueryClient();
  const saved = useSaved();
  const devices = useQuery(devicesQuery(me));
  const { roomId } = room;
  const draftOf = useMemo(() => {
    const here = new Set(standing.map(({ deviceUnionId }) => deviceUnionId));
    return (of: Room) => ({ listed: (of.deviceUnionIds ?? []).filter((id) => !here.has(id)) });
  }, [standing]);
  const known = useMemo(() => draftOf(room), [room, draftOf]);
  const form = useDraft({
    known,
    guard: {
      source: room,
      read: () => queries.fetchQuery({ ...roomQuery(me, roomId), staleTime: 0 }),
      draftOf,
    },
    write: (_, { listed }, expected) =>
      updateRoom(me, roomId, { deviceUnionIds: listed }, expected),
    onSaved: () => saved('devices', ...ROOM_KEYS),
  });
  const names = new Map(devices.data?.map((each) => [each.deviceUnionId, each.deviceName]));
  const nameOf = (id: string) => names.get(id) || id;
  const isStanding = (id: string) => standing.some(({ deviceUnionId }) => deviceUnionId === id);
  const ids = new Set([...form.draft.listed, ...names.keys()]);
  return (
    <Editor
      form={form}
      fields={{
        listed: {
          name: t('control.obeys'),
          show: (listed) => listed.map(nameOf).join(', '),
        },
      }}
      shown={['deviceUnionIds']}
    >
      <FieldGroup title={t('control.obeys')} text={t('control.obeys.text')}>
        <MultiSelect
          data-wide
          aria-label={t('control.obeys')}
          placeholder={form.draft.listed.length === 0 ? t('control.obeys.none') : ''}
          searchable
          hidePickedOptions
          limit={60}
          nothingFoundMessage={t('manage.nothingFits.title')}
          value={form.draft.listed}
          error={form.wrong('deviceUnionIds')}
          onChange={(listed) => form.set({ listed })}
          data={[...ids]
            .filter((id) => !isStanding(id))
            .map((id) => ({ value: id, label: nameOf(id) }))}
        />
      </FieldGroup>
    </Editor>
  );
}

/** The panel of the room, and the way to it. */
function Panel({ roomId }: { roomId: string }) {
  const { t } = useSpeech();
  const me = useMe();
  const panel = useQuery(panelQuery(me, roomId));
  if (panel.data === undefined) return null;
  return (
    <section className={styles.section}>
      <h2>{t('control.panel')}</h2>
      <p>
        {panel.data ? (
          <Link to="/manage/controls/$roomId" params={{ roomId }}>
            {t('control.has', { n: panel.data.roomIotConfig.length })}
          </Link>
        ) : (
          <>
            <span className="soft">{t('control.gone')}. </span>
            <Link to="/manage/controls/new">{t('control.new')}</Link>
          </>
        )}
      </p>
    </section>
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
