import { describe, expect, test } from 'vitest';
import {
  type Counts,
  csvOf,
  daysFrom,
  percent,
  ranked,
  signsOf,
  stepOf,
  type Uses,
  weekOf,
} from './uses';

const counts: Counts = {
  openMinutes: 600,
  usedMinutes: 150,
  outsideMinutes: 0,
  meetings: 2,
  walkUps: 0,
  people: 5,
  mostPeople: 3,
  pastMeetings: 2,
  noShows: 1,
  sizedMeetings: 2,
  halfEmpty: 1,
};

const uses = (more: Partial<Uses>): Uses => ({
  total: counts,
  rooms: [],
  groups: [],
  hours: [],
  ...more,
});

test('a share is of something', () => {
  expect(percent(1, 3)).toBe(33);
  expect(percent(0, 3)).toBe(0);
  expect(percent(1, 0)).toBeUndefined();
});

test.each([
  ['2026-06-01', '2026-06-30', 'from', '2026-06-01', '2026-06-30'],
  ['2026-06-10', '2026-06-01', 'from', '2026-06-10', '2026-06-10'],
  ['2026-06-10', '2026-06-01', 'to', '2026-06-01', '2026-06-01'],
  ['2026-01-01', '2026-12-31', 'from', '2026-01-01', '2026-04-02'],
  ['2026-01-01', '2026-04-02', 'to', '2026-01-01', '2026-04-02'],
  ['2026-01-01', '2026-04-03', 'to', '2026-01-02', '2026-04-03'],
] as const)('from %s to %s, of which %s was chosen', (from, to, chosen, first, last) => {
  expect(daysFrom(from, to, chosen)).toEqual({ from: first, to: last });
});

describe('what stands out in a room', () => {
  test.each([
    ['nothing of what is usual', {}, []],
    ['never taken', { usedMinutes: 0 }, ['idle']],
    ['a tenth taken', { usedMinutes: 60 }, []],
    ['just below', { usedMinutes: 59 }, ['idle']],
    ['not open at all', { openMinutes: 0, usedMinutes: 0 }, []],
    ['crowded', { usedMinutes: 420 }, ['full']],
    ['just below', { usedMinutes: 419 }, []],
    ['two of three half empty', { sizedMeetings: 3, halfEmpty: 2 }, ['big']],
    ['half of them', { sizedMeetings: 4, halfEmpty: 2 }, []],
    ['two say nothing', { sizedMeetings: 2, halfEmpty: 2 }, []],
    ['a third missed', { pastMeetings: 3, noShows: 1 }, ['missed']],
    ['a quarter', { pastMeetings: 4, noShows: 1 }, []],
  ])('%s', (_, more, wanted) => {
    expect(signsOf({ ...counts, ...more }, true)).toEqual(wanted);
  });

  test('who did not come is told where anybody signs in', () => {
    expect(signsOf({ ...counts, pastMeetings: 3, noShows: 3 }, false)).toEqual([]);
  });

  test('rooms come in the order of what is looked at', () => {
    const room = (roomId: string, usedMinutes: number, openMinutes = 600) => ({
      roomId,
      roomName: roomId,
      counts: { ...counts, usedMinutes, openMinutes },
    });
    const all = uses({
      rooms: [room('a', 30), room('b', 500), room('c', 0), room('d', 0, 0), room('e', 200)],
    });
    const ids = (sign?: 'idle' | 'full' | 'big') => ranked(all, sign).map(({ roomId }) => roomId);
    expect(ids()).toEqual(['b', 'e', 'a', 'c', 'd']);
    expect(ids('idle')).toEqual(['c', 'a']);
    expect(ids('full')).toEqual(['b']);
    expect(ids('big')).toEqual([]);
  });
});

describe('the week by hours', () => {
  const hour = (weekday: number, hour: number, usedMinutes: number) => ({
    weekday,
    hour,
    openMinutes: 60,
    usedMinutes,
  });

  test('each day has the same hours, and each hour the same days', () => {
    const week = weekOf(uses({ hours: [hour(1, 8, 30), hour(1, 9, 60), hour(6, 11, 0)] }));
    expect(week.weekdays).toEqual([1, 2, 3, 4, 5, 6]);
    expect(week.hours.map(({ hour }) => hour)).toEqual([8, 9, 10, 11]);
    expect(week.hours[0]?.cells.map(({ open, used }) => [open, used])).toEqual([
      [60, 30],
      ...Array.from({ length: 5 }, () => [0, 0]),
    ]);
    expect(week.hours[0]?.all).toMatchObject({ hour: 8, open: 60, used: 30 });
    expect(week.days[0]).toMatchObject({ weekday: 1, open: 120, used: 90 });
    expect(week.fullest).toMatchObject({ weekday: 1, hour: 9 });
    expect(week.quietest).toMatchObject({ weekday: 6, hour: 11 });
  });

  test('where nothing is taken no hour is the fullest', () => {
    expect(weekOf(uses({ hours: [hour(1, 8, 0)] })).fullest).toBeUndefined();
    expect(weekOf(uses({})).hours).toEqual([]);
  });

  test.each([
    [0, 0],
    [5, 0],
    [6, 1],
    [18, 2],
    [30, 3],
    [42, 4],
    [60, 4],
  ])('%d of 60 minutes is step %d', (used, step) => {
    expect(stepOf({ weekday: 1, hour: 8, open: 60, used })).toBe(step);
  });

  test('an hour in which nothing is open has none', () => {
    expect(stepOf({ weekday: 1, hour: 8, open: 0, used: 0 })).toBeUndefined();
  });
});

describe('tables for other programs', () => {
  test('have a line for each room, and no formula', () => {
    const room = (roomName: string) => ({ roomId: 'r', roomName, counts });
    const text = csvOf(uses({ rooms: [room('=1+1'), room('a "b", c'), room('会议室')] }), 'room');
    const lines = text.split('\r\n');
    expect(lines[0]).toBe(
      'roomId,roomName,groupId,roomCapacity,openMinutes,usedMinutes,outsideMinutes,meetings,walkUps,people,mostPeople,pastMeetings,noShows,sizedMeetings,halfEmpty',
    );
    expect(lines[1]).toBe("r,'=1+1,,,600,150,0,2,0,5,3,2,1,2,1");
    expect(lines[2]).toBe('r,"a ""b"", c",,,600,150,0,2,0,5,3,2,1,2,1');
    expect(lines[3]).toContain('会议室');
    expect(lines).toHaveLength(5);
  });

  test('have groups and hours as well', () => {
    const all = uses({
      groups: [{ groupId: 7, groupName: '8F', rooms: 2, counts }],
      hours: [{ weekday: 1, hour: 9, openMinutes: 60, usedMinutes: 15 }],
    });
    expect(csvOf(all, 'group').split('\r\n')[1]).toBe('7,8F,2,600,150,0,2,0,5,3,2,1,2,1');
    expect(csvOf(all, 'hour')).toBe('weekday,hour,openMinutes,usedMinutes\r\n1,9,60,15\r\n');
  });
});
