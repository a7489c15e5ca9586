/** What a room is now, in words. */
import type { Say } from '@/i18n';
import { type ClosedSpan, freeFrom, nextTaken, type Span } from '@/rules/closed';
import type { Formats } from '@/time/format';

export interface Standing {
  kind: 'free' | 'busy' | 'closed';
  text: string;
}

export function standingOf(
  taken: readonly Span[],
  closed: readonly ClosedSpan[],
  now: number,
  dayEnds: number,
  t: Say,
  format: Formats,
): Standing {
  if (closed.some((span) => span.from <= now && now < span.until)) {
    return { kind: 'closed', text: t('rooms.closedNow') };
  }
  const free = freeFrom(taken, now);
  if (free > now) return { kind: 'busy', text: t('rooms.busyUntil', { time: format.time(free) }) };
  const next = nextTaken([...taken, ...closed], now);
  return next === undefined || next >= dayEnds
    ? { kind: 'free', text: t('rooms.freeAllDay') }
    : { kind: 'free', text: t('rooms.freeUntil', { time: format.time(next) }) };
}

/** A room that nobody may book is not called free, whatever its calendar says. */
export function forWhoLooks(standing: Standing, isBookable: boolean, t: Say): Standing {
  if (isBookable || standing.kind !== 'free') return standing;
  return { kind: 'closed', text: t('rooms.right.notBookable') };
}
