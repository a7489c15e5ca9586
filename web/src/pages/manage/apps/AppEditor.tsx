/** `/manage/apps/{appKey}`: what an app is, what it may do, its secret, its end. */
import '@/i18n/admin';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import {
  type AppDetail,
  type AppSecret,
  appsQuery,
  deleteApp,
  revokeApp,
  rotateSecret,
  updateApp,
} from '@/api/admin';
import { useSpeech } from '@/i18n';
import { useMe } from '@/shell/session';
import { Notice, Trouble } from '@/ui/Notice';
import { ForAdministrators } from '../ForAdministrators';
import { Editor } from '../ui/Editor';
import editor from '../ui/Editor.module.css';
import { FormDialog } from '../ui/FormDialog';
import { Once } from '../ui/Once';
import { Facts, Page } from '../ui/Page';
import page from '../ui/Page.module.css';
import { Removing } from '../ui/Removing';
import { useDraft } from '../ui/useDraft';
import { useSaved } from '../ui/useSaved';
import { AppFields, SHOWN, useFieldNames } from './AppFields';
import styles from './Apps.module.css';
import { draftOf, sent } from './fields';

export function AppEditor() {
  return (
    <ForAdministrators>
      <Found />
    </ForAdministrators>
  );
}

function Found() {
  const { t } = useSpeech();
  const me = useMe();
  const { appKey } = useParams({ strict: false });
  const apps = useQuery(appsQuery(me));
  const app = apps.data?.find((each) => each.appKey === appKey);
  const back = { to: '/manage/apps' as const, name: t('manage.apps') };
  if (apps.error && !apps.data) {
    return <Trouble problem={apps.error} retry={() => apps.refetch()} />;
  }
  if (!app) {
    return (
      <Page title={t('manage.apps')} back={back}>
        {apps.data ? (
          <Notice kind="lost" title={t('state.notFound.title')} text={t('admin.apps.gone')} />
        ) : (
          <p role="status">{t('state.loading')}…</p>
        )}
      </Page>
    );
  }
  return (
    <Page
      title={app.appName ?? t('admin.apps.unnamed')}
      lead={<span className={styles.key}>{app.appKey}</span>}
      back={back}
    >
      <Fields app={app} />
      <SecretPart app={app} />
      <End app={app} />
    </Page>
  );
}

function Fields({ app }: { app: AppDetail }) {
  const me = useMe();
  const queries = useQueryClient();
  const saved = useSaved();
  const fields = useFieldNames();
  const known = useMemo(() => draftOf(app), [app]);
  const form = useDraft({
    known,
    guard: {
      source: app,
      read: async () => {
        const apps = await queries.fetchQuery({ ...appsQuery(me), staleTime: 0 });
        return apps.find((each) => each.appKey === app.appKey) ?? app;
      },
      draftOf,
    },
    write: (changed, _, expected) => updateApp(app.appKey, sent(changed), expected),
    onSaved: () => saved('apps'),
  });
  return (
    <Editor form={form} fields={fields} shown={SHOWN}>
      <AppFields form={form} all={app.scopes} />
    </Editor>
  );
}

const HOUR = 3600;
/** How long an old secret may live on, in seconds. */
const KEEPS = [
  { seconds: 0, name: 'admin.apps.rotate.now' },
  { seconds: HOUR, name: 'admin.apps.rotate.hour' },
  { seconds: 24 * HOUR, name: 'admin.apps.rotate.day' },
  { seconds: 7 * 24 * HOUR, name: 'admin.apps.rotate.week' },
] as const;

function SecretPart({ app }: { app: AppDetail }) {
  const { t, format } = useSpeech();
  const saved = useSaved();
  const name = app.appName ?? app.appKey;
  const [isAsking, setAsking] = useState(false);
  const [keep, setKeep] = useState<number>(24 * HOUR);
  const [made, setMade] = useState<AppSecret | null>(null);
  return (
    <section className={editor.end}>
      <h2>{t('admin.apps.secret.title')}</h2>
      <p className="soft small">{t('admin.apps.secret.text')}</p>
      <p>
        {app.liveSecrets === 0 ? (
          <span className={styles.out}>{t('admin.apps.secret.none')}</span>
        ) : app.oldSecretsEndAt ? (
          t('admin.apps.secret.two', { until: format.dateTime(app.oldSecretsEndAt) })
        ) : (
          t('admin.apps.secret.one')
        )}
      </p>
      <div className={styles.ends}>
        <Button variant="default" onClick={() => setAsking(true)}>
          {t('admin.apps.rotate')}
        </Button>
      </div>
      {isAsking && (
        <FormDialog
          title={t('admin.apps.rotate.title', { app: name })}
          submit={t('admin.apps.rotate.do')}
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false);
            saved('apps');
          }}
          run={async () => setMade(await rotateSecret(app.appKey, keep))}
        >
          {() => (
            <fieldset className={editor.group}>
              <legend>{t('admin.apps.rotate.old')}</legend>
              <div className={page.choices}>
                {KEEPS.map(({ seconds, name: words }) => (
                  <label key={seconds} className={page.choice}>
                    <input
                      type="radio"
                      name="keep"
                      checked={keep === seconds}
                      onChange={() => setKeep(seconds)}
                    />
                    <span>{t(words)}</span>
                  </label>
                ))}
              </div>
              <p className="soft small">{t('admin.apps.rotate.text')}</p>
            </fieldset>
          )}
        </FormDialog>
      )}
      {made && (
        <Once
          title={t('admin.apps.once', { app: name })}
          label={t('admin.apps.once.label')}
          value={made.appSecret}
          onClose={() => setMade(null)}
        >
          <Facts facts={[[t('admin.apps.key'), made.appKey]]} />
        </Once>
      )}
    </section>
  );
}

function End({ app }: { app: AppDetail }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const saved = useSaved();
  const name = app.appName ?? app.appKey;
  return (
    <section className={editor.end}>
      <h2>{t('admin.apps.end')}</h2>
      <div className={styles.ends}>
        <Removing
          label={t('admin.apps.revoke')}
          title={t('admin.apps.revoke.title', { app: name })}
          run={() => revokeApp(app.appKey)}
          onDone={() => saved('apps')}
        >
          <p>{t('admin.apps.revoke.text')}</p>
        </Removing>
        <Removing
          label={t('admin.apps.delete')}
          title={t('admin.apps.delete.title', { app: name })}
          run={() => deleteApp(app.appKey)}
          onDone={() => {
            saved('apps');
            navigate({ to: '/manage/apps' });
          }}
        >
          <p>{t('admin.apps.delete.text')}</p>
        </Removing>
      </div>
    </section>
  );
}
