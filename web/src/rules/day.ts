/** How a day is laid out along a line. */
import { HOUR, MINUTE } from '@/time/zone';
import type { Span } from './closed';

export interface Axis extends Span {
  hourWidth: number;
}

/** Times that are chosen by hand are quarters of an hour. */
export const STEP = 15 * MINUTE;

export const placeOf = (instant: number, axis: Axis): number =>
  ((instant - axis.from) / HOUR) * axis.hourWidth;

export const widthOf = (span: Span, axis: Axis): number =>
  ((Math.min(span.until, axis.until) - Math.max(span.from, axis.from)) / HOUR) * axis.hourWidth;

/** The quarter of an hour that a place lies in. */
export function stepAt(place: number, axis: Axis): number {
  const instant = axis.from + (place / axis.hourWidth) * HOUR;
  const step = axis.from + Math.floor((instant - axis.from) / STEP) * STEP;
  return Math.max(axis.from, Math.min(step, axis.until - STEP));
}

/** What is drawn from one quarter to another, in whichever direction, without what is taken. */
export function drawn(first: number, last: number, taken: readonly Span[]): Span {
  let from = Math.min(first, last);
  let until = Math.max(first, last) + STEP;
  for (const span of taken) {
    if (span.from >= first && span.from < until) until = Math.max(span.from, first);
    if (span.until <= first && span.until > from) from = span.until;
  }
  return { from, until };
}

/** What a single press means: so long, or as long as it is free. */
export function pressed(at: number, length: number, taken: readonly Span[]): Span {
  return drawn(at, at + length - STEP, taken);
}

/** The next time at which something sensible could begin: a quarter of an hour, under way or not. */
export const nextStep = (now: number): number => Math.floor(now / STEP) * STEP;
