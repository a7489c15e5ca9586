// Tokens through the SDK: both kinds of app, the rules of same and new token.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { appSecret, CORP, MANAGER, ROOM, suite } from '../harness/organisation.js';
import { Sdk } from '../harness/sdk.js';
import { Server } from '../harness/server.js';

const server = await Server.start();
after(() => server.stop());
const sdk = new Sdk(server);

const { suiteSecret } = suite('suitedemo');
const grant = { grant_type: 'client_credentials' };

/** Each call: its name and arguments, and how it names the token and its life. */
const calls = {
  'an internal app is given the same token': {
    call: ['getAccessToken', { appKey: 'dingdemo', appSecret: appSecret('dingdemo') }],
    read: (body) => [body.accessToken, body.expireIn],
    same: true,
  },
  'an internal app as client is given the same token': {
    call: [
      'getToken',
      { client_id: 'dingdemo', client_secret: appSecret('dingdemo'), ...grant },
      CORP,
    ],
    read: (body) => [body.accessToken, body.expiresIn],
    same: true,
  },
  'a suite is given a new token': {
    call: [
      'getCorpAccessToken',
      { suiteKey: 'suitedemo', suiteSecret, suiteTicket: 'any-ticket', authCorpId: CORP },
    ],
    read: (body) => [body.accessToken, body.expireIn],
    same: false,
  },
  'a suite as client is given a new token': {
    call: ['getToken', { client_id: 'suitedemo', client_secret: suiteSecret, ...grant }, CORP],
    read: (body) => [body.accessToken, body.expiresIn],
    same: false,
  },
};

for (const [name, { call, read, same }] of Object.entries(calls)) {
  test(name, async () => {
    const [first, firstLife] = read(await sdk.tokenCall(...call));
    const [again, againLife] = read(await sdk.tokenCall(...call));
    for (const token of [first, again]) {
      assert.match(token, /^[0-9a-f]{32}$/);
    }
    assert.deepEqual([firstLife, againLife], [7200, 7200]);
    assert.equal(again === first, same);
    assert.equal((await sdk.readRoom(again, ROOM, MANAGER)).body.result.corpId, CORP);
  });
}

test('a suite is given a token of its own', async () => {
  const body = await sdk.tokenCall('getSuiteAccessToken', {
    suiteKey: 'suitedemo',
    suiteSecret,
    suiteTicket: 'any-ticket',
  });
  assert.match(body.accessToken, /^[0-9a-f]{32}$/);
  assert.ok(body.expireIn > 0);
});
