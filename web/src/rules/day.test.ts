import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '@/time/zone';
import { type Axis, drawn, nextStep, placeOf, pressed, stepAt, widthOf } from './day';

const axis: Axis = { from: 0, until: 24 * HOUR, hourWidth: 60 };
const at = (hour: number) => hour * HOUR;

describe('a day along a line', () => {
  test('an hour has its width, and what lies beyond is cut', () => {
    expect(placeOf(at(2.5), axis)).toBe(150);
    expect(widthOf({ from: at(-1), until: at(1) }, axis)).toBe(60);
    expect(widthOf({ from: at(23), until: at(30) }, axis)).toBe(60);
  });

  test('a place lies in a quarter of an hour', () => {
    expect(stepAt(149, axis)).toBe(at(2.25));
    expect(stepAt(-20, axis)).toBe(0);
    expect(stepAt(99_999, axis)).toBe(at(23.75));
    expect(nextStep(at(9) + 14 * MINUTE)).toBe(at(9));
  });

  const taken = [
    { from: at(9), until: at(10) },
    { from: at(12), until: at(13) },
  ];
  test.each([
    [10, 11, 10, 11.25],
    [11, 10, 10, 11.25],
    [10.5, 14, 10.5, 12],
    [11, 8, 10, 11.25],
  ])('drawn from %d to %d it is %d to %d', (first, last, from, until) => {
    expect(drawn(at(first), at(last), taken)).toEqual({ from: at(from), until: at(until) });
  });

  test('a press means an hour, or less where that is taken', () => {
    expect(pressed(at(10), HOUR, taken)).toEqual({ from: at(10), until: at(11) });
    expect(pressed(at(11.5), HOUR, taken)).toEqual({ from: at(11.5), until: at(12) });
  });
});
