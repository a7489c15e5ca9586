// How much a room is used: a call of ours about what the SDK booked.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { at, caller, wanted } from '../harness/calendar.js';
import { send } from '../harness/http.js';
import { MANAGER, SELLER } from '../harness/organisation.js';
import { Sdk } from '../harness/sdk.js';
import { Server } from '../harness/server.js';

const server = await Server.start();
after(() => server.stop());
const sdk = new Sdk(server);
const token = await sdk.appToken();
const seller = caller(sdk, token, SELLER);
// A Tuesday.
const day = '2038-04-06';

test('what is booked is counted by room and hour', async () => {
  const made = await send(
    server.address,
    'POST',
    '/v1.0/rooms/meetingrooms',
    { unionId: MANAGER, roomName: 'Ash of uses', roomStatus: 0, roomCapacity: 8, isvRoomId: 'use' },
    token,
  );
  assert.equal(made.status, 200, JSON.stringify(made.body));
  const roomId = made.body.result;
  const { id } = await seller.call('createEvent', {
    summary: 'x',
    start: at(day, '10:00'),
    end: at(day, '11:30'),
  });
  await seller.call('addMeetingRooms', { eventId: id, ...wanted(roomId) });
  const query = `unionId=${MANAGER}&roomId=${roomId}&startDate=${day}&endDate=${day}`;
  const path = `/v1.0/rooms/meetingRoomUses?${query}`;
  const { status, body } = await send(server.address, 'GET', path, undefined, token);
  assert.equal(status, 200, JSON.stringify(body));
  const { total, rooms, hours } = body.result;
  assert.deepEqual(rooms.map((room) => [room.roomId, room.roomCapacity]), [[roomId, 8]]);
  assert.deepEqual(
    [total.openMinutes, total.usedMinutes, total.meetings, total.people, total.halfEmpty],
    [600, 90, 1, 1, 1],
  );
  const taken = hours.filter((one) => one.usedMinutes > 0);
  assert.deepEqual(
    taken.map(({ weekday, hour, usedMinutes }) => [weekday, hour, usedMinutes]),
    [
      [2, 10, 60],
      [2, 11, 30],
    ],
  );
});
