/** What an app can be granted, by what it is about. */
import type { PlainKey } from '@/i18n';

export interface ScopeGroup {
  name: PlainKey;
  scopes: readonly { scope: string; name: PlainKey }[];
}

export const SCOPES: readonly ScopeGroup[] = [
  {
    name: 'admin.apps.scopes.rooms',
    scopes: [
      { scope: 'VideoConference.Conference.Read', name: 'admin.apps.scope.RoomRead' },
      { scope: 'VideoConference.Conference.Write', name: 'admin.apps.scope.RoomWrite' },
      { scope: 'Rooms.DeviceTemplate.Read', name: 'admin.apps.scope.TemplateRead' },
      { scope: 'Rooms.DeviceTemplate.Write', name: 'admin.apps.scope.TemplateWrite' },
    ],
  },
  {
    name: 'admin.apps.scopes.events',
    scopes: [
      { scope: 'Calendar.Event.Read', name: 'admin.apps.scope.EventRead' },
      { scope: 'Calendar.Event.Write', name: 'admin.apps.scope.EventWrite' },
      { scope: 'Calendar.EventSchedule.Read', name: 'admin.apps.scope.ScheduleRead' },
    ],
  },
  {
    name: 'admin.apps.scopes.people',
    scopes: [
      { scope: 'Contact.User.Read', name: 'admin.apps.scope.UserRead' },
      { scope: 'qyapi_addresslist_search', name: 'admin.apps.scope.DirectorySearch' },
      { scope: 'qyapi_manage_addresslist', name: 'admin.apps.scope.DirectoryWrite' },
    ],
  },
  {
    name: 'admin.apps.scopes.legacy',
    scopes: [
      { scope: 'qyapi_get_member', name: 'admin.apps.scope.MemberRead' },
      { scope: 'qyapi_get_department_member', name: 'admin.apps.scope.DepartmentMemberRead' },
      { scope: 'qyapi_get_department_list', name: 'admin.apps.scope.DepartmentRead' },
      { scope: 'qyapi_base', name: 'admin.apps.scope.Base' },
    ],
  },
];

const KNOWN = new Map(
  SCOPES.flatMap(({ scopes }) => scopes).map((each) => [each.scope, each.name]),
);

/** The words for a scope; of one that nothing asks for there are none. */
export const wordsOf = (scope: string): PlainKey | undefined => KNOWN.get(scope);

/** Scopes that only an import gives. */
export const othersOf = (scopes: readonly string[]): string[] =>
  scopes.filter((scope) => !KNOWN.has(scope));
