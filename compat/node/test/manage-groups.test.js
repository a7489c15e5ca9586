// The story of an integration that keeps a site: groups, who may book, who is bound by no rule.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { CORP, MANAGER, SELLER } from '../harness/organisation.js';
import { assertRefusal, refusalOf } from '../harness/refusal.js';
import { Sdk } from '../harness/sdk.js';
import { Server } from '../harness/server.js';

const server = await Server.start();
after(() => server.stop());
const sdk = new Sdk(server);

const appTypes = {
  'an internal app': () => sdk.appToken(),
  'a third-party app': () => sdk.suiteToken('suite-writer', CORP),
};

for (const [name, tokenFor] of Object.entries(appTypes)) {
  test(`${name} builds, keeps and tears down a site`, async () => {
    const token = await tokenFor();
    const done = async (operation, args) =>
      (await sdk.roomCall(operation, token, { unionId: MANAGER, ...args })).body.result;
    const group = async (groupId) =>
      (await sdk.roomCall('queryMeetingRoomGroup', token, { unionId: SELLER, groupId })).body;

    const above = { groupName: '园区 “North” 🏢', parentGroupId: 0 };
    const site = await done('createMeetingRoomGroup', above);
    const below = { groupName: 'Floor', parentGroupId: site };
    const floor = await done('createMeetingRoomGroup', below);
    // Bare, not under result.
    const wanted = { groupId: floor, groupName: 'Floor', parentId: site };
    assert.deepEqual((await group(String(floor))).toMap(), wanted);
    wanted.groupName = 'Third floor';
    const renamed = { groupId: floor, groupName: wanted.groupName };
    assert.equal(await done('updateMeetingRoomGroup', renamed), true);
    const all = await done('queryMeetingRoomGroupList', {});
    assert.deepEqual(all.find(({ groupId }) => groupId === floor).toMap(), wanted);

    const room = { roomName: `Oak ${floor}`, roomStatus: 0, isvRoomId: 'oak', groupId: floor };
    const roomId = await done('createMeetingRoom', room);
    const read = async () => (await sdk.readRoom(token, roomId, MANAGER)).body.result;
    assert.deepEqual((await read()).roomGroup.toMap(), wanted);

    const superUsers = { roomId, userIdWhiteList: ['seller01'], deptIdWhiteList: [2] };
    assert.equal(await done('setSuperUserMeetingRoom', superUsers), true);
    assert.equal(await done('removeSuperUserMeetingRoom', { roomId }), true);
    const ban = { blacklistUnionId: SELLER, startTime: 1780000000000, memo: 'no show' };
    assert.equal(await done('createBookingBlacklist', ban), true);
    assert.equal(await done('deleteBookingBlacklist', { blacklistUnionIds: [SELLER] }), true);

    // The room moves up with the floor gone, and is in no group in the end.
    assert.equal(await done('deleteMeetingRoomGroup', { groupId: String(floor) }), true);
    assert.equal((await read()).roomGroup.groupId, site);
    const gone = { status: 400, code: 'group.not.found', message: 'Group Not Found' };
    assertRefusal(await refusalOf(group(String(floor))), gone);
    assert.equal(await done('deleteMeetingRoomGroup', { groupId: String(site) }), true);
    assert.equal((await read()).roomGroup, undefined);
    assert.equal(await done('deleteMeetingRoom', { roomId }), true);
  });
}
