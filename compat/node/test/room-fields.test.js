// Rooms unlike the sample, and who is shown which room.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import {
  CORP,
  DESIGNER,
  MANAGER,
  OTHER_CORP,
  ROOM,
  SELLER,
} from '../harness/organisation.js';
import { Sdk } from '../harness/sdk.js';
import { Server } from '../harness/server.js';

const server = await Server.start();
after(() => server.stop());
const sdk = new Sdk(server);
const token = await sdk.appToken();

async function room(roomId, unionId = MANAGER) {
  return (await sdk.readRoom(token, roomId, unionId)).body.result;
}

test('a field that was never set is left out', async () => {
  const bare = (await room('room-bare')).toMap();
  assert.deepEqual([bare.roomId, bare.roomName, bare.roomStatus], ['room-bare', 'Bare room', 0]);
  for (const field of ['roomStaffId', 'roomCapacity', 'roomLocation', 'roomPicture', 'roomGroup']) {
    assert.ok(!(field in bare), field);
  }
});

test('a closure for good has no end', async () => {
  const { extensionConfig } = await room('room-closed-for-good');
  assert.deepEqual(extensionConfig.reservationCloseDetail.toMap(), {
    taskStartTime: 1740463800000,
    closeReason: 'Given up',
    sendNotify: false,
  });
  assert.equal(extensionConfig.openReservation, false);
});

test('text beyond ASCII arrives as it was', async () => {
  assert.equal((await room('room-in-berlin')).roomName, '柏林会议室 “Spree” 🛶');
});

test('devices are those stored and those placed in the room', async () => {
  const { deviceUnionIds } = await room('room-with-devices');
  assert.deepEqual(deviceUnionIds.sort(), ['device-placed', 'device-stored']);
});

const shown = {
  'an open room, to any employee': [ROOM, SELLER],
  "an administrators' room, to one": ['room-of-administrators', MANAGER],
  "a person's room, to that person": ['room-of-a-designer', DESIGNER],
  "a person's room, to an administrator": ['room-of-a-designer', MANAGER],
  "a department's room, to its people": ['room-of-prototypes', DESIGNER],
  "a department's room, to people below it": ['room-of-design', DESIGNER],
};

for (const [name, [roomId, unionId]] of Object.entries(shown)) {
  test(`shown: ${name}`, async () => {
    assert.equal((await room(roomId, unionId)).roomId, roomId);
  });
}

test('a suite reads the organisation that its token is for', async () => {
  for (const corpId of [CORP, OTHER_CORP]) {
    const suiteToken = await sdk.suiteToken('suite-of-both', corpId);
    const { body } = await sdk.readRoom(suiteToken, ROOM, MANAGER);
    assert.equal(body.result.corpId, corpId);
  }
});
