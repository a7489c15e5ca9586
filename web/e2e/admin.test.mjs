// Apps, the record, and problems of rooms: who keeps them, in both languages.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  ADDRESS,
  barriers,
  DESK,
  launch,
  open,
  PEOPLE,
  PHONE,
  person,
  picture,
  prepare,
  ROOMS,
  settled,
} from './browser.mjs';

let browser;
let api;

before(async () => {
  browser = await launch();
  api = await prepare();
});
after(() => browser?.close());

const WORDS = {
  en: {
    new: 'New app',
    name: 'Name',
    read: 'See rooms, groups, devices',
    make: 'Make the app',
    secret: 'Secret',
    done: 'I have it',
    save: 'Save',
    rotate: 'New secret',
    do: 'Make it',
    revoke: 'Shut it out',
    remove: 'Remove it',
  },
  'zh-CN': {
    new: '新建应用',
    name: '名称',
    read: '查看会议室、分组和设备',
    make: '创建应用',
    secret: 'AppSecret',
    done: '已保存好',
    save: '保存',
    rotate: '更换密钥',
    do: '生成',
    revoke: '停用',
    remove: '删除',
  },
};

async function opens(key, secret) {
  const reply = await fetch(`${ADDRESS}/gettoken?appkey=${key}&appsecret=${secret}`);
  return (await reply.json()).errcode === 0;
}

for (const language of ['en', 'zh-CN']) {
  test(`an app is made, given another secret and removed, in ${language}`, async () => {
    const words = WORDS[language];
    const { context, page, faults } = await person(browser, { role: 'administrator', language });
    try {
      await open(page, '/manage/apps');
      await page.getByRole('button', { name: words.new }).first().click();
      const name = `Signage ${language}`;
      await page.getByRole('textbox', { name: words.name }).first().fill(name);
      await page.getByRole('checkbox', { name: words.read }).check();
      await page.getByRole('button', { name: words.make }).click();
      const once = page.getByRole('dialog');
      const secret = await once.getByRole('textbox').inputValue();
      assert.ok(secret.length >= 32, 'the secret is shown');
      await once.getByRole('button').last().click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      const key = decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1));
      assert.ok(await opens(key, secret), 'the app serves');

      await page.getByRole('button', { name: words.rotate }).click();
      const asking = page.getByRole('dialog');
      await asking.getByRole('radio').nth(1).check();
      await asking.getByRole('button', { name: words.do }).click();
      const again = await page.getByRole('dialog').getByRole('textbox').inputValue();
      assert.ok((await opens(key, again)) && (await opens(key, secret)), 'both open for an hour');
      await page.getByRole('dialog').getByRole('button').last().click();

      await page.getByRole('button', { name: words.revoke, exact: true }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: words.revoke, exact: true })
        .click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      assert.ok(!(await opens(key, again)), 'nothing opens any more');
      await page.getByRole('button', { name: words.remove, exact: true }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: words.remove, exact: true })
        .click();
      await page.waitForURL('**/manage/apps');
      await settled(page);
      assert.equal(await page.getByText(name).count(), 0);

      await open(page, `/manage/audit?kind=app&object=${key}`);
      const told = await page.locator('ol > li strong').allTextContents();
      assert.deepEqual(told, ['DeleteApp', 'RevokeApp', 'RotateAppSecret', 'CreateApp']);
      assert.ok(!(await page.content()).includes(secret), 'no secret is in the record');
      assert.deepEqual(faults, []);
    } finally {
      await context.close();
    }
  });
}

test('the record says what was before and after, and is saved as a file', async () => {
  const room = ROOMS.greatHeron;
  for (const roomCapacity of [21, 22]) {
    const body = { unionId: PEOPLE.manager, roomId: room, roomCapacity };
    await api.call('PUT', '/v1.0/rooms/meetingRooms', body);
  }
  const { context, page, faults } = await person(browser, { role: 'administrator' });
  try {
    await open(page, `/manage/audit?object=${room}`);
    await page.locator('summary').first().click();
    const cells = await page.locator('details[open] tbody tr').first().allInnerTexts();
    assert.match(cells[0], /roomCapacity\s+21\s+22/);
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    await page.getByRole('menuitem', { name: /CSV/ }).click();
    const file = await saved;
    assert.equal(file.suggestedFilename(), 'record.csv');
    const text = await (await import('node:fs/promises')).readFile(await file.path(), 'utf8');
    assert.match(text, /UpdateMeetingRoom,room,/);
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
  }
});

test('a problem is reported by a code at the door, and closed by who runs the room', async () => {
  const employee = await person(browser, { role: 'employee', size: PHONE, language: 'zh-CN' });
  try {
    await open(employee.page, `/rooms/${ROOMS.egret}?report=1`);
    const dialog = employee.page.getByRole('dialog');
    await dialog.getByRole('combobox').selectOption('cable');
    await dialog.getByRole('textbox').fill('HDMI 线不见了');
    await picture(employee.page, 'report-phone');
    assert.deepEqual(await barriers(employee.page), []);
    await dialog.getByRole('button', { name: '提交' }).click();
    await dialog.waitFor({ state: 'detached' });
    await open(employee.page, `/rooms/${ROOMS.egret}?report=1`);
    await employee.page.getByText('HDMI 线不见了').waitFor();
    assert.deepEqual(employee.faults, []);
  } finally {
    await employee.context.close();
  }
  const manager = await person(browser, { role: 'administrator' });
  try {
    const { page } = manager;
    await open(page, '/manage/problems');
    await page.getByText('HDMI 线不见了').waitFor();
    await page
      .getByRole('button', { name: /^Close: / })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('A new one is on the table');
    await dialog.getByRole('button', { name: 'It is mended' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Nothing is wrong').waitFor();
    await open(page, '/manage/problems?state=closed');
    await page.getByText('A new one is on the table').waitFor();
    assert.deepEqual(manager.faults, []);
  } finally {
    await manager.context.close();
  }
});

const PAGES = [
  'apps',
  'apps/new',
  'apps/dingdemo',
  'audit',
  'problems?state=all',
  'problems/codes',
];
const LOOKS = [
  { size: DESK, name: 'desk', language: 'en', scheme: 'light' },
  { size: PHONE, name: 'phone', language: 'zh-CN', scheme: 'light' },
  { size: DESK, name: 'desk-dark', language: 'zh-CN', scheme: 'dark' },
  { size: PHONE, name: 'phone-dark', language: 'en', scheme: 'dark' },
];

for (const look of LOOKS) {
  test(`the pages keep nobody out on a ${look.name}`, { timeout: 90_000 }, async () => {
    const { context, page, faults } = await person(browser, { ...look, role: 'administrator' });
    try {
      for (const path of PAGES) {
        await open(page, `/manage/${path}`);
        await picture(page, `manage-${path.replace(/\W+/g, '-')}-${look.name}`);
        assert.deepEqual(await barriers(page), [], path);
        const isWider = await page.evaluate(
          () => document.documentElement.scrollWidth > window.innerWidth + 1,
        );
        assert.equal(isWider, false, `${path} is no wider than the window`);
      }
      assert.deepEqual(faults, []);
    } finally {
      await context.close();
    }
  });
}

test('an employee and who runs a group are kept from apps and the record', async () => {
  for (const role of ['employee', 'groupAdministrator']) {
    const { context, page } = await person(browser, { role });
    try {
      for (const path of ['apps', 'audit']) {
        await page.goto(`/manage/${path}`);
        await page.getByRole('heading', { name: 'This is not yours to manage' }).waitFor();
      }
    } finally {
      await context.close();
    }
  }
});
