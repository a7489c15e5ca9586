import { expect, test } from 'vitest';
import { draftOf, sentOf } from './fields';

const room = { roomId: 'r', roomName: 'Heron', roomStatus: 0, roomLocation: { title: 'Left' } };

test('a room that says little is a form that is mostly empty', () => {
  expect(draftOf(room)).toMatchObject({ roomName: 'Heron', groupId: 0, roomLocationDesc: '' });
});

test('only what changed is sent, a place by its parts', () => {
  expect(sentOf({ roomCapacity: 8 })).toEqual({ roomCapacity: 8 });
  expect(sentOf({ roomLocationDesc: 'Behind the lift' })).toEqual({
    roomLocation: { desc: 'Behind the lift' },
  });
  expect(sentOf({ roomLocationTitle: '', timeZone: '' })).toEqual({
    roomLocation: { title: '' },
    timeZone: '',
  });
});
