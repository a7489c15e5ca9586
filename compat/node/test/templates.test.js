// The story of an integration that dresses screens: templates made, read, replaced, removed.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { get, post, send } from '../harness/http.js';
import { CORP, MANAGER, ROOM } from '../harness/organisation.js';
import { assertRefusal, refusalOf } from '../harness/refusal.js';
import { Sdk } from '../harness/sdk.js';
import { Server } from '../harness/server.js';

const server = await Server.start();
after(() => server.stop());
const sdk = new Sdk(server);

/** An app that may do all with templates, and read and change rooms. */
const app = 'ding-screens';
/** A picture of one grey pixel, which the server has nothing to take out of. */
const picture =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==';
const look = {
  templateName: '大堂 “Lobby” 🛶',
  bgType: 2,
  bgUrl: 'https://example.org/lobby.png',
  customDoc: 'Quiet, please',
  desensitizeUserName: true,
  hideServerCodeWhenProjecting: true,
  instruction: true,
  isPicTop: 0,
  logo: 'https://example.org/logo.png',
  orgName: 'xxx Company',
  picturePlayInterval: 5,
  showCalendarCard: true,
  showCalendarTitle: true,
  showFunctionCard: true,
};
const pictures = ['https://example.org/1.png', 'https://example.org/2.png'];
const places = {
  deviceUnionIds: ['device-placed'],
  groupIds: [1],
  roomIds: [ROOM, 'room-bare'],
};
const defaults = {
  bgImageList: [],
  bgType: 1,
  desensitizeUserName: false,
  hideServerCodeWhenProjecting: false,
  instruction: false,
  isPicTop: 1,
  showCalendarCard: false,
  showCalendarTitle: false,
  showFunctionCard: false,
};
const notFound = { status: 400, code: 'template.not.found', message: 'Template Not Found' };

test('a template is made, read, replaced, listed and removed', async () => {
  const token = await sdk.appToken(app);
  const call = async (operation, args = {}) => (await sdk.roomCall(operation, token, args)).body;
  const read = async (templateId) =>
    plain((await call('queryDeviceCustomTemplate', { templateId: `${templateId}` })).result);

  const all = { ...look, ...places, bgImgList: pictures };
  const { templateId } = await call('createDeviceCustomTemplate', all);
  const whole = { ...look, bgImageList: pictures, templateId, corpId: CORP };
  assert.deepEqual(await read(templateId), { deviceCustomTemplate: whole, ...places });

  const bare = (await call('createDeviceCustomTemplate', { templateName: 'Bare' })).templateId;
  const listed = plain((await call('queryDeviceCustomTemplateList')).result);
  assert.deepEqual(listed.deviceCustomTemplates[0], whole);
  assert.deepEqual(listed.deviceTemplateMap, { [templateId]: ['device-placed'], [bare]: [] });
  assert.deepEqual(listed.groupIdTemplateMap, { [templateId]: [1], [bare]: [] });
  assert.deepEqual(listed.roomIdTemplateMap, { [templateId]: [ROOM, 'room-bare'], [bare]: [] });

  // What is absent goes back to its default; the name stays.
  const change = { templateId, orgName: 'Else' };
  assert.equal((await call('updateDeviceCustomTemplate', change)).result, true);
  const { templateName } = look;
  assert.deepEqual(await read(templateId), {
    deviceCustomTemplate: { ...defaults, templateId, templateName, orgName: 'Else', corpId: CORP },
    deviceUnionIds: [],
    groupIds: [],
    roomIds: [],
  });

  // Ours: whoever saw it as it was changes nothing.
  const late = { templateId, orgName: 'Late', expected: { deviceCustomTemplate: whole, ...places } };
  const path = '/v1.0/rooms/devices/screens/templates';
  const changed = await send(server.address, 'PUT', path, late, token);
  const { code, message } = changed.body;
  assert.deepEqual([changed.status, code, message], [409, 'template.changed', 'Template Changed']);
  assert.equal((await read(templateId)).deviceCustomTemplate.orgName, 'Else');

  const taken = sdk.roomCall('updateDeviceCustomTemplate', token, { templateId, templateName: 'Bare' });
  assertRefusal(await refusalOf(taken), { status: 400, code: 'duplicate.template.name' });

  for (const gone of [templateId, bare]) {
    const { result } = await call('deleteDeviceCustomTemplate', { templateId: gone });
    assert.equal(result, true);
  }
  const again = sdk.roomCall('deleteDeviceCustomTemplate', token, { templateId });
  assertRefusal(await refusalOf(again), notFound);
  const id = `${templateId}`;
  const nothing = sdk.roomCall('queryDeviceCustomTemplate', token, { templateId: id });
  assertRefusal(await refusalOf(nothing), notFound);
});

test("an uploaded picture is a room's", async () => {
  const token = await sdk.appToken(app);
  const headers = { 'x-acs-dingtalk-access-token': token };
  const upload = { unionId: MANAGER, content: picture };
  const reply = await post(server.address, '/v1.0/rooms/pictures', upload, headers);
  assert.equal(reply.status, 200);
  const { url } = JSON.parse(reply.body).result;

  const change = { unionId: MANAGER, roomId: 'room-bare', roomPicture: url };
  assert.equal((await sdk.roomCall('updateMeetingRoom', token, change)).body.result, true);
  const room = (await sdk.readRoom(token, 'room-bare', MANAGER)).body.result;
  assert.equal(room.roomPicture, url);

  // A browser has no token.
  const { host, pathname } = new URL(url);
  assert.equal(host, server.address);
  const shown = await get(server.address, pathname);
  assert.equal(shown.status, 200);
  assert.deepEqual(shown.body, Buffer.from(picture, 'base64'));
  assert.equal(shown.headers['content-type'], 'image/png');
  assert.equal(shown.headers['x-content-type-options'], 'nosniff');
  assert.match(shown.headers['cache-control'], /immutable/);
});

/** A model of the SDK as the wire has it, without what is absent. */
function plain(model) {
  return JSON.parse(JSON.stringify(model.toMap()));
}
