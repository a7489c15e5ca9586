/** Where in a week of one room things stand: by the clock on its wall, also on days that are longer or shorter. */
import { dayOf, HOUR, instantAt, timeOf, wallOf } from '@/time/zone';
import type { Span } from './closed';

/** Hours of a day, 0 to 24. */
export interface Hours {
  first: number;
  last: number;
}

/** What is shown at least. */
const USUAL: Hours = { first: 7, last: 22 };

/** What that day's clocks show then, in hours; 0 before the day, and 24 after it. */
export function wallHours(instant: number, day: string, zone: string): number {
  const there = dayOf(instant, zone);
  if (there !== day) return there < day ? 0 : 24;
  const { hour, minute } = wallOf(instant, zone);
  return hour + minute / 60;
}

const time = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

export const hourOf = (day: string, hour: number, zone: string): number =>
  instantAt(day, time(hour), zone);

/** What a day shows of these hours. */
export const shownOf = (day: string, { first, last }: Hours, zone: string): Span => ({
  from: hourOf(day, first, zone),
  until: hourOf(day, last, zone),
});

/** The hours of a working day, and with them all in which something is booked. */
export function hoursOf(booked: readonly Span[], days: readonly string[], zone: string): Hours {
  let { first, last } = USUAL;
  for (const day of days) {
    for (const { from, until } of booked) {
      const [begin, end] = [wallHours(from, day, zone), wallHours(until, day, zone)];
      if (begin === 24 || end === 0) continue;
      first = Math.min(first, Math.floor(begin));
      last = Math.max(last, Math.ceil(end));
    }
  }
  return { first, last };
}

/** Where it stands among them, and how high it is, in hours. */
export function placeOf(span: Span, day: string, { first, last }: Hours, zone: string) {
  const within = (hour: number) => Math.min(Math.max(hour, first), last);
  const top = within(wallHours(span.from, day, zone));
  const bottom = within(wallHours(span.until, day, zone));
  // Clocks that are turned back meanwhile show the end before the beginning.
  const height = bottom > top ? bottom - top : (span.until - span.from) / HOUR;
  return { top: top - first, height };
}

/** Each hour of them that the day has. */
export function slotsOf(day: string, { first, last }: Hours, zone: string): number[] {
  return Array.from({ length: last - first }, (_, at) => first + at)
    .map((hour) => ({ hour, at: hourOf(day, hour, zone) }))
    .filter(({ hour, at }) => timeOf(at, zone) === time(hour))
    .map(({ at }) => at);
}
