// Calls per second and calls per month, as the SDK raises their end.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { MANAGER, ROOM } from '../harness/organisation.js';
import { eventually } from '../harness/patience.js';
import { assertRefusal, refusalIfAny, refusalOf } from '../harness/refusal.js';
import { Sdk } from '../harness/sdk.js';
import { Server } from '../harness/server.js';

const server = await Server.start();
after(() => server.stop());
const sdk = new Sdk(server);

const tooOften = {
  status: 403,
  code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi',
  message: '您的企业应用调用钉钉开放平台当前接口的所有请求都被暂时禁用了',
};
// The message is the server's own.
const spent = { status: 403, code: 'Forbidden.AccessDenied.ApiCountLimitForOrg' };

test('an app of one call a second is refused the next, and served again after the second', async () => {
  const token = await sdk.appToken('ding-once-a-second');
  const call = () => sdk.readRoom(token, ROOM, MANAGER);
  assert.equal((await call()).statusCode, 200);
  const refusal = await eventually(() => refusalIfAny(call(), tooOften.code));
  assertRefusal(refusal, tooOften);
  await eventually(async () => (await refusalIfAny(call(), tooOften.code)) === null);
});

test('an organisation of three calls a month is refused the fourth', async () => {
  const token = await sdk.appToken('ding-frugal');
  for (let call = 0; call < 3; call += 1) {
    const { body } = await sdk.readRoom(token, ROOM, MANAGER);
    assert.equal(body.result.roomName, 'Frugal room');
  }
  assertRefusal(await refusalOf(sdk.readRoom(token, ROOM, MANAGER)), spent);
  assert.equal(await sdk.appToken('ding-frugal'), token);
});
