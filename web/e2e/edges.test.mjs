// Where the console was rough: moves that are taken back, addresses that name nothing, a door with
// several organisations behind it, narrow bars.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { promisify } from 'node:util';
import {
  barriers,
  block,
  DESK,
  open,
  PEOPLE,
  PHONE,
  person,
  picture,
  ROOMS,
  settled,
  stage,
  workdays,
} from './browser.mjs';
import { serve } from './server.mjs';

const on = stage();
const { story } = on;

const nextDay = workdays();
let day;
beforeEach(() => {
  day = nextDay();
});

/** Drags a booking by so many of its lengths. */
async function drag(page, name, lengths) {
  const box = await block(page, name).boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + (lengths * box.width) / 2, y, { steps: 4 });
  await page.mouse.move(x + lengths * box.width, y, { steps: 4 });
  await page.mouse.up();
}

const told = (page, text) => page.getByRole('alert').getByText(text).waitFor();
const clock = (event) => event.start.dateTime.slice(11, 16);

describe('a move', () => {
  story('is taken back from its notice', { role: 'employee' }, async (page) => {
    const { employee } = PEOPLE;
    const id = await on.api.book(employee, ROOMS.waterLily, day, '10:00', '11:00', 'Back');
    await open(page, `/rooms?day=${day}&text=lotus+court+north`);
    await drag(page, /Back/, 2);
    await told(page, /Moved: .*12:00–13:00/);
    await settled(page);
    await picture(page, 'undo-desk');
    assert.deepEqual(await barriers(page), []);
    await page.getByRole('button', { name: 'Undo' }).click();
    await told(page, /Moved back: .*10:00–11:00/);
    assert.equal(clock(await on.api.event(employee, id)), '10:00');
    await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' });
  });

  story('is taken back by the keys', { role: 'employee', language: 'zh-CN' }, async (page) => {
    const { employee } = PEOPLE;
    const id = await on.api.book(employee, ROOMS.egret, day, '09:00', '10:00', 'Keys');
    await open(page, `/rooms?day=${day}&text=egret`);
    await page.getByRole('grid').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('m');
    for (let at = 0; at < 4; at++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await told(page, /已移动：.*10:00–11:00/);
    await settled(page);
    await picture(page, 'undo-zh-desk');
    await page.keyboard.press('Control+z');
    await told(page, /已移回：.*09:00–10:00/);
    assert.equal(clock(await on.api.event(employee, id)), '09:00');
  });

  story('that cannot be taken back says why', { role: 'employee' }, async (page) => {
    const { employee } = PEOPLE;
    const id = await on.api.book(employee, ROOMS.waterLily, day, '10:00', '11:00', 'Gone');
    await open(page, `/rooms?day=${day}&text=lotus+court+north`);
    await drag(page, /Gone/, 2);
    await told(page, /Moved: .*12:00–13:00/);
    await settled(page);
    await on.api.book(PEOPLE.chen, ROOMS.waterLily, day, '10:00', '11:00', 'Quicker');
    await page.getByRole('button', { name: 'Undo' }).click();
    const dialog = page.getByRole('dialog', { name: 'It cannot be moved there' });
    await dialog.getByText('It stays where it was.').waitFor();
    await dialog.getByText('Instead', { exact: true }).waitFor();
    // One banner for who hears the page: its own.
    assert.equal(await page.getByRole('banner', { includeHidden: true }).count(), 1);
    await picture(page, 'undo-refused-desk');
    assert.equal(clock(await on.api.event(employee, id)), '12:00');
  });
});

describe('an address', () => {
  for (const [size, at] of [
    [DESK, 'desk'],
    [PHONE, 'phone'],
  ]) {
    story(`that names nothing says so (${at})`, { role: 'administrator', size }, async (page) => {
      const asked = [];
      page.on('request', (request) => asked.push(decodeURIComponent(request.url())));
      for (const path of [
        '/floors/abc',
        '/floors/1e3',
        '/manage/groups/abc',
        '/manage/templates/x',
      ]) {
        await page.goto(path);
        await page.getByText('There is nothing here').waitFor();
        assert.deepEqual(await barriers(page), []);
      }
      assert.deepEqual(
        asked.filter((url) => /NaN|=abc|=1e3/.test(url)),
        [],
      );
      await page.goto('/floors/abc');
      await page.getByText('There is nothing here').waitFor();
      await picture(page, `floor-nowhere-${at}`);
    });
  }

  for (const language of ['en', 'zh-CN']) {
    const who = { role: 'administrator', size: PHONE, language };
    story(`of every place fits into the bar of a phone (${language})`, who, async (page) => {
      await open(page, '/bookings');
      const heights = await page
        .locator('nav a span:visible')
        .evaluateAll((all) => all.map((each) => each.getClientRects().length));
      assert.deepEqual(heights, [1, 1, 1, 1, 1]);
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth > window.innerWidth,
      );
      assert.equal(wide, false);
      await picture(page, `bar-${language}-phone`);
    });
  }
});

