// Tokens on behalf of people: a code is traded, the token acts as the person, and is refreshed.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { appSecret, CORP, DESIGNER, MANAGER, ROOM } from '../harness/organisation.js';
import { refusalOf } from '../harness/refusal.js';
import { Sdk } from '../harness/sdk.js';
import { Server } from '../harness/server.js';

const server = await Server.start();
after(() => server.stop());
const sdk = new Sdk(server);

const refreshed = (refreshToken) =>
  sdk.tokenCall('getUserToken', {
    clientId: 'dingdemo',
    clientSecret: appSecret('dingdemo'),
    refreshToken,
    grantType: 'refresh_token',
  });

test('a code is traded and the token refreshed', async () => {
  const code = await server.code('designer01');
  const issued = await sdk.userToken(code);
  assert.deepEqual([issued.expireIn, issued.corpId], [7200, CORP]);
  const room = await sdk.readRoom(issued.accessToken, ROOM, DESIGNER);
  assert.equal(room.body.result.corpId, CORP);
  const spent = await refusalOf(sdk.userToken(code));
  assert.equal(spent.code, 'invalidParameter.authCode.notFound');

  const newer = await refreshed(issued.refreshToken);
  assert.notEqual(newer.accessToken, issued.accessToken);
  const again = await sdk.readRoom(newer.accessToken, ROOM, DESIGNER);
  assert.equal(again.body.result.corpId, CORP);
  const used = await refusalOf(refreshed(issued.refreshToken));
  assert.equal(used.code, 'invalidParameter.authCode.notFound');
});

test('the token acts as its person and nobody else', async () => {
  const { accessToken } = await sdk.userToken(await server.code('designer01'));
  const refusal = await refusalOf(sdk.readRoom(accessToken, ROOM, MANAGER));
  assert.equal(refusal.code, 'user.not.employee');
});
