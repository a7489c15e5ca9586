// The story of an integration that books rooms: searched, booked, in conflict, moved, approved,
// cancelled.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { at, caller, reasons, wanted } from '../harness/calendar.js';
import { CORP, DESIGNER, MANAGER, SELLER } from '../harness/organisation.js';
import { assertRefusal } from '../harness/refusal.js';
import { Sdk } from '../harness/sdk.js';
import { Server } from '../harness/server.js';

const server = await Server.start();
after(() => server.stop());
const sdk = new Sdk(server);

const notFound = { status: 404, code: 'itemNotFound' };
const notOrganiser = { status: 400, code: 'permissionDeny' };

/** An event by the clock of Shanghai. */
function hour(day, start, end, more = {}) {
  return { summary: 'Weekly “Spree” 🛶', start: at(day, start), end: at(day, end), ...more };
}

/** The names of the rooms that a refusal tells of. */
const namesIn = (refusal) => reasons(refusal).map(([name]) => name);

const appTypes = {
  'an internal app': ['2032-03-14', () => sdk.appToken()],
  'a third-party app': ['2032-03-15', () => sdk.suiteToken('suite-writer', CORP)],
};

for (const [name, [day, tokenFor]] of Object.entries(appTypes)) {
  test(`${name} searches, books, moves, approves and cancels`, async () => {
    const token = await tokenFor();
    const [designer, seller, manager] = [DESIGNER, SELLER, MANAGER].map((who) => caller(sdk, token, who));
    const args = { unionId: DESIGNER, maxResults: 100 };
    const page = (await sdk.roomCall('queryMeetingRoomList', token, args)).body;
    const byName = Object.fromEntries(page.result.map((room) => [room.roomName, room.roomId]));
    const [bare, approved] = [byName['Bare room'], byName['Room with approval']];
    const span = { startTime: `${day}T00:00:00+08:00`, endTime: `${day}T23:00:00+08:00` };
    const taken = async () => {
      const found = await designer.call('getMeetingRoomsSchedule', { roomIds: [bare], ...span });
      return found.scheduleInformation[0].scheduleItems.map((item) => [item.eventId, item.status]);
    };

    assert.deepEqual(await taken(), []);
    const body = hour(day, '10:00', '11:00', { attendees: [{ id: SELLER }] });
    const event = await designer.call('createEvent', body);
    assert.equal(event.summary, body.summary);
    const eventId = event.id;
    const added = await designer.call('addMeetingRooms', { eventId, ...wanted(bare) });
    assert.equal(added.result, true);
    assert.deepEqual(await designer.rooms(eventId), { [bare]: 'accepted' });
    assert.deepEqual(await taken(), [[eventId, 'BUSY']]);

    const other = (await seller.call('createEvent', hour(day, '10:30', '11:30'))).id;
    const both = { eventId: other, ...wanted(approved, bare) };
    assert.deepEqual(namesIn(await seller.refused('addMeetingRooms', both)), ['Bare room']);
    assert.deepEqual(await seller.rooms(other), {});

    const move = (start, end) => {
      const times = hour(day, start, end);
      return { eventId: other, id: other, start: times.start, end: times.end };
    };
    const moved = await seller.call('patchEvent', move('11:00', '12:00'));
    assert.equal(moved.start.dateTime, `${day}T11:00:00+08:00`);
    await seller.call('addMeetingRooms', { eventId: other, ...wanted(bare) });
    const refusal = await seller.refused('patchEvent', move('10:30', '11:30'));
    assert.deepEqual(namesIn(refusal), ['Bare room']);

    await designer.call('addMeetingRooms', { eventId, ...wanted(approved) });
    assert.equal((await designer.rooms(eventId))[approved], 'tentative');
    const answer = { eventId, roomId: approved, responseStatus: 'accepted' };
    assert.equal((await manager.call('meetingRoomRespond', answer)).result, true);
    assert.equal((await designer.rooms(eventId))[approved], 'accepted');

    assertRefusal(await seller.refused('patchEvent', { eventId, id: eventId }), notOrganiser);
    assertRefusal(await manager.refused('getEvent', { eventId }), notFound);
    assert.equal((await designer.call('cancelEvent', { eventId })).result, true);
    assert.equal((await designer.call('getEvent', { eventId })).status, 'cancelled');
    await seller.call('deleteEvent', { eventId: other });
    assertRefusal(await seller.refused('getEvent', { eventId: other }), notFound);
    assert.deepEqual(await taken(), []);
  });
}

test('a calendar is listed and followed', async () => {
  const draughtsman = caller(sdk, await sdk.appToken(), 'union-draughtsman');
  const { syncToken } = await draughtsman.call('listEvents');
  const event = await draughtsman.call('createEvent', hour('2032-04-01', '09:00', '09:30'));
  const changed = await draughtsman.call('listEvents', { syncToken });
  assert.deepEqual(changed.events.map(({ id }) => id), [event.id]);
  const span = { timeMin: '2032-04-01T00:00:00+08:00', timeMax: '2032-04-02T00:00:00+08:00' };
  const view = await draughtsman.call('listEventsView', span);
  assert.deepEqual(view.events.map(({ id }) => id), [event.id]);
  const { calendars } = (await draughtsman.call('listCalendars')).response;
  assert.deepEqual(calendars.map(({ id, summary }) => [id, summary]), [['primary', 'Wang Wu']]);
});
