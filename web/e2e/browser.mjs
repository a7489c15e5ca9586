// A browser, people in it, and what their pages must not do.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

export const ADDRESS = process.env.OPENROOMS_ADDRESS ?? 'http://127.0.0.1:8080';
const SCREENS = new URL('../../target/screens/', import.meta.url).pathname;
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Where the tests' people are: the demo's own zone. */
export const ZONE = 'Asia/Shanghai';

export const DESK = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };
export const TABLET = { width: 1024, height: 768 };

export function launch() {
  const found = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    (path) => path && existsSync(path),
  );
  assert.ok(found, 'Chromium is needed: install it, or say where it is in CHROMIUM');
  return chromium.launch({
    executablePath: found,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A person's browser. Whatever breaks the policy of the page, or breaks, is kept in `faults`. */
export async function person(
  browser,
  { role, size = DESK, language = 'en', scheme = 'light', address = ADDRESS } = {},
) {
  const context = await browser.newContext({
    baseURL: address,
    viewport: size,
    isMobile: size === PHONE,
    hasTouch: size === PHONE || size === TABLET,
    locale: language,
    timezoneId: ZONE,
    colorScheme: scheme,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(15_000);
  const faults = [];
  await context.addInitScript(() => {
    // How many calls are under way. The one that waits for changes waits always; and what comes
    // into sight is asked about a moment later, so it must have been quiet for a while.
    let asked = 0;
    let quiet = 0;
    const call = window.fetch;
    window.fetch = async (...given) => {
      const isWatch = String(given[0].url ?? given[0]).includes('/meetingRooms/watch');
      if (isWatch) return call(...given);
      asked += 1;
      quiet = performance.now();
      try {
        return await call(...given);
      } finally {
        asked -= 1;
        quiet = performance.now();
      }
    };
    window.asked = () => (asked === 0 && performance.now() - quiet > 400 ? 0 : 1);
    document.addEventListener('securitypolicyviolation', (event) => {
      // biome-ignore lint/suspicious/noConsole: the test listens to it
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  context.on('weberror', (fault) => faults.push(String(fault.error())));
  context.on('console', (message) => {
    const text = message.text();
    if (/policy:|Content Security Policy|Warning:|same key/.test(text)) faults.push(text);
  });
  if (role) {
    const answer = await context.request.post('/console/demo', {
      data: { role },
      headers: { origin: address },
    });
    assert.equal(answer.status(), 204, `the demo's ${role} signs in`);
  }
  const page = await context.newPage();
  return { context, page, faults };
}

/** What one person does in a browser of their own, which is closed after it, and in which nothing broke. */
export async function withPerson(browser, who, tell) {
  const { context, page, faults } = await person(browser, who);
  try {
    await tell(page, context);
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
  }
}

/** A browser, and what is asked of the API beside it, for the stories of one file. */
export function stage({ timeout = 90_000 } = {}) {
  const on = {
    /** What one person does, as `withPerson` has it. */
    story: (name, who, tell) => test(name, { timeout }, () => withPerson(on.browser, who, tell)),
  };
  before(async () => {
    on.browser = await launch();
    on.api = await prepare();
  });
  after(() => on.browser?.close());
  return on;
}

/** An app that an administrator makes in the console. */
export async function makeApp({ context: { request } }, data) {
  const opened = await request.post('/console/token', { headers: { origin: ADDRESS } });
  const made = await request.post('/v1.0/console/apps', {
    headers: { 'x-acs-dingtalk-access-token': (await opened.json()).accessToken },
    data,
  });
  return (await made.json()).result;
}

/** A booking in the timeline. */
export const block = (page, name) =>
  page.getByRole('grid').getByRole('button', { name, includeHidden: true });

/** Opens a page, and waits until it shows what it has. */
export async function open(page, path) {
  await page.goto(path);
  assert.equal(await page.locator('#root').count(), 1, 'the server has its console');
  await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
  await settled(page);
}

/** Until nothing loads any more. */
export async function settled(page) {
  await page.waitForFunction(() => !document.querySelector('[role=status][aria-label]'));
  await page.waitForFunction(() => window.asked?.() === 0);
}

/** What axe finds that keeps somebody out. */
export async function barriers(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() =>
    // axe was put into the page just now.
    axe.run(document, { resultTypes: ['violations'] }),
  );
  return found.violations
    .filter((each) => ['serious', 'critical'].includes(each.impact))
    .map((each) => ({
      rule: each.id,
      help: each.help,
      where: each.nodes.slice(0, 4).map((node) => `${node.target} ${node.failureSummary ?? ''}`),
    }));
}

export async function picture(page, name) {
  await mkdir(SCREENS, { recursive: true });
  await page.screenshot({ path: join(SCREENS, `${name}.png`) });
}

/** Calls of the API by the demo's app, to prepare what a story begins with. */
export async function prepare() {
  const reply = await fetch(`${ADDRESS}/gettoken?appkey=dingdemo&appsecret=demo-secret`);
  const { access_token: token, errmsg } = await reply.json();
  assert.ok(token, `a token: ${errmsg}`);
  const call = async (method, path, body) => {
    const reply = await fetch(ADDRESS + path, {
      method,
      headers: { 'x-acs-dingtalk-access-token': token, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    const told = await reply.json();
    assert.ok(reply.ok, `${method} ${path}: ${JSON.stringify(told)}`);
    return told;
  };
  const calendar = (unionId) => `/v1.0/calendar/users/${unionId}/calendars/primary/events`;
  return {
    call,
    /** Books a room for somebody, and tells the event's id. */
    async book(unionId, roomId, day, from, until, summary) {
      const at = (time) => ({ dateTime: `${day}T${time}:00+08:00`, timeZone: ZONE });
      const { id } = await call('POST', calendar(unionId), {
        summary,
        start: at(from),
        end: at(until),
      });
      await call('POST', `${calendar(unionId)}/${id}/meetingRooms`, {
        meetingRoomsToAdd: [{ roomId }],
      });
      return id;
    },
    async event(unionId, id) {
      return call('GET', `${calendar(unionId)}/${id}`);
    },
  };
}

/** So many days from today, as calendars there have it. */
export function dayAfter(days) {
  const text = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(
    Date.now() + days * 86_400_000,
  );
  return text.slice(0, 10);
}

/** Working days from tomorrow on, one after the other: on these all rooms are open. */
export function workdays() {
  let count = 0;
  return () => {
    let day;
    do {
      count += 1;
      day = dayAfter(count);
    } while ([0, 6].includes(new Date(day).getUTCDay()));
    return day;
  };
}

export const PEOPLE = {
  zhang: 'lPHhSZDLXXXXXXpBlC9lxLwiEiE',
  manager: '2iPOLxxxxx',
  // Whom the demo's roles sign in as.
  employee: 'IbFL7rk38nxUH3Esba3biE',
  administrator: 'vhD1pZKo4dKb6tE6r_QBiE',
  chen: 'q5YcD7VwGj-8Vfz1UzmsiE',
  su: 'WKkT-1MadX8pe8by9cwyiE',
};

export const ROOMS = {
  skylark: '0cef5f6305d1c446e40e6be7d393ee65',
  egret: '2de4ace4483113b484c6aa2ee04e5311',
  lotusLeaf: 'b0239c343c4057d5281beabee4b83c73',
  waterLily: 'b79bdd094cf8d751411f3840501435e3',
  sweetFlag: '10f66f5ec3abd121df304ecd4ee98aae',
  auditorium: 'efbaba638ef34ef57c59a80c0598ff4a',
  greatHeron: '3f8d2cbfeb6959aebb943a1e4e55abaf',
};
