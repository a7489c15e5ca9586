// What may be booked, and why not: calls of ours beside the SDK's, told of what the SDK books.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { at, caller, wanted } from '../harness/calendar.js';
import { send } from '../harness/http.js';
import { DESIGNER, MANAGER, SELLER } from '../harness/organisation.js';
import { Sdk } from '../harness/sdk.js';
import { Server } from '../harness/server.js';

const server = await Server.start();
after(() => server.stop());
const sdk = new Sdk(server);
const token = await sdk.appToken();
const [designer, seller] = [DESIGNER, SELLER].map((who) => caller(sdk, token, who));
const day = '2038-03-01';
const hour = (start, end) => ({ start: at(day, start), end: at(day, end) });

async function post(path, body) {
  const reply = await send(server.address, 'POST', path, body, token);
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return reply.body;
}

const ask = (user, path, body) => post(`/v1.0/calendar/users/${user}/meetingRooms/${path}`, body);
const make = async (path, body) =>
  (await post(`/v1.0/rooms/${path}`, { unionId: MANAGER, ...body })).result;

const groupId = await make('groups', { groupName: 'Floor', parentGroupId: 0 });
const room = (seats, extensionConfig) => {
  const body = { roomName: `Room of ${seats}`, roomStatus: 0, groupId, isvRoomId: 'floor' };
  return make('meetingrooms', { ...body, roomCapacity: seats, extensionConfig });
};
const four = await room(4, {});
const eight = await room(8, { accessible: true, attributes: { view: 'river' } });

test('a refusal is explained, and what is told can be had', async () => {
  const { id } = await designer.call('createEvent', { summary: 'x', ...hour('10:00', '11:00') });
  await designer.call('addMeetingRooms', { eventId: id, ...wanted(four) });
  const asked = { roomId: four, event: hour('10:30', '11:30') };
  const { result } = await ask(SELLER, 'bookings/explain', asked);
  assert.equal(result.available, false);
  assert.deepEqual(result.refusals.map(({ rule, level }) => [rule, level]), [['overlap', 'room']]);
  const nearest = { startTime: `${day}T11:00:00+08:00`, endTime: `${day}T12:00:00+08:00` };
  assert.deepEqual(result.nearestTime, nearest);
  assert.equal(result.nearestRoom.roomId, eight);
  const later = (await seller.call('createEvent', { summary: 'x', ...hour('11:00', '12:00') })).id;
  await seller.call('addMeetingRooms', { eventId: later, ...wanted(four) });
  const free = await ask(SELLER, 'bookings/explain', { roomId: eight, event: hour('10:00', '11:00') });
  assert.deepEqual(free.result, { available: true, needsApproval: false, refusals: [] });
});

test('rooms are found by what they have and when they are free', async () => {
  const event = hour('14:00', '15:00');
  const found = async (search) => {
    const reply = await ask(SELLER, 'find', { groupId, event, ...search });
    return [reply.rooms.map(({ roomId }) => roomId), reply.nearMisses ?? []];
  };
  assert.deepEqual(await found({}), [[four, eight], []]);
  assert.deepEqual(await found({ roomCapacity: 5 }), [[eight], []]);
  assert.deepEqual(await found({ accessible: true, attributes: { view: 'river' } }), [[eight], []]);
  const { id } = await seller.call('createEvent', { summary: 'x', ...event });
  await seller.call('addMeetingRooms', { eventId: id, ...wanted(four, eight) });
  const [rooms, near] = await found({ maxResults: 5 });
  assert.deepEqual(rooms, []);
  assert.ok(near.some(({ kind }) => ['earlier', 'later'].includes(kind)));
});

test('busy times of many rooms are told at once', async () => {
  const event = hour('16:00', '17:00');
  const { id } = await seller.call('createEvent', { summary: 'x', ...event });
  await seller.call('addMeetingRooms', { eventId: id, ...wanted(four) });
  const span = { startTime: `${day}T15:30:00+08:00`, endTime: `${day}T23:00:00+08:00` };
  const reply = await ask(DESIGNER, 'busy/query', { roomIds: [four, eight, 'nowhere'], ...span });
  const busy = Object.fromEntries(reply.rooms.map((one) => [one.roomId, one.busy]));
  const [startTime, endTime] = [event.start, event.end].map(({ dateTime }) => Date.parse(dateTime));
  // Who has it, and not what for.
  const told = { status: 'BUSY', eventId: id, organizerId: SELLER };
  assert.deepEqual(busy, { [four]: [{ startTime, endTime, ...told }], [eight]: [] });
});
