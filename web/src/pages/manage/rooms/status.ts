import type { PlainKey } from '@/i18n';

/** Who may book, by the number that the wire has for it. */
export const STATUS: readonly PlainKey[] = [
  'manage.status.everyone',
  'manage.status.administrators',
  'manage.status.members',
];
