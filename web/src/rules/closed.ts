/**
 * When a room is closed, by its policy and those of the groups above it.
 *
 * This is for the eye alone: whether a room can be had is the server's to say. It inherits as the
 * server does: opening hours come from the nearest that says any, closures and closed days of all
 * levels count.
 */
import type { Schemas } from '@/api/client';
import { addDays, dayOf, instantAt, weekday } from '@/time/zone';
import type { Group, Room } from './rooms';

export type Policy = Schemas['ExtensionConfig'];

export interface Span {
  from: number;
  until: number;
}

export interface ClosedSpan extends Span {
  kind: 'closed' | 'outside';
  reason?: string;
}

/** A closure; without an end it is for ever, without a beginning ever since. */
export type Closure = Schemas['RoomClosed'];

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** The policies that bind a room, its own first. */
export function policiesOf(room: Room, groups: ReadonlyMap<number, Group>): Policy[] {
  const policies: Policy[] = [];
  if (room.extensionConfig) policies.push(room.extensionConfig);
  let group = groups.get(room.roomGroup?.groupId ?? 0);
  for (let depth = 0; group && depth < 4; depth++) {
    if (group.extensionConfig) policies.push(group.extensionConfig);
    group = groups.get(group.parentId ?? 0);
  }
  return policies;
}

/** What the nearest policy says that says anything of it. */
export function inherited<Name extends keyof Policy>(
  policies: readonly Policy[],
  name: Name,
): Policy[Name] | undefined {
  return policies.find((policy) => policy[name] !== undefined)?.[name];
}

/** When the room is closed in a span of time, in order; what overlaps is told twice. */
export function closedSpans(policies: readonly Policy[], zone: string, asked: Span): ClosedSpan[] {
  const spans: ClosedSpan[] = [];
  const add = (from: number, until: number, kind: ClosedSpan['kind'], reason?: string) => {
    const cut = { from: Math.max(from, asked.from), until: Math.min(until, asked.until) };
    if (cut.from < cut.until) spans.push({ ...cut, kind, ...(reason && { reason }) });
  };

  for (const policy of policies) {
    const closure = policy.reservationCloseDetail;
    if (closure && (closure.taskStartTime !== undefined || closure.taskEndTime !== undefined)) {
      add(
        closure.taskStartTime ?? Number.NEGATIVE_INFINITY,
        closure.taskEndTime ?? Number.POSITIVE_INFINITY,
        'closed',
        closure.closeReason,
      );
    }
    for (const day of policy.closedDays ?? []) {
      if (!day.date) continue;
      const from = instantAt(day.date, '00:00', zone);
      add(from, instantAt(addDays(day.endDate ?? day.date, 1), '00:00', zone), 'closed', day.name);
    }
  }

  const hours = inherited(policies, 'weeklyHours') ?? [];
  if (hours.length > 0) {
    const last = dayOf(asked.until, zone);
    for (let day = dayOf(asked.from, zone); day <= last; day = addDays(day, 1)) {
      const open = hours
        .filter((span) => span.day === DAYS[weekday(day)])
        .map((span) => ({
          from: instantAt(day, span.from ?? '00:00', zone),
          until: instantAt(day, span.to ?? '24:00', zone),
        }))
        .sort((a, b) => a.from - b.from);
      let at = instantAt(day, '00:00', zone);
      for (const span of open) {
        if (span.from > at) add(at, span.from, 'outside');
        at = Math.max(at, span.until);
      }
      add(at, instantAt(day, '24:00', zone), 'outside');
    }
  }
  return spans.sort((a, b) => a.from - b.from);
}

/** What the same policy says of the same time is worked out once: most rooms share theirs. */
const worked = new WeakMap<Policy, Map<string, readonly ClosedSpan[]>>();
const MOST_KEPT = 40;

/**
 * When a room is closed in a span of time: by what it asks, which is told with what it inherits, and by
 * its closures.
 */
export function shutSpans(
  policy: Policy,
  closures: readonly Closure[],
  zone: string,
  asked: Span,
): readonly ClosedSpan[] {
  let kept = worked.get(policy);
  if (!kept || kept.size > MOST_KEPT) {
    kept = new Map();
    worked.set(policy, kept);
  }
  const key = `${zone} ${asked.from} ${asked.until}`;
  let spans = kept.get(key);
  if (!spans) {
    spans = closedSpans([policy], zone, asked);
    kept.set(key, spans);
  }
  if (closures.length === 0) return spans;
  const shut = closures.map(
    ({ startTime, endTime, reason }): ClosedSpan => ({
      from: Math.max(startTime ?? asked.from, asked.from),
      until: Math.min(endTime ?? asked.until, asked.until),
      kind: 'closed',
      ...(reason && { reason }),
    }),
  );
  return [...spans, ...shut.filter((span) => span.from < span.until)].sort(
    (a, b) => a.from - b.from,
  );
}

/** From when on something is free: after all that touches it, one after the other. */
export function freeFrom(taken: readonly Span[], at: number): number {
  let free = at;
  for (const span of [...taken].sort((a, b) => a.from - b.from)) {
    if (span.from <= free && free < span.until) free = span.until;
  }
  return free;
}

/** When it is next taken; never is undefined. */
export function nextTaken(taken: readonly Span[], at: number): number | undefined {
  const later = taken.filter((span) => span.from > at).map((span) => span.from);
  return later.length > 0 ? Math.min(...later) : undefined;
}

export const overlaps = (a: Span, b: Span): boolean => a.from < b.until && b.from < a.until;
