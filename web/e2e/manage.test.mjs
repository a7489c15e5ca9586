// For who runs rooms: an administrator, who runs a building, and somebody who runs nothing.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  barriers,
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
} from './browser.mjs';

const DESK = { width: 1280, height: 860 };
/** The building that the demo's group administrator runs, and another. */
const REED = '上海 芦苇楼 Reed House';

let browser;
let api;
before(async () => {
  browser = await launch();
  api = await prepare();
});
after(() => browser?.close());

const as = (role, look, run) => withPerson(browser, { size: DESK, ...look, role }, run);

/** Until nothing is unsaved any more. */
const saved = (page, undo = 'Undo') =>
  page.getByRole('button', { name: undo }).waitFor({ state: 'detached' });

const room = async (roomId) =>
  (await api.call('GET', `/v1.0/rooms/meetingRooms/${roomId}?unionId=${PEOPLE.manager}`)).result;

/** A picture of some colours, of a kind that every browser makes. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEklEQVR4nGPgTs098ewZA4QCACoXBuMOWzJSAAAAAElFTkSuQmCC';

describe('an administrator', () => {
  test('makes a room, changes it, and takes it away', { timeout: 60_000 }, async () => {
    await as('administrator', {}, async (page) => {
      await open(page, '/manage/rooms');
      await page.getByRole('button', { name: 'New room' }).click();
      await page.getByLabel('Name', { exact: false }).first().fill('Kingfisher');
      await page.getByLabel('Seats').fill('6');
      await page.getByLabel('Group').selectOption({ label: '\u20038F 研发层 R&D Floor' });
      await page.getByRole('button', { name: 'Make the room' }).click();
      await page.getByRole('heading', { level: 1, name: 'Kingfisher' }).waitFor();
      await settled(page);
      const roomId = page.url().split('/').at(-1);
      const made = await room(roomId);
      assert.equal(made.roomCapacity, 6);
      assert.equal(made.roomGroup.groupId, 12);

      // A name that another room has is refused beside the field, and nothing that was written goes.
      await page.getByLabel('Seats').fill('8');
      const name = page.getByRole('textbox', { name: 'Name' });
      await name.fill((await room(ROOMS.skylark)).roomName);
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Another room has that name.').first().waitFor();
      assert.equal(await page.getByLabel('Seats').inputValue(), '8');
      assert.equal((await room(roomId)).roomCapacity, 6);
      await name.fill('Kingfisher II');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('heading', { level: 1, name: 'Kingfisher II' }).waitFor();
      assert.equal((await room(roomId)).roomCapacity, 8);

      // What is not saved is asked about before it is lost.
      await page.getByLabel('Seats').fill('9');
      await page.getByRole('link', { name: 'Closure' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Stay here' }).click();
      assert.equal(await page.getByLabel('Seats').inputValue(), '9');
      await page.getByRole('button', { name: 'Undo' }).click();

      await page.locator('input[type=file]').setInputFiles({
        name: 'a.png',
        mimeType: 'image/png',
        buffer: Buffer.from(PNG, 'base64'),
      });
      await page.getByRole('img', { name: 'Picture, as it is' }).waitFor();
      await page.getByRole('button', { name: 'Save' }).click();
      await saved(page);
      assert.match((await room(roomId)).roomPicture, /\/v1\.0\/rooms\/pictures\//);

      await page.getByRole('button', { name: 'Remove the room' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('0 bookings in the next 90 days').waitFor();
      await dialog.getByRole('button', { name: 'Remove the room' }).click();
      await page.getByText('Removed: Kingfisher II').waitFor();
      await assert.rejects(room(roomId), /room\.not\.found/);
    });
  });

  test('is shown what somebody else saved meanwhile, and overwrites nothing', {
    timeout: 60_000,
  }, async () => {
    await as('administrator', {}, async (page) => {
      const { roomId } = await room(ROOMS.egret);
      await open(page, `/manage/rooms/${roomId}`);
      await page.getByLabel('Seats').fill('31');
      await api.call('PUT', '/v1.0/rooms/meetingRooms', {
        unionId: PEOPLE.manager,
        roomId,
        roomDescription: 'Painted yesterday',
      });
      await page.getByRole('button', { name: 'Save' }).click();
      const conflict = page.getByRole('alert').filter({ hasText: 'Somebody else changed this' });
      await conflict.waitFor();
      await conflict.getByText('Painted yesterday').waitFor();
      await conflict.getByText('31').waitFor();
      await picture(page, 'manage-conflict-desk');
      assert.notEqual((await room(roomId)).roomCapacity, 31);
      await conflict.getByRole('button', { name: 'Put mine on top of theirs' }).click();
      assert.equal(await page.getByLabel('Description').inputValue(), 'Painted yesterday');
      await page.getByRole('button', { name: 'Save' }).click();
      await saved(page);
      const now = await room(roomId);
      assert.deepEqual([now.roomCapacity, now.roomDescription], [31, 'Painted yesterday']);
    });
  });
});

describe('rules', () => {
  test('of a group are inherited, changed for one room, and inherited again', {
    timeout: 60_000,
  }, async () => {
    await api.call('PUT', '/v1.0/rooms/groups', {
      unionId: PEOPLE.manager,
      groupId: 22,
      extensionConfig: { bufferAfter: 10, approvalSwitch: true },
    });
    await as('administrator', {}, async (page) => {
      const rule = (name) => page.getByRole('group', { name, exact: true });
      const { result } = await api.call(
        'GET',
        `/v1.0/rooms/meetingRoomLists?unionId=${PEOPLE.manager}&maxResults=100`,
      );
      const { roomId } = result.find((each) => each.roomGroup?.groupId === 22);
      await open(page, `/manage/rooms/${roomId}?part=rules`);
      await rule('Held after').getByText('from 南楼 South Wing').waitFor();
      await page.getByRole('button', { name: 'Set here: Held after' }).click();
      await rule('Held after').getByRole('textbox').fill('20');
      await page.getByRole('button', { name: 'Set here: Opening hours' }).click();
      await page.getByLabel('Monday: From').fill('07:30');
      await page.getByRole('button', { name: 'Save' }).click();
      await saved(page);
      const policy = async () => (await room(roomId)).extensionConfig ?? {};
      assert.equal((await policy()).bufferAfter, 20);
      const { weeklyHours } = await policy();
      assert.equal(weeklyHours.find(({ day }) => day === 'monday').from, '07:30');

      // Hours that end before they begin are refused where they stand.
      await page.getByLabel('Monday: Until').fill('06:00');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('It says why beside the field.').waitFor();
      assert.equal(await page.getByLabel('Monday: Until').inputValue(), '06:00');
      assert.equal(await page.locator('[aria-invalid=true]').count(), 1);
      await page.getByRole('button', { name: 'Undo' }).click();

      await page.getByRole('button', { name: 'Inherit again: Held after' }).click();
      await page.getByRole('button', { name: 'Take away: Opening hours' }).click();
      const approval = page.getByRole('button', { name: /: Needs approval/ });
      if (/Inherit/.test(await approval.getAttribute('aria-label'))) await approval.click();
      await page.getByRole('button', { name: 'Save' }).click();
      await saved(page);
      const { bufferAfter, weeklyHours: hours, approvalSwitch } = await policy();
      assert.deepEqual([bufferAfter, hours, approvalSwitch], [undefined, undefined, undefined]);
      await rule('Needs approval').getByText('Yes').waitFor();
    });
  });

  test('that are stricter tell which bookings they would break, and break none', {
    timeout: 60_000,
  }, async () => {
    // Nobody's story is in this room then.
    const roomId = ROOMS.waterLily;
    let day = 60;
    while ([0, 6].includes(new Date(dayAfter(day)).getUTCDay())) day += 1;
    const eventId = await api.book(PEOPLE.chen, roomId, dayAfter(day), '10:00', '12:00', 'Long');
    await as('administrator', { language: 'zh-CN' }, async (page) => {
      await open(page, `/manage/rooms/${roomId}?part=rules`);
      const name = '最长预订时长';
      const set = page.getByRole('button', { name: `在此设置: ${name}` });
      if (await set.count()) await set.click();
      await page.getByRole('textbox', { name: new RegExp(name) }).fill('60');
      // It stands beside the button, wherever one is on the page; its words open it.
      await page.getByText('个预订不符合新规则').click();
      await page.getByText('Chen', { exact: false }).first().waitFor();
      await picture(page, 'manage-would-break-desk');
      await page.getByRole('button', { name: '保存' }).click();
      await saved(page, '撤销修改');
    });
    const event = await api.event(PEOPLE.chen, eventId);
    assert.equal(event.meetingRooms[0].responseStatus, 'accepted');
  });

  test('close a room, with a word to whoever reads it', { timeout: 60_000 }, async () => {
    await as('groupAdministrator', { language: 'zh-CN', size: PHONE }, async (page) => {
      await open(page, `/manage/rooms/${ROOMS.greatHeron}?part=closure`);
      await page.getByRole('button', { name: '停用' }).click();
      await page.getByLabel('原因').fill('更换地毯');
      await page.getByLabel('通知已预订的人').check();
      await page.getByRole('button', { name: '保存' }).click();
      await saved(page, '撤销修改');
      const closure = (await room(ROOMS.greatHeron)).extensionConfig.reservationCloseDetail;
      assert.deepEqual([closure.closeReason, closure.sendNotify], ['更换地毯', true]);
      await page.getByRole('button', { name: '恢复使用' }).click();
      await page.getByRole('button', { name: '保存' }).click();
      await saved(page, '撤销修改');
      const { extensionConfig } = await room(ROOMS.greatHeron);
      assert.equal(extensionConfig?.reservationCloseDetail, undefined);
    });
  });
});

describe('rights', () => {
  test('name people and departments by what they are called', { timeout: 60_000 }, async () => {
    await as('groupAdministrator', {}, async (page) => {
      const add = async (label, word, found) => {
        await page.locator('input').and(page.getByLabel(label)).fill(word);
        await page.getByRole('option', { name: found }).first().click();
      };
      await open(page, `/manage/rooms/${ROOMS.egret}?part=people`);
      await page.getByLabel('Certain people').check();
      const form = page.locator('form').first();
      await form.getByRole('button', { name: 'Save' }).click();
      await form.getByText('Say who may book it, or open it to others.').first().waitFor();
      await add('These people and departments', 'Design', /Product Design.*department/);
      await form.getByRole('button', { name: 'Save' }).click();
      await form.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' });
      const { roomStatus, reservationAuthority } = await room(ROOMS.egret);
      assert.equal(roomStatus, 2);
      assert.deepEqual(
        reservationAuthority.authorizedMembers.map(({ memberType }) => memberType),
        ['dept'],
      );
      await page.getByLabel('Everyone').check();
      await form.getByRole('button', { name: 'Save' }).click();
      await form.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' });

      await add('Whom the rules do not bind', 'Su', /Su/);
      await page.locator('form').nth(1).getByRole('button', { name: 'Save' }).click();
      await saved(page);
      await page.reload();
      await page
        .getByRole('list', { name: 'Whom the rules do not bind' })
        .getByText(/Su/)
        .waitFor();
    });
  });
});

test('a list of 1,200 rooms is scrolled, filtered, and put in order', {
  timeout: 60_000,
}, async () => {
  await as('administrator', {}, async (page) => {
    const rooms = Array.from({ length: 1200 }, (_, at) => ({
      roomId: `r${at}`,
      roomName: `Room ${at + 1}`,
      roomStatus: at % 3,
      roomCapacity: (at % 20) + 1,
      roomGroup: { groupId: 12 },
    }));
    await page.route('**/v1.0/rooms/meetingRoomLists?*', (route) => {
      const from = Number(new URL(route.request().url()).searchParams.get('nextToken') ?? 0);
      const next = from + 100;
      const hasMore = next < rooms.length;
      const result = rooms.slice(from, next);
      return route.fulfill({ json: { result, hasMore, ...(hasMore && { nextToken: next }) } });
    });
    // One call tells the first thousand, and that there are more.
    await page.route('**/meetingRooms/busy/query', async (route) => {
      const reply = await route.fetch();
      const { withRooms } = route.request().postDataJSON();
      const told = await reply.json();
      return route.fulfill({ response: reply, json: { ...told, hasMore: withRooms === true } });
    });
    await open(page, '/manage/rooms');
    await page.getByText('1,200 entries').waitFor();
    const rows = page.getByRole('table', { name: 'Rooms' }).locator('tbody tr');
    assert.ok((await rows.count()) < 120, 'only those in sight are there');
    await page.keyboard.press('End');
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.getByRole('link', { name: 'Room 1200', exact: true }).waitFor();
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.getByRole('button', { name: 'Seats' }).click();
    await page.locator('th[aria-sort=ascending]').waitFor();
    // Rows that are measured on the way may shift what is in sight.
    await page.waitForFunction(() => {
      window.scrollTo(0, 0);
      return [...document.querySelectorAll('td a')].some((link) => link.textContent === 'Room 21');
    });
    await page.getByRole('searchbox').fill('Room 77');
    await page.getByText('21 of 1,200 entries').waitFor();
    await page.reload();
    await page.getByText('21 of 1,200 entries').waitFor();
  });
});

