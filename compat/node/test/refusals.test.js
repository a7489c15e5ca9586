// Every refusal that one call provokes, as the SDK raises it.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { send } from '../harness/http.js';
import { MANAGER, refusals, ROOM } from '../harness/organisation.js';
import { assertRefusal, refusalOf, REQUEST_ID } from '../harness/refusal.js';
import { Sdk } from '../harness/sdk.js';
import { Server } from '../harness/server.js';

const server = await Server.start();
after(() => server.stop());
const sdk = new Sdk(server);

/** The token that a row of refusals.json asks for. */
async function tokenOf(wanted) {
  if (wanted === null) return null;
  if ('literal' in wanted) return wanted.literal;
  if ('quoted' in wanted) return `"${await tokenOf(wanted.quoted)}"`;
  if ('upperCase' in wanted) return (await tokenOf(wanted.upperCase)).toUpperCase();
  if ('app' in wanted) return sdk.appToken(wanted.app);
  return sdk.suiteToken(wanted.suite, wanted.corpId);
}

test('the table has rows', () => {
  assert.ok(refusals.roomReads.length > 0);
  assert.ok(refusals.roomChanges.length > 0);
  assert.ok(refusals.templateCalls.length > 0);
  assert.ok(refusals.calendarCalls.length > 0);
  assert.ok(refusals.tokenCalls.length > 0);
  assert.ok(refusals.ownCalls.length > 0);
});

for (const row of refusals.roomReads) {
  test(`a room read: ${row.case}`, async () => {
    const token = await tokenOf(row.token);
    assertRefusal(await refusalOf(sdk.readRoom(token, row.roomId, row.unionId)), row);
  });
}

// The SDK on npm lacks queryMeetingRoomGroupAdmin.
const roomCalls = [...refusals.roomChanges, ...refusals.templateCalls];
for (const row of roomCalls.filter(({ operation }) => sdk.hasRoomCall(operation))) {
  test(`${row.operation}: ${row.case}`, async () => {
    const token = await tokenOf(row.token);
    assertRefusal(await refusalOf(sdk.roomCall(row.operation, token, row.arguments)), row);
  });
}

for (const row of refusals.calendarCalls) {
  test(`${row.operation}: ${row.case}`, async () => {
    const token = await tokenOf(row.token);
    assertRefusal(await refusalOf(sdk.calendarCall(row.operation, token, row.arguments)), row);
  });
}

for (const row of refusals.tokenCalls) {
  test(`${row.operation}: ${row.case}`, async () => {
    assertRefusal(await refusalOf(sdk.tokenCall(row.operation, row.arguments, row.corpId)), row);
  });
}

// The SDK has neither these calls nor these parameters; they are refused in the same form.
for (const row of refusals.ownCalls) {
  test(`a call of ours: ${row.case}`, async () => {
    const token = await tokenOf(row.token);
    const { status, body } = await send(server.address, row.method, row.path, row.body, token);
    assert.deepEqual([status, body.code], [row.status, row.code]);
    assert.equal(body.message, row.message ?? body.message);
    assert.match(body.requestid, REQUEST_ID);
  });
}

const notFound = {
  status: 404,
  code: 'InvalidAction.NotFound',
  message: 'Specified api is not found, please check your url and method.',
};

for (const [method, path] of [
  ['GET', '/v1.0/todo/users/union/tasks/task'],
  ['GET', `/v1.0/rooms/meetingrooms/${ROOM}`],
  ['PATCH', `/v1.0/rooms/meetingRooms/${ROOM}`],
  ['GET', '/v1.0/oauth2/accessToken'],
  ['DELETE', '/v1.0/oauth2/corpAccessToken'],
]) {
  test(`no operation: ${method} ${path}`, async () => {
    assertRefusal(await refusalOf(sdk.anyCall(method, path)), notFound);
  });
}

test('a malformed escape in a room id', async () => {
  const refusal = await refusalOf(sdk.readRoom(await sdk.appToken(), '%zz', MANAGER));
  assert.equal(refusal.statusCode, 400);
});
