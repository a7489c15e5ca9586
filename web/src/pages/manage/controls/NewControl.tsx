/** `/manage/controls/new`: gives a room a control panel. */
import '@/i18n/control';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { panelsQuery, putPanel } from '@/api/control';
import { useSpeech } from '@/i18n';
import { useMe } from '@/shell/session';
import { Editor, FieldGroup } from '../ui/Editor';
import { Page } from '../ui/Page';
import { RoomSelect } from '../ui/RoomSelect';
import { useSaved } from '../ui/useSaved';
import { BLANK, EMPTY, isWhole, SHOWN, sentOf } from './fields';
import { PanelFieldset, usePanelNames } from './PanelFieldset';
import { usePanelDraft } from './usePanelDraft';

const NEW = { ...EMPTY, buttons: [BLANK], roomId: '' };

export function NewControl() {
  const { t } = useSpeech();
  const me = useMe();
  const navigate = useNavigate();
  const saved = useSaved();
  const names = usePanelNames();
  const panels = useQuery(panelsQuery(me));
  const [made, setMade] = useState<string | null>(null);
  const form = usePanelDraft({
    known: NEW,
    write: async (_, { roomId, ...draft }) => {
      await putPanel(me, roomId, sentOf(draft));
      setMade(roomId);
    },
    onSaved: () => saved('panels'),
  });
  useEffect(() => {
    if (made === null) return;
    navigate({ to: '/manage/controls/$roomId', params: { roomId: made }, replace: true });
  }, [made, navigate]);
  const { roomId, ...draft } = form.draft;
  // One that a room has would be written over.
  const isHad = made === null && panels.data?.some((panel) => panel.roomId === roomId) === true;
  return (
    <Page
      title={t('control.new')}
      back={{ to: '/manage/controls', name: t('manage.controls') }}
      lead={t('control.new.text')}
    >
      <Editor
        form={form}
        fields={{ ...names, roomId: { name: t('manage.room') } }}
        shown={SHOWN}
        saveLabel={t('control.make')}
        isNew
        isOff={isHad || roomId === '' || panels.data === undefined || !isWhole(draft)}
      >
        <FieldGroup title={t('manage.room')}>
          <RoomSelect
            label={t('manage.room')}
            none={t('control.room.pick')}
            value={roomId}
            error={form.wrong('roomId') ?? (isHad ? t('control.room.has') : undefined)}
            onChange={(roomId) => form.set({ roomId })}
          />
          {isHad && (
            <p>
              <Link to="/manage/controls/$roomId" params={{ roomId }}>
                {t('control.room.open')}
              </Link>
            </p>
          )}
        </FieldGroup>
        <PanelFieldset form={form} />
      </Editor>
    </Page>
  );
}
