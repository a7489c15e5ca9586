// A suite whose organisation takes its authorisation back while the server runs.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { CORP, MANAGER, OTHER_CORP, ROOM, withoutAuthorisation } from '../harness/organisation.js';
import { eventually } from '../harness/patience.js';
import { assertRefusal, refusalIfAny, refusalOf } from '../harness/refusal.js';
import { Sdk } from '../harness/sdk.js';
import { Server } from '../harness/server.js';

const server = await Server.start();
after(() => server.stop());
const sdk = new Sdk(server);

const gone = { status: 400, code: 'org.not.found', message: 'Org Not Found' };

test('its token finds no organisation, and its other tokens go on', async () => {
  const token = await sdk.suiteToken('suite-of-both', OTHER_CORP);
  const kept = await sdk.suiteToken('suite-of-both', CORP);
  const call = () => sdk.readRoom(token, ROOM, MANAGER);
  assert.equal((await call()).body.result.corpId, OTHER_CORP);

  await server.load(withoutAuthorisation('suite-of-both', OTHER_CORP));

  assertRefusal(await eventually(() => refusalIfAny(call(), gone.code)), gone);
  const again = await refusalOf(sdk.suiteToken('suite-of-both', OTHER_CORP));
  assert.equal(again.code, 'invalidAuthInfo');
  assert.equal((await sdk.readRoom(kept, ROOM, MANAGER)).body.result.corpId, CORP);
});
