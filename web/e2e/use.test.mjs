// How much rooms are used: for who runs them, by room, group and hour, and as a file.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
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
  settled,
  withPerson,
  ZONE,
} from './browser.mjs';

let browser;
/** Monday to Friday of a week that no other story uses. */
let days;

function quietWeek() {
  let at = 78;
  while (new Date(dayAfter(at)).getUTCDay() !== 1) at += 1;
  return [0, 1, 2, 3, 4].map((more) => dayAfter(at + more));
}

before(async () => {
  browser = await launch();
  days = quietWeek();
  const api = await prepare();
  // Other files have other hours on this floor.
  await api.call('PUT', '/v1.0/rooms/groups', {
    unionId: PEOPLE.manager,
    groupId: 12,
    groupName: '8F 研发层 R&D Floor',
    extensionConfig: {
      weeklyHours: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((each) => ({
        day: each,
        from: '08:00',
        to: '18:00',
      })),
    },
  });
  const { skylark, egret, sweetFlag, waterLily } = ROOMS;
  const book = async (who, room, day, from, until, people) => {
    const at = (time) => ({ dateTime: `${day}T${time}:00+08:00`, timeZone: ZONE });
    const events = `/v1.0/calendar/users/${who}/calendars/primary/events`;
    const { id } = await api.call('POST', events, {
      summary: 'Use',
      start: at(from),
      end: at(until),
      attendees: people.map((id) => ({ id })),
    });
    const wanted = { meetingRoomsToAdd: [{ roomId: room }] };
    await api.call('POST', `${events}/${id}/meetingRooms`, wanted);
  };
  const { chen, su, zhang, employee } = PEOPLE;
  for (const [at, day] of days.entries()) {
    await book(chen, egret, day, '09:00', '12:00', [su, zhang, employee]);
    await book(chen, egret, day, '13:00', '17:00', [su, zhang]);
    await book(su, sweetFlag, day, '10:00', '11:30', []);
    if (at % 2 === 0) await book(su, skylark, day, '10:00', '11:00', [chen]);
  }
  await book(chen, waterLily, days[1], '15:00', '16:00', [su]);
});
after(() => browser?.close());

const address = (more = '') => `/manage/use?from=${days[0]}&to=${days[4]}${more}`;

/** What a server with many rooms says. */
function many() {
  const counts = (use, at) => ({
    openMinutes: 12_000,
    usedMinutes: Math.round(12_000 * use),
    outsideMinutes: at % 7 === 0 ? 90 : 0,
    meetings: Math.round(use * 90),
    walkUps: at % 5,
    people: Math.round(use * 90) * (2 + (at % 4)),
    mostPeople: 4 + (at % 9),
    pastMeetings: Math.round(use * 90),
    noShows: Math.round(use * (at % 11 === 0 ? 40 : 8)),
    sizedMeetings: Math.round(use * 85),
    halfEmpty: Math.round(use * (at % 3 === 0 ? 70 : 20)),
  });
  const use = (at) => ((at * 37) % 95) / 100;
  const rooms = Array.from({ length: 600 }, (_, at) => ({
    roomId: `room-${at}`,
    roomName: `R${String(at).padStart(3, '0')} 会议室 with a rather long name`,
    roomCapacity: 4 + (at % 5) * 4,
    counts: counts(use(at), at),
  }));
  const hours = [1, 2, 3, 4, 5].flatMap((weekday) =>
    Array.from({ length: 10 }, (_, at) => ({
      weekday,
      hour: 8 + at,
      openMinutes: 144_000,
      usedMinutes: Math.round(
        144_000 * Math.max(0.03, 0.92 - Math.abs(at - 2) * 0.13 - weekday * 0.04),
      ),
    })),
  );
  const total = counts(0.44, 1);
  const sum = Object.fromEntries(
    Object.keys(total).map((name) => [
      name,
      rooms.reduce((all, room) => all + room.counts[name], 0),
    ]),
  );
  return { total: { ...sum, mostPeople: 12 }, rooms, groups: [], hours };
}

async function noWiderThanTheWindow(page) {
  const isWider = await page.evaluate(
    () => document.documentElement.scrollWidth > window.innerWidth + 1,
  );
  assert.equal(isWider, false, 'the page is no wider than the window');
}

const LOOKS = [
  { size: DESK, name: 'desk', language: 'en', scheme: 'light' },
  { size: PHONE, name: 'phone', language: 'zh-CN', scheme: 'light' },
  { size: DESK, name: 'desk-dark', language: 'zh-CN', scheme: 'dark' },
  { size: PHONE, name: 'phone-dark', language: 'en', scheme: 'dark' },
];

for (const look of LOOKS) {
  describe(`on a ${look.name}, in ${look.language}`, () => {
    test('the use of rooms keeps nobody out', { timeout: 60_000 }, () =>
      withPerson(browser, { ...look, role: 'administrator' }, async (page) => {
        await open(page, address());
        await page.getByRole('table').nth(2).waitFor();
        await picture(page, `use-${look.name}`);
        assert.deepEqual(await barriers(page), []);
        await noWiderThanTheWindow(page);
        // Nothing was booked so long ago.
        await open(page, '/manage/use?from=2024-01-01&to=2024-01-28');
        await picture(page, `use-empty-${look.name}`);
        assert.deepEqual(await barriers(page), []);
      }),
    );

    test('many rooms are borne', { timeout: 60_000 }, () =>
      withPerson(browser, { ...look, role: 'administrator' }, async (page) => {
        const reply = { json: { result: many() } };
        await page.route('**/v1.0/rooms/meetingRoomUses?*', (route) => route.fulfill(reply));
        await open(page, address());
        await picture(page, `use-many-${look.name}`);
        await page.getByRole('button', { name: /Often missed|常无人到场/ }).click();
        await page.getByRole('table').nth(1).waitFor();
        assert.deepEqual(await barriers(page), []);
        await noWiderThanTheWindow(page);
      }),
    );
  });
}

