/** `/manage/apps/new`: an app is made, and its secret told once. */
import '@/i18n/admin';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type AppSecret, createApp } from '@/api/admin';
import { useSpeech } from '@/i18n';
import { ForAdministrators } from '../ForAdministrators';
import { Editor } from '../ui/Editor';
import { Once } from '../ui/Once';
import { Facts, Page } from '../ui/Page';
import { useDraft } from '../ui/useDraft';
import { useSaved } from '../ui/useSaved';
import { AppFields, SHOWN, useFieldNames } from './AppFields';
import { EMPTY, sent } from './fields';

export function NewApp() {
  return (
    <ForAdministrators>
      <Form />
    </ForAdministrators>
  );
}

function Form() {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const saved = useSaved();
  const fields = useFieldNames();
  const [made, setMade] = useState<AppSecret | null>(null);
  const form = useDraft({
    known: EMPTY,
    write: async (_, draft) => setMade(await createApp(sent(draft))),
    onSaved: () => saved('apps'),
  });
  return (
    <Page title={t('admin.apps.new')} back={{ to: '/manage/apps', name: t('manage.apps') }}>
      <Editor form={form} fields={fields} shown={SHOWN} saveLabel={t('admin.apps.make')} isNew>
        <AppFields form={form} all={[]} />
      </Editor>
      {made && (
        <Once
          title={t('admin.apps.once', { app: form.draft.appName })}
          label={t('admin.apps.once.label')}
          value={made.appSecret}
          onClose={() => navigate({ to: '/manage/apps/$appKey', params: { appKey: made.appKey } })}
        >
          <Facts facts={[[t('admin.apps.key'), made.appKey]]} />
        </Once>
      )}
    </Page>
  );
}