describe('a browser that may keep nothing', () => {
  /** As browsers have it whose owner forbids what sites keep. */
  const forbid = (context) =>
    context.addInitScript(() => {
      for (const store of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(window, store, {
          get() {
            throw new DOMException('It is forbidden', 'SecurityError');
          },
        });
      }
    });

  story('still books', { role: 'employee', size: PHONE }, async (page, context) => {
    await forbid(context);
    await open(page, `/rooms/${ROOMS.egret}?week=${day}`);
    const kept = await page.evaluate(() => {
      try {
        return String(window.localStorage);
      } catch (fault) {
        return fault.name;
      }
    });
    assert.equal(kept, 'SecurityError');
    await page.getByRole('button', { name: 'Book this room' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Day').fill(day);
    await dialog.getByLabel('From').selectOption('15:00');
    await dialog.getByLabel('Title').fill('Kept by nobody');
    await dialog.getByRole('button', { name: 'Book', exact: true }).click();
    await page.getByText(/Booked: .*15:00/).waitFor();
    // What is chosen counts for as long as the page is open.
    await open(page, '/bookings');
    await page.getByText('Kept by nobody').first().waitFor();
    await picture(page, 'kept-nowhere-phone');
    assert.deepEqual(await barriers(page), []);
  });

  story('is a screen at a door, too', {}, async (page, context) => {
    await forbid(context);
    await page.goto('/panel');
    const code = page.locator('[class*=code] [aria-hidden]');
    await code.waitFor();
    const shown = await code.textContent();
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('heading', { name: '配对此屏幕' }).waitFor();
    const place = { unionId: PEOPLE.manager, code: shown, roomId: ROOMS.waterLily };
    await on.api.call('POST', '/v1.0/rooms/panels/pair', place);
    await page.locator('main[data-state]').waitFor();
  });
});

describe('where there are several organisations', () => {
  const organisation = (corpId, name) => ({
    corpId,
    corpName: name,
    users: [{ userId: 'u1', unionId: `union-${corpId}`, name: 'Ida', admin: true }],
  });
  let running;
  before(async () => {
    running = await serve();
    const file = join(running.folder, 'two.json');
    const organisations = [organisation('heron', 'Heron'), organisation('egret', 'Egret')];
    await writeFile(file, JSON.stringify({ organisations }));
    const words = ['import', file, '--data-dir', running.folder];
    await promisify(execFile)(running.binary, words);
  });
  after(() => running?.end());

  for (const [language, label] of [
    ['en', 'Organisation'],
    ['zh-CN', '组织'],
  ]) {
    test(`the door asks which (${language})`, { timeout: 60_000 }, async () => {
      const { address } = running;
      const size = language === 'en' ? DESK : PHONE;
      const { context, page, faults } = await person(on.browser, { address, language, size });
      await page.goto('/signin');
      const field = page.getByLabel(label, { exact: true });
      await field.fill('heron');
      assert.deepEqual(await barriers(page), []);
      await picture(page, `signin-several-${language}`);
      // Who comes by an address that says it is not asked.
      await page.goto('/signin?corpId=heron');
      await page.locator('input[type=password]').waitFor();
      assert.equal(await field.count(), 0);
      assert.deepEqual(faults, []);
      await context.close();
    });
  }
});
