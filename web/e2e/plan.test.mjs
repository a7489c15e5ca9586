// What is moved and drawn: bookings in the timeline, several dates at once, for others, on a floor.
import assert from 'node:assert/strict';
import { beforeEach, describe } from 'node:test';
import {
  barriers,
  block,
  DESK,
  open,
  PEOPLE,
  PHONE,
  picture,
  ROOMS,
  settled,
  stage,
  workdays,
} from './browser.mjs';

const on = stage();
const { story } = on;

/** Each story has a working day of its own. */
const nextDay = workdays();
let day;
beforeEach(() => {
  day = nextDay();
});

async function drag(page, from, to) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

/** Where the middle of a block is, and how wide an hour is. */
async function middle(page, name) {
  const box = await block(page, name).boundingBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, box };
}

const clock = (event) => event.start.dateTime.slice(11, 16);
const end = (event) => event.end.dateTime.slice(11, 16);
const roomsOf = (event) =>
  event.meetingRooms.filter((room) => room.responseStatus !== 'declined').map((r) => r.roomId);

describe('the timeline', () => {
  story(
    'moves a booking by the mouse, to another time and room',
    { role: 'employee' },
    async (page) => {
      const { employee } = PEOPLE;
      const id = await on.api.book(employee, ROOMS.waterLily, day, '10:00', '11:00', 'Retro');
      await open(page, `/rooms?day=${day}&text=lotus+court+north`);
      const at = await middle(page, /Retro/);
      const hour = at.box.width;
      await drag(page, at, { x: at.x + 2 * hour, y: at.y });
      await page
        .getByRole('alert')
        .getByText(/Moved: .*12:00–13:00/)
        .waitFor();
      assert.equal(clock(await on.api.event(employee, id)), '12:00');
      await settled(page);
      const flag = await page.getByRole('row', { name: /Sweet Flag/ }).boundingBox();
      const now = await middle(page, /Retro/);
      await drag(page, now, { x: now.x, y: flag.y + flag.height / 2 });
      await page
        .getByRole('alert')
        .getByText(/Moved: .*Sweet Flag/)
        .waitFor();
      assert.deepEqual(roomsOf(await on.api.event(employee, id)), [ROOMS.sweetFlag]);
      await picture(page, 'moved-desk');
      assert.deepEqual(await barriers(page), []);
    },
  );

  story('makes a booking longer and shorter by its ends', { role: 'employee' }, async (page) => {
    const { employee } = PEOPLE;
    const id = await on.api.book(employee, ROOMS.skylark, day, '10:00', '11:00', 'Longer');
    await open(page, `/rooms?day=${day}&text=skylark`);
    const { box } = await middle(page, /Longer/);
    const y = box.y + box.height / 2;
    await drag(page, { x: box.x + box.width - 3, y }, { x: box.x + 1.5 * box.width, y });
    await page
      .getByRole('alert')
      .getByText(/10:00–11:30/)
      .waitFor();
    assert.equal(end(await on.api.event(employee, id)), '11:30');
    await settled(page);
    const longer = (await middle(page, /Longer/)).box;
    await drag(page, { x: longer.x + 2, y }, { x: longer.x + longer.width / 3, y });
    await page
      .getByRole('alert')
      .getByText(/10:30–11:30/)
      .waitFor();
    assert.equal(clock(await on.api.event(employee, id)), '10:30');
  });

  story('moves by keys alone, and gives up by Escape', { role: 'employee' }, async (page) => {
    const { employee } = PEOPLE;
    const id = await on.api.book(employee, ROOMS.egret, day, '09:00', '10:00', 'By keys');
    await open(page, `/rooms?day=${day}&text=egret`);
    await page.getByRole('grid').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('m');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Escape');
    await page.keyboard.press('m');
    for (let at = 0; at < 4; at++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await page
      .getByRole('status')
      .getByText(/10:00–11:15/)
      .waitFor({ state: 'attached' });
    await page.keyboard.press('Enter');
    await page
      .getByRole('alert')
      .getByText(/10:00–11:15/)
      .waitFor();
    const moved = await on.api.event(employee, id);
    assert.deepEqual([clock(moved), end(moved)], ['10:00', '11:15']);
  });

  story('says why it cannot be there, and offers what can', { role: 'employee' }, async (page) => {
    const { employee } = PEOPLE;
    const id = await on.api.book(employee, ROOMS.egret, day, '09:00', '10:00', 'Mine');
    await on.api.book(PEOPLE.chen, ROOMS.egret, day, '11:00', '12:00', 'Theirs');
    await open(page, `/rooms?day=${day}&text=egret`);
    const at = await middle(page, /Mine/);
    await drag(page, at, { x: at.x + 2 * at.box.width, y: at.y });
    const dialog = page.getByRole('dialog');
    await dialog.getByText('It stays where it was.').waitFor();
    await picture(page, 'move-refused-desk');
    assert.deepEqual(await barriers(page), []);
    assert.equal(clock(await on.api.event(employee, id)), '09:00');
    await dialog.getByRole('button', { name: /same time/ }).click();
    await page
      .getByRole('alert')
      .getByText(/Moved: .*11:00–12:00/)
      .waitFor();
    const moved = await on.api.event(employee, id);
    assert.equal(clock(moved), '11:00');
    assert.notDeepEqual(roomsOf(moved), [ROOMS.egret]);
  });

  story('lets nobody move what others booked', { role: 'employee' }, async (page) => {
    const id = await on.api.book(PEOPLE.chen, ROOMS.skylark, day, '10:00', '11:00', 'Not yours');
    await open(page, `/rooms?day=${day}&text=skylark`);
    const at = await middle(page, /Chen Zhiyuan/);
    await drag(page, at, { x: at.x + 2 * at.box.width, y: at.y });
    await settled(page);
    assert.equal(clock(await on.api.event(PEOPLE.chen, id)), '10:00');
  });

  story('lets who runs the building move it', { role: 'groupAdministrator' }, async (page) => {
    const id = await on.api.book(PEOPLE.su, ROOMS.skylark, day, '10:00', '11:00', 'To be moved');
    await open(page, `/rooms?day=${day}&text=skylark`);
    const at = await middle(page, /To be moved/);
    await drag(page, at, { x: at.x + at.box.width, y: at.y });
    await page
      .getByRole('alert')
      .getByText(/11:00–12:00/)
      .waitFor();
    assert.equal(clock(await on.api.event(PEOPLE.su, id)), '11:00');
  });

  story('tells free rooms by opening hours and closures', { role: 'employee' }, async (page) => {
    const closure = (more) => ({
      unionId: PEOPLE.manager,
      roomId: ROOMS.lotusLeaf,
      extensionConfig: { reservationCloseDetail: more },
    });
    const at = (time) => Date.parse(`${day}T${time}:00+08:00`);
    await on.api.call(
      'PUT',
      '/v1.0/rooms/meetingRooms',
      closure({ taskStartTime: at('10:00'), taskEndTime: at('12:00'), closeReason: 'Painting' }),
    );
    await open(page, `/rooms?day=${day}&text=lotus+leaf&from=10:00&to=11:00`);
    await page.getByText('No room fits').waitFor();
    await open(page, `/rooms?day=${day}&text=lotus+leaf&from=13:00&to=14:00`);
    await page.getByRole('grid').getByText('Painting').waitFor({ state: 'attached' });
    await page.getByRole('grid').getByText('Lotus Leaf').waitFor();
  });

  story('asks for what a thousand rooms ask in one call', { role: 'employee' }, async (page) => {
    const asked = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await open(page, `/rooms?day=${day}`);
    assert.equal(asked.filter((path) => /\/rooms\/meetingRooms\//.test(path)).length, 0, asked);
    assert.equal(asked.filter((path) => path.endsWith('/busy/query')).length, 2);
  });
});

describe('booking', () => {
  story(
    'is done for somebody else by the administrator',
    { role: 'administrator' },
    async (page) => {
      await open(page, `/rooms/${ROOMS.waterLily}?week=${day}`);
      await page.getByRole('button', { name: 'Book this room' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Day').fill(day);
      await dialog.getByLabel('From').selectOption('15:00');
      await dialog.getByLabel('Title').fill('For Chen');
      await dialog.getByRole('combobox', { name: 'For', exact: true }).fill('zhiyuan');
      await page.getByRole('option', { name: /Chen Zhiyuan/ }).click();
      await dialog.getByText(/: Can be had/).waitFor();
      await picture(page, 'behalf-desk');
      assert.deepEqual(await barriers(page), []);
      await dialog.getByRole('button', { name: 'Book', exact: true }).click();
      await page
        .getByRole('alert')
        .getByText(/Booked: For Chen/)
        .waitFor();
      const { events } = await on.api.call(
        'GET',
        `/v1.0/calendar/users/${PEOPLE.chen}/calendars/primary/eventsview?timeMin=${day}T00:00:00Z&timeMax=${day}T23:00:00Z`,
      );
      const made = events.find((event) => event.summary === 'For Chen');
      assert.equal(made.organizer.id, PEOPLE.chen);
    },
  );

  story(
    'is changed for one date, and for those that follow',
    { role: 'employee' },
    async (page) => {
      const { employee } = PEOPLE;
      const calendar = `/v1.0/calendar/users/${employee}/calendars/primary/events`;
      const time = (at) => ({ dateTime: `${day}T${at}:00+08:00`, timeZone: 'Asia/Shanghai' });
      const { id } = await on.api.call('POST', calendar, {
        summary: 'Series',
        start: time('08:30'),
        end: time('09:00'),
        recurrence: {
          pattern: { type: 'daily', interval: 1 },
          range: { type: 'numbered', numberOfOccurrences: 4 },
        },
      });
      await open(page, '/bookings');
      const change = async (at, scope, to) => {
        await page.getByRole('button', { name: 'More: Series' }).nth(at).click();
        await page.getByRole('button', { name: 'Change' }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByText(scope, { exact: true }).click();
        await dialog.getByLabel('From').selectOption(to);
        await dialog.getByRole('button', { name: 'Save' }).click();
        await dialog.waitFor({ state: 'detached' });
        await settled(page);
        await open(page, '/bookings');
      };
      await change(0, 'Only this one', '08:00');
      await change(2, 'This and later ones', '07:30');
      const until = new Date(Date.parse(day) + 8 * 86_400_000).toISOString().slice(0, 10);
      const { events } = await on.api.call(
        'GET',
        `/v1.0/calendar/users/${employee}/calendars/primary/eventsview?timeMin=${day}T00:00:00Z&timeMax=${until}T23:00:00Z`,
      );
      const starts = events.filter((event) => event.summary === 'Series').map(clock);
      assert.deepEqual(starts, ['08:00', '08:30', '07:30', '07:30'], id);
    },
  );

  story('of several dates is cancelled at once', { role: 'employee' }, async (page) => {
    const { employee } = PEOPLE;
    await on.api.book(employee, ROOMS.skylark, day, '14:00', '15:00', 'Several A');
    await on.api.book(employee, ROOMS.skylark, day, '15:00', '16:00', 'Several B');
    await open(page, '/bookings');
    await page.getByRole('button', { name: 'Choose several' }).click();
    await page.getByRole('checkbox', { name: /Several A/ }).check();
    await page.getByRole('checkbox', { name: /Several B/ }).check();
    await picture(page, 'several-desk');
    assert.deepEqual(await barriers(page), []);
    await page.getByRole('button', { name: 'Cancel them' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel them' }).click();
    await page.getByText('Several A', { exact: true }).waitFor({ state: 'detached' });
    await page.getByText('Several B', { exact: true }).waitFor({ state: 'detached' });
  });
});

describe('a floor', () => {
  for (const look of [
    { name: 'desk', size: DESK, language: 'en', scheme: 'light' },
    { name: 'phone', size: PHONE, language: 'zh-CN', scheme: 'light' },
    { name: 'desk-dark', size: DESK, language: 'zh-CN', scheme: 'dark' },
    { name: 'phone-dark', size: PHONE, language: 'en', scheme: 'dark' },
  ]) {
    story(`keeps nobody out on a ${look.name}`, { role: 'employee', ...look }, async (page) => {
      await on.api.book(PEOPLE.chen, ROOMS.egret, day, '09:00', '10:30', 'Planning');
      await open(page, `/floors/12?day=${day}&at=09:30`);
      await page.getByRole('img').first().waitFor();
      await page.waitForFunction(() => [...document.images].every((image) => image.complete));
      await picture(page, `floor-${look.name}`);
      assert.deepEqual(await barriers(page), []);
      const isWider = await page.evaluate(
        () => document.documentElement.scrollWidth > window.innerWidth + 1,
      );
      assert.equal(isWider, false);
    });
  }

  story(
    'books a free room by one click, and shows it taken',
    { role: 'employee' },
    async (page) => {
      await open(page, `/floors/12?day=${day}&at=10:00`);
      await page
        .getByRole('figure')
        .getByRole('button', { name: /Skylark/ })
        .click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(/: Can be had/).waitFor();
      await dialog.getByRole('button', { name: 'Book', exact: true }).click();
      await page
        .getByRole('alert')
        .getByText(/Booked/)
        .waitFor();
      await page
        .getByRole('figure')
        .getByRole('button', { name: /Skylark Busy until 11:00/ })
        .waitFor();
    },
  );

  story('is found from the timeline', { role: 'employee' }, async (page) => {
    await open(page, `/rooms?day=${day}&group=12`);
    await page.getByRole('link', { name: 'Floor plan' }).first().click();
    await page.getByRole('heading', { level: 1, name: /R&D Floor/ }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Edit the plan' }).count(), 0);
  });

  story(
    'is drawn by who runs the building, by keys too',
    { role: 'groupAdministrator' },
    async (page) => {
      await open(page, '/floors/11');
      await page.getByText('No plan of this floor yet').waitFor();
      await page.getByRole('button', { name: 'Draw it' }).click();
      await page.locator('input[type=file]').setInputFiles({
        name: 'floor.png',
        mimeType: 'image/png',
        buffer: await page.screenshot({ clip: { x: 0, y: 0, width: 600, height: 400 } }),
      });
      await page.getByRole('button', { name: /Put .*Reed Lounge/ }).click();
      const place = page.getByRole('figure').getByRole('button', { name: /Reed Lounge/ });
      await page.waitForFunction(() => {
        const image = document.querySelector('figure img');
        return image?.complete && image.naturalWidth > 0;
      });
      await place.focus();
      const before = await place.boundingBox();
      for (let at = 0; at < 5; at++) await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Shift+ArrowDown');
      // It waits until the room stays where it is, and can be taken there.
      await place.hover({ position: { x: 20, y: 20 } });
      const { x, y } = await place.boundingBox();
      await drag(page, { x: x + 20, y: y + 20 }, { x: x + 20, y: y + 100 });
      await page.waitForFunction(
        ([room, top]) => room.getBoundingClientRect().top > top + 60,
        [await place.elementHandle(), y],
      );
      const after = await place.boundingBox();
      assert.ok(after.x > before.x && after.height > before.height);
      await picture(page, 'floor-editor-desk');
      assert.deepEqual(await barriers(page), []);
      await page.getByRole('button', { name: 'Save the plan' }).click();
      await page.getByRole('alert').getByText('The plan is saved').waitFor();
      await page
        .getByRole('figure')
        .getByRole('button', { name: /Reed Lounge/ })
        .waitFor();
      await page.reload();
      await settled(page);
      await page
        .getByRole('figure')
        .getByRole('button', { name: /Reed Lounge/ })
        .waitFor();
    },
  );

  story('that is not there is said to be so', { role: 'employee' }, async (page) => {
    await page.goto('/floors/999');
    await page.getByText('This floor is not there.').waitFor();
  });
});
