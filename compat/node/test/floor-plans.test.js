// The plan of a floor, and an event that moves to another room: calls of ours beside the SDK's.

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
const day = '2038-04-05';

async function call(method, path, body, status = 200) {
  const reply = await send(server.address, method, path, body, token);
  assert.equal(reply.status, status, JSON.stringify(reply.body));
  return reply.body;
}

const make = async (path, body) =>
  (await call('POST', `/v1.0/rooms/${path}`, { unionId: MANAGER, ...body })).result;
const groupId = await make('groups', { groupName: 'Floor', parentGroupId: 0 });
const room = (roomName) =>
  make('meetingrooms', { roomName, roomStatus: 0, groupId, isvRoomId: 'floor' });
const [oak, elm] = [await room('Oak of the plan'), await room('Elm of the plan')];

test('a floor is drawn and read', async () => {
  const picture = 'https://rooms.example.org/floor.png';
  const places = [{ roomId: oak, left: 0, top: 0, width: 250, height: 200 }];
  const target = `/v1.0/rooms/groupPlans/${groupId}`;
  await call('PUT', target, { unionId: MANAGER, picture, places });
  const read = `/v1.0/rooms/groupPlans?unionId=${SELLER}&groupId=${groupId}`;
  assert.deepEqual((await call('GET', read)).result, [{ groupId, picture, places }]);
  const refused = await call('PUT', target, { unionId: SELLER, picture }, 400);
  assert.equal(refused.code, 'user.not.admin');
});

test('an event moves to another room and time in one change', async () => {
  const { id } = await seller.call('createEvent', {
    summary: 'x',
    start: at(day, '10:00'),
    end: at(day, '11:00'),
  });
  await seller.call('addMeetingRooms', { eventId: id, ...wanted(oak) });
  const moved = await call('PUT', `/v1.0/calendar/users/${SELLER}/calendars/primary/events/${id}`, {
    id,
    start: at(day, '12:00'),
    end: at(day, '13:00'),
    meetingRooms: [{ roomId: elm }],
  });
  const had = moved.meetingRooms.filter((one) => one.responseStatus === 'accepted');
  assert.deepEqual(had.map(({ roomId }) => roomId), [elm]);
  assert.equal(Date.parse(moved.start.dateTime), Date.parse(`${day}T12:00:00+08:00`));
});
