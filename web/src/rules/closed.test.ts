import { describe, expect, test } from 'vitest';
import { instantAt } from '@/time/zone';
import {
  closedSpans,
  freeFrom,
  inherited,
  nextTaken,
  overlaps,
  type Policy,
  policiesOf,
} from './closed';

const ZONE = 'Europe/Berlin';
const at = (day: string, time: string) => instantAt(day, time, ZONE);
// A Thursday and the Friday after.
const asked = { from: at('2026-11-26', '00:00'), until: at('2026-11-28', '00:00') };

const told = (policies: Policy[]) =>
  closedSpans(policies, ZONE, asked).map(
    (span) =>
      `${span.kind} ${(span.from - asked.from) / 3_600_000}-${(span.until - asked.from) / 3_600_000}${span.reason ? ` ${span.reason}` : ''}`,
  );

describe('when a room is closed', () => {
  test('hours are the nearest that are said, and days without any are closed', () => {
    const near: Policy = {
      weeklyHours: [
        { day: 'thursday', from: '13:00', to: '18:00' },
        { day: 'thursday', from: '08:00', to: '12:00' },
      ],
    };
    const far: Policy = { weeklyHours: [{ day: 'friday', from: '00:00', to: '24:00' }] };
    expect(told([near, far])).toEqual([
      'outside 0-8',
      'outside 12-13',
      'outside 18-24',
      'outside 24-48',
    ]);
    expect(told([{}, far])).toEqual(['outside 0-24']);
    expect(told([{ weeklyHours: [] }])).toEqual([]);
  });

  test('closures and closed days of all levels count', () => {
    const closure = { taskStartTime: at('2026-11-27', '06:00'), closeReason: 'painting' };
    const days = [{ date: '2026-11-20', endDate: '2026-11-26', name: 'move' }];
    expect(told([{ reservationCloseDetail: closure }, { closedDays: days }])).toEqual([
      'closed 0-24 move',
      'closed 30-48 painting',
    ]);
    expect(told([{ reservationCloseDetail: { closeReason: 'nothing' } }])).toEqual([]);
    expect(told([{ reservationCloseDetail: { taskEndTime: asked.from } }])).toEqual([]);
  });

  test('a room inherits from its group and from the one above', () => {
    const groups = new Map([
      [2, { groupId: 2, parentId: 1, extensionConfig: { approvalSwitch: true } }],
      [1, { groupId: 1, parentId: 0, extensionConfig: { approvalSwitch: false, bufferAfter: 5 } }],
    ]);
    const room = { roomId: 'r', roomName: 'R', roomStatus: 0, roomGroup: { groupId: 2 } };
    const policies = policiesOf(room, groups);
    expect(inherited(policies, 'approvalSwitch')).toBe(true);
    expect(inherited(policies, 'bufferAfter')).toBe(5);
    expect(inherited(policies, 'accessible')).toBeUndefined();
  });

  test('free and taken, one booking after the other', () => {
    const taken = [
      { from: 20, until: 30 },
      { from: 10, until: 20 },
      { from: 40, until: 50 },
    ];
    expect(freeFrom(taken, 5)).toBe(5);
    expect(freeFrom(taken, 10)).toBe(30);
    expect(nextTaken(taken, 30)).toBe(40);
    expect(nextTaken(taken, 45)).toBeUndefined();
    expect(overlaps({ from: 0, until: 10 }, { from: 10, until: 20 })).toBe(false);
  });
});
