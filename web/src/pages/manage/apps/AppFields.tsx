/** The fields of an app. */
import { Checkbox, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useSpeech } from '@/i18n';
import { FieldGroup } from '../ui/Editor';
import type { Drafted } from '../ui/useDraft';
import styles from './Apps.module.css';
import type { AppDraft } from './fields';
import { othersOf, SCOPES } from './scopes';

/** Fields of the server's that are refused beside them. */
export const SHOWN = ['appName', 'scopes', 'redirectUris', 'ipAllowList', 'qpsPerOperation'];

export function AppFields({ form, all }: { form: Drafted<AppDraft>; all: readonly string[] }) {
  const { t } = useSpeech();
  const { draft, set, wrong } = form;
  const others = othersOf(all);
  const turn = (scope: string) => {
    const has = draft.scopes.includes(scope);
    set({
      scopes: has ? draft.scopes.filter((each) => each !== scope) : [...draft.scopes, scope],
    });
  };
  const box = (scope: string, name: string) => (
    <Checkbox
      key={scope}
      checked={draft.scopes.includes(scope)}
      onChange={() => turn(scope)}
      label={
        <span className={styles.scope}>
          {name}
          {name !== scope && <code>{scope}</code>}
        </span>
      }
    />
  );
  return (
    <>
      <FieldGroup title={t('admin.apps.details')}>
        <TextInput
          label={t('admin.apps.name')}
          placeholder={t('admin.apps.name.hint')}
          required
          maxLength={100}
          data-wide
          value={draft.appName}
          error={wrong('appName')}
          onChange={({ currentTarget }) => set({ appName: currentTarget.value })}
        />
      </FieldGroup>
      <FieldGroup title={t('admin.apps.scopes')} text={t('admin.apps.scopes.text')}>
        <div className={styles.scopes} data-wide>
          {SCOPES.map(({ name, scopes }) => (
            <fieldset key={name}>
              <legend>{t(name)}</legend>
              {scopes.map((each) => box(each.scope, t(each.name)))}
            </fieldset>
          ))}
          {others.length > 0 && (
            <fieldset>
              <legend>{t('admin.apps.scopes.other')}</legend>
              {others.map((scope) => box(scope, scope))}
            </fieldset>
          )}
          {wrong('scopes') && <p role="alert">{wrong('scopes')}</p>}
        </div>
      </FieldGroup>
      <FieldGroup title={t('admin.apps.reach')}>
        <Textarea
          label={t('admin.apps.redirect')}
          description={t('admin.apps.redirect.hint')}
          autosize
          minRows={2}
          maxRows={8}
          data-wide
          value={draft.redirectUris}
          error={wrong('redirectUris')}
          onChange={({ currentTarget }) => set({ redirectUris: currentTarget.value })}
        />
        <Textarea
          label={t('admin.apps.ips')}
          description={t('admin.apps.ips.hint')}
          autosize
          minRows={2}
          maxRows={8}
          value={draft.ipAllowList}
          error={wrong('ipAllowList')}
          onChange={({ currentTarget }) => set({ ipAllowList: currentTarget.value })}
        />
        <NumberInput
          label={t('admin.apps.qps')}
          description={t('admin.apps.qps.hint')}
          min={0}
          max={100_000}
          allowDecimal={false}
          value={draft.qpsPerOperation}
          error={wrong('qpsPerOperation')}
          onChange={(value) => set({ qpsPerOperation: Number(value) || 0 })}
        />
      </FieldGroup>
    </>
  );
}

/** What a conflict calls the fields. */
export function useFieldNames() {
  const { t } = useSpeech();
  return {
    appName: { name: t('admin.apps.name') },
    scopes: { name: t('admin.apps.scopes') },
    redirectUris: { name: t('admin.apps.redirect') },
    ipAllowList: { name: t('admin.apps.ips') },
    qpsPerOperation: { name: t('admin.apps.qps') },
  };
}
