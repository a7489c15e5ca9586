// The story of a panel in a room: registered, read, given buttons, commanded, and answering.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { send } from '../harness/http.js';
import { Link } from '../harness/link.js';
import { DESIGNER, MANAGER } from '../harness/organisation.js';
import { assertRefusal, refusalOf } from '../harness/refusal.js';
import { Sdk } from '../harness/sdk.js';
import { Server } from '../harness/server.js';

const server = await Server.start();
after(() => server.stop());
const sdk = new Sdk(server);
const token = await sdk.appToken();

const ROOM = 'room-with-devices';
const notFound = { status: 400, code: 'device.not.found', message: 'device not found' };

/** A call of our own, which no SDK knows. */
async function ours(method, path, body = null) {
  const reply = await send(server.address, method, `/v1.0/rooms/${path}`, body, token);
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return reply.body.result;
}

const called = async (operation, args) => (await sdk.roomCall(operation, token, args)).body;
const refused = (operation, args) => refusalOf(sdk.roomCall(operation, token, args));

/** A device in the room, and its token, while a story is told. */
async function withWall(story) {
  const device = { unionId: MANAGER, openRoomId: ROOM, deviceName: '墙 🛶', shareCode: '4711' };
  const { deviceUnionId } = await ours('POST', 'devices', device);
  const which = { unionId: MANAGER, deviceUnionId };
  const { deviceToken } = await ours('POST', 'devices/tokens', which);
  const link = await Link.open(server.address, deviceToken);
  try {
    assert.equal((await link.hear()).type, 'welcome');
    await story(link, deviceUnionId);
    await ours('POST', 'devices/remove', which);
    // Its token and its connection end with it.
    assert.equal(await link.closed(), 4401);
  } finally {
    link.end();
  }
}

test('a device reports and is read', () =>
  withWall(async (link, deviceUnionId) => {
    const which = { deviceUnionId, operatorUnionId: MANAGER };
    const found = (await called('queryMeetingRoomDevice', which)).result;
    assert.deepEqual([found.deviceName, found.openRoomId], ['墙 🛶', ROOM]);
    for (const [propertyName, propertyValue] of [
      ['devNetIp', '192.0.2.7'],
      ['volume', '3'],
    ]) {
      link.say({ type: 'report', properties: [{ propertyName, propertyValue }], messageId: '1' });
      assert.deepEqual(await link.hear(), { type: 'stored', messageId: '1' });
    }
    const later = (await called('queryMeetingRoomDevice', which)).result;
    assert.deepEqual([later.devNetIp, later.deviceStatus], ['192.0.2.7', 'online']);
    const names = { ...which, propertyNames: ['volume', 'nothing'] };
    const { result } = await called('queryDeviceProperties', names);
    assert.deepEqual(
      result.map((one) => [one.propertyName, one.propertyValue]),
      [['volume', '3']],
    );
    const byCode = await called('queryDeviceIpByCode', { shareCode: '4711' });
    assert.deepEqual([byCode.result.deviceIp, byCode.success], ['192.0.2.7', true]);
    assertRefusal(await refused('queryDeviceIpByCode', { shareCode: 'nowhere' }), notFound);
    const unknown = { ...which, deviceUnionId: 'nothing' };
    assertRefusal(await refused('queryMeetingRoomDevice', unknown), notFound);
    const stranger = { ...which, operatorUnionId: DESIGNER };
    const noPermission = { status: 403, code: 'no.permission', message: 'no permission' };
    assertRefusal(await refused('queryMeetingRoomDevice', stranger), noPermission);
  }));

test('a command reaches the panel and is answered', () =>
  withWall(async (link) => {
    const command = { unionId: MANAGER, roomId: ROOM, controlBody: '{"light":"灯"}' };
    // The SDK on npm lacks sendCentralControl.
    assert.equal(await ours('POST', 'central/control', command), true);
    const { type, controlBody, commandId } = await link.hear();
    assert.deepEqual([type, controlBody], ['command', '{"light":"灯"}']);
    link.say({ type: 'event', commandId, status: 'done', data: '亮', messageId: '2' });
    assert.deepEqual(await link.hear(), { type: 'stored', messageId: '2' });
    const [newest] = await ours('GET', `central/controlLists?unionId=${MANAGER}&roomId=${ROOM}`);
    const said = newest.devices.filter((on) => 'data' in on).map((on) => [on.status, on.data]);
    assert.deepEqual(said, [['done', '亮']]);
  }));

test('a room has a panel', async () => {
  const button = { name: '灯', enName: 'Light', icon: 'i', url: 'u', showTime: 1, sort: 2 };
  const panel = { unionId: MANAGER, roomId: ROOM, roomConfig: [button], status: 1 };
  assert.equal((await called('createMeetingRoomControlPanel', panel)).result, 'true');
  const query = { unionId: MANAGER, roomId: ROOM };
  const page = await called('queryMeetingRoomControlPanelList', query);
  assert.deepEqual([page.hasMore, page.totalCount, page.result[0].roomId], [false, 1, ROOM]);
  assert.deepEqual({ ...page.result[0].roomIotConfig[0] }, button);
  const gone = { unionId: MANAGER, roomIds: [ROOM] };
  assert.equal((await called('deleteMeetingRoomControlPanel', gone)).result, 'true');
  const later = await called('queryMeetingRoomControlPanelList', query);
  assert.deepEqual([later.totalCount, later.result], [0, []]);
});

test('a screen is paired by its code and hears of changes', async () => {
  const door = async (method, path, body, by = '') => {
    const reply = await send(server.address, method, `/console/panel/${path}`, body, by);
    assert.equal(reply.status, 200, JSON.stringify(reply.body));
    return reply.body;
  };
  const { deviceToken, pairingCode } = await door('POST', 'pairing', {});
  const where = { unionId: MANAGER, roomId: ROOM };
  const wrong = { ...where, code: '0000-0000' };
  const pairing = '/v1.0/rooms/panels/pair';
  const refusal = await send(server.address, 'POST', pairing, wrong, token);
  assert.deepEqual([refusal.status, refusal.body.code], [400, 'panel.code.not.found']);
  const { deviceUnionId } = await ours('POST', 'panels/pair', { ...where, code: pairingCode });
  const day = await door('GET', 'day', null, deviceToken);
  assert.deepEqual([day.kind, day.deviceUnionId], ['room', deviceUnionId]);

  const link = await Link.open(server.address);
  try {
    link.say({ type: 'hello', token: deviceToken, changes: true });
    assert.equal((await link.hear()).type, 'welcome');
    const booked = await door('POST', 'book', { minutes: 15 }, deviceToken);
    assert.deepEqual(await link.hear(), { type: 'changed' });
    const { eventId } = booked.rooms[0].meetings.find((one) => one.isWalkUp);
    await door('POST', 'end', { eventId }, deviceToken);
    assert.deepEqual(await link.hear(), { type: 'changed' });
  } finally {
    link.end();
  }
});
