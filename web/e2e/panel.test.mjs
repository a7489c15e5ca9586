// Screens at doors and of floors: paired, pressed, cut from the network and back, and without scripts.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import {
  ADDRESS,
  barriers,
  DESK,
  launch,
  PEOPLE,
  PHONE,
  person,
  picture,
  prepare,
  ZONE,
} from './browser.mjs';

const LANDSCAPE = { width: 1280, height: 800 };
const PORTRAIT = { width: 800, height: 1280 };
const SCREENS = new URL('../../target/screens/', import.meta.url).pathname;
const MINUTE = 60_000;

let browser;
let api;
let group;
let count = 0;

before(async () => {
  browser = await launch();
  api = await prepare();
  // A floor of the tests' own, so that no other story's hours close its rooms.
  group = (
    await api.call('POST', '/v1.0/rooms/groups', {
      unionId: PEOPLE.manager,
      groupName: '2F 门厅层 Lobby Floor',
      parentGroupId: 0,
    })
  ).result;
});
after(() => browser?.close());

/** A new room on that floor. */
async function newRoom(name, more = {}) {
  count += 1;
  const { result } = await api.call('POST', '/v1.0/rooms/meetingrooms', {
    unionId: PEOPLE.manager,
    roomName: name,
    roomStatus: 0,
    isvRoomId: `panel-${count}`,
    roomCapacity: 6,
    groupId: group,
    roomLocation: { title: '2F East' },
    ...more,
  });
  return result;
}

/** Books a room from so many minutes from now until then. */
async function booked(roomId, from, until, summary = 'Sprint planning') {
  const calendar = `/v1.0/calendar/users/${PEOPLE.chen}/calendars/primary/events`;
  const at = (minutes) => ({
    dateTime: new Date(Date.now() + minutes * MINUTE).toISOString(),
    timeZone: ZONE,
  });
  const { id } = await api.call('POST', calendar, { summary, start: at(from), end: at(until) });
  await api.call('POST', `${calendar}/${id}/meetingRooms`, { meetingRoomsToAdd: [{ roomId }] });
  return id;
}

async function pair(code, place) {
  return api.call('POST', '/v1.0/rooms/panels/pair', { unionId: PEOPLE.manager, code, ...place });
}

/** A screen that is paired. */
async function screen(place, look) {
  const held = await person(browser, look);
  await held.page.goto('/panel');
  const code = await held.page.locator('main [aria-hidden=true]').first().textContent();
  await pair(code, place);
  await held.page.locator('main[data-state], main ul').first().waitFor();
  return held;
}

const button = (page, name) => page.getByRole('button', { name });
const state = (page, wanted) => page.locator(`main[data-state=${wanted}]`).waitFor();

/** Nothing keeps anybody out, nothing breaks the policy, and the page is no wider than the window. */
async function shows(page, faults, name) {
  await picture(page, name);
  assert.deepEqual(await barriers(page), []);
  assert.deepEqual(faults, []);
  const isWider = await page.evaluate(
    () => document.documentElement.scrollWidth > window.innerWidth + 1,
  );
  assert.equal(isWider, false, `${name} is no wider than the window`);
}

