/**
 * What somebody writes into a form, beside what the server has: nothing is lost where it is refused,
 * and nothing of others' is overwritten.
 */
import '@/i18n/refusal';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Problem } from '@/api/problem';
import { type Say, useSpeech } from '@/i18n';
import { refusalEn } from '@/i18n/refusal.en';
import { changedFields, same, wrongField } from '@/rules/manage';
import { fieldSaid, saidOf } from '@/rules/said';

/** Somebody else changed meanwhile what is being changed here. */
export interface Conflict<Draft> {
  now: Draft;
  /** What they changed. */
  fields: readonly (keyof Draft)[];
}

/** What the server itself compares before it writes: the reply that a form was made from, whole. */
export interface Guard<Draft, Source> {
  source: Source;
  read: () => Promise<Source>;
  draftOf: (source: Source) => Draft;
}

interface Options<Draft, Source> {
  /** What the server had when the form was opened. */
  known: Draft;
  /** Sends what has changed; `expected` goes along where there is a guard. */
  write: (changed: Partial<Draft>, draft: Draft, expected: Source | undefined) => Promise<unknown>;
  /** The server refuses a save against what has changed. */
  guard?: Guard<Draft, Source>;
  /** Where it does not: reads what the server has now, just before it is written. */
  read?: () => Promise<Draft>;
  onSaved?: (draft: Draft) => void;
}

export interface Drafted<Draft> {
  draft: Draft;
  set: (part: Partial<Draft>) => void;
  changed: readonly (keyof Draft)[];
  isDirty: boolean;
  save: () => void;
  isSaving: boolean;
  /** Forgets what was written. */
  reset: () => void;
  problem: Error | null;
  /** What the server says of a field, by the names that it may give it. */
  wrong: (...names: string[]) => string | undefined;
  base: Draft;
  conflict: Conflict<Draft> | null;
  /** Puts one's own changes on top of theirs, to be looked at and saved. */
  keepMine: () => void;
  takeTheirs: () => void;
}

class Changed<Draft> extends Error {
  constructor(
    readonly conflict: Conflict<Draft>,
    readonly source?: unknown,
  ) {
    super('somebody else changed it');
  }
}

const CHANGED: readonly string[] = [
  'room.changed',
  'group.changed',
  'template.changed',
  'device.changed',
  'panel.changed',
  'app.changed',
  // Of a person.
  '409',
];
const isChanged = (problem: unknown): boolean =>
  problem instanceof Problem && CHANGED.includes(problem.code);

export function useDraft<Draft extends object, Source = undefined>(
  options: Options<Draft, Source>,
): Drafted<Draft> {
  const { known, read, write, guard, onSaved } = options;
  const { t } = useSpeech();
  const [base, setBase] = useState(known);
  const [draft, setDraft] = useState(known);
  const changed = changedFields(base, draft);
  const isDirty = changed.length > 0;
  // What comes anew from the server is shown as long as nobody has written anything.
  const [seen, setSeen] = useState(known);
  useEffect(() => {
    if (same(seen, known)) return;
    setSeen(known);
    if (isDirty) return;
    setBase(known);
    setDraft(known);
  }, [known, seen, isDirty]);
  const latest = guard?.source;
  const [source, setSource] = useState(latest);
  useEffect(() => {
    if (!isDirty) setSource(latest);
  }, [latest, isDirty]);
  const writeGuarded = async (of: Guard<Draft, Source>) => {
    try {
      await write(pick(draft, changed), draft, source);
    } catch (problem) {
      if (!isChanged(problem)) throw problem;
      const now = await of.read();
      const found = of.draftOf(now);
      // An answer may have been lost on the way: then all is as it was meant to be.
      if (changed.every((name) => same(found[name], draft[name]))) return;
      const fields = changedFields(base, found);
      if (fields.length > 0) throw new Changed<Draft>({ now: found, fields }, now);
      // Others changed what is no part of this form, and is not written by it.
      await write(pick(draft, changed), draft, now);
    }
  };
  const saving = useMutation({
    mutationFn: async () => {
      if (guard) {
        await writeGuarded(guard);
        return draft;
      }
      const now = read ? await read() : base;
      const fields = changedFields(base, now);
      if (fields.length > 0) throw new Changed<Draft>({ now, fields });
      await write(pick(draft, changed), draft, undefined);
      return draft;
    },
    onSuccess: (saved) => {
      setBase(saved);
      onSaved?.(saved);
    },
  });
  const conflict =
    saving.error instanceof Changed ? (saving.error.conflict as Conflict<Draft>) : null;
  const problem = conflict ? null : saving.error;
  /** From now on, what is there now is what is changed. */
  const meet = () => {
    if (guard && saving.error instanceof Changed) setSource(saving.error.source as Source);
  };
  return {
    draft,
    set: (part) => setDraft((was) => ({ ...was, ...part })),
    changed,
    isDirty,
    save: () => saving.mutate(),
    isSaving: saving.isPending,
    reset: () => {
      setDraft(base);
      saving.reset();
    },
    problem,
    wrong: (...names) => wrongOf(problem, names, t),
    base,
    conflict,
    keepMine: () => {
      if (!conflict) return;
      meet();
      setBase(conflict.now);
      setDraft({ ...conflict.now, ...pick(draft, changed) });
      saving.reset();
    },
    takeTheirs: () => {
      if (!conflict) return;
      meet();
      setBase(conflict.now);
      setDraft(conflict.now);
      saving.reset();
    },
  };
}

function pick<Draft extends object>(
  draft: Draft,
  fields: readonly (keyof Draft)[],
): Partial<Draft> {
  return Object.fromEntries(fields.map((name) => [name, draft[name]])) as Partial<Draft>;
}

/** What has changed, as it would be sent. */
export const changesOf = <Draft extends object>(form: Drafted<Draft>): Partial<Draft> =>
  pick(form.draft, form.changed);

/** Refusals that are about one field, though their words do not name it. */
const BY_CODE: Readonly<Record<string, string>> = {
  'room.name.unsafe': 'roomName',
  'room.exist': 'roomName',
  'group.not.found': 'groupId',
  'depth.over.limit': 'groupId',
  'label.exist': 'labelName',
  'duplicate.template.name': 'templateName',
  '33012': 'userid',
};

export function wrongOf(problem: unknown, names: readonly string[], t: Say): string | undefined {
  if (!(problem instanceof Problem)) return undefined;
  const byCode = BY_CODE[problem.code];
  const whole = () => saidOf(problem, refusalEn, t);
  if (byCode !== undefined) return names.includes(byCode) ? whole() : undefined;
  if (problem.message === 'Error:lack authorizedMembers') {
    return names.includes('reservationAuthority') ? whole() : undefined;
  }
  const named = wrongField(problem.message);
  if (!named) return undefined;
  const { field, text } = named;
  return names.some(
    (name) => field === name || field.startsWith(`${name}.`) || field.startsWith(`${name}[`),
  )
    ? fieldSaid(text, t)
    : undefined;
}
