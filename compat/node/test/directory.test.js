// People and departments through the SDK's contact_1_0.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, test } from 'node:test';

import { post } from '../harness/http.js';
import { CORP } from '../harness/organisation.js';
import { Server } from '../harness/server.js';

const require = createRequire(import.meta.url);
const OpenApi = require('@alicloud/openapi-client');
const Util = require('@alicloud/tea-util');
const contact = require('@alicloud/dingtalk/contact_1_0');

const server = await Server.start();
after(() => server.stop());
await server.load({
  organisations: [
    {
      corpId: CORP,
      corpName: 'xxx Company',
      apps: [
        {
          appKey: 'ding-directory',
          appSecret: 'directory-secret',
          scopes: [
            'Contact.User.Read',
            'qyapi_addresslist_search',
            'qyapi_get_member',
            'qyapi_manage_addresslist',
          ],
        },
      ],
    },
  ],
});
const query = 'appkey=ding-directory&appsecret=directory-secret';
const issued = await (await fetch(`http://${server.address}/gettoken?${query}`)).json();
const token = { xAcsDingtalkAccessToken: issued.access_token };
const client = new contact.default(
  new OpenApi.Config({ protocol: 'http', endpoint: server.address }),
);
const options = new Util.RuntimeOptions({});

test('a person is read', async () => {
  const headers = new contact.GetUserHeaders(token);
  const { body } = await client.getUserWithOptions('2iPOLxxxxx', headers, options);
  assert.equal(body.nick, 'Zhang San');
  assert.equal(body.unionId, '2iPOLxxxxx');
  await assert.rejects(client.getUserWithOptions('nobody', headers, options), {
    code: 'invalidParameter.user.notFound',
  });
  await assert.rejects(client.getUserWithOptions('me', headers, options), {
    code: 'InvalidAuthentication',
  });
});

test('people and departments are found by a word', async () => {
  const people = await client.searchUserWithOptions(
    new contact.SearchUserRequest({ queryWord: 'zhang', offset: 0, size: 1 }),
    new contact.SearchUserHeaders(token),
    options,
  );
  assert.deepEqual(people.body.list, ['manager01']);
  assert.equal(people.body.totalCount, 2);
  assert.equal(people.body.hasMore, true);
  const departments = await client.searchDepartmentWithOptions(
    new contact.SearchDepartmentRequest({ queryWord: 'design', offset: 0, size: 9 }),
    new contact.SearchDepartmentHeaders(token),
    options,
  );
  assert.deepEqual(departments.body.list, [2]);
  await assert.rejects(
    client.searchUserWithOptions(
      new contact.SearchUserRequest({}),
      new contact.SearchUserHeaders(token),
      options,
    ),
    { code: 'param.error' },
  );
});

test('a person who is not as they were seen is not changed', async () => {
  // No SDK has the legacy API.
  const call = async (action, body) => {
    const target = `/topapi/${action}?access_token=${issued.access_token}`;
    const reply = await post(server.address, target, body);
    assert.equal(reply.status, 200);
    return JSON.parse(reply.body);
  };
  const read = async () => (await call('v2/user/get', { userid: 'manager01' })).result;
  const expected = await read();
  const change = { userid: 'manager01', title: 'Chief', expected };
  assert.equal((await call('v2/user/update', change)).errcode, 0);
  const late = await call('v2/user/update', { ...change, title: 'Late' });
  assert.deepEqual([late.errcode, late.errmsg], [409, 'User Changed']);
  const found = await read();
  assert.equal(found.title, 'Chief');
  const back = { userid: 'manager01', title: expected.title ?? '', expected: found };
  assert.equal((await call('v2/user/update', back)).errcode, 0);
});
