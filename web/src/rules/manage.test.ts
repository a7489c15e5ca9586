import { describe, expect, test } from 'vitest';
import type { Session } from '@/api/session';
import { changedFields, runsGroup, runsRoom, same, wrongField } from './manage';
import type { Group } from './rooms';

const groups = new Map<number, Group>(
  [
    { groupId: 1, groupName: 'House', parentId: 0 },
    { groupId: 2, groupName: 'Floor', parentId: 1 },
    { groupId: 3, groupName: 'Other house', parentId: 0 },
  ].map((group) => [group.groupId, group]),
);
const nobody = { isAdmin: false, administersGroups: [], administersRooms: [] };
const who = (rights: Partial<Session>) => ({ ...nobody, ...rights }) as unknown as Session;
const room = (roomId: string, groupId?: number) => ({
  roomId,
  roomName: roomId,
  roomStatus: 0,
  ...(groupId && { roomGroup: { groupId } }),
});

describe('who runs what', () => {
  test.each([
    ['nobody', who({}), false, false, false],
    ['an administrator', who({ isAdmin: true }), true, true, true],
    ['of the house', who({ administersGroups: [1] }), true, false, false],
    ['of another house', who({ administersGroups: [3] }), false, true, false],
    ['of the room without a group', who({ administersRooms: ['alone'] }), false, false, true],
  ])('%s', (_, me, floor, other, alone) => {
    expect(runsGroup(me, 2, groups)).toBe(floor);
    expect(runsRoom(me, room('r', 2), groups)).toBe(floor);
    expect(runsRoom(me, room('r', 3), groups)).toBe(other);
    expect(runsRoom(me, room('alone'), groups)).toBe(alone);
  });
});

describe('what has changed', () => {
  test('is told by what it says, not by how it is written', () => {
    const was = { a: 1, b: [{ x: 1, y: 2 }], c: undefined as number | undefined };
    expect(changedFields(was, { a: 1, b: [{ y: 2, x: 1 }], c: undefined })).toEqual([]);
    expect(changedFields(was, { a: 2, b: [{ x: 1, y: 2 }], c: 3 })).toEqual(['a', 'c']);
    expect(changedFields(was, { ...was, b: [] })).toEqual(['b']);
  });

  test.each([
    [{ a: undefined }, {}, true],
    [[1, 2], [2, 1], false],
    [null, {}, false],
    ['1', 1, false],
  ])('%o and %o', (one, other, wanted) => {
    expect(same(one, other)).toBe(wanted);
  });
});

describe('the field that is wrong', () => {
  test.each([
    ['Error:roomCapacity must be a whole number', 'roomCapacity', 'must be a whole number'],
    ['Error:roomLabelIds[1] must be 1 or more', 'roomLabelIds[1]', 'must be 1 or more'],
    [
      'Error:extensionConfig.weeklyHours[0].to: it must be later',
      'extensionConfig.weeklyHours[0].to',
      'it must be later',
    ],
  ])('%s', (message, field, text) => {
    expect(wrongField(message)).toEqual({ field, text });
  });

  test.each(['Room Exsit', 'Error:lack', 'Param Error', ''])('%s names none', (message) => {
    expect(wrongField(message)).toBeUndefined();
  });
});
