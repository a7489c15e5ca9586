// The room of DingTalk's sample reply, read through the SDK by both kinds of app.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { get } from '../harness/http.js';
import { CORP, MANAGER, ROOM, sampleReply } from '../harness/organisation.js';
import { REQUEST_ID } from '../harness/refusal.js';
import { rooms, Sdk } from '../harness/sdk.js';
import { Server } from '../harness/server.js';

const server = await Server.start();
after(() => server.stop());
const sdk = new Sdk(server);

const appTypes = {
  'an internal app': () => sdk.appToken(),
  'a third-party app': () => sdk.suiteToken('suitedemo', CORP),
};

for (const [name, token] of Object.entries(appTypes)) {
  test(`${name} reads every field that the SDK's model has`, async () => {
    const { statusCode, body } = await sdk.readRoom(await token(), ROOM, MANAGER);
    assert.equal(statusCode, 200);
    assert.deepEqual(body.toMap(), known(rooms.QueryMeetingRoomResponseBody, sampleReply));
  });

  test(`${name} is sent the sample, field by field`, async () => {
    const path = `/v1.0/rooms/meetingRooms/${ROOM}?unionId=${MANAGER}`;
    const reply = await get(server.address, path, {
      'x-acs-dingtalk-access-token': await token(),
    });
    assert.equal(reply.status, 200);
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(reply.body);
    assert.deepEqual(JSON.parse(text), sampleReply);
  });
}

test('the model of this release lacks three fields of the document and no other', () => {
  const { result } = structuredClone(sampleReply);
  delete result.roomDescription;
  delete result.extensionConfig.approvalSwitch;
  delete result.extensionConfig.approvalType;
  assert.deepEqual(known(rooms.QueryMeetingRoomResponseBody, sampleReply), { result });
});

test('each reply has ids of its own', async () => {
  const token = await sdk.appToken();
  const calls = Array.from({ length: 20 }, () => sdk.readRoom(token, ROOM, MANAGER));
  const replies = await Promise.all(calls);
  const requestIds = replies.map(({ headers }) => headers['x-acs-request-id']);
  for (const requestId of requestIds) {
    assert.match(requestId, REQUEST_ID);
  }
  assert.equal(new Set(requestIds).size, replies.length);
  const traceIds = replies.map(({ headers }) => headers['x-acs-trace-id']);
  for (const traceId of traceIds) {
    assert.match(traceId, /^[0-9a-f]{32}$/);
  }
  assert.equal(new Set(traceIds).size, replies.length);
});

/** What a model of the SDK keeps of a value of the wire. */
function known(type, value) {
  if (type.type === 'array') {
    return value.map((item) => known(type.itemType, item));
  }
  if (typeof type !== 'function') {
    return value;
  }
  const types = type.types();
  const fields = Object.entries(type.names()).filter(([, wire]) => wire in value);
  return Object.fromEntries(fields.map(([name, wire]) => [wire, known(types[name], value[wire])]));
}
