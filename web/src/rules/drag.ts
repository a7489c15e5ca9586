/** Where a booking goes that is dragged along its day. */
import type { Span } from './closed';
import { type Axis, STEP } from './day';

/** Where it is held: all of it moves, or one of its ends. */
export type Grip = 'whole' | 'start' | 'end';

/** Where it can be held: what is over not at all, and what has begun by its end alone. */
export function grips(span: Span, now: number, axis: Span): Grip[] {
  if (span.until <= now) return [];
  const isSeen = { start: span.from >= axis.from, end: span.until <= axis.until };
  const end: Grip[] = isSeen.end ? ['end'] : [];
  if (span.from <= now || !isSeen.start) return end;
  return isSeen.end ? ['whole', 'start', 'end'] : ['start'];
}

const within = (value: number, least: number, most: number) =>
  Math.max(least, Math.min(value, most));

/** Where it is when it was dragged for so long, by quarters of an hour. */
export function draggedTo(grip: Grip, span: Span, by: number, axis: Axis): Span {
  // Half a quarter back is still where it was.
  const steps = Math.sign(by) * Math.round(Math.abs(by) / STEP) * STEP;
  switch (grip) {
    case 'whole': {
      const length = span.until - span.from;
      const from = within(span.from + steps, axis.from, axis.until - length);
      return { from, until: from + length };
    }
    case 'start':
      return {
        from: within(span.from + steps, axis.from, span.until - STEP),
        until: span.until,
      };
    case 'end':
      return {
        from: span.from,
        until: within(span.until + steps, span.from + STEP, axis.until),
      };
  }
}
