/** What the address of a page says; all that is wrong in it counts as absent. */
import { isDay } from '@/time/zone';

export interface RoomsAddress {
  day?: string | undefined;
  group?: number | undefined;
  seats?: number | undefined;
  labels?: number[] | undefined;
  text?: string | undefined;
  free?: 'now' | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

const time = (value: unknown): string | undefined =>
  typeof value === 'string' && (TIME.test(value) || value === '24:00') ? value : undefined;

const whole = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0
    ? number
    : undefined;
};

/** The number that a part of a path names something by; `abc` names nothing. */
export const idIn = (part: string): number | undefined =>
  /^[0-9]+$/.test(part) ? whole(part) : undefined;

const text = (value: unknown): string | undefined => {
  const said = typeof value === 'number' ? String(value) : value;
  return typeof said === 'string' && said !== '' ? said.slice(0, 200) : undefined;
};

export function roomsAddress(search: Record<string, unknown>): RoomsAddress {
  const labels = Array.isArray(search.labels)
    ? search.labels.map(whole).filter((label) => label !== undefined)
    : [];
  const [from, to] = [time(search.from), time(search.to)];
  const isSpan = from !== undefined && to !== undefined && from < to;
  return {
    ...(isDay(search.day) && { day: search.day }),
    ...defined('group', whole(search.group)),
    ...defined('seats', whole(search.seats)),
    ...(labels.length > 0 && { labels }),
    ...defined('text', text(search.text)),
    ...(search.free === 'now' && { free: 'now' as const }),
    ...(isSpan && { from, to }),
  };
}

export interface RoomAddress {
  week?: string | undefined;
  /** Whether somebody comes to report what is wrong there, as the code at the door leads them. */
  report?: true | undefined;
}

export function roomAddress(search: Record<string, unknown>): RoomAddress {
  const { report } = search;
  return {
    ...(isDay(search.week) && { week: search.week }),
    ...((report === true || report === 1) && { report: true as const }),
  };
}

export interface AuditAddress {
  kind?: string | undefined;
  object?: string | undefined;
  by?: string | undefined;
  app?: string | undefined;
  action?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
}

const AUDIT = ['kind', 'object', 'by', 'app', 'action'] as const;

export function auditAddress(search: Record<string, unknown>): AuditAddress {
  const found: AuditAddress = {};
  for (const name of AUDIT) {
    const value = search[name];
    // An id of digits alone comes as a number.
    if (typeof value === 'number' || (typeof value === 'string' && value)) {
      found[name] = String(value);
    }
  }
  for (const name of ['from', 'until'] as const) {
    const day = search[name];
    if (isDay(day)) found[name] = day;
  }
  return found;
}

export interface ProblemsAddress {
  state?: 'closed' | 'all' | undefined;
  room?: string | undefined;
}

export function problemsAddress(search: Record<string, unknown>): ProblemsAddress {
  const { state, room } = search;
  const isId = (typeof room === 'string' && room !== '') || typeof room === 'number';
  return {
    ...((state === 'closed' || state === 'all') && { state }),
    ...(isId && { room: String(room) }),
  };
}

export interface FloorAddress {
  day?: string | undefined;
  /** The time at which it is looked at; now where it is absent. */
  at?: string | undefined;
}

export function floorAddress(search: Record<string, unknown>): FloorAddress {
  return {
    ...(isDay(search.day) && { day: search.day }),
    ...defined('at', time(search.at)),
  };
}

export interface FindAddress {
  day?: string | undefined;
  from?: string | undefined;
  minutes?: number | undefined;
  people?: number | undefined;
  group?: number | undefined;
  labels?: number[] | undefined;
  accessible?: true | undefined;
}

export function findAddress(search: Record<string, unknown>): FindAddress {
  const { day, group, labels } = roomsAddress(search);
  return {
    ...defined('day', day),
    ...defined('from', time(search.from)),
    ...defined('minutes', whole(search.minutes)),
    ...defined('people', whole(search.people)),
    ...defined('group', group),
    ...defined('labels', labels),
    ...(search.accessible === true && { accessible: true as const }),
  };
}

export interface ManagedRoomsAddress {
  text?: string | undefined;
  group?: number | undefined;
  status?: 0 | 1 | 2 | undefined;
}

export function managedRoomsAddress(search: Record<string, unknown>): ManagedRoomsAddress {
  const { status } = search;
  return {
    ...defined('text', text(search.text)),
    ...defined('group', whole(search.group)),
    ...((status === 0 || status === 1 || status === 2) && { status }),
  };
}

/**
 * What a page is told of its address: what was read of it, and nothing else. The router hands on whatever
 * it is not told is nothing, so that who makes an address would reach the page unread.
 */
export function only<Search extends object>(
  read: (search: Record<string, unknown>) => Search,
): (search: Record<string, unknown>) => Search {
  return (search) => {
    const nothing = Object.fromEntries(Object.keys(search).map((name) => [name, undefined]));
    return { ...nothing, ...read(search) };
  };
}

/** What somebody who runs rooms wants to know of one: hardly used, crowded, too big, often missed. */
export const SIGNS = ['idle', 'full', 'big', 'missed'] as const;
export type Sign = (typeof SIGNS)[number];

export interface ManagedUseAddress {
  from?: string | undefined;
  to?: string | undefined;
  group?: number | undefined;
  /** The rooms that show this sign alone. */
  show?: Sign | undefined;
}

export function managedUseAddress(search: Record<string, unknown>): ManagedUseAddress {
  const { from, to } = search;
  const show = SIGNS.find((sign) => sign === search.show);
  return {
    ...(isDay(from) && { from }),
    ...(isDay(to) && { to }),
    ...defined('group', whole(search.group)),
    ...(show && { show }),
  };
}

/** Which part of something is being looked at. */
export function partAddress(search: Record<string, unknown>): { part?: string | undefined } {
  const { part } = search;
  return typeof part === 'string' && /^[a-z]{1,20}$/.test(part) ? { part } : {};
}

/**
 * Where one goes on to after signing in: a path of ours, and nowhere else. And to which organisation
 * one signs in, where the server has several.
 */
export function signInAddress(search: Record<string, unknown>): {
  next?: string;
  corpId?: string;
} {
  const { next, corpId } = search;
  const isNamed = typeof corpId === 'string' || typeof corpId === 'number';
  return {
    ...(typeof next === 'string' && isOurs(next) && { next }),
    ...(isNamed && { corpId: String(corpId) }),
  };
}

function isOurs(next: string): boolean {
  return (
    next.startsWith('/') &&
    new URL(next, 'http://ours.invalid').origin === 'http://ours.invalid' &&
    !next.startsWith('/signin')
  );
}

function defined<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { [name in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [name in Name]: Value });
}

/** The code that a screen shows, and the room at whose door it hangs. */
export function pairAddress(search: Record<string, unknown>): { code?: string; room?: string } {
  const { code, room } = search;
  const text = (value: unknown) =>
    typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  return { ...defined('code', text(code)?.slice(0, 16)), ...defined('room', text(room)) };
}