describe('what is told once', () => {
  test('a token of a device, and a link with which a person gets in', {
    timeout: 60_000,
  }, async () => {
    await as('administrator', {}, async (page) => {
      await open(page, '/manage/devices/new');
      await page.getByLabel('Name').fill('Door of the studio');
      await page.getByRole('button', { name: 'Register' }).click();
      await page.getByRole('heading', { level: 1, name: 'Door of the studio' }).waitFor();
      await page.getByRole('button', { name: 'Make a token' }).click();
      const token = await page.getByLabel('Token of the device').inputValue();
      assert.match(token, /^[0-9a-f]{32}$/);
      await picture(page, 'manage-token-desk');
      await page.getByRole('button', { name: 'I have it' }).click();
      assert.equal(await page.getByText(token).count(), 0);

      await open(page, '/manage/people/new');
      await page.getByLabel('Name', { exact: false }).first().fill('Ada Newcomer');
      await page.getByLabel('Mobile').fill('+49-170-5550123');
      await page.getByLabel('User id').fill('ada');
      await page.getByRole('button', { name: 'Add the person' }).click();
      await page.getByRole('heading', { level: 1, name: 'Ada Newcomer' }).waitFor();
      await page.getByRole('button', { name: 'Make an invitation' }).click();
      const link = new URL(await page.getByLabel('Link').inputValue());
      await page.getByRole('button', { name: 'I have it' }).click();

      const guest = await person(browser, { size: PHONE });
      try {
        await guest.page.goto(link.pathname);
        await guest.page.getByText('Welcome, Ada Newcomer').waitFor();
      } finally {
        await guest.context.close();
      }
      await page.getByRole('button', { name: 'Remove the person' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Remove the person' }).click();
      await page.getByText('Removed: Ada Newcomer').waitFor();
    });
  });
});

describe('who runs a building', () => {
  test('sees its rooms alone, and no page of the organisation', { timeout: 60_000 }, async () => {
    await as('groupAdministrator', {}, async (page) => {
      await open(page, '/manage/rooms');
      const places = await page.getByRole('row').locator('td:nth-child(2)').allTextContents();
      assert.ok(places.length > 3, 'there are some');
      assert.ok(
        places.every((place) => place.startsWith(REED)),
        places.join(),
      );
      for (const path of [
        `/manage/rooms/${ROOMS.lotusLeaf}`,
        '/manage/groups/20',
        '/manage/groups/new',
        '/manage/people',
        '/manage/labels',
        '/manage/templates',
      ]) {
        await page.goto(path);
        await page.getByText('This is not yours to manage').waitFor();
      }
      await picture(page, 'manage-not-yours-desk');
      // The rules of their group they see, and do not set.
      await open(page, '/manage/groups/12');
      await page.getByText('set by administrators of the organisation').waitFor();
      assert.equal(await page.getByRole('button', { name: 'Save' }).count(), 0);
    });
  });
});

describe('an employee', () => {
  for (const [look, words] of [
    [{}, 'This is not yours to manage'],
    [{ language: 'zh-CN', size: PHONE }, '您没有这里的管理权限'],
  ]) {
    test(`is told where they can go instead: ${words}`, { timeout: 60_000 }, async () => {
      await as('employee', look, async (page) => {
        await open(page, '/rooms');
        assert.equal(await page.locator('a[href="/manage"]').count(), 0);
        for (const path of ['/manage', '/manage/rooms/new', `/manage/rooms/${ROOMS.egret}`]) {
          await page.goto(path);
          await page.getByText(words).waitFor();
        }
        assert.deepEqual(await barriers(page), []);
        await picture(page, `manage-employee-${look.size ? 'phone' : 'desk'}`);
        await page.locator('main a[href^="/rooms"]').first().click();
        await page.waitForURL(/\/rooms/);
      });
    });
  }
});

const PAGES = [
  { name: 'overview', path: '/manage' },
  { name: 'rooms', path: '/manage/rooms' },
  { name: 'rooms-empty', path: '/manage/rooms?text=nowhere' },
  { name: 'room-new', path: '/manage/rooms/new' },
  { name: 'room', path: `/manage/rooms/${ROOMS.skylark}` },
  { name: 'room-people', path: `/manage/rooms/${ROOMS.skylark}?part=people` },
  { name: 'room-rules', path: `/manage/rooms/${ROOMS.egret}?part=rules` },
  { name: 'room-closure', path: `/manage/rooms/${ROOMS.skylark}?part=closure` },
  { name: 'room-devices', path: `/manage/rooms/${ROOMS.auditorium}?part=devices` },
  { name: 'room-admins', path: `/manage/rooms/${ROOMS.skylark}?part=admins` },
  { name: 'groups', path: '/manage/groups' },
  { name: 'group-new', path: '/manage/groups/new' },
  { name: 'group', path: '/manage/groups/12' },
  { name: 'group-details', path: '/manage/groups/12?part=details' },
  { name: 'labels', path: '/manage/labels' },
  { name: 'blacklist', path: '/manage/blacklist' },
  { name: 'devices', path: '/manage/devices' },
  { name: 'device-new', path: '/manage/devices/new' },
  { name: 'device', path: '/manage/devices/OGXKFdp1WtWbENTvGBvfC6GiF' },
  { name: 'templates', path: '/manage/templates' },
  { name: 'template-new', path: '/manage/templates/new' },
  { name: 'people', path: '/manage/people' },
  { name: 'person', path: '/manage/people/linxiaoyu' },
  { name: 'person-new', path: '/manage/people/new' },
  { name: 'departments', path: '/manage/departments' },
];

const DARK = ['rooms', 'room', 'room-rules', 'room-closure', 'templates', 'template-new'];

const LOOKS = [
  { size: DESK, name: 'desk', language: 'en', scheme: 'light' },
  { size: PHONE, name: 'phone', language: 'zh-CN', scheme: 'light' },
  { size: DESK, name: 'desk-dark', language: 'zh-CN', scheme: 'dark' },
  { size: PHONE, name: 'phone-dark', language: 'en', scheme: 'dark' },
];

for (const look of LOOKS) {
  test(`on a ${look.name}, pages to manage keep nobody out`, { timeout: 120_000 }, async () => {
    await as('administrator', look, async (page) => {
      // In the dark the parts that pages are made of; in the light every page.
      const shown = PAGES.filter(({ name }) => look.scheme === 'light' || DARK.includes(name));
      for (const { name, path } of shown) {
        await open(page, path);
        await picture(page, `manage-${name}-${look.name}`);
        assert.deepEqual(await barriers(page), [], name);
        const isWider = await page.evaluate(
          () => document.documentElement.scrollWidth > window.innerWidth + 1,
        );
        assert.equal(isWider, false, `${name} is no wider than the window`);
      }
    });
  });
}

test('pages to manage show all that they have at 200 % zoom', { timeout: 60_000 }, async () => {
  await as('administrator', { size: { width: 640, height: 430 } }, async (page) => {
    for (const name of [
      'rooms',
      'room-rules',
      'group',
      'blacklist',
      'template-new',
      'departments',
    ]) {
      await open(page, PAGES.find((each) => each.name === name).path);
      const isWider = await page.evaluate(
        () => document.documentElement.scrollWidth > window.innerWidth + 1,
      );
      assert.equal(isWider, false, name);
    }
  });
});

test('a room is changed by the keyboard alone', { timeout: 60_000 }, async () => {
  await as('administrator', {}, async (page) => {
    await open(page, '/manage/rooms?text=Skylark');
    await page.getByRole('searchbox').focus();
    const press = async (key, until) => {
      for (let times = 0; times < 40; times++) {
        await page.keyboard.press(key);
        if (await page.evaluate((text) => document.activeElement?.textContent === text, until))
          return;
      }
      assert.fail(`${key} never comes to ${until}`);
    };
    await press('Tab', '云雀 Skylark');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '云雀 Skylark' }).waitFor();
    await settled(page);
    await page.getByLabel('How to get there').focus();
    await page.keyboard.type(' · 2nd door');
    await page.keyboard.press('Enter');
    await saved(page);
    assert.match((await room(ROOMS.skylark)).roomLocation.desc, /2nd door$/);
  });
});
