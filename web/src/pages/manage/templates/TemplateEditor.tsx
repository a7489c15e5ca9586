/** `/manage/templates/{id}`: one screen template beside what it looks like; `new` makes one. */
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import {
  createTemplate,
  deleteTemplate,
  type Template,
  templateQuery,
  updateTemplate,
  useForget,
} from '@/api/manage';
import { roomsQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { idIn } from '@/rules/address';
import { useMe } from '@/shell/session';
import { Notice, Trouble } from '@/ui/Notice';
import { ForAdministrators } from '../ForAdministrators';
import { Editor } from '../ui/Editor';
import editor from '../ui/Editor.module.css';
import { Page } from '../ui/Page';
import { Removing } from '../ui/Removing';
import { type Drafted, useDraft } from '../ui/useDraft';
import { useSaved } from '../ui/useSaved';
import { draftOf, SHOWN, sentOf, type TemplateDraft } from './fields';
import { Preview } from './Preview';
import { TemplateFields, useTemplateNames } from './TemplateFields';
import styles from './Templates.module.css';

export function TemplateEditor() {
  const { templateId } = useParams({ from: '/signedIn/manage/templates/$templateId' });
  return (
    <ForAdministrators>
      {templateId === 'new' ? (
        <NewTemplate />
      ) : idIn(templateId) === undefined ? (
        <NoTemplate />
      ) : (
        <OldTemplate key={templateId} id={templateId} />
      )}
    </ForAdministrators>
  );
}

function useBack() {
  const { t } = useSpeech();
  return { to: '/manage/templates', name: t('manage.templates') } as const;
}

const NOTHING: Template = {
  deviceCustomTemplate: { templateId: 0, templateName: '', showCalendarCard: true },
  deviceUnionIds: [],
  groupIds: [],
  roomIds: [],
};

function NoTemplate() {
  const { t } = useSpeech();
  return (
    <Page title={t('manage.template')} back={useBack()}>
      <Notice kind="lost" title={t('state.notFound.title')} text={t('state.notFound.text')} />
    </Page>
  );
}

function NewTemplate() {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const saved = useSaved();
  const back = useBack();
  const [made, setMade] = useState<number | null>(null);
  const known = useMemo(() => draftOf(NOTHING), []);
  const form = useDraft({
    known,
    write: async (_, draft) => setMade(await createTemplate(sentOf(draft))),
    onSaved: () => saved('templates', 'template'),
  });
  useEffect(() => {
    if (made === null) return;
    navigate({
      to: '/manage/templates/$templateId',
      params: { templateId: String(made) },
      replace: true,
    });
  }, [made, navigate]);
  return (
    <Page title={t('templates.new')} back={back}>
      <Fields form={form} isNew />
    </Page>
  );
}

function OldTemplate({ id }: { id: string }) {
  const { t } = useSpeech();
  const back = useBack();
  const template = useQuery(templateQuery(id));
  if (!template.data) {
    return (
      <Page title={t('manage.template')} back={back}>
        {template.error ? (
          <Trouble problem={template.error} retry={() => template.refetch()} />
        ) : (
          <div role="status" aria-label={t('state.loading')} />
        )}
      </Page>
    );
  }
  return (
    <Page title={template.data.deviceCustomTemplate.templateName} back={back}>
      <Form template={template.data} />
      <Remove template={template.data} />
    </Page>
  );
}

function Form({ template }: { template: Template }) {
  const queries = useQueryClient();
  const saved = useSaved();
  const { templateId } = template.deviceCustomTemplate;
  const known = useMemo(() => draftOf(template), [template]);
  const form = useDraft({
    known,
    guard: {
      source: template,
      read: () => queries.fetchQuery({ ...templateQuery(String(templateId)), staleTime: 0 }),
      draftOf,
    },
    write: (_, draft, expected) =>
      updateTemplate({ ...sentOf(draft), templateId, ...(expected && { expected }) }),
    onSaved: () => saved('templates', 'template'),
  });
  return <Fields form={form} />;
}

function Fields({ form, isNew }: { form: Drafted<TemplateDraft>; isNew?: boolean }) {
  const { t } = useSpeech();
  const me = useMe();
  const rooms = useQuery(roomsQuery(me));
  const names = useTemplateNames();
  const room =
    rooms.data?.find(({ roomId }) => roomId === form.draft.roomIds[0]) ?? rooms.data?.[0];
  return (
    <div className={styles.pair}>
      <Editor
        form={form}
        fields={names}
        shown={SHOWN}
        {...(isNew && { isNew, saveLabel: t('templates.make') })}
      >
        <TemplateFields form={form} />
      </Editor>
      <Preview draft={form.draft} room={room?.roomName ?? t('manage.room')} />
    </div>
  );
}

function Remove({ template }: { template: Template }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const forget = useForget();
  const { templateId, templateName } = template.deviceCustomTemplate;
  return (
    <section className={editor.end}>
      <h2>{t('templates.remove.title')}</h2>
      <div>
        <Removing
          label={t('templates.remove')}
          title={t('manage.room.remove.sure', { room: templateName })}
          run={() => deleteTemplate(templateId)}
          onDone={async () => {
            await navigate({ to: '/manage/templates', replace: true });
            forget('templates');
            notifications.show({
              message: t('manage.removed', { name: templateName }),
              color: 'accent',
            });
          }}
        >
          <p>{t('templates.goes')}</p>
        </Removing>
      </div>
    </section>
  );
}
