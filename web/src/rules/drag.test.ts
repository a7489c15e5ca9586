import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '@/time/zone';
import { draggedTo, grips } from './drag';

const axis = { from: 0, until: 24 * HOUR, hourWidth: 100 };
const ten = { from: 10 * HOUR, until: 11 * HOUR };

describe('what is dragged', () => {
  test.each([
    // grip, by, from, until
    ['whole', 0, 10 * HOUR, 11 * HOUR],
    ['whole', 20 * MINUTE, 10.25 * HOUR, 11.25 * HOUR],
    ['whole', -7 * MINUTE, 10 * HOUR, 11 * HOUR],
    ['whole', -8 * MINUTE, 9.75 * HOUR, 10.75 * HOUR],
    ['whole', -12 * HOUR, 0, HOUR],
    ['whole', 20 * HOUR, 23 * HOUR, 24 * HOUR],
    ['start', -HOUR, 9 * HOUR, 11 * HOUR],
    ['start', 2 * HOUR, 10.75 * HOUR, 11 * HOUR],
    ['start', -20 * HOUR, 0, 11 * HOUR],
    ['end', HOUR, 10 * HOUR, 12 * HOUR],
    ['end', -2 * HOUR, 10 * HOUR, 10.25 * HOUR],
    ['end', 20 * HOUR, 10 * HOUR, 24 * HOUR],
  ] as const)('by its %s for %d goes there', (grip, by, from, until) => {
    expect(draggedTo(grip, ten, by, axis)).toEqual({ from, until });
  });

  test('keeps minutes that are no quarters of an hour', () => {
    const odd = { from: ten.from + 7 * MINUTE, until: ten.until + 7 * MINUTE };
    expect(draggedTo('whole', odd, 15 * MINUTE, axis).from).toBe(odd.from + 15 * MINUTE);
  });
});

test.each([
  [9 * HOUR, ['whole', 'start', 'end']],
  [10 * HOUR, ['end']],
  [10.5 * HOUR, ['end']],
  [11 * HOUR, []],
] as const)('at %d it can be held there', (now, held) => {
  expect(grips(ten, now, axis)).toEqual(held);
});

test('what reaches over the day is held where it is seen', () => {
  expect(grips({ from: -HOUR, until: HOUR }, -2 * HOUR, axis)).toEqual(['end']);
  expect(grips({ from: 23 * HOUR, until: 25 * HOUR }, 0, axis)).toEqual(['start']);
});
