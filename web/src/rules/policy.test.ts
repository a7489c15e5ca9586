import { describe, expect, test } from 'vitest';
import { changedFields } from './manage';
import { inheritedRule, levelsFrom, policyDraft, sentPolicy } from './policy';
import type { Group } from './rooms';

describe('what is sent of a policy', () => {
  test('is what changed, and what goes by its name', () => {
    const was = policyDraft({
      bufferAfter: 10,
      openReservation: true,
      attributes: { view: 'sea' },
    });
    const is = {
      ...was,
      bufferAfter: undefined,
      openReservation: undefined,
      capacityCheck: true,
      attributes: undefined,
    };
    const changed = Object.fromEntries(changedFields(was, is).map((name) => [name, is[name]]));
    expect(sentPolicy(changed)).toEqual({
      capacityCheck: true,
      takeAway: ['openReservation', 'bufferAfter', 'attributes'],
    });
  });

  test('an empty list is said no longer, a name that is not written yet is left out', () => {
    expect(sentPolicy({ weeklyHours: [], closedDays: [{ date: '2026-10-01' }] })).toEqual({
      closedDays: [{ date: '2026-10-01' }],
      takeAway: ['weeklyHours'],
    });
    expect(
      sentPolicy({
        attributes: [
          ['view', 'river'],
          ['', 'x'],
        ],
      }),
    ).toEqual({ attributes: { view: 'river' } });
    expect(sentPolicy({ bufferBefore: 0, openReservation: false })).toEqual({
      bufferBefore: 0,
      openReservation: false,
    });
    expect(sentPolicy({})).toEqual({});
  });
});

describe('what is inherited', () => {
  const groups = new Map<number, Group>(
    [
      { groupId: 1, groupName: 'House', parentId: 0, extensionConfig: { bufferAfter: 10 } },
      {
        groupId: 2,
        groupName: 'Floor',
        parentId: 1,
        extensionConfig: { bufferAfter: 0, weeklyHours: [] },
      },
      { groupId: 3, groupName: 'Wing', parentId: 2 },
    ].map((group) => [group.groupId, group]),
  );

  test('comes from the nearest level that says anything', () => {
    const levels = levelsFrom(3, groups);
    expect(levels.map(({ name }) => name)).toEqual(['Wing', 'Floor', 'House']);
    expect(inheritedRule(levels, 'bufferAfter')).toMatchObject({ value: 0, level: { groupId: 2 } });
    expect(inheritedRule(levels, 'weeklyHours')).toBeUndefined();
    expect(levelsFrom(0, groups)).toEqual([]);
  });
});