test('a screen is paired in the console, and takes the room', { timeout: 90_000 }, async () => {
  const roomId = await newRoom('鹈鹕 Pelican');
  const { context, page, faults } = await person(browser, { size: LANDSCAPE });
  const admin = await person(browser, { role: 'administrator' });
  try {
    await page.goto('/panel');
    await page.getByRole('heading', { name: 'Pair this screen' }).waitFor();
    const code = await page.locator('main [aria-hidden=true]').first().textContent();
    assert.match(code, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    await page.getByRole('img').waitFor();
    await shows(page, faults, 'panel-pairing-landscape');
    await page.reload();
    await page.getByText(code).first().waitFor();

    // By the code, on foot.
    const desk = admin.page;
    await desk.goto('/manage/panels/pair');
    await desk.getByLabel('Code on the screen').fill('0000-0000');
    // Of very many rooms one is found by what is typed of its name.
    await desk.getByPlaceholder('Type a name').fill('pelican');
    await desk.getByRole('option', { name: /鹈鹕 Pelican/ }).click();
    await button(desk, 'Pair').click();
    await desk.getByText('No screen shows that code now.').waitFor();
    await desk.getByLabel('Code on the screen').fill(code.toLowerCase());
    await desk.getByLabel('Name of the screen').fill('Door, left');
    await shows(desk, admin.faults, 'pair-desk');
    await button(desk, 'Pair').click();
    await desk.getByRole('heading', { name: 'The screen is paired' }).waitFor();

    await state(page, 'free');
    await page.getByRole('heading', { name: '鹈鹕 Pelican' }).waitFor();
    assert.match(page.url(), /\/panel\/[0-9a-f]{32}$/);
    await shows(page, faults, 'panel-free-landscape');
    await button(page, /Book 30 min/).click();
    await state(page, 'busy');
    await page.getByText('Booked at the door').first().waitFor();
    // Who looks at the room in the console reads the same.
    await desk.goto(`/rooms/${roomId}`);
    await desk.getByText('Booked at the door').first().waitFor();
    await button(page, '15 min longer').click();
    await page.waitForFunction(() => !document.querySelector('button:disabled'));
    await shows(page, faults, 'panel-busy-landscape');
    await button(page, 'End now').click();
    await button(page, 'Yes, end the meeting').click();
    await state(page, 'free');

    // Something is wrong, and whoever runs the room is told.
    await button(page, 'Report a problem').click();
    await page.getByText('What is wrong in this room?').waitFor();
    await shows(page, faults, 'panel-report-landscape');
    await button(page, 'Cable').click();
    await page.getByText('Whoever looks after the room has been told').waitFor();
    await button(page, 'Close').click();
    await desk.goto(`/manage/problems?room=${roomId}`);
    await desk.getByText('by the screen at its door').waitFor();

    // What somebody books elsewhere is here within two seconds, without being asked for.
    const began = Date.now();
    await booked(roomId, -1, 45);
    await state(page, 'busy');
    assert.ok(Date.now() - began < 2_500, `${Date.now() - began} ms`);
    await button(page, 'Check in').click();
    await page.getByText('Checked in').waitFor();
    await page
      .getByText(/Chen|陈/)
      .first()
      .waitFor();
    assert.equal(await page.getByText('Sprint planning').count(), 0, 'titles are not told');
  } finally {
    await context.close();
    await admin.context.close();
  }
});

test('a screen without a network says so, keeps the plan, and only wishes', {
  timeout: 90_000,
}, async () => {
  const roomId = await newRoom('白鹭厅 Egret Hall');
  await booked(roomId, 50, 80);
  const { context, page, faults } = await screen({ roomId }, { size: LANDSCAPE });
  try {
    await state(page, 'free');
    await page.evaluate(() => navigator.serviceWorker.ready);
    // The page must be kept before it is needed.
    await page.waitForFunction(async () => {
      const kept = await caches.open('openrooms-panel-1');
      const keys = await kept.keys();
      return (await kept.match('/panel')) && keys.length > 4;
    });
    await context.setOffline(true);
    await page.getByText(/No connection/).waitFor();
    await page.reload();
    await state(page, 'free');
    await page.getByText(/No connection/).waitFor();
    await page.getByRole('heading', { name: 'Today' }).waitFor();
    assert.equal(await page.locator('ol li').count(), 1, 'the plan is there');
    assert.equal(await button(page, /Book/).count(), 0, 'nothing is booked without a server');
    assert.ok(await button(page, 'I would like 60 min').isDisabled(), 'it would not fit');
    await button(page, 'I would like 30 min').click();
    await page.getByText('Noted, not booked').waitFor();
    await state(page, 'free');
    await shows(page, faults, 'panel-away-landscape');

    await context.setOffline(false);
    await page.getByText(/the room is yours/).waitFor();
    await state(page, 'busy');
    await shows(page, faults, 'panel-back-landscape');

    // What was wished for and cannot be had any more is no booking, and is said.
    await button(page, 'End now').click();
    await button(page, 'Yes, end the meeting').click();
    await state(page, 'free');
    await context.setOffline(true);
    await page.getByText(/No connection/).waitFor();
    await button(page, 'I would like 15 min').click();
    await booked(roomId, -1, 40);
    await context.setOffline(false);
    await page.getByText(/the room cannot be had/).waitFor();
    await state(page, 'busy');
  } finally {
    await context.close();
  }
});

describe('a screen', () => {
  for (const { name, size, language, scheme } of [
    { name: 'portrait-dark', size: PORTRAIT, language: 'zh-CN', scheme: 'dark' },
    { name: 'landscape-dark', size: LANDSCAPE, language: 'en', scheme: 'dark' },
    { name: 'portrait', size: PORTRAIT, language: 'en', scheme: 'light' },
    { name: 'phone', size: PHONE, language: 'zh-CN', scheme: 'light' },
    { name: 'desk', size: DESK, language: 'zh-CN', scheme: 'light' },
  ]) {
    test(`keeps nobody out, ${name}`, { timeout: 90_000 }, async () => {
      const roomId = await newRoom(`苍鹭厅 Heron Hall ${name}`, {
        extensionConfig: { openReservation: true, doorDisplay: 'title' },
      });
      await booked(roomId, 30, 60, 'Design review 设计评审');
      await booked(roomId, 70, 95, '1:1');
      const { context, page, faults } = await screen({ roomId }, { size, language, scheme });
      try {
        await state(page, 'free');
        await page.getByText('Design review').first().waitFor();
        await shows(page, faults, `panel-free-${name}`);
        await booked(roomId, -1, 25, 'Budget 预算会');
        await state(page, 'busy');
        await shows(page, faults, `panel-busy-${name}`);
        // A refusal is said in the server's words.
        await api.call('PUT', '/v1.0/rooms/meetingRooms', {
          unionId: PEOPLE.manager,
          roomId,
          extensionConfig: { openReservation: true, maxReservationTimeInterval: 20 },
        });
        await button(page, language === 'en' ? '15 min longer' : '延长 15 分钟').isDisabled();
      } finally {
        await context.close();
      }
    });
  }

  test('shows a floor, and each room in words and shapes', { timeout: 90_000 }, async () => {
    const rooms = [await newRoom('小鸊鷉 Grebe'), await newRoom('芦苇 Reed')];
    await booked(rooms[0], -1, 40);
    for (const [name, size, language, scheme] of [
      ['landscape', LANDSCAPE, 'en', 'light'],
      ['portrait-dark', PORTRAIT, 'zh-CN', 'dark'],
    ]) {
      const { context, page, faults } = await screen(
        { groupId: group },
        { size, language, scheme },
      );
      try {
        assert.match(page.url(), /\/lobby\/[0-9a-f]{32}$/);
        const row = page.getByRole('listitem').filter({ hasText: 'Grebe' });
        await row.getByText(language === 'en' ? 'In use' : '使用中').waitFor();
        await shows(page, faults, `lobby-${name}`);
      } finally {
        await context.close();
      }
    }
  });

  test('is paired by a telephone in Chinese', { timeout: 60_000 }, async () => {
    const who = { role: 'administrator', size: PHONE, language: 'zh-CN' };
    const { context, page, faults } = await person(browser, who);
    try {
      await page.goto('/manage/panels/pair?code=7KQM-2XWD');
      assert.equal(await page.getByLabel('屏幕上的代码').inputValue(), '7KQM-2XWD');
      await shows(page, faults, 'pair-phone');
    } finally {
      await context.close();
    }
  });
});

test('a browser without scripts is a screen as well', { timeout: 60_000 }, async () => {
  const roomId = await newRoom('菖蒲 Calamus');
  const context = await browser.newContext({
    baseURL: ADDRESS,
    viewport: { width: 800, height: 480 },
    locale: 'zh-CN',
    timezoneId: ZONE,
    javaScriptEnabled: false,
  });
  try {
    const page = await context.newPage();
    await mkdir(SCREENS, { recursive: true });
    const shot = (name) => page.screenshot({ path: join(SCREENS, `${name}.png`) });
    await page.goto('/panel?plain=1');
    await shot('panel-plain-pairing');
    await pair(await page.locator('.code').textContent(), { roomId });
    await page.reload();
    await page.getByText('空闲').first().waitFor();
    assert.match(page.url(), /\/panel\/[0-9a-f]{32}\/plain$/);
    await shot('panel-plain-free');
    await page.getByRole('button', { name: /预订 15 分钟/ }).click();
    await page.getByText('使用中').first().waitFor();
    await shot('panel-plain-busy');
    assert.ok((await page.content()).length < 30_000);
    await page.getByRole('button', { name: '结束会议' }).click();
    await page.getByText('空闲').first().waitFor();
    await page.getByText('报告问题', { exact: true }).click();
    await shot('panel-plain-report');
    await page.getByRole('button', { name: '线缆' }).click();
    await page.getByRole('status').getByText('谢谢，已通知会议室管理员。').waitFor();
    await shot('panel-plain-reported');
    const { result } = await api.call(
      'GET',
      `/v1.0/rooms/problemLists?unionId=${PEOPLE.manager}&roomId=${roomId}`,
    );
    assert.deepEqual(
      result.map((each) => each.problemKind),
      ['cable'],
    );
  } finally {
    await context.close();
  }
});

for (const [locale, size, word, taken] of [
  ['zh-CN', { width: 800, height: 480 }, /预订 15 分钟/, /^未能完成 已被占用 · \d\d:\d\d–/],
  ['en', PHONE, /Book 15 min/, /^That was not done Taken · \d\d:\d\d–/],
]) {
  test(`a screen without scripts refuses in its language (${locale})`, async () => {
    const roomId = await newRoom(locale === 'en' ? '千屈菜 Loosestrife' : '泽泻 Plantain');
    const look = { baseURL: ADDRESS, viewport: size, locale, timezoneId: ZONE };
    const context = await browser.newContext({ ...look, javaScriptEnabled: false });
    try {
      const page = await context.newPage();
      await page.goto('/panel?plain=1');
      await pair(await page.locator('.code').textContent(), { roomId });
      await page.reload();
      await page.locator('.state').waitFor();
      // Taken since the page was shown.
      await booked(roomId, -1, 40);
      await page.getByRole('button', { name: word }).click();
      const refused = page.getByRole('alert');
      await refused.waitFor();
      assert.match((await refused.textContent()).trim(), taken);
      await page.screenshot({ path: join(SCREENS, `panel-plain-refused-${locale}.png`) });
      assert.ok((await page.content()).length < 30_000);
    } finally {
      await context.close();
    }
  });
}
