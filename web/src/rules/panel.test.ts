import { describe, expect, test } from 'vitest';
import { type Meeting, nowOf, type RoomDay, roomFor, seemsFree, toCheckIn, worth } from './panel';

const MINUTE = 60_000;

const meeting = (from: number, to: number, more: Partial<Meeting> = {}): Meeting => ({
  eventId: `${from}`,
  startTime: from * MINUTE,
  endTime: to * MINUTE,
  waits: false,
  checkedIn: false,
  isWalkUp: false,
  ...more,
});

const room: RoomDay = {
  roomId: 'r',
  name: 'Oak',
  meetings: [meeting(60, 90), meeting(100, 120, { waits: true })],
  closed: [{ startTime: 110 * MINUTE, endTime: 200 * MINUTE }],
  offers: [],
};

describe('a room at a door', () => {
  test.each([
    [0, 'free', 60],
    [60, 'busy', 90],
    [90, 'free', 100],
    [100, 'waits', 120],
    [120, 'closed', 200],
    [200, 'free', undefined],
  ] as const)('at %d it is %s', (at, state, until) => {
    const now = nowOf(room, at * MINUTE);
    expect([now.state, now.until]).toEqual([state, until && until * MINUTE]);
  });

  test.each([
    [0, 'shut'],
    [60, 'busy'],
    [120, 'closed'],
  ] as const)('at %d, where it cannot be booked, it is %s', (at, state) => {
    expect(nowOf({ ...room, cannotBeBooked: true }, at * MINUTE).state).toBe(state);
  });

  test.each([
    [44, undefined],
    [45, '60'],
    [70, '60'],
    [92, '100'],
  ])('at %d one checks in to %s', (at, wanted) => {
    expect(toCheckIn(nowOf(room, at * MINUTE), at * MINUTE)?.eventId).toBe(wanted);
  });

  test('who has checked in is not asked again', () => {
    const known = { ...room, meetings: [meeting(0, 60, { checkedIn: true })] };
    expect(toCheckIn(nowOf(known, MINUTE), MINUTE)).toBeUndefined();
  });

  test('a meeting is made longer up to the next one', () => {
    const now = nowOf(room, 70 * MINUTE);
    expect([roomFor(now, 10), roomFor(now, 15)]).toEqual([true, false]);
    expect(roomFor(nowOf(room, 0), 5)).toBe(false);
  });

  test('it seems free between what it holds', () => {
    expect(seemsFree(room, 30, 30 * MINUTE)).toBe(true);
    expect(seemsFree(room, 31, 30 * MINUTE)).toBe(false);
    expect(seemsFree({ ...room, cannotBeBooked: true }, 30, 30 * MINUTE)).toBe(false);
    expect(seemsFree(room, 30, 150 * MINUTE)).toBe(false);
  });
});

describe('a wish', () => {
  test.each([
    [30, 0, 30],
    [30, 7, 23],
    [30, 25, 5],
    [30, 26, 0],
    [15, 600, 0],
    [15, -3, 15],
  ])('for %d minutes is worth %d minutes later %d', (minutes, later, wanted) => {
    expect(worth({ minutes, madeAt: 0 }, later * MINUTE)).toBe(wanted);
  });
});
