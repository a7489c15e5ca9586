/** `/manage/devices/{id}`: one device, its token, and what it reports. */
import { Button, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import {
  createDeviceToken,
  type Device,
  deleteDevice,
  deleteDeviceToken,
  deviceProperties,
  deviceQuery,
  updateDevice,
  useForget,
} from '@/api/manage';
import { useSpeech } from '@/i18n';
import { useMe } from '@/shell/session';
import { Trouble } from '@/ui/Notice';
import { Editor, Refused } from '../ui/Editor';
import { Once } from '../ui/Once';
import { Facts, Page } from '../ui/Page';
import { Removing } from '../ui/Removing';
import { useDraft } from '../ui/useDraft';
import { useSaved } from '../ui/useSaved';
import { DeviceFieldset, useDeviceNames } from './DeviceFieldset';
import styles from './Devices.module.css';
import { draftOf, SHOWN } from './fields';
import { Online } from './Online';

export function DeviceEditor() {
  const { t } = useSpeech();
  const me = useMe();
  const { deviceUnionId } = useParams({ from: '/signedIn/manage/devices/$deviceUnionId' });
  const device = useQuery({ ...deviceQuery(me, deviceUnionId), refetchInterval: 30_000 });
  const back = { to: '/manage/devices', name: t('manage.devices') } as const;
  if (!device.data) {
    return (
      <Page title={t('manage.device')} back={back}>
        {device.error ? (
          <Trouble problem={device.error} retry={() => device.refetch()} />
        ) : (
          <div role="status" aria-label={t('state.loading')} />
        )}
      </Page>
    );
  }
  const { deviceName, deviceStatus, roomName, openRoomId } = device.data;
  return (
    <Page
      title={deviceName || deviceUnionId}
      back={back}
      lead={
        <span className="row">
          <Online status={deviceStatus} />
          {openRoomId && (
            <Link to="/manage/rooms/$roomId" params={{ roomId: openRoomId }}>
              {roomName ?? openRoomId}
            </Link>
          )}
        </span>
      }
    >
      <Fields key={deviceUnionId} device={device.data} />
      <Token device={device.data} />
      <Reported device={device.data} />
      <Remove device={device.data} />
    </Page>
  );
}

function Fields({ device }: { device: Device }) {
  const me = useMe();
  const queries = useQueryClient();
  const saved = useSaved();
  const names = useDeviceNames();
  const { deviceUnionId } = device;
  const known = useMemo(() => draftOf(device), [device]);
  const form = useDraft({
    known,
    guard: {
      source: device,
      read: () => queries.fetchQuery({ ...deviceQuery(me, deviceUnionId), staleTime: 0 }),
      draftOf,
    },
    write: (changed, _, expected) => updateDevice(me, deviceUnionId, changed, expected),
    onSaved: () => saved('devices', 'device', 'room'),
  });
  return (
    <Editor form={form} fields={names} shown={SHOWN}>
      <DeviceFieldset form={form} self={deviceUnionId} />
    </Editor>
  );
}

function Token({ device }: { device: Device }) {
  const { t } = useSpeech();
  const me = useMe();
  const saved = useSaved();
  const [token, setToken] = useState<string | null>(null);
  const { deviceUnionId } = device;
  const making = useMutation({
    mutationFn: () => createDeviceToken(me, deviceUnionId),
    onSuccess: setToken,
  });
  return (
    <section className={styles.section}>
      <h2>{t('manage.token')}</h2>
      <p className="soft">{t('manage.token.text')}</p>
      {making.error && <Refused problem={making.error} />}
      <div className="row">
        <Button variant="default" loading={making.isPending} onClick={() => making.mutate()}>
          {t('manage.token.make')}
        </Button>
        <Removing
          label={t('manage.token.end')}
          title={t('manage.token.end.sure')}
          run={() => deleteDeviceToken(me, deviceUnionId)}
          onDone={() => saved('devices', 'device')}
        >
          <p>{t('manage.token.end.text')}</p>
        </Removing>
      </div>
      {token && (
        <Once
          title={t('manage.token')}
          label={t('manage.token.value')}
          value={token}
          onClose={() => {
            setToken(null);
            saved('devices', 'device');
          }}
        />
      )}
    </section>
  );
}

/** The names that most devices answer to. */
const ASKED = 'power, volume, mode';

function Reported({ device }: { device: Device }) {
  const { t, format } = useSpeech();
  const me = useMe();
  const [names, setNames] = useState(ASKED);
  const asking = useMutation({
    mutationFn: () =>
      deviceProperties(
        me,
        device.deviceUnionId,
        names
          .split(/[,，\s]+/)
          .filter(Boolean)
          .slice(0, 10),
      ),
  });
  return (
    <section className={styles.section}>
      <h2>{t('manage.device.reported')}</h2>
      <Facts
        facts={[
          [t('manage.device.unionId'), device.deviceUnionId],
          [t('manage.device.id'), device.deviceId],
          [t('manage.device.since'), device.activeTime && format.moment(device.activeTime)],
          [
            t('manage.device.address'),
            [device.devNetIp, device.devNetType].filter(Boolean).join(' · '),
          ],
          [t('manage.device.firmware'), device.firmwareVersion],
          [t('manage.device.software'), device.softwareVersion],
          [t('manage.device.camera'), device.devCamera],
          [t('manage.device.mic'), device.devMic],
          [t('manage.device.voice'), device.devVoice],
          [t('manage.device.hdmi'), device.devHdmi],
          [
            t('manage.device.controllers'),
            device.controllers
              ?.map(({ deviceName, deviceUnionId: id }) => deviceName ?? id)
              .join(', '),
          ],
        ]}
      />
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          asking.mutate();
        }}
      >
        <TextInput
          label={t('manage.device.properties')}
          description={t('manage.device.properties.hint')}
          value={names}
          onChange={({ currentTarget }) => setNames(currentTarget.value)}
        />
        <div>
          <Button type="submit" variant="default" loading={asking.isPending}>
            {t('manage.device.ask')}
          </Button>
        </div>
      </form>
      {asking.error && <Refused problem={asking.error} />}
      {asking.data && (
        <div role="status">
          {asking.data.length === 0 ? (
            <p className="soft">{t('manage.device.properties.none')}</p>
          ) : (
            <Facts
              facts={asking.data.map(
                ({ propertyName, propertyValue }) =>
                  [propertyName ?? '', propertyValue ?? ''] as const,
              )}
            />
          )}
        </div>
      )}
    </section>
  );
}

function Remove({ device }: { device: Device }) {
  const { t } = useSpeech();
  const me = useMe();
  const navigate = useNavigate();
  const forget = useForget();
  const name = device.deviceName || device.deviceUnionId;
  return (
    <section className={styles.section}>
      <h2>{t('manage.device.remove.title')}</h2>
      <div>
        <Removing
          label={t('manage.device.remove')}
          title={t('manage.room.remove.sure', { room: name })}
          run={() => deleteDevice(me, device.deviceUnionId)}
          onDone={async () => {
            await navigate({ to: '/manage/devices', replace: true });
            forget('devices', 'room');
            notifications.show({ message: t('manage.removed', { name }), color: 'accent' });
          }}
        >
          <p>{t('manage.device.goes')}</p>
        </Removing>
      </div>
    </section>
  );
}
