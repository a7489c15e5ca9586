/** The record as tables and files have it. */
import type { AuditItem } from '@/api/admin';
import { csv } from './csv';

export interface Changed {
  field: string;
  before: string;
  after: string;
}

const words = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value, null, 1) : String(value);
};

/** Field by field what an entry says; what is objects on both sides is taken apart. */
export function changes(
  before: Readonly<Record<string, unknown>> | undefined,
  after: Readonly<Record<string, unknown>> | undefined,
): Changed[] {
  const found: Changed[] = [];
  const walk = (path: string, one: unknown, other: unknown) => {
    if (isRecord(one) && isRecord(other)) {
      for (const name of new Set([...Object.keys(one), ...Object.keys(other)])) {
        const inner = path ? `${path}.${name}` : name;
        if (words(one[name]) !== words(other[name]) || path === '') {
          walk(inner, one[name], other[name]);
        }
      }
    } else found.push({ field: path, before: words(one), after: words(other) });
  };
  if (before || after) walk('', before ?? {}, after ?? {});
  return found;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const COLUMNS = [
  'seq',
  'time',
  'action',
  'objectKind',
  'objectId',
  'operatorUnionId',
  'operatorName',
  'appKey',
  'address',
  'before',
  'after',
] as const;

/** A table. */
export function csvOf(entries: readonly AuditItem[]): string {
  const lines = entries.map((entry) =>
    COLUMNS.map((name) =>
      name === 'time'
        ? new Date(entry.time).toISOString()
        : words(entry[name]).replace(/\n\s*/g, ' '),
    ),
  );
  return csv([COLUMNS, ...lines]);
}

/** An entry a line. */
export const jsonLinesOf = (entries: readonly AuditItem[]): string =>
  entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
