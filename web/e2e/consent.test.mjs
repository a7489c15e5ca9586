// A person lets an app act for them, in a browser that says by itself where a form came from.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { ADDRESS, barriers, launch, makeApp, PHONE, person, picture } from './browser.mjs';

let browser;
let app;
before(async () => {
  browser = await launch();
  // The app, and a page of somebody else's on another port.
  app = createServer((request, reply) => {
    reply.setHeader('content-type', 'text/html');
    const form = `<form method="post" action="${ADDRESS}/oauth2/auth">
      <input name="client_id" value="any"><button name="decision" value="allow">Win</button></form>`;
    reply.end(request.url.startsWith('/foreign') ? form : 'The app has heard.');
  });
  await new Promise((resolve) => app.listen(0, '127.0.0.1', resolve));
});
after(async () => {
  await browser?.close();
  app?.closeAllConnections();
  app?.close();
});

test('a person lets an app in, or does not', { timeout: 180_000 }, async () => {
  const place = `http://127.0.0.1:${app.address().port}`;
  const back = `${place}/back`;
  const boss = await person(browser, { role: 'administrator' });
  const { appKey, appSecret } = await makeApp(boss, {
    appName: 'Lunch & Learn',
    scopes: ['VideoConference.Conference.Read', 'qyapi_manage_addresslist'],
    redirectUris: [back],
  });
  const asked = { client_id: appKey, redirect_uri: back, response_type: 'code', state: 'of mine' };
  const question = `/oauth2/auth?${new URLSearchParams(asked)}`;

  for (const [language, size, allow, refuse] of [
    ['en', undefined, 'Allow', 'Refuse'],
    ['zh-CN', PHONE, '允许', '拒绝'],
  ]) {
    const he = await person(browser, { role: 'employee', language, size });
    const { page } = he;
    await page.goto(question);
    await page.getByText('Lunch & Learn').waitFor();
    await picture(page, `consent-${language}`);
    assert.deepEqual(await barriers(page), []);
    await page.getByRole('button', { name: refuse }).click();
    await page.waitForURL(`${back}?error=access_denied&state=of%20mine`);
    await page.goto(question);
    await page.getByRole('button', { name: allow }).click();
    await page.waitForURL(/\/back\?code=/);
    const code = new URL(page.url()).searchParams.get('code');
    const trade = { clientId: appKey, clientSecret: appSecret, code };
    const traded = await boss.context.request.post('/v1.0/oauth2/userAccessToken', { data: trade });
    assert.equal(traded.status(), 200, await traded.text());

    // Another's form, in the same browser, is taken for nothing.
    await page.goto(`${place}/foreign`);
    await page.getByRole('button', { name: 'Win' }).click();
    await page.getByText('origin.refused').waitFor();
    assert.deepEqual(he.faults, []);
    await he.context.close();
  }
  await boss.context.close();
});
