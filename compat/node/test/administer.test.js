// The story of an administrator in the console: an app is made, serves by the SDK, and goes.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { post, send } from '../harness/http.js';
import { CORP, MANAGER, ROOM } from '../harness/organisation.js';
import { refusalOf } from '../harness/refusal.js';
import { Sdk } from '../harness/sdk.js';
import { Server } from '../harness/server.js';

const READ = 'VideoConference.Conference.Read';
/** The apps of the sample may not invite anybody. */
const INVITER = {
  appKey: 'ding-administers',
  appSecret: 'administers-secret',
  scopes: ['qyapi_manage_addresslist'],
};

const server = await Server.start();
after(() => server.stop());
const sdk = new Sdk(server);

/** A token by an app's key and secret. */
async function opens({ appKey, appSecret }) {
  return (await sdk.tokenCall('getAccessToken', { appKey, appSecret })).accessToken;
}

/** The manager's own token: invited, with a password, as a browser does it. */
async function signedIn() {
  await server.load({
    organisations: [{ corpId: CORP, corpName: 'xxx Company', apps: [INVITER] }],
  });
  const inviting = { unionId: MANAGER, inviteeUnionId: MANAGER };
  const path = '/v1.0/contact/users/invitations';
  const invited = await send(server.address, 'POST', path, inviting, await opens(INVITER));
  assert.equal(invited.status, 200, JSON.stringify(invited.body));
  const accepted = await fetch(`http://${server.address}/console/invitation`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: invited.body.result.token, password: 'correct horse battery' }),
  });
  assert.equal(accepted.status, 204);
  const cookie = accepted.headers.get('set-cookie').split(';')[0];
  const opened = await post(server.address, '/console/token', {}, { cookie });
  return JSON.parse(opened.body).accessToken;
}

test('an administrator keeps the apps', async () => {
  const token = await signedIn();
  const call = (method, path, body = null) =>
    send(server.address, method, `/v1.0/console/${path}`, body, token);
  const done = async (...question) => {
    const reply = await call(...question);
    assert.equal(reply.status, 200, JSON.stringify(reply.body));
    return reply.body.result;
  };
  const made = { appName: 'Signage', scopes: [READ], redirectUris: ['https://example.org/back'] };
  const app = await done('POST', 'apps', made);
  const { appKey } = app;
  const opened = await opens(app);
  const room = await sdk.readRoom(opened, ROOM, MANAGER);
  assert.equal(room.body.result.roomId, ROOM);
  const shown = (await done('GET', 'apps')).find((one) => one.appKey === appKey);
  assert.deepEqual(shown, { ...made, appKey, liveSecrets: 1 });

  await done('PUT', 'apps', { appKey, scopes: [], expected: shown });
  const lacks = await refusalOf(sdk.readRoom(opened, ROOM, MANAGER));
  assert.equal(lacks.code, 'Forbidden.AccessDenied.AccessTokenPermissionDenied');
  // Whoever saw it as it was changes nothing.
  const late = await call('PUT', 'apps', { appKey, appName: 'Late', expected: shown });
  assert.deepEqual(
    [late.status, late.body.code, late.body.message],
    [409, 'app.changed', 'App Changed'],
  );
  await done('DELETE', `apps/${appKey}`);
  const gone = await call('PUT', 'apps', { appKey });
  assert.deepEqual([gone.status, gone.body.code], [400, 'app.not.found']);
  assert.equal((await refusalOf(opens(app))).code, 'invalidClientIdOrSecret');
});
