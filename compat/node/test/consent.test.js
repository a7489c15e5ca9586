// From an invitation to an app that acts for a person, by HTTP as a browser and an app do it.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, test } from 'node:test';

import { get, post } from '../harness/http.js';
import { appSecret, CORP, DESIGNER, MANAGER, ROOM } from '../harness/organisation.js';
import { refusalOf } from '../harness/refusal.js';
import { Sdk } from '../harness/sdk.js';
import { Server } from '../harness/server.js';

const BACK = 'http://127.0.0.1:3000/callback?from=openrooms';
const PASSWORD = 'reeds bend in the wind';
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

/** An app that may invite people. */
const INVITER = {
  appKey: 'ding-inviter',
  appSecret: 'inviter-secret',
  scopes: ['qyapi_manage_addresslist'],
};

const server = await Server.start();
after(() => server.stop());
const sdk = new Sdk(server);

/** The cookie of the designer, who was invited and chose a password. */
async function invited() {
  const { appKey, appSecret } = INVITER;
  const { accessToken } = await sdk.tokenCall('getAccessToken', { appKey, appSecret });
  const invitation = await post(
    server.address,
    '/v1.0/contact/users/invitations',
    { unionId: MANAGER, inviteeUnionId: DESIGNER },
    { 'x-acs-dingtalk-access-token': accessToken },
  );
  assert.equal(invitation.status, 200, invitation.body);
  const { token } = JSON.parse(invitation.body).result;
  const reply = await fetch(`http://${server.address}/console/invitation`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, password: PASSWORD }),
  });
  assert.equal(reply.status, 204);
  return reply.headers.get('set-cookie').split(';')[0];
}

/** The code that an app gets once the person has allowed it. */
async function codeOf(cookie, question) {
  const page = await get(server.address, `/oauth2/auth?${new URLSearchParams(question)}`, { cookie });
  assert.equal(page.status, 200);
  const hidden = page.body.toString().matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g);
  const form = new URLSearchParams({ decision: 'allow' });
  for (const [, name, value] of hidden) form.append(name, value.replaceAll('&amp;', '&'));
  const reply = await fetch(`http://${server.address}/oauth2/auth`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie },
    body: form,
  });
  assert.equal(reply.status, 303);
  return new URL(reply.headers.get('location')).searchParams.get('code');
}

test('an app acts for who was invited and allowed it', async () => {
  const inviting = { corpId: CORP, corpName: 'xxx Company', apps: [INVITER] };
  await server.load({ organisations: [inviting] });
  await server.command('app', 'redirect', 'dingdemo', BACK);
  const cookie = await invited();

  // The page's own token acts for its person alone.
  const opened = await post(server.address, '/console/token', {}, { cookie });
  const own = JSON.parse(opened.body);
  assert.deepEqual([own.corpId, own.unionId, own.isAdmin], [CORP, DESIGNER, false]);
  const room = await sdk.readRoom(own.accessToken, ROOM, DESIGNER);
  assert.equal(room.body.result.corpId, CORP);
  const foreign = await refusalOf(sdk.readRoom(own.accessToken, ROOM, MANAGER));
  assert.equal(foreign.code, 'user.not.employee');

  const question = { client_id: 'dingdemo', redirect_uri: BACK, response_type: 'code' };
  const issued = await sdk.userToken(await codeOf(cookie, question));
  const again = await sdk.readRoom(issued.accessToken, ROOM, DESIGNER);
  assert.equal(again.body.result.corpId, CORP);

  // With a challenge the code opens with its verifier, a field of ours, and not without.
  const challenge = createHash('sha256').update(VERIFIER).digest('base64url');
  const proof = { code_challenge: challenge, code_challenge_method: 'S256' };
  const code = await codeOf(cookie, { ...question, ...proof });
  const bare = await refusalOf(sdk.userToken(code));
  assert.equal(bare.code, 'invalidParameter.authCode.notFound');
  const traded = await post(server.address, '/v1.0/oauth2/userAccessToken', {
    clientId: 'dingdemo',
    clientSecret: appSecret('dingdemo'),
    code,
    codeVerifier: VERIFIER,
    grantType: 'authorization_code',
  });
  assert.equal(traded.status, 200, traded.body);
});
