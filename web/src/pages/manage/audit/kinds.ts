/** The kinds of things that the record tells of. */
import type { PlainKey } from '@/i18n';

export const KINDS = {
  room: 'admin.audit.kind.room',
  group: 'admin.audit.kind.group',
  label: 'admin.audit.kind.label',
  blacklist: 'admin.audit.kind.blacklist',
  problem: 'admin.audit.kind.problem',
  device: 'admin.audit.kind.device',
  panel: 'admin.audit.kind.panel',
  command: 'admin.audit.kind.command',
  template: 'admin.audit.kind.template',
  picture: 'admin.audit.kind.picture',
  user: 'admin.audit.kind.user',
  department: 'admin.audit.kind.department',
  invitation: 'admin.audit.kind.invitation',
  password: 'admin.audit.kind.password',
  session: 'admin.audit.kind.session',
  app: 'admin.audit.kind.app',
  suite: 'admin.audit.kind.suite',
  token: 'admin.audit.kind.token',
  code: 'admin.audit.kind.code',
  consent: 'admin.audit.kind.consent',
  refusal: 'admin.audit.kind.refusal',
  organisation: 'admin.audit.kind.organisation',
  audit: 'admin.audit.kind.audit',
} as const satisfies Readonly<Record<string, PlainKey>>;

export const kindName = (kind: string): PlainKey | undefined =>
  (KINDS as Readonly<Record<string, PlainKey>>)[kind];
