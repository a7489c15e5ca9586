// The story of an integration that manages rooms: made, read, changed, listed, removed.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { CORP, MANAGER, SELLER } from '../harness/organisation.js';
import { assertRefusal, refusalOf } from '../harness/refusal.js';
import { Sdk } from '../harness/sdk.js';
import { Server } from '../harness/server.js';

const server = await Server.start();
after(() => server.stop());
const sdk = new Sdk(server);

const everything = {
  unionId: MANAGER,
  roomName: '会议室 “Spree” 🛶',
  roomStatus: 2,
  isvRoomId: 'isv-1',
  roomCapacity: 8,
  roomLabelIds: [1, 5],
  roomLocation: { title: 'Berlin', desc: 'Third floor' },
  roomPicture: 'https://example.org/room.png',
  groupId: 1,
  reservationAuthority: {
    authorizedMembers: [{ memberId: SELLER, memberType: 'user', memberName: 'Seller' }],
  },
  enableCycleReservation: true,
  openReservation: false,
};
const notFound = { status: 400, code: 'room.not.found', message: 'Room Not Found' };

/** The ids of all rooms that the manager sees. */
async function listed(token) {
  const ids = [];
  for (let nextToken; ; ) {
    const args = { unionId: MANAGER, maxResults: 3, nextToken };
    const { body } = await sdk.roomCall('queryMeetingRoomList', token, args);
    ids.push(...body.result.map((room) => room.roomId));
    if (!body.hasMore) return ids;
    ({ nextToken } = body);
  }
}

const appTypes = {
  'an internal app': () => sdk.appToken(),
  'a third-party app': () => sdk.suiteToken('suite-writer', CORP),
};

for (const [name, tokenFor] of Object.entries(appTypes)) {
  test(`${name} makes, reads, changes, lists and removes a room`, async () => {
    const token = await tokenFor();
    const made = await sdk.roomCall('createMeetingRoom', token, everything);
    const roomId = made.body.result;
    assert.match(roomId, /^[0-9a-f]{32}$/);

    const room = (await sdk.readRoom(token, roomId, MANAGER)).body.result.toMap();
    for (const field of ['roomName', 'roomStatus', 'isvRoomId', 'roomCapacity', 'roomLocation',
      'roomPicture', 'reservationAuthority', 'enableCycleReservation']) {
      assert.deepEqual(room[field], everything[field], field);
    }
    assert.equal(room.extensionConfig.openReservation, false);
    assert.ok((await listed(token)).includes(roomId));

    const change = { unionId: MANAGER, roomId, roomCapacity: 12, roomStatus: 0 };
    assert.equal((await sdk.roomCall('updateMeetingRoom', token, change)).body.result, true);
    const after = (await sdk.readRoom(token, roomId, MANAGER)).body.result.toMap();
    assert.deepEqual(after, { ...room, roomCapacity: 12, roomStatus: 0 });

    const gone = { unionId: MANAGER, roomId };
    assert.equal((await sdk.roomCall('deleteMeetingRoom', token, gone)).body.result, true);
    assertRefusal(await refusalOf(sdk.readRoom(token, roomId, MANAGER)), notFound);
    assert.ok(!(await listed(token)).includes(roomId));
    const again = sdk.roomCall('deleteMeetingRoom', token, gone);
    assertRefusal(await refusalOf(again), notFound);
  });
}
