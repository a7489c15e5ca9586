/**
 * What somebody writes into a form, beside what the server has: nothing is lost where it is refused,
 * and nothing of others' is overwritten.
 */
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Problem } from '@/api/problem';
import { changedFields, same, wrongField } from '@/rules/manage';

/** Somebody else changed meanwhile what is being changed here. */
export interface Conflict<Draft> {
  now: Draft;
  /** What they changed. */
  fields: readonly (keyof Draft)[];
}

interface Options<Draft> {
  /** What the server had when the form was opened. */
  known: Draft;
  /** Reads what the server has now. Absent where a thing is made, which nobody can have changed. */
  read?: () => Promise<Draft>;
  /** Sends what has changed. */
  write: (changed: Partial<Draft>, draft: Draft) => Promise<unknown>;
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
  constructor(readonly conflict: Conflict<Draft>) {
    super('somebody else changed it');
  }
}

export function useDraft<Draft extends object>(options: Options<Draft>): Drafted<Draft> {
  const { known, read, write, onSaved } = options;
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
  const saving = useMutation({
    mutationFn: async () => {
      // Here, and nowhere else, a save notices that others were faster: the server is asked what it
      // has now. Where an operation takes the version that it may change, `write` sends it along.
      const now = read ? await read() : base;
      const fields = changedFields(base, now);
      if (fields.length > 0) throw new Changed<Draft>({ now, fields });
      await write(pick(draft, changed), draft);
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
    wrong: (...names) => wrongOf(problem, names),
    base,
    conflict,
    keepMine: () => {
      if (!conflict) return;
      setBase(conflict.now);
      setDraft({ ...conflict.now, ...pick(draft, changed) });
      saving.reset();
    },
    takeTheirs: () => {
      if (!conflict) return;
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

export function wrongOf(problem: unknown, names: readonly string[]): string | undefined {
  if (!(problem instanceof Problem)) return undefined;
  const byCode = BY_CODE[problem.code];
  if (byCode !== undefined) return names.includes(byCode) ? problem.message : undefined;
  if (problem.message === 'Error:lack authorizedMembers') {
    return names.includes('reservationAuthority') ? problem.message : undefined;
  }
  const named = wrongField(problem.message);
  if (!named) return undefined;
  const { field, text } = named;
  return names.some(
    (name) => field === name || field.startsWith(`${name}.`) || field.startsWith(`${name}[`),
  )
    ? text
    : undefined;
}
