/** `/manage/controls/{id}`: the control panel of a room. */
import '@/i18n/control';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type ControlPanel, noPanel, panelQuery, putPanel, removePanel } from '@/api/control';
import { useForget } from '@/api/manage';
import { groupsQuery, roomQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { runsRoom } from '@/rules/manage';
import { useMe } from '@/shell/session';
import { Notice, Trouble } from '@/ui/Notice';
import { Editor } from '../ui/Editor';
import editor from '../ui/Editor.module.css';
import { Page } from '../ui/Page';
import { Removing } from '../ui/Removing';
import { useSaved } from '../ui/useSaved';
import { draftOf, isWhole, SHOWN, sentOf } from './fields';
import { PanelFieldset, usePanelNames } from './PanelFieldset';
import { usePanelDraft } from './usePanelDraft';

export function ControlEditor() {
  const { t } = useSpeech();
  const me = useMe();
  const { roomId } = useParams({ from: '/signedIn/manage/controls/$roomId' });
  const panel = useQuery(panelQuery(me, roomId));
  const room = useQuery(roomQuery(me, roomId));
  const name = room.data?.roomName ?? roomId;
  const back = { to: '/manage/controls', name: t('manage.controls') } as const;
  if (!panel.data) {
    return (
      <Page title={t('control.panel')} back={back}>
        {panel.error ? (
          <Trouble problem={panel.error} retry={() => panel.refetch()} />
        ) : panel.data === null ? (
          <None roomId={roomId} />
        ) : (
          <div role="status" aria-label={t('state.loading')} />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={name}
      back={back}
      lead={
        <>
          {t('control.panel')}
          {' · '}
          <Link to="/manage/rooms/$roomId" params={{ roomId }} search={{ part: 'devices' }}>
            {t('manage.room.part.devices')}
          </Link>
        </>
      }
    >
      <Fields key={roomId} panel={panel.data} room={name} />
    </Page>
  );
}

/** The list has the panels of rooms that one runs: of others nobody is told whether there is one. */
function None({ roomId }: { roomId: string }) {
  const { t } = useSpeech();
  const me = useMe();
  const room = useQuery(roomQuery(me, roomId));
  const groups = useQuery(groupsQuery(me));
  const problem = room.error ?? groups.error;
  if (problem) return <Trouble problem={problem} retry={() => room.refetch()} />;
  if (!room.data || !groups.data) return <div role="status" aria-label={t('state.loading')} />;
  const { roomName } = room.data;
  return runsRoom(me, room.data, groups.data) ? (
    <Notice kind="empty" title={t('control.gone')} text={roomName} />
  ) : (
    <Notice
      kind="lost"
      title={t('control.notYours')}
      text={t('control.notYours.text', { room: roomName })}
    />
  );
}

function Fields({ panel, room }: { panel: ControlPanel; room: string }) {
  const { t } = useSpeech();
  const me = useMe();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const saved = useSaved();
  const forget = useForget();
  const names = usePanelNames();
  const { roomId } = panel;
  const known = useMemo(() => draftOf(panel), [panel]);
  const form = usePanelDraft({
    known,
    guard: {
      source: panel,
      draftOf,
      read: async () =>
        (await queries.fetchQuery({ ...panelQuery(me, roomId), staleTime: 0 })) ?? noPanel(roomId),
    },
    write: (_, draft, expected) => putPanel(me, roomId, sentOf(draft), expected),
    onSaved: () => saved('panels'),
  });
  return (
    <>
      <Editor form={form} fields={names} shown={SHOWN} isOff={!isWhole(form.draft)}>
        <PanelFieldset form={form} />
      </Editor>
      <section className={editor.end}>
        <div>
          <Removing
            label={t('control.remove')}
            title={t('control.remove.sure', { room })}
            run={() =>
              removePanel(me, panel).catch((problem) => {
                // What is there now is looked at before it is taken away.
                forget('panels');
                throw problem;
              })
            }
            onDone={async () => {
              await navigate({ to: '/manage/controls' });
              saved('panels');
            }}
          >
            <p>{t('control.remove.text', { n: panel.roomIotConfig.length })}</p>
          </Removing>
        </div>
      </section>
    </>
  );
}
