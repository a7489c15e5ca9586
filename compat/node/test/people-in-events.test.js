// The story of people in events: invited, answering, busy, there and gone; and changes sent twice.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { DESIGNER, MANAGER, SELLER } from '../harness/organisation.js';
import { assertRefusal, refusalOf } from '../harness/refusal.js';
import { Sdk } from '../harness/sdk.js';
import { Server } from '../harness/server.js';

const server = await Server.start();
after(() => server.stop());
const sdk = new Sdk(server);
const app = await sdk.appToken();

/** Somebody's calendar by the SDK. */
const caller =
  (userId, token = app) =>
  async (operation, args, clientToken) =>
    (await sdk.calendarCall(operation, token, { userId, ...args }, clientToken)).body;

const [designer, seller] = [caller(DESIGNER), caller(SELLER)];
const at = (day, time) => ({ dateTime: `${day}T${time}:00+08:00`, timeZone: 'Asia/Shanghai' });
const hour = (day, more) => ({
  summary: 'Weekly',
  start: at(day, '10:00'),
  end: at(day, '11:00'),
  ...more,
});
const people = async (eventId) =>
  (await designer('listAttendees', { eventId })).attendees.map((one) => [
    one.id,
    one.responseStatus,
  ]);

test('people are invited, answer and are removed', async () => {
  const { id: eventId } = await designer('createEvent', hour('2032-01-14'));
  await designer('addAttendee', { eventId, attendeesToAdd: [{ id: SELLER }, { id: MANAGER }] });
  await seller('respondEvent', { eventId, responseStatus: 'accepted' });
  assert.deepEqual(await people(eventId), [
    [SELLER, 'accepted'],
    [MANAGER, 'needsAction'],
  ]);
  const mine = { eventId, attendeesToAdd: [{ id: 'union-draughtsman' }] };
  assertRefusal(await refusalOf(seller('addAttendee', mine)), { status: 400, code: 'permissionDeny' });
  await designer('removeAttendee', { eventId, attendeesToRemove: [{ id: SELLER }] });
  assert.deepEqual(await people(eventId), [[MANAGER, 'needsAction']]);
  const gone = seller('respondEvent', { eventId, responseStatus: 'declined' });
  assertRefusal(await refusalOf(gone), { status: 404, code: 'itemNotFound' });
});

test('people are busy', async () => {
  await designer('createEvent', hour('2032-02-14', { attendees: [{ id: SELLER }] }));
  const told = await seller('getSchedule', {
    userIds: [DESIGNER, SELLER],
    startTime: '2032-02-14T00:00:00+08:00',
    endTime: '2032-02-14T23:00:00+08:00',
  });
  const items = told.scheduleInformation.map((one) => one.scheduleItems.map((item) => item.status));
  assert.deepEqual(items, [['BUSY'], ['TENTATIVE']]);
});

test('people come and go', async () => {
  const invited = { attendees: [{ id: SELLER }] };
  const { id: eventId } = await designer('createEvent', hour('2032-03-14', invited));
  const { checkInTime } = await seller('signIn', { eventId });
  assert.equal((await seller('checkIn', { eventId })).checkInTime, checkInTime);
  const { users } = await designer('getSignInList', { eventId, maxResults: 10, type: 'check_in' });
  assert.deepEqual(
    users.map((one) => [one.userId, one.checkInTime]),
    [[SELLER, checkInTime]],
  );
  assert.ok((await seller('signOut', { eventId })).checkOutTime >= checkInTime);
  const missing = { eventId, maxResults: 10, type: 'not_yet_check_out' };
  const still = (await designer('getSignOutList', missing)).users;
  assert.deepEqual(
    still.map((one) => one.userId),
    [DESIGNER],
  );
  const stranger = await refusalOf(caller(MANAGER)('signIn', { eventId }));
  assertRefusal(stranger, { status: 400, code: 'notInEvent', message: '用户不在日程内' });
  assert.ok((await designer('getSignInLink', { eventId })).signInLink.endsWith(eventId));
  assert.ok((await designer('getSignOutLink', { eventId })).signOutLink.endsWith(eventId));
  const denied = { status: 400, code: 'permissionDenied' };
  assertRefusal(await refusalOf(seller('getSignInLink', { eventId })), denied);
  assertRefusal(await refusalOf(seller('getSignOutLink', { eventId })), denied);
});

test('a change that is sent again is made once', async () => {
  const first = await designer('createEvent', hour('2032-04-14'), 't-1');
  const again = await designer('createEvent', hour('2032-04-14'), 't-1');
  assert.equal(again.id, first.id);
  const other = designer('createEvent', hour('2032-04-15'), 't-1');
  const reused = { status: 409, code: 'invalidRequest.duplicateClientToken' };
  assertRefusal(await refusalOf(other), reused);
});

test('a user has a calendar of their own', async () => {
  const { accessToken } = await sdk.userToken(await server.code('designer01'));
  const me = caller(DESIGNER, accessToken);
  const event = await me('createEventByMe', hour('2032-05-14'));
  assert.equal(event.organizer.id, DESIGNER);
  const view = { timeMin: '2032-05-14T00:00:00+08:00', timeMax: '2032-05-14T23:00:00+08:00' };
  const { events } = await me('listEventsViewByMe', view);
  assert.deepEqual(
    events.map((one) => one.id),
    [event.id],
  );
  const invalid = { status: 400, code: 'InvalidAuthentication' };
  assertRefusal(await refusalOf(designer('createEventByMe', hour('2032-05-14'))), invalid);
});
