/** One rule: what is said of it here, or what counts where nothing is. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { type PlainKey, useSpeech } from '@/i18n';
import { inheritedRule, type Level, type PolicyDraft, type RuleName } from '@/rules/policy';
import type { Drafted } from '../ui/useDraft';
import styles from './Policy.module.css';
import { RULE_NAMES, useWords } from './words';

export interface PolicyForm {
  draft: PolicyDraft;
  set: (part: Partial<PolicyDraft>) => void;
  wrong: Drafted<PolicyDraft>['wrong'];
  levels: readonly Level[];
  /** Whoever may only look. */
  isFixed?: boolean;
}

interface Props<Name extends RuleName> {
  form: PolicyForm;
  name: Name;
  hint: string;
  /** What counts where no level says anything. */
  otherwise: string;
  /** What it is set to at first. */
  first: NonNullable<PolicyDraft[Name]>;
  children: (
    value: NonNullable<PolicyDraft[Name]>,
    set: (value: NonNullable<PolicyDraft[Name]>) => void,
  ) => ReactNode;
}

export function Rule<Name extends RuleName>({
  form,
  name,
  hint,
  otherwise,
  first,
  children,
}: Props<Name>) {
  const { t } = useSpeech();
  const words = useWords();
  const value = form.draft[name];
  const inherited = inheritedRule(form.levels, name);
  const title = t(RULE_NAMES[name] as PlainKey);
  const set = (next: PolicyDraft[Name] | undefined) =>
    form.set({ [name]: next } as Partial<PolicyDraft>);
  const error = form.wrong(`extensionConfig.${name}`, name);
  // What is inherited is what one begins to change.
  const begin = inherited ? (inherited.value as NonNullable<PolicyDraft[Name]>) : first;
  const told = inherited && words[name](inherited.value as never);
  return (
    <fieldset className={styles.rule} data-set={value !== undefined || undefined}>
      <legend className="hidden">{title}</legend>
      <div className={styles.about}>
        <p className={styles.name} aria-hidden="true">
          {title}
        </p>
        <p className="soft small">{hint}</p>
      </div>
      <div className={styles.value}>
        {value === undefined ? (
          <p className={styles.inherited}>
            {inherited ? (
              <>
                {told}
                <span className={styles.from}>
                  {t('policy.from', { level: inherited.level.name })}
                </span>
              </>
            ) : (
              <span className="soft">{otherwise}</span>
            )}
          </p>
        ) : form.isFixed ? (
          <p>{words[name](value as never)}</p>
        ) : (
          <div className={styles.own}>
            {children(value as NonNullable<PolicyDraft[Name]>, set)}
            {inherited && (
              <p className="soft small">
                {t('policy.insteadOf', { value: told ?? '', level: inherited.level.name })}
              </p>
            )}
          </div>
        )}
        {error && (
          <p className={styles.wrong} role="alert">
            {error}
          </p>
        )}
      </div>
      {!form.isFixed && (
        <div className={styles.turn}>
          {value === undefined ? (
            <Button
              variant="default"
              size="xs"
              aria-label={`${t('policy.set')}: ${title}`}
              onClick={() => set(begin)}
            >
              {t('policy.set')}
            </Button>
          ) : (
            <Button
              variant="subtle"
              size="xs"
              aria-label={`${t(inherited ? 'policy.inherit' : 'policy.takeAway')}: ${title}`}
              onClick={() => set(undefined)}
            >
              {t(inherited ? 'policy.inherit' : 'policy.takeAway')}
            </Button>
          )}
        </div>
      )}
    </fieldset>
  );
}