test('numbers are those of the bookings, and what stands out is found', { timeout: 60_000 }, () =>
  withPerson(browser, { role: 'administrator' }, async (page) => {
    await open(page, address());
    await page.getByText('of meetings would fit into half the seats').waitFor();
    const week = page.getByRole('table', { name: 'The week by hours' });
    const ten = week.getByRole('row', { name: /^10:00/ });
    const cells = await ten.getByRole('cell').allTextContents();
    assert.ok(Number(cells[0]) > Number(cells[1]), `Monday has a meeting more: ${cells}`);
    const rooms = page.getByRole('table', { name: 'By room' });
    const all = await rooms.getByRole('row').count();
    await page.getByRole('button', { name: /^Crowded 1$/ }).click();
    await page.getByText('70 % of its open hours or more are taken.').waitFor();
    assert.equal(await rooms.getByRole('row').count(), 2);
    assert.match(page.url(), /show=full/);
    await page.getByRole('button', { name: /^All/ }).click();
    await page.waitForURL((url) => !url.search.includes('show'));
    assert.equal(await rooms.getByRole('row').count(), all);
    // A group leads to its rooms alone, and the address says so.
    const groups = page.getByRole('table', { name: 'By group' });
    await groups.getByRole('link').first().click();
    await page.waitForURL(/group=/);
    await settled(page);
  }),
);

for (const [by, first, wanted] of [
  ['room', 'roomId', (line) => line.roomId === ROOMS.egret && line.meetings === '10'],
  ['group', 'groupId', (line) => Number(line.meetings) > 0],
  ['hour of the week', 'weekday', (line) => line.weekday === '1' && Number(line.usedMinutes) > 0],
]) {
  test(`a file has a line for each ${by}`, { timeout: 60_000 }, () =>
    withPerson(browser, { role: 'administrator' }, async (page) => {
      await open(page, address());
      await page.getByRole('button', { name: 'Download as CSV' }).click();
      const waiting = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: `A line for each ${by}`, exact: true }).click();
      const text = await readFile(await (await waiting).path(), 'utf8');
      assert.equal(text[0], '\ufeff');
      const [head, ...lines] = text
        .slice(1)
        .trimEnd()
        .split('\r\n')
        .map((line) => line.split(','));
      assert.equal(head[0], first);
      const named = lines.map((line) =>
        Object.fromEntries(head.map((name, at) => [name, line[at]])),
      );
      assert.ok(named.some(wanted), text);
    }),
  );
}

test('days stay in order, and no further apart than is counted', { timeout: 60_000 }, () =>
  withPerson(browser, { role: 'administrator' }, async (page) => {
    await open(page, '/manage/use?from=2026-05-01&to=2026-05-28');
    await page.getByLabel('From').fill('2026-06-10');
    await page.waitForURL(/from=2026-06-10&to=2026-06-10/);
    await page.getByLabel('To, included').fill('2026-12-31');
    await page.waitForURL(/from=2026-10-01&to=2026-12-31/);
    await page.getByRole('button', { name: 'Last 12 weeks' }).click();
    const pressed = page.getByRole('button', { name: 'Last 12 weeks', pressed: true });
    await pressed.waitFor();
    await settled(page);
  }),
);

test('whoever runs a group sees its rooms, and no others', { timeout: 60_000 }, () =>
  withPerson(browser, { role: 'groupAdministrator' }, async (page) => {
    await open(page, address());
    const rooms = page.getByRole('table', { name: 'By room' });
    const seen = await rooms.getByRole('link').allTextContents();
    const { result } = await page.evaluate(async () => {
      const headers = { 'content-type': 'application/json' };
      const me = await (await fetch('/console/token', { method: 'POST', headers })).json();
      const list = await fetch(
        `/v1.0/rooms/meetingRoomLists?unionId=${me.unionId}&maxResults=100`,
        { headers: { 'x-acs-dingtalk-access-token': me.accessToken } },
      );
      return list.json();
    });
    assert.ok(seen.length > 0 && seen.length < result.length, `${seen.length} of ${result.length}`);
  }),
);

test('whoever runs no room sees none of it, and what the server refuses is said', {
  timeout: 60_000,
}, async () => {
  const employee = await person(browser, { role: 'employee' });
  await employee.page.goto(address());
  await employee.page.getByText('This is not yours to manage').waitFor();
  assert.deepEqual(employee.faults, []);
  await employee.context.close();
  await withPerson(browser, { role: 'administrator' }, async (page) => {
    const refusal = {
      status: 400,
      json: {
        code: 'param.error',
        message: 'Error:groupId must be given: there are more than 1000 rooms',
      },
    };
    await page.route('**/v1.0/rooms/meetingRoomUses?*', (route) => route.fulfill(refusal));
    await open(page, address());
    await page.getByText('These are too many rooms at once').waitFor();
    await page.getByLabel('Group').waitFor();
    assert.deepEqual(await barriers(page), []);
  });
});
