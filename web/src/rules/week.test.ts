import { expect, test } from 'vitest';
import { instantAt, timeOf } from '@/time/zone';
import { hoursOf, placeOf, shownOf, slotsOf } from './week';

const BERLIN = 'Europe/Berlin';
const span = (day: string, from: string, until: string) => ({
  from: instantAt(day, from, BERLIN),
  until: instantAt(day, until, BERLIN),
});
const usual = { first: 7, last: 22 };

test.each(['2027-03-27', '2027-03-28', '2026-10-25'])('ten is at ten on %s', (day) => {
  const meeting = span(day, '10:00', '11:30');
  expect(placeOf(meeting, day, usual, BERLIN)).toEqual({ top: 3, height: 1.5 });
  const slots = slotsOf(day, usual, BERLIN);
  expect(slots).toHaveLength(15);
  expect(timeOf(slots[0] ?? 0, BERLIN)).toBe('07:00');
  expect(timeOf(shownOf(day, usual, BERLIN).until, BERLIN)).toBe('22:00');
});

test('an hour that a day has not is not offered', () => {
  const night = { first: 0, last: 5 };
  const times = slotsOf('2027-03-28', night, BERLIN).map((at) => timeOf(at, BERLIN));
  expect(times).toEqual(['00:00', '01:00', '03:00', '04:00']);
});

test('a meeting over the turn of clocks is as long as it lasts', () => {
  const from = instantAt('2026-10-25', '02:30', BERLIN);
  const meeting = { from, until: from + 3_600_000 };
  const { height } = placeOf(meeting, '2026-10-25', { first: 0, last: 22 }, BERLIN);
  expect(height).toBe(1);
});

test('what is booked early, late or over midnight is within the hours', () => {
  const days = ['2026-11-30', '2026-12-01'];
  expect(hoursOf([span('2026-11-30', '09:00', '10:00')], days, BERLIN)).toEqual(usual);
  expect(hoursOf([span('2026-11-30', '05:30', '08:00')], days, BERLIN)).toEqual({
    first: 5,
    last: 22,
  });
  const overnight = {
    from: instantAt('2026-11-30', '22:30', BERLIN),
    until: instantAt('2026-12-01', '01:30', BERLIN),
  };
  expect(hoursOf([overnight], days, BERLIN)).toEqual({ first: 0, last: 24 });
  expect(placeOf(overnight, '2026-12-01', { first: 0, last: 24 }, BERLIN)).toEqual({
    top: 0,
    height: 1.5,
  });
  // Not of this week.
  expect(hoursOf([span('2026-12-07', '05:30', '08:00')], days, BERLIN)).toEqual(usual);
});
