// What people do in the console, from the door to a room, as each of the demo's roles.
import assert from 'node:assert/strict';
import { beforeEach, describe } from 'node:test';
import {
  block,
  DESK,
  open,
  PEOPLE,
  PHONE,
  ROOMS,
  settled,
  stage,
  TABLET,
  workdays,
} from './browser.mjs';

const on = stage();
const { story } = on;

/** Each story has a day of its own, so that none is in the way of another, and all rooms are open. */
const nextDay = workdays();
let day;
beforeEach(() => {
  day = nextDay();
});

const book = (page) => page.getByRole('dialog').getByRole('button', { name: 'Book', exact: true });

describe('an employee', () => {
  story('signs in with one click and is led to where they wanted to go', {}, async (page) => {
    await page.goto(`/rooms?day=${day}&text=skylark`);
    await page.getByRole('button', { name: /As an employee/ }).click();
    await page.getByRole('grid').getByText('Skylark').waitFor();
    assert.match(page.url(), new RegExp(`/rooms\\?day=${day}&text=skylark`));
  });

  story('books a room by keys alone, and gives it back', { role: 'employee' }, async (page) => {
    await open(page, `/rooms?day=${day}&text=water+lily`);
    await page.getByRole('searchbox').focus();
    for (let at = 0; at < 12; at++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement?.role === 'grid')) break;
    }
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    const cell = page.locator(
      `[id="${await page.getByRole('grid').getAttribute('aria-activedescendant')}"]`,
    );
    assert.match(await cell.getAttribute('aria-label'), /Water Lily, 09:30–10:30: Free/);
    await page.keyboard.press('Enter');
    await page
      .getByRole('dialog')
      .getByText(/Water Lily: Can be had/)
      .waitFor();
    await page.keyboard.type('Planning');
    await page.keyboard.press('Enter');
    await page
      .getByRole('alert')
      .getByText(/Booked: Planning/)
      .waitFor();
    await page
      .getByRole('grid')
      .getByRole('button', { name: /Planning/, includeHidden: true })
      .waitFor();

    await page.getByRole('link', { name: 'My bookings' }).first().click();
    await page.getByRole('button', { name: 'More: Planning' }).click();
    await page.getByRole('button', { name: 'Cancel it' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel it' }).click();
    await page.getByRole('alert').getByText('Cancelled').waitFor();
    await page.getByText('Planning', { exact: true }).waitFor({ state: 'detached' });
  });

  story('invites people, found by a word of their names', { role: 'employee' }, async (page) => {
    await open(page, `/rooms/${ROOMS.lotusLeaf}?week=${day}`);
    await page.getByRole('button', { name: 'Book this room' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Day').fill(day);
    await dialog.getByLabel('From').selectOption('16:00');
    await dialog.getByLabel('Title').fill('With Zhiyuan');
    await dialog.getByPlaceholder('Type a name').fill('zhiyuan');
    await page.getByRole('option', { name: /Chen Zhiyuan/ }).click();
    await dialog.getByText(/: Can be had/).waitFor();
    await book(page).click();
    await page
      .getByRole('alert')
      .getByText(/Booked: With Zhiyuan/)
      .waitFor();
    const { events } = await on.api.call(
      'GET',
      `/v1.0/calendar/users/${PEOPLE.chen}/calendars/primary/eventsview?timeMin=${day}T00:00:00Z&timeMax=${day}T23:00:00Z`,
    );
    assert.ok(events.some((event) => event.summary === 'With Zhiyuan'));
  });

  story('sees in a week what is short, and what is late', { role: 'employee' }, async (page) => {
    await on.api.book(PEOPLE.chen, ROOMS.waterLily, day, '09:45', '10:00', 'Stand-up');
    await on.api.book(PEOPLE.chen, ROOMS.waterLily, day, '22:30', '23:30', 'With Berlin');
    await open(page, `/rooms/${ROOMS.waterLily}?week=${day}`);
    const week = page.getByRole('region', { name: /Water Lily/ });
    const short = week.getByTitle(/^09:45–10:00/);
    // All of what it says is within it.
    const cut = await short.evaluate((block) => block.scrollHeight - block.clientHeight);
    assert.ok(cut <= 0, `${cut} pixels are cut off`);
    const { height } = await short.boundingBox();
    assert.ok(height >= 12, `${height}`);
    await week.getByTitle(/^22:30–23:30/).waitFor();
    await week.getByText('23:00', { exact: true }).waitFor();
  });

  story('draws a booking with the mouse', { role: 'employee' }, async (page) => {
    await open(page, `/rooms?day=${day}&text=lotus+leaf`);
    const track = page.getByRole('row', { name: /Lotus Leaf/ }).getByRole('gridcell');
    const box = await track.boundingBox();
    const hour = box.width / 24;
    await page.mouse.move(box.x + hour * 13 + 4, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + hour * 14.4, box.y + 20, { steps: 6 });
    await page.mouse.up();
    const dialog = page.getByRole('dialog');
    assert.equal(await dialog.getByLabel('From').inputValue(), '13:00');
    assert.equal(await dialog.getByLabel('Until').inputValue(), '14:30');
    await dialog.getByLabel('Title').fill('Drawn');
    await book(page).click();
    await page
      .getByRole('alert')
      .getByText(/Booked: Drawn/)
      .waitFor();
  });

  story(
    'is told why a room cannot be had, and takes another',
    { role: 'employee' },
    async (page) => {
      await on.api.book(PEOPLE.chen, ROOMS.skylark, day, '10:00', '11:00', 'Taken before');
      await open(page, `/rooms/${ROOMS.skylark}?week=${day}`);
      await page.getByRole('button', { name: 'Book this room' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Day').fill(day);
      await dialog.getByLabel('From').selectOption('10:30');
      await dialog.getByLabel('Title').fill('Instead');
      const refusal = dialog
        .getByRole('region')
        .or(dialog.locator('section'))
        .filter({ hasText: 'cannot be had' });
      await refusal.getByText('Taken', { exact: true }).waitFor();
      // The server itself refuses it too, and nothing stays behind.
      await book(page).click();
      await dialog.getByText('Nothing was booked.').waitFor();
      await refusal
        .getByRole('button', { name: /same time/ })
        .first()
        .click();
      await dialog.getByText(/: Can be had/).waitFor();
      await book(page).click();
      await page
        .getByRole('alert')
        .getByText(/Booked: Instead/)
        .waitFor();
      await open(page, '/bookings');
      assert.equal(await page.getByText('Instead', { exact: true }).count(), 1);
    },
  );

  story(
    'sees every date of a series, and which cannot be had',
    { role: 'employee' },
    async (page) => {
      const third = new Date(Date.parse(day) + 2 * 86_400_000).toISOString().slice(0, 10);
      await on.api.book(PEOPLE.chen, ROOMS.waterLily, third, '15:00', '16:00', 'In the way');
      await open(page, `/rooms/${ROOMS.waterLily}?week=${day}`);
      await page.getByRole('button', { name: 'Book this room' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Day').fill(day);
      await dialog.getByLabel('From').selectOption('15:00');
      await dialog.getByLabel('Repeats').selectOption('daily');
      await dialog.getByLabel('How many times').selectOption('4');
      const dates = dialog.getByRole('region', { name: 'Dates' }).getByRole('listitem');
      await dates.filter({ hasText: 'cannot be had' }).waitFor();
      assert.equal(await dates.count(), 4);
      await dialog.getByText('Leave out the dates that cannot be had').click();
      await dialog.getByLabel('Title').fill('Daily');
      await book(page).click();
      await page
        .getByRole('alert')
        .getByText(/1 date was left out/)
        .waitFor();
    },
  );

  story('sees what others book while they do', { role: 'employee' }, async (page) => {
    await open(page, `/rooms?day=${day}&text=egret`);
    const theirs = block(page, /Chen Zhiyuan/);
    assert.equal(await theirs.count(), 0);
    await on.api.book(PEOPLE.chen, ROOMS.egret, day, '10:00', '11:00', 'Elsewhere');
    await theirs.waitFor({ timeout: 5_000 });
  });

  story('keeps the filters in the address', { role: 'employee' }, async (page, context) => {
    await open(page, `/rooms?day=${day}`);
    await page.getByLabel('Seats').selectOption('30');
    await page.getByRole('button', { name: 'Equipment' }).click();
    await page.getByRole('checkbox', { name: 'Projector' }).check();
    await page.keyboard.press('Escape');
    const count = page.getByText(/^\d of \d+ rooms$/);
    const said = await count.textContent();
    const friend = await context.newPage();
    await open(friend, page.url());
    await friend.getByText(said, { exact: true }).waitFor();
    await friend.close();
  });

  story('reads on while the server is away', { role: 'employee' }, async (page, context) => {
    await open(page, '/bookings');
    await context.route('**/v1.0/**', (route) => route.abort());
    await page.getByRole('link', { name: 'Rooms' }).first().click();
    await page.getByText('The server does not answer').first().waitFor();
    await context.unroute('**/v1.0/**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('grid').waitFor();
  });

  story(
    'has no inbox, and sees no room that is for administrators',
    { role: 'employee' },
    async (page) => {
      await open(page, `/rooms?day=${day}`);
      assert.equal(await page.getByRole('link', { name: 'Approvals' }).count(), 0);
      await page.getByRole('searchbox').fill('Great Heron');
      await page.getByText('No room fits').waitFor();
      await open(page, '/approvals');
      await page.getByText('Nothing waits').waitFor();
      await page.goto(`/rooms/${ROOMS.greatHeron}`);
      await page.getByText('This room is not there, or you may not see it.').waitFor();
    },
  );
});

describe('an employee with a tablet', () => {
  const who = { role: 'employee', size: TABLET };
  const trackOf = async (page) => {
    await open(page, `/rooms?day=${day}&text=lotus+leaf`);
    const { x, y, width } = await page.getByRole('gridcell').boundingBox();
    return { at: (hour) => x + (width / 24) * hour, y: y + 20 };
  };
  const wished = async (page) => {
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/Lotus Leaf: Can be had/).waitFor();
    return [
      await dialog.getByLabel('From').inputValue(),
      await dialog.getByLabel('Until').inputValue(),
    ];
  };

  story('taps where it is free', who, async (page) => {
    const { at, y } = await trackOf(page);
    await page.touchscreen.tap(at(13) + 4, y);
    assert.deepEqual(await wished(page), ['13:00', '14:00']);
  });

  story(
    'draws by a finger that stays first, and scrolls by one that does not',
    who,
    async (page) => {
      const { at, y } = await trackOf(page);
      const finger = await page.context().newCDPSession(page);
      const touch = (type, ...touchPoints) =>
        finger.send('Input.dispatchTouchEvent', { type, touchPoints });
      const drag = async (from, to) => {
        for (let step = 1; step <= 8; step++) {
          await touch('touchMove', { x: from + ((to - from) * step) / 8, y });
        }
        await touch('touchEnd');
      };
      await touch('touchStart', { x: at(12), y });
      await drag(at(12), at(10));
      assert.equal(await page.getByRole('dialog').count(), 0);

      const later = await trackOf(page);
      await touch('touchStart', { x: later.at(13) + 4, y });
      await page.locator('[class*=draft]').waitFor();
      await drag(later.at(13) + 4, later.at(14.4));
      assert.deepEqual(await wished(page), ['13:00', '14:30']);
    },
  );
});

describe('an employee with a phone, in Chinese', () => {
  const who = { role: 'employee', size: PHONE, language: 'zh-CN' };

  story(
    'looks for equipment, whose names are Chinese too',
    { ...who, size: DESK },
    async (page) => {
      await open(page, `/rooms?day=${day}`);
      await page.getByRole('button', { name: '设备' }).click();
      await page.getByLabel('视频会议', { exact: true }).check();
      // One of the organisation's own.
      await page.getByLabel('绿幕 Green Screen').check();
      await page.getByText(/^\d+ 间会议室中的 1 间$/).waitFor();
    },
  );

  story('books the day of the week that they look at', who, async (page) => {
    await open(page, `/rooms/${ROOMS.lotusLeaf}?week=${day}`);
    await page.getByRole('button', { name: /^周五/ }).click();
    await page.getByRole('button', { name: '预订此会议室' }).click();
    const wanted = await page.getByRole('dialog').getByLabel('日期').inputValue();
    assert.equal(new Date(wanted).getUTCDay(), 5);
  });

  story('finds a room and books it', who, async (page) => {
    await open(page, '/rooms/find');
    await page.getByLabel('人数').fill('5');
    await page.getByLabel('日期').fill(day);
    await page.getByLabel('开始').selectOption('14:00');
    await page
      .getByText('最合适')
      .or(page.getByRole('button', { name: /^预订/ }))
      .first()
      .waitFor();
    await settled(page);
    await page
      .getByRole('button', { name: /^预订：|^预订:/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByText(/可以预订/)
      .first()
      .waitFor();
    await dialog.getByLabel('主题').fill('评审');
    await dialog.getByRole('button', { name: '预订', exact: true }).click();
    await page
      .getByRole('alert')
      .getByText(/已预订：评审/)
      .waitFor();
    await page.getByRole('link', { name: '我的预订' }).last().click();
    await page.getByText('评审', { exact: true }).waitFor();
  });

  story('changes the language without loading the page again', who, async (page) => {
    await open(page, `/rooms?day=${day}`);
    await page.evaluate(() => {
      window.stays = true;
    });
    await page.getByRole('button', { name: /^我/ }).click();
    await page.getByRole('radiogroup', { name: '语言' }).getByText('English').click();
    await page.getByText('Language').waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
    assert.equal(await page.evaluate(() => window.stays), true);
    await page.reload();
    await page.getByRole('link', { name: 'My bookings' }).last().waitFor();
  });
});

describe('who runs a building', () => {
  story(
    'approves a booking and declines another with a reason',
    { role: 'groupAdministrator' },
    async (page) => {
      const yes = await on.api.book(
        PEOPLE.chen,
        ROOMS.auditorium,
        day,
        '09:00',
        '10:00',
        'Town hall',
      );
      const no = await on.api.book(PEOPLE.su, ROOMS.auditorium, day, '13:00', '14:00', 'Rehearsal');
      await open(page, '/approvals');
      await page
        .getByRole('button', { name: /^Approve: .*Chen Zhiyuan/ })
        .first()
        .click();
      await page.getByRole('alert').getByText('Approved').waitFor();
      await page
        .getByRole('button', { name: /^Decline: .*Su Wenlan/ })
        .first()
        .click();
      await page.getByLabel('Why (they will read it)').fill('The floor is being polished.');
      await page.getByRole('button', { name: 'Decline', exact: true }).click();
      await page.getByRole('alert').getByText('Declined').waitFor();
      const status = async (who, id) =>
        (await on.api.event(who, id)).meetingRooms.map((room) => room.responseStatus);
      assert.deepEqual(await status(PEOPLE.chen, yes), ['accepted']);
      assert.deepEqual(await status(PEOPLE.su, no), ['declined']);
    },
  );
});

describe('the administrator', () => {
  story(
    'sees every room, moves a booking and signs out',
    { role: 'administrator' },
    async (page) => {
      await on.api.book(PEOPLE.administrator, ROOMS.greatHeron, day, '09:00', '10:00', 'Board');
      await open(page, '/bookings');
      await page.getByRole('button', { name: 'More: Board' }).click();
      await page.getByRole('button', { name: 'Change' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('From').selectOption('11:00');
      assert.equal(await dialog.getByLabel('Until').inputValue(), '12:00');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('alert').getByText('Changed').waitFor();
      await page.getByText('11:00–12:00').waitFor();

      await page.getByRole('button', { name: /^You/ }).click();
      await page.getByRole('button', { name: 'Sign out', exact: true }).click();
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      await page.goto('/rooms');
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    },
  );

  story(
    'signs out everywhere, and each of their pages notices',
    { role: 'administrator' },
    async (page, context) => {
      await open(page, '/bookings');
      const other = await context.newPage();
      await open(other, '/rooms');
      await page.getByRole('button', { name: /^You/ }).click();
      await page.getByRole('button', { name: 'Sign out everywhere' }).click();
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      // By itself.
      await other.getByRole('heading', { name: 'Sign in' }).waitFor();
    },
  );
});
