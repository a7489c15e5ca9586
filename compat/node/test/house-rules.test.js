// House rules, ours: set by extensionConfig on a room or a group, each refuses by its own text.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { at, caller, reasons, wanted } from '../harness/calendar.js';
import { send } from '../harness/http.js';
import { DESIGNER, MANAGER, SELLER } from '../harness/organisation.js';
import { Sdk } from '../harness/sdk.js';
import { Server } from '../harness/server.js';

const server = await Server.start();
after(() => server.stop());
const sdk = new Sdk(server);
const token = await sdk.appToken();
const [designer, seller] = [DESIGNER, SELLER].map((who) => caller(sdk, token, who));

async function rooms(method, path, body) {
  const all = { unionId: MANAGER, ...body };
  const reply = await send(server.address, method, `/v1.0/rooms/${path}`, all, token);
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return reply.body.result;
}

let number = 0;
/** A room of two seats in a group of its own, and a Monday for it. */
async function house() {
  number += 1;
  const groupId = await rooms('POST', 'groups', { groupName: `House ${number}`, parentGroupId: 0 });
  const roomName = `House room ${number}`;
  const body = { roomName, roomStatus: 0, isvRoomId: 'house', groupId, roomCapacity: 2 };
  const roomId = await rooms('POST', 'meetingrooms', body);
  const monday = new Date(Date.UTC(2044, 1, 29 + 7 * number)).toISOString().slice(0, 10);
  const setOn = {
    room: (extensionConfig) => rooms('PUT', 'meetingRooms', { roomId, extensionConfig }),
    group: (extensionConfig) => rooms('PUT', 'groups', { groupId, extensionConfig }),
  };
  const made = async (who, start, end, more = {}) => {
    const times = { start: at(monday, start), end: at(monday, end) };
    return (await who.call('createEvent', { summary: 'House', ...times, ...more })).id;
  };
  return { roomId, setOn, made, monday };
}

const people = { attendees: [{ id: SELLER }, { id: MANAGER }] };
const cases = {
  'opening hours': [
    { weeklyHours: [{ day: 'monday', from: '08:00', to: '12:00' }] },
    ['12:00', '13:00'],
    'weeklyHours: open monday 08:00-12:00',
    { weeklyHours: [{ day: 'monday', from: '00:00', to: '24:00' }] },
  ],
  seats: [
    { capacityCheck: true },
    ['10:00', '11:00', people],
    'capacityCheck: 2 seats, and 3 people come',
    { capacityCheck: false },
  ],
  quotas: [
    { bookingQuota: { hoursPerDay: 1 } },
    ['10:00', '11:30'],
    'bookingQuota.hoursPerDay: 1 hour a person, 0 minutes are booked and 90 minutes asked for',
    { bookingQuota: { hoursPerDay: 9 } },
  ],
};

for (const [name, [rule, wish, text, loose]] of Object.entries(cases)) {
  for (const level of ['room', 'group']) {
    test(`${name} of a ${level} refuse, and give way`, async () => {
      const { roomId, setOn, made } = await house();
      const eventId = await made(designer, ...wish);
      await setOn[level](rule);
      const refusal = await designer.refused('addMeetingRooms', { eventId, ...wanted(roomId) });
      const [[, told]] = reasons(refusal);
      assert.ok(told.startsWith(text), told);
      assert.equal(told.includes('(set by room group '), level === 'group');
      // What the room says itself counts before what its group says.
      await setOn.room(loose);
      const { result } = await designer.call('addMeetingRooms', { eventId, ...wanted(roomId) });
      assert.equal(result, true);
    });
  }
}

test('closed days of a group close its rooms', async () => {
  const { roomId, setOn, made, monday } = await house();
  const eventId = await made(designer, '10:00', '11:00');
  await setOn.group({ closedDays: [{ date: monday, name: 'Holiday' }] });
  const [[, told]] = reasons(await designer.refused('addMeetingRooms', { eventId, ...wanted(roomId) }));
  assert.ok(told.startsWith(`closedDays: closed on ${monday} (Holiday) (set by room group `), told);
  await setOn.group({ closedDays: [] });
  const { result } = await designer.call('addMeetingRooms', { eventId, ...wanted(roomId) });
  assert.equal(result, true);
});

test('buffers are held between bookings', async () => {
  const { roomId, setOn, made, monday } = await house();
  await setOn.group({ bufferBefore: 10, bufferAfter: 20 });
  const first = await made(designer, '10:00', '11:00');
  await designer.call('addMeetingRooms', { eventId: first, ...wanted(roomId) });
  const early = await made(seller, '11:29', '12:00');
  const refusal = await seller.refused('addMeetingRooms', { eventId: early, ...wanted(roomId) });
  const [[, told]] = reasons(refusal);
  assert.ok(told.startsWith(`overlap: taken from ${monday}T09:50:00+08:00 until`), told);
  const inTime = await made(seller, '11:30', '12:00');
  await seller.call('addMeetingRooms', { eventId: inTime, ...wanted(roomId) });
});

test('a room that asks for notice is not given back late', async () => {
  const { roomId, setOn } = await house();
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const times = { start: at(tomorrow, '18:00'), end: at(tomorrow, '19:00') };
  const { id } = await designer.call('createEvent', { summary: 'Soon', ...times });
  await designer.call('addMeetingRooms', { eventId: id, ...wanted(roomId) });
  await setOn.room({ leastCancelNotice: 7 * 1440 });
  const given = { meetingRoomsToRemove: [{ roomId }] };
  const later = { id, start: at(tomorrow, '20:00'), end: at(tomorrow, '21:00') };
  for (const [operation, args] of [
    ['removeMeetingRooms', given], ['cancelEvent', {}], ['deleteEvent', {}], ['patchEvent', later],
  ]) {
    const [[, told]] = reasons(await designer.refused(operation, { eventId: id, ...args }));
    assert.ok(told.startsWith('leastCancelNotice: 10080 minutes before the start'), told);
  }
  assert.deepEqual(await designer.rooms(id), { [roomId]: 'accepted' });
});

test('more people than seats are not invited', async () => {
  const { roomId, setOn, made } = await house();
  const eventId = await made(designer, '10:00', '11:00');
  await designer.call('addMeetingRooms', { eventId, ...wanted(roomId) });
  await setOn.room({ capacityCheck: true });
  await designer.call('addAttendee', { eventId, attendeesToAdd: [{ id: SELLER }] });
  const more = { eventId, attendeesToAdd: [{ id: MANAGER }] };
  const [[, told]] = reasons(await designer.refused('addAttendee', more));
  assert.ok(told.startsWith('capacityCheck: 2 seats, and 3 people come'), told);
});
