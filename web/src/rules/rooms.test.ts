import { describe, expect, test } from 'vitest';
import {
  fits,
  floorsOf,
  type Group,
  groupTree,
  liesIn,
  pathOf,
  type Room,
  whereFrom,
} from './rooms';

const groups = new Map<number, Group>(
  [
    { groupId: 1, groupName: 'Reed House', parentId: 0 },
    { groupId: 2, groupName: '8F', parentId: 1 },
    { groupId: 3, groupName: '12F', parentId: 1 },
    { groupId: 4, groupName: 'East', parentId: 2 },
    { groupId: 7, groupName: 'Circle', parentId: 7 },
  ].map((group) => [group.groupId, group]),
);

const room = (roomName: string, groupId?: number, more: Partial<Room> = {}): Room => ({
  roomId: roomName,
  roomName,
  roomStatus: 0,
  ...(groupId && { roomGroup: { groupId } }),
  ...more,
});

describe('rooms', () => {
  test('a group has a way from the top, and a circle ends', () => {
    expect(pathOf(4, groups)).toEqual(['Reed House', '8F', 'East']);
    expect(pathOf(9, groups)).toEqual([]);
    expect(pathOf(7, groups).length).toBe(4);
    expect([liesIn(4, 1, groups), liesIn(3, 2, groups), liesIn(7, 1, groups)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test.each([
    [['Reed House', '8F'], ['Reed House', '8F'], []],
    [['Reed House', '8F'], ['Reed House', '12F'], ['12F']],
    [['Reed House', '8F', 'East'], ['Reed House', '8F'], ['8F']],
    [['Reed House', '8F'], ['Reed House', '8F', 'East'], ['East']],
    [
      ['Reed House', '8F'],
      ['Alster', '8F'],
      ['Alster', '8F'],
    ],
    [[], ['Alster', '8F'], ['Alster', '8F']],
    [['Reed House'], [], []],
  ])('from %j to %j one is told %j', (here, there, told) => {
    expect(whereFrom(here, there)).toEqual(told);
  });

  test('floors are in the order of numbers, and what has none comes last', () => {
    const rooms = [room('z'), room('Booth 10', 4), room('Booth 9', 4), room('b', 3), room('c', 1)];
    const floors = floorsOf(rooms, groups, 'en');
    expect(floors.map((floor) => floor.path.join('/'))).toEqual([
      'Reed House',
      'Reed House/8F/East',
      'Reed House/12F',
      '',
    ]);
    expect(floors[1]?.rooms.map((each) => each.roomName)).toEqual(['Booth 9', 'Booth 10']);
  });

  test('what is near comes before what is far, and what is in no group last', () => {
    const far = new Map([...groups, [9, { groupId: 9, groupName: 'Alster', parentId: 0 }]]);
    const rooms = [room('a', 9), room('b', 3), room('c', 4), room('z')];
    const isNear = ({ roomName }: Room) => roomName === 'c';
    const order = (near?: (room: Room) => boolean) =>
      floorsOf(rooms, far, 'en', near).map((floor) => floor.id);
    expect(order()).toEqual([9, 4, 3, 0]);
    // A building with one that is near is near.
    expect(order(isNear)).toEqual([4, 3, 9, 0]);
  });

  test.each([
    [{}, true],
    [{ seats: 8 }, true],
    [{ seats: 9 }, false],
    [{ group: 1 }, true],
    [{ group: 3 }, false],
    [{ labels: [1] }, true],
    [{ labels: [1, 2] }, false],
    [{ text: 'east OAK' }, true],
    [{ text: 'elm' }, false],
  ])('%j fits: %s', (wanted, expected) => {
    const oak = room('Oak', 4, { roomCapacity: 8, roomLabels: [{ labelId: 1 }] });
    expect(fits(oak, wanted, groups)).toBe(expected);
  });

  test('the choice of groups has each below the one above it', () => {
    expect(groupTree(groups, 'en').map(({ name, depth }) => `${depth}${name}`)).toEqual([
      '0Reed House',
      '18F',
      '2East',
      '112F',
    ]);
  });
});
