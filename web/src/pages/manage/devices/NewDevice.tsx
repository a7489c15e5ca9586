/** `/manage/devices/new`: registers a device. */
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { registerDevice } from '@/api/manage';
import { useSpeech } from '@/i18n';
import { useMe } from '@/shell/session';
import { Editor } from '../ui/Editor';
import { Page } from '../ui/Page';
import { useDraft } from '../ui/useDraft';
import { useSaved } from '../ui/useSaved';
import { DeviceFieldset, useDeviceNames } from './DeviceFieldset';
import { draftOf, SHOWN } from './fields';

const NEW = draftOf({});

export function NewDevice() {
  const { t } = useSpeech();
  const me = useMe();
  const navigate = useNavigate();
  const saved = useSaved();
  const names = useDeviceNames();
  const [made, setMade] = useState<string | null>(null);
  const form = useDraft({
    known: NEW,
    write: async (_, draft) => {
      const given = Object.entries(draft).filter(([, value]) => value !== '');
      const { deviceUnionId } = await registerDevice(me, Object.fromEntries(given));
      setMade(deviceUnionId);
    },
    onSaved: () => saved('devices', 'device', 'room'),
  });
  useEffect(() => {
    if (made === null) return;
    navigate({
      to: '/manage/devices/$deviceUnionId',
      params: { deviceUnionId: made },
      replace: true,
    });
  }, [made, navigate]);
  return (
    <Page
      title={t('manage.device.new')}
      back={{ to: '/manage/devices', name: t('manage.devices') }}
      lead={t('manage.device.new.text')}
    >
      <Editor form={form} fields={names} shown={SHOWN} saveLabel={t('manage.device.make')} isNew>
        <DeviceFieldset form={form} />
      </Editor>
    </Page>
  );
}
