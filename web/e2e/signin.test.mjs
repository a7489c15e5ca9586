// Signing in by another provider: a real one of OpenID Connect, on loopback, with pages of its own.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import Provider from 'oidc-provider';
import { barriers, launch, open, PEOPLE, PHONE, person, picture, ROOMS } from './browser.mjs';
import { serve } from './server.mjs';

let browser;
let issuing;
let running;
before(async () => {
  browser = await launch();
  // The server is told the issuer, and the provider where the server is: one has to be first.
  let answer = (_, reply) => reply.writeHead(503).end();
  issuing = createServer((request, reply) => answer(request, reply));
  await new Promise((resolve) => issuing.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${issuing.address().port}`;
  const named = [
    '--oidc-issuer',
    issuer,
    '--oidc-client-id',
    'openrooms',
    '--oidc-name',
    'Heron ID',
  ];
  running = await serve('--demo', ...named);
  const mails = { su: 'suwenlan@example.com', stranger: 'stranger@example.org' };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'openrooms',
        token_endpoint_auth_method: 'none',
        redirect_uris: [`${running.address}/console/oidc/oidc/callback`],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    cookies: { keys: ['of this test'] },
    pkce: { required: () => true },
    findAccount: (_, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, email: mails[accountId], email_verified: true }),
    }),
  });
  answer = provider.callback();
});
after(async () => {
  await browser?.close();
  await running?.end();
  issuing?.closeAllConnections();
  issuing?.close();
});

/** From our door to the provider's, and in there as somebody. */
async function comeAs({ page }, login, button) {
  await page.goto('/signin?next=%2Fbookings');
  await page.getByRole('link', { name: button }).click();
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill('any');
  await page.locator('button[type=submit]').click();
  // It asks whether we may know who it is.
  await page.locator('button[type=submit]').click();
}

test('a person comes in by another provider', { timeout: 60_000 }, async () => {
  const su = await person(browser, { address: running.address });
  await su.page.goto('/signin');
  await su.page.getByRole('link', { name: 'Sign in with Heron ID' }).waitFor();
  await picture(su.page, 'signin-provider-desk');
  assert.deepEqual(await barriers(su.page), []);
  await comeAs(su, 'su', 'Sign in with Heron ID');
  await su.page.waitForURL(`${running.address}/bookings`);
  const token = await su.context.request.post('/console/token', {
    headers: { origin: running.address },
  });
  assert.equal((await token.json()).unionId, PEOPLE.su);
  const cookies = await su.context.cookies(running.address);
  const session = cookies.find(({ name }) => name === 'openrooms_session');
  assert.deepEqual([session.httpOnly, session.sameSite], [true, 'Lax']);
  assert.ok(!cookies.some(({ name }) => name === 'openrooms_attempt'));
  assert.deepEqual(su.faults, []);
  // Out, and in again: the provider still knows them.
  await su.page.goto('/signin');
  await su.context.request.post('/console/signout', { headers: { origin: running.address } });
  await su.page.getByRole('link', { name: 'Sign in with Heron ID' }).click();
  await su.page.waitForURL(`${running.address}/rooms**`);
  await su.context.close();
});

test('who is not in the directory is told so, in their language', { timeout: 60_000 }, async () => {
  const eve = await person(browser, { address: running.address, size: PHONE, language: 'zh-CN' });
  await comeAs(eve, 'stranger', '使用 Heron ID 登录');
  await eve.page.getByRole('heading', { name: '未能登录' }).waitFor();
  await eve.page.getByRole('alert').getByText('通讯录中没有').waitFor();
  assert.deepEqual(await barriers(eve.page), []);
  assert.deepEqual(eve.faults, []);
  await picture(eve.page, 'signin-refused-phone');
  await eve.page.getByRole('link', { name: '返回登录页' }).click();
  await eve.page.waitForURL('**/signin?next=%2Fbookings');
  await eve.context.close();
});

test('who signs out is signed out in every tab', { timeout: 60_000 }, async () => {
  const su = await person(browser, { address: running.address, role: 'administrator' });
  await open(su.page, '/bookings');
  const other = await su.context.newPage();
  await open(other, '/rooms');
  const heading = { role: 'heading', name: 'Sign in' };
  await su.page.getByRole('button', { name: /^You:/ }).click();
  await su.page.getByRole('button', { name: 'Sign out', exact: true }).click();
  for (const page of [su.page, other]) {
    await page.waitForURL('**/signin**');
    await page.getByRole(heading.role, { name: heading.name, exact: true }).waitFor();
  }
  // Back in by one of them: the other is let in as well, as the same person.
  await other.getByRole('button', { name: /As an employee/ }).click();
  await other.waitForURL('**/rooms**');
  await su.page.goto('/bookings');
  await su.page.getByRole('button', { name: /^You: / }).waitFor();
  // Signed out everywhere by another browser.
  const phone = await person(browser, { address: running.address, role: 'employee' });
  await phone.context.request.post('/console/signout/everywhere', {
    headers: { origin: running.address },
  });
  for (const page of [su.page, other]) {
    await page.reload();
    await page.waitForURL('**/signin**');
  }
  assert.deepEqual(su.faults, []);
  await phone.context.close();
  await su.context.close();
});

test('pages and calls of another role and another organisation are refused', async () => {
  const employee = await person(browser, { address: running.address, role: 'employee' });
  const reply = await employee.context.request.post('/console/token', {
    headers: { origin: running.address },
  });
  const { accessToken, unionId } = await reply.json();
  const call = async (method, path, body) => {
    const reply = await employee.context.request.fetch(path, {
      method,
      headers: { 'x-acs-dingtalk-access-token': accessToken },
      data: body,
    });
    return [reply.status(), (await reply.json()).code];
  };
  const room = `/v1.0/rooms/meetingRooms/${ROOMS.egret}`;
  // What only who runs the room may; in their own name, and in that of somebody who may.
  for (const name of [unionId, PEOPLE.administrator]) {
    const refused = await call('DELETE', `${room}?unionId=${name}`);
    assert.deepEqual(refused, [400, 'user.not.admin'], name);
  }
  for (const path of ['/manage', '/approvals']) {
    await employee.page.goto(path);
    await employee.page.getByRole('heading', { level: 1 }).waitFor();
    assert.deepEqual(employee.faults, []);
  }
  await employee.context.close();
});
