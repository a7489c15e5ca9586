/** The rules of a room or a group as one form. */
import type { ReactNode } from 'react';
import { useSpeech } from '@/i18n';
import type { Level, PolicyDraft, RuleName } from '@/rules/policy';
import { Editor, type FieldNames } from '../ui/Editor';
import type { Drafted } from '../ui/useDraft';
import styles from './Policy.module.css';
import { PolicyFields } from './PolicyFields';
import { RULE_NAMES, useWords } from './words';

interface Props<Draft extends PolicyDraft> {
  form: Drafted<Draft>;
  levels: readonly Level[];
  /** Fields beside the policy, and what they are called. */
  extra?: ReactNode;
  extraFields?: FieldNames<Omit<Draft, RuleName>>;
  isFixed?: boolean;
  /** What is said before it is saved. */
  before?: ReactNode;
}

export function PolicyPart<Draft extends PolicyDraft>(props: Props<Draft>) {
  const { form, levels, extra, extraFields, isFixed, before } = props;
  const { t } = useSpeech();
  const words = useWords();
  const rules = Object.fromEntries(
    (Object.keys(RULE_NAMES) as RuleName[]).map((name) => [
      name,
      {
        name: t(RULE_NAMES[name]),
        show: (value: unknown) =>
          value === undefined ? t('policy.unsaidHere') : words[name](value as never),
      },
    ]),
  );
  const fields = { ...rules, ...extraFields } as unknown as FieldNames<Draft>;
  const rows = (
    <>
      {extra}
      <PolicyFields
        form={{
          draft: form.draft,
          set: (part) => form.set(part as Partial<Draft>),
          wrong: form.wrong,
          levels,
          ...(isFixed && { isFixed }),
        }}
      />
    </>
  );
  if (isFixed) return <div className={styles.fixed}>{rows}</div>;
  return (
    <Editor
      form={form}
      fields={fields}
      shown={['extensionConfig', 'openReservation', 'enableCycleReservation']}
      before={before}
      isWide
    >
      <p className="soft">{t('policy.lead')}</p>
      {rows}
    </Editor>
  );
}
