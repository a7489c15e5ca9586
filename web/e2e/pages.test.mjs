// Every page: nothing keeps anybody out, nothing breaks the policy, and a picture for a look.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  barriers,
  DESK,
  dayAfter,
  launch,
  open,
  PEOPLE,
  PHONE,
  person,
  picture,
  prepare,
  ROOMS,
} from './browser.mjs';

let browser;
let day;

/** A Monday some weeks ahead, which no story uses. */
function quietDay() {
  let at = 40;
  while (new Date(dayAfter(at)).getUTCDay() !== 1) at += 1;
  return dayAfter(at);
}

before(async () => {
  browser = await launch();
  day = quietDay();
  const api = await prepare();
  const { skylark, egret, lotusLeaf, waterLily, auditorium } = ROOMS;
  const bookings = [
    [PEOPLE.chen, egret, '09:00', '10:30', 'Sprint planning'],
    [PEOPLE.su, egret, '11:00', '12:00', 'Design review'],
    [PEOPLE.employee, egret, '14:00', '15:00', '需求评审'],
    [PEOPLE.employee, skylark, '10:00', '11:00', '1:1'],
    [PEOPLE.chen, skylark, '13:30', '15:00', 'Interview'],
    [PEOPLE.su, lotusLeaf, '09:30', '11:30', 'Workshop'],
    [PEOPLE.manager, lotusLeaf, '15:00', '16:00', 'Budget'],
    [PEOPLE.chen, waterLily, '08:30', '09:30', 'Stand-up'],
    [PEOPLE.employee, auditorium, '16:00', '17:30', '全员大会'],
    [PEOPLE.su, auditorium, '10:00', '12:00', 'Rehearsal'],
  ];
  for (const [who, room, from, until, name] of bookings) {
    await api.book(who, room, day, from, until, name);
  }
  await api.call('PUT', '/v1.0/rooms/groups', {
    unionId: PEOPLE.manager,
    groupId: 12,
    groupName: '8F 研发层 R&D Floor',
    extensionConfig: {
      weeklyHours: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((each) => ({
        day: each,
        from: '08:00',
        to: '20:00',
      })),
    },
  });
});
after(() => browser?.close());

const PAGES = [
  { name: 'signin', path: () => '/signin', role: null },
  { name: 'rooms', path: () => `/rooms?day=${day}&group=10`, role: 'employee' },
  { name: 'rooms-empty', path: () => `/rooms?day=${day}&text=nowhere`, role: 'employee' },
  { name: 'room', path: () => `/rooms/${ROOMS.egret}?week=${day}`, role: 'employee' },
  { name: 'find', path: () => `/rooms/find?day=${day}&from=10:00&people=6`, role: 'employee' },
  { name: 'bookings', path: () => '/bookings', role: 'employee' },
  { name: 'approvals', path: () => '/approvals', role: 'administrator' },
  { name: 'lost', path: () => '/rooms/nothing', role: 'employee' },
  {
    name: 'booking',
    path: () => `/rooms/${ROOMS.skylark}?week=${day}`,
    role: 'employee',
    async act(page, language) {
      await page
        .getByRole('button', { name: language === 'en' ? 'Book this room' : '预订此会议室' })
        .click();
      const dialog = page.getByRole('dialog');
      await dialog.locator('input[type=date]').fill(day);
      await dialog.locator('select').first().selectOption('14:00');
      await dialog.locator('section').first().waitFor();
      // The buttons that decide are in sight, whole, however long the form is.
      const { y, height } = await dialog.locator('button[type=submit]').boundingBox();
      assert.ok(y + height + 8 <= page.viewportSize().height, `${y} + ${height}`);
    },
  },
];

const LOOKS = [
  { size: DESK, name: 'desk', language: 'en', scheme: 'light' },
  { size: PHONE, name: 'phone', language: 'zh-CN', scheme: 'light' },
  { size: DESK, name: 'desk-dark', language: 'zh-CN', scheme: 'dark' },
  { size: PHONE, name: 'phone-dark', language: 'en', scheme: 'dark' },
  // What is left of a small window at 200 % zoom.
  { size: { width: 640, height: 430 }, name: 'zoomed', language: 'zh-CN', scheme: 'light' },
];

for (const look of LOOKS) {
  describe(`on a ${look.name}, in ${look.language}`, () => {
    for (const { name, path, role, act } of PAGES) {
      test(`${name} keeps nobody out`, { timeout: 60_000 }, async () => {
        const { context, page, faults } = await person(browser, { ...look, role });
        try {
          if (name === 'lost') {
            await page.goto(path());
            await page.getByRole('alert').waitFor();
          } else await open(page, path());
          await act?.(page, look.language);
          await picture(page, `${name}-${look.name}`);
          assert.deepEqual(await barriers(page), []);
          assert.deepEqual(faults, []);
          const isWider = await page.evaluate(
            () => document.documentElement.scrollWidth > window.innerWidth + 1,
          );
          assert.equal(isWider, false, 'the page is no wider than the window');
        } finally {
          await context.close();
        }
      });
    }
  });
}
