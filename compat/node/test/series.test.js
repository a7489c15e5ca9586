// The story of a series: made, listed by its dates, booked, changed by one, those that follow and all.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { at, caller, reasons, wanted } from '../harness/calendar.js';
import { send } from '../harness/http.js';
import { DESIGNER, SELLER } from '../harness/organisation.js';
import { assertRefusal } from '../harness/refusal.js';
import { Sdk } from '../harness/sdk.js';
import { Server } from '../harness/server.js';

const server = await Server.start();
after(() => server.stop());
const sdk = new Sdk(server);
const token = await sdk.appToken();
const [designer, seller] = [DESIGNER, SELLER].map((who) => caller(sdk, token, who));
const bare = 'room-bare';

/** Mondays from ten to eleven. */
const mondays = (year, times) => ({
  summary: 'Standup',
  start: at(`${year}-03-03`, '10:00'),
  end: at(`${year}-03-03`, '11:00'),
  recurrence: {
    pattern: { type: 'weekly', daysOfWeek: 'monday', interval: 1 },
    range: { type: 'numbered', numberOfOccurrences: times },
  },
});

/** The ids of the dates of a series, and when they begin. */
async function dates(eventId) {
  const { events } = await designer.call('listInstances', { eventId });
  return events.map(({ id, start }) => [id, start.dateTime.slice(5, 16)]);
}

const starts = async (eventId) => (await dates(eventId)).map(([, start]) => start);

/** Changes what the SDK can, of as much of a series as a parameter of ours says. */
async function patch(id, scope, change) {
  const path = `/v1.0/calendar/users/${DESIGNER}/calendars/primary/events/${id}?scope=${scope}`;
  const { status, body } = await send(server.address, 'PUT', path, { id, ...change }, token);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

test('a series is booked on all dates or none, or on those that can have the room', async () => {
  const series = (await designer.call('createEvent', mondays(2036, 3))).id;
  assert.deepEqual(await starts(series), ['03-03T10:00', '03-10T10:00', '03-17T10:00']);
  const second = { start: at('2036-03-10', '10:30'), end: at('2036-03-10', '11:30') };
  const once = (await seller.call('createEvent', { summary: 'Once', ...second })).id;
  await seller.call('addMeetingRooms', { eventId: once, ...wanted(bare) });
  const refusal = await designer.refused('addMeetingRooms', { eventId: series, ...wanted(bare) });
  assert.deepEqual(reasons(refusal).map(([name]) => name), ['Bare room']);

  // Dates that cannot have it are left out by a parameter of ours, and told.
  const events = `/v1.0/calendar/users/${DESIGNER}/calendars/primary/events`;
  const path = `${events}/${series}/meetingRooms?skipUnavailable=true`;
  const { status, body } = await send(server.address, 'POST', path, wanted(bare), token);
  assert.deepEqual([status, body.result], [200, true]);
  const all = await dates(series);
  assert.deepEqual(body.skipped.map(({ roomId, eventId }) => [roomId, eventId]), [[bare, all[1][0]]]);
  assert.match(body.skipped[0].text, /^overlap: taken from 2036-03-10T10:30:00\+08:00/);
  assert.deepEqual(await designer.rooms(all[0][0]), { [bare]: 'accepted' });
  assert.deepEqual(await designer.rooms(all[1][0]), {});
  // It becomes free, and the date that lacks it gets it.
  await seller.call('deleteEvent', { eventId: once });
  await designer.call('addMeetingRooms', { eventId: all[1][0], ...wanted(bare) });
  assert.deepEqual(await designer.rooms(all[1][0]), { [bare]: 'accepted' });
  await designer.call('cancelEvent', { eventId: series });
});

test('one date changes by itself, those that follow together, and all', async () => {
  const series = (await designer.call('createEvent', mondays(2042, 4))).id;
  await designer.call('addMeetingRooms', { eventId: series, ...wanted(bare) });
  const before = await dates(series);
  const second = before[1][0];

  const moved = { start: at('2042-03-11', '15:00'), end: at('2042-03-11', '16:00') };
  const one = await designer.call('patchEvent', { eventId: second, id: second, ...moved });
  assert.deepEqual([one.id, one.start.dateTime], [second, '2042-03-11T15:00:00+08:00']);
  const noon = { start: at('2042-03-03', '12:00'), end: at('2042-03-03', '13:00') };
  await designer.call('patchEvent', { eventId: series, id: series, ...noon });
  const after_ = await dates(series);
  assert.deepEqual(after_.map(([id]) => id), before.map(([id]) => id), 'ids stay');
  const starting = ['03-03T12:00', '03-11T15:00', '03-17T12:00', '03-24T12:00'];
  assert.deepEqual(after_.map(([, start]) => start), starting, 'what was moved by itself stays');
  assert.deepEqual(await designer.rooms(second), { [bare]: 'accepted' });

  // The third and those that follow become a series of their own, with the room.
  const evening = { start: at('2042-03-17', '18:00'), end: at('2042-03-17', '19:00') };
  const tail = (await patch(before[2][0], 'following', evening)).id;
  assert.notEqual(tail, series);
  assert.deepEqual(await starts(series), starting.slice(0, 2));
  assert.deepEqual(await starts(tail), ['03-17T18:00', '03-24T18:00']);
  const [, last] = (await dates(tail)).map(([id]) => id);
  assert.deepEqual(await designer.rooms(last), { [bare]: 'accepted' });
  // All of it, named by one of its dates.
  const night = { start: at('2042-03-24', '20:00'), end: at('2042-03-24', '21:00') };
  await patch(last, 'all', night);
  assert.deepEqual(await starts(tail), ['03-17T20:00', '03-24T20:00']);

  assert.equal((await designer.call('cancelEvent', { eventId: last, scope: 'this' })).result, true);
  assert.equal((await designer.call('getEvent', { eventId: last })).status, 'cancelled');
  assert.deepEqual(await designer.rooms(last), {});
  await designer.call('deleteEvent', { eventId: second });
  const gone = { status: 404, code: 'instanceNotExist' };
  assertRefusal(await designer.refused('getEvent', { eventId: second }), gone);
  const rest = { eventId: before[0][0], scope: 'following' };
  assert.equal((await designer.call('cancelEvent', rest)).result, true);
  assert.equal((await designer.call('getEvent', { eventId: series })).status, 'cancelled');
});
