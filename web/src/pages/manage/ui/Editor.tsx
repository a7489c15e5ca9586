/** The frame of a form: its parts, what the server refused, and what is not saved yet. */
import { Button } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { Problem } from '@/api/problem';
import { useSpeech } from '@/i18n';
import { Said } from '@/ui/Said';
import styles from './Editor.module.css';
import type { Drafted } from './useDraft';
import { useGuard } from './useGuard';

/** A field as a conflict shows it. */
export type FieldNames<Draft> = {
  [Name in keyof Draft]: {
    name: string;
    /** `among` is what it was, what somebody else made of it, and what is written here. */
    show?: (value: Draft[Name], among: readonly Draft[Name][]) => ReactNode;
  };
};

interface Props<Draft extends object> {
  form: Drafted<Draft>;
  fields: FieldNames<Draft>;
  /** What the button says, where it is not "Save". */
  saveLabel?: string;
  /** Fields of the server's that this form shows the refusals of beside them. */
  shown: readonly string[];
  /** A thing that is made can be sent as it is. */
  isNew?: boolean;
  /** What is written cannot be sent yet; why stands beside it. */
  isOff?: boolean;
  /** What is said before it is saved, beside the button that saves it. */
  before?: ReactNode;
  /** Lines, rather than fields beside each other. */
  isWide?: boolean;
  children: ReactNode;
}

export function Editor<Draft extends object>(props: Props<Draft>) {
  const { form, fields, saveLabel, shown, isNew, isOff, before, isWide, children } = props;
  const { t } = useSpeech();
  const { dialog } = useGuard(form.isDirty && !form.isSaving);
  const element = useRef<HTMLFormElement>(null);
  // Whoever is refused stands at the field that it is about, or else where it says why.
  useEffect(() => {
    if (!form.problem && !form.conflict) return;
    const { current } = element;
    const told = current?.querySelector<HTMLElement>('[aria-invalid=true], section[role=alert]');
    told?.scrollIntoView({ block: 'nearest' });
    told?.focus({ preventScroll: true });
  }, [form.problem, form.conflict]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.save();
  };
  const canSave = (form.isDirty || isNew) && !isOff;
  return (
    <form
      ref={element}
      className={styles.editor}
      data-lines={isWide || undefined}
      onSubmit={submit}
      noValidate
    >
      {children}
      {form.conflict && <ConflictView form={form} fields={fields} />}
      {form.problem && (
        <Refused problem={form.problem} isBeside={form.wrong(...shown) !== undefined} />
      )}
      <div className={styles.bar} data-dirty={form.isDirty || undefined}>
        {before && <div className={styles.before}>{before}</div>}
        <Button type="submit" loading={form.isSaving} disabled={!canSave || form.conflict !== null}>
          {saveLabel ?? t('manage.save')}
        </Button>
        {form.isDirty && !isNew && (
          <Button variant="default" disabled={form.isSaving} onClick={form.reset}>
            {t('manage.undo')}
          </Button>
        )}
        {!isNew && (
          <span className="soft small" role="status">
            {form.isDirty ? t('manage.dirty', { n: form.changed.length }) : ''}
          </span>
        )}
      </div>
      {dialog}
    </form>
  );
}

/** What the server refused. Where a field shows it, it is only pointed to. */
export function Refused({ problem, isBeside }: { problem: Error; isBeside?: boolean }) {
  const { t } = useSpeech();
  return (
    <section className={styles.refused} role="alert" tabIndex={-1}>
      <h3>{t(problem instanceof Problem ? 'manage.refused' : 'state.away.title')}</h3>
      {problem instanceof Problem && !isBeside ? (
        <Said problem={problem} />
      ) : (
        <p className="soft">
          {t(problem instanceof Problem ? 'manage.refused.beside' : 'manage.refused.away')}
        </p>
      )}
    </section>
  );
}

/** Both what somebody else saved meanwhile and what is written here. */
function ConflictView<Draft extends object>({
  form,
  fields,
}: {
  form: Drafted<Draft>;
  fields: FieldNames<Draft>;
}) {
  const { t } = useSpeech();
  if (!form.conflict) return null;
  const { now, fields: theirs } = form.conflict;
  const all = [...new Set([...theirs, ...form.changed])];
  const show = (name: keyof Draft, from: Draft): ReactNode => {
    const value = from[name];
    const among = [form.base[name], now[name], form.draft[name]];
    const told = fields[name].show ? fields[name].show(value, among) : plain(value);
    return told === '' || told === undefined || told === null ? '–' : told;
  };
  return (
    <section className={styles.conflict} role="alert" tabIndex={-1}>
      <h3>{t('manage.conflict.title')}</h3>
      <p className="soft">{t('manage.conflict.text')}</p>
      <div className={styles.scroll}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('manage.conflict.field')}</th>
              <th scope="col">{t('manage.conflict.before')}</th>
              <th scope="col">{t('manage.conflict.theirs')}</th>
              <th scope="col">{t('manage.conflict.yours')}</th>
            </tr>
          </thead>
          <tbody>
            {all.map((name) => (
              <tr key={String(name)}>
                <th scope="row">{fields[name].name}</th>
                <td>{show(name, form.base)}</td>
                <td>
                  {theirs.includes(name) ? <strong>{show(name, now)}</strong> : show(name, now)}
                </td>
                <td>
                  {form.changed.includes(name) ? (
                    <strong>{show(name, form.draft)}</strong>
                  ) : (
                    show(name, form.draft)
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="row">
        <Button variant="default" onClick={form.keepMine}>
          {t('manage.conflict.keepMine')}
        </Button>
        <Button variant="default" onClick={form.takeTheirs}>
          {t('manage.conflict.takeTheirs')}
        </Button>
      </div>
    </section>
  );
}

function plain(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(plain).join(', ');
  if (typeof value === 'boolean') return value ? '✓' : '✗';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Fields that belong together, with what there is to know of them. */
export function FieldGroup({
  title,
  text,
  children,
}: {
  title: string;
  text?: ReactNode;
  children: ReactNode;
}) {
  return (
    <fieldset className={styles.group}>
      <legend>{title}</legend>
      {text && <p className="soft small">{text}</p>}
      <div className={styles.fields}>{children}</div>
    </fieldset>
  );
}
