// The first start of a server without the demo, and the doors that do not need it: setting up, an
// invitation, a password.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { barriers, launch, PHONE, person, picture } from './browser.mjs';
import { serve } from './server.mjs';

let browser;
let running;
before(async () => {
  browser = await launch();
  running = await serve();
});
after(async () => {
  await browser?.close();
  await running?.end();
});

/** What a command prints. */
async function command(...words) {
  const { stdout } = await promisify(execFile)(running.binary, words);
  return stdout;
}

const fill = (page, label, text) => page.getByLabel(label, { exact: true }).fill(text);

async function shows(page, name, faults) {
  assert.deepEqual(await barriers(page), []);
  assert.deepEqual(faults, []);
  await picture(page, name);
}

async function signIn(page, login, password) {
  await page.goto('/signin');
  await fill(page, 'User id, e-mail or mobile', login);
  await fill(page, 'Password', password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

const OWN = 'herons wade at dusk';
const INVITED = 'reeds bend in the wind';

test('from the first start to a colleague who signs in', { timeout: 120_000 }, async () => {
  const address = running.address;
  const owner = await person(browser, { address });
  const [setup] = /\/setup\/\S+/.exec(await running.said(/\/setup\/\S+\s/)) ?? [];
  assert.ok(setup, 'the server prints the one-time address');
  await owner.page.goto(setup);
  await fill(owner.page, 'Organisation', 'Heron Works');
  await fill(owner.page, 'Your name', 'Ida Reed');
  await fill(owner.page, 'Your user id', 'ida');
  await fill(owner.page, 'New password', 'short');
  await fill(owner.page, 'The same again', 'other');
  await owner.page.getByLabel('Your name').focus();
  await owner.page.getByText('At least 10 characters.', { exact: true }).waitFor();
  await owner.page.getByText('The two differ.').waitFor();
  await fill(owner.page, 'New password', OWN);
  await fill(owner.page, 'The same again', OWN);
  await shows(owner.page, 'setup-desk', owner.faults);
  await owner.page.getByRole('button', { name: 'Make it' }).click();
  await owner.page.waitForURL('**/rooms**');
  await owner.page.getByText('Heron Works').first().waitFor();

  // It opens once.
  const late = await person(browser, { address });
  await late.page.goto(setup);
  await late.page.getByRole('heading', { name: 'This address cannot be used' }).waitFor();
  assert.equal(await late.page.getByRole('textbox').count(), 0);
  await shows(late.page, 'setup-used-desk', late.faults);

  // The one whom it made has the password, and no other opens.
  await signIn(late.page, 'ida', INVITED);
  await late.page.getByRole('alert').waitFor();
  await signIn(late.page, 'ida', OWN);
  await late.page.waitForURL('**/rooms**');
  await late.context.close();

  // A colleague comes, and is invited, on a phone.
  const reply = await owner.context.request.post('/console/token', {
    headers: { origin: address },
  });
  const { accessToken, unionId } = await reply.json();
  const by = ['--address', address, '--token', accessToken];
  await command(
    'user',
    'create',
    '--userid',
    'mo',
    '--name',
    'Mo Egret',
    '--mobile',
    '13800000001',
    '--dept',
    '1',
    ...by,
  );
  const said = await command('user', 'invite', 'mo', '--union-id', unionId, ...by);
  const [invitation] = /\/invite\/\S+/.exec(said) ?? [];
  assert.ok(invitation, said);
  const mo = await person(browser, { address, size: PHONE });
  await mo.page.goto(invitation);
  await mo.page.getByRole('heading', { name: 'Welcome, Mo Egret' }).waitFor();
  await fill(mo.page, 'New password', INVITED);
  await fill(mo.page, 'The same again', INVITED);
  await shows(mo.page, 'invitation-phone', mo.faults);
  await mo.page.getByRole('button', { name: 'Begin' }).click();
  await mo.page.waitForURL('**/rooms**');
  await mo.context.clearCookies();
  await signIn(mo.page, 'mo', INVITED);
  await mo.page.waitForURL('**/rooms**');

  // Used up.
  await owner.page.goto(invitation);
  await owner.page.getByText('This invitation cannot be used').waitFor();
  await mo.context.close();
  await owner.context.close();
});
