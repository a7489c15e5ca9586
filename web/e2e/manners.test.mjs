// What each page owes whoever opens it: an address that may be wrong, a name, the focus where it was.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  barriers,
  launch,
  open,
  PHONE,
  picture,
  ROOMS,
  settled,
  withPerson,
  workdays,
} from './browser.mjs';

let browser;
const nextDay = workdays();
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const employee = { role: 'employee' };
const story = (name, who, tell) =>
  test(name, { timeout: 60_000 }, () => withPerson(browser, who, tell));

story('what is wrong in an address is passed over, and taken out of it', employee, async (page) => {
  const wrong = [
    ['/rooms?day=nonsense&labels=x&group=abc&seats=4', '/rooms?seats=4', 'Rooms'],
    ['/rooms/find?day=2026-02-31&people=-3&from=25:00', '/rooms/find', 'Find a room'],
    [`/rooms/${ROOMS.egret}?week=soon`, `/rooms/${ROOMS.egret}`, /Egret/],
  ];
  for (const [address, kept, name] of wrong) {
    await open(page, address);
    await page.getByRole('heading', { level: 1, name }).waitFor({ state: 'attached' });
    assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, kept);
  }
});

story('whoever came in does not come back to the door', {}, async (page) => {
  await page.goto('/invite/nothing');
  await page.goto(`/rooms/${ROOMS.egret}`);
  await page.getByRole('button', { name: /As an employee/ }).click();
  await page.getByRole('heading', { level: 1, name: /Egret/ }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'This invitation cannot be used' }).waitFor();
});

story(
  'each page has a name, and one heading of the first level',
  { role: 'administrator' },
  async (page) => {
    const names = [
      ['/rooms', /^Rooms · /],
      ['/rooms/find', /^Find a room · /],
      [`/rooms/${ROOMS.egret}`, /^白鹭 Egret · /],
      ['/bookings', /^My bookings · /],
      ['/approvals', /^Approvals · /],
      ['/manage', /^Manage · /],
      ['/manage/people', /^People · /],
      ['/rooms/nothing', /^There is nothing here · /],
      ['/floors/999999', /^There is nothing here · /],
      ['/manage/nothing', /^There is nothing here · /],
    ];
    for (const [address, name] of names) {
      await page.goto(address);
      await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
      await page.waitForFunction((wanted) => new RegExp(wanted).test(document.title), name.source);
      assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, address);
    }
    await open(page, '/bookings');
    await page.getByRole('button', { name: /^You/ }).click();
    await page.getByText('中文').click();
    await page.waitForFunction(() => document.title.startsWith('我的预订 · '));
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-CN');
  },
);

story('the focus comes back from a dialog', employee, async (page) => {
  const day = nextDay();
  await open(page, `/rooms?text=Egret&day=${day}`);
  const grid = page.getByRole('grid');
  const hasFocus = () => page.waitForFunction(() => document.activeElement.role === 'grid');
  await grid.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Close', exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await hasFocus();
  // So the next keys book it.
  await page.keyboard.press('Enter');
  await dialog.getByLabel('Title').fill('By keys');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await hasFocus();

  await open(page, '/bookings');
  await page.getByRole('button', { name: 'More: By keys' }).press('Enter');
  await page.waitForFunction(() => document.activeElement.textContent === 'Change');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Cancel', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement.textContent === 'Change');
});

story('who one is opens by keys, and keeps nobody out', employee, async (page) => {
  await open(page, '/rooms');
  const you = page.getByRole('button', { name: /^You/ });
  await you.press('Enter');
  await page.getByRole('button', { name: 'Sign out', exact: true }).waitFor();
  assert.deepEqual(await barriers(page), []);
  await picture(page, 'you-desk');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => /^You|You:/.test(document.activeElement.textContent));
});

story(
  'what lies in another zone says so wherever it is offered',
  { ...employee, size: PHONE },
  async (page) => {
    await open(page, '/rooms?text=Linde');
    await page.getByText(/^Berlin −[67] h$/).waitFor();
    await open(page, '/rooms/find?people=2');
    const rooms = page.locator('main li');
    await rooms.filter({ hasText: 'In the room (Berlin)' }).first().waitFor();
    const far = await rooms.evaluateAll((all) =>
      all.map((each) => each.textContent.includes('(Berlin)')),
    );
    assert.deepEqual(
      far,
      [...far].sort((a, b) => a - b),
      'what is near comes first',
    );
    await page.getByRole('link', { name: 'Linde' }).click();
    await page.getByText(/These are the times of the room, in Berlin/).waitFor();
  },
);

story(
  'a room that nobody may book is not called free',
  { ...employee, size: PHONE },
  async (page) => {
    await open(page, '/rooms?text=Ruheraum');
    const room = page.getByRole('article').filter({ hasText: 'Ruheraum' });
    await room.getByText('Cannot be booked').waitFor();
    assert.equal(await room.getByText('Free today').count(), 0);
  },
);

test(
  'a page that cannot be fetched says that the server is away, and comes by itself',
  { timeout: 60_000 },
  () =>
    withPerson(browser, employee, async (page, context) => {
      await open(page, '/rooms');
      await context.setOffline(true);
      await page.getByRole('link', { name: 'Find a room' }).first().press('Enter');
      await page.getByRole('heading', { name: 'The server does not answer' }).waitFor();
      await picture(page, 'away-desk');
      assert.deepEqual(await barriers(page), []);
      await context.setOffline(false);
      await page.getByRole('heading', { level: 1, name: 'Find a room' }).waitFor();
      await settled(page);
    }),
);

for (const [what, size, press] of [
  ['Book', PHONE, (page) => page.getByRole('button', { name: /^Book/ }).first()],
  ['Filters', PHONE, (page) => page.getByRole('button', { name: 'Filters' })],
  ['Equipment', undefined, (page) => page.getByRole('button', { name: 'Equipment' })],
]) {
  test(
    `${what}, which cannot be fetched while the server is away, leaves the page as it is`,
    { timeout: 60_000 },
    () =>
      withPerson(browser, { ...employee, size }, async (page, context) => {
        await open(page, '/rooms');
        const room = page.getByText('Skylark').first();
        await room.waitFor();
        // What is told in passing has been fetched by then.
        await page.waitForFunction(() =>
          performance.getEntriesByType('resource').some(({ name }) => name.includes('/Notices-')),
        );
        await context.setOffline(true);
        await press(page).click();
        await page.getByRole('alert').getByText('The server does not answer').waitFor();
        await room.waitFor();
        // It is fetched by a new page, which comes by itself.
        const back = page.waitForEvent('load');
        await context.setOffline(false);
        await back;
        await settled(page);
        await press(page).click();
        await page.getByRole('dialog').waitFor();
      }),
  );
}

story(
  'a wrong password is told in Chinese, and signs nobody out',
  { ...employee, language: 'zh-CN' },
  async (page) => {
    await open(page, '/bookings');
    await page.getByRole('button', { name: /何语桐/ }).click();
    await page.getByRole('link', { name: '我的账号' }).click();
    await page.getByRole('heading', { level: 1, name: '我的账号' }).waitFor();
    await page.getByLabel('当前密码').fill('never was one');
    await page.getByLabel('新密码').fill('a long one to come');
    await page.getByLabel('再输入一次').fill('a long one to come');
    await page.getByRole('button', { name: '修改', exact: true }).click();
    await page.getByRole('alert').getByText('用户名或密码不正确').waitFor();
    await picture(page, 'account-desk');
    assert.deepEqual(await barriers(page), []);
  },
);
