// Control panels of rooms: made, changed, taken away, and the devices that obey a room.
import assert from 'node:assert/strict';
import { barriers, open, PEOPLE, PHONE, picture, ROOMS, stage } from './browser.mjs';

const DESK = { width: 1280, height: 860 };
const on = stage({ timeout: 120_000 });
const { story } = on;

const panelOf = async (roomId) => {
  const query = `unionId=${PEOPLE.manager}&roomId=${roomId}`;
  const { result } = await on.api.call('GET', `/v1.0/rooms/panels/lists?${query}`);
  return result[0];
};

const TONGUES = [
  {
    language: 'en',
    size: DESK,
    name: 'desk',
    room: '云雀 Skylark',
    roomId: ROOMS.skylark,
    words: ['Control panels', 'Give a room a panel', 'Name', 'Name in English', 'Opens (address)'],
    more: ['Picture (address)', 'Make the panel', 'Add a button', 'Save', 'Take the panel away'],
    moves: ['Button 2', 'Move button 2 up', 'This room has a panel already.', 'Undo'],
    needed: 'Required.',
    refused: 'An address that begins with javascript: is not taken.',
  },
  {
    language: 'zh-CN',
    size: PHONE,
    scheme: 'dark',
    name: 'zh-phone',
    room: '白鹭 Egret',
    roomId: ROOMS.egret,
    words: ['控制面板', '为会议室设置面板', '名称', '英文名称', '打开的地址'],
    more: ['图标（网址）', '创建面板', '添加按钮', '保存', '移除面板'],
    moves: ['按钮 2', '上移按钮 2', '此会议室已有控制面板。', '撤销修改'],
    needed: '此项为必填。',
    refused: '不接受以 javascript: 开头的地址。',
  },
];
for (const { words, more, moves, room, roomId, name, needed, refused, ...who } of TONGUES) {
  const [title, give, nameField, english, opens] = words;
  const [icon, make, add, save, takeAway] = more;
  const [second, up, has, undo] = moves;
  story(
    `a room gets its control panel, in ${who.language}`,
    { role: 'administrator', ...who },
    async (page) => {
      const shot = async (what) => {
        await picture(page, `controls-${what}-${name}`);
        assert.deepEqual(await barriers(page), []);
      };
      const exact = (of, label) => of.getByLabel(label, { exact: true });
      const fill = async (of, texts) => {
        for (const [label, text] of texts) await exact(of, label).fill(text);
      };
      await open(page, '/manage/controls');
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await shot('none');
      await page.getByRole('button', { name: give }).first().click();
      await page.getByRole('combobox').fill(room.slice(0, 2));
      await page.getByRole('option', { name: room }).click();
      const form = page.locator('form');
      // A button without its texts is not sent, and says so at each of them.
      await form.getByRole('textbox', { name: english, exact: true }).fill('   ');
      await page.getByRole('button', { name: make }).click();
      assert.equal(await form.getByText(needed).count(), 4);
      assert.equal(
        await exact(form, nameField).evaluate((it) => it === document.activeElement),
        true,
      );
      assert.equal(await panelOf(roomId), undefined);
      await shot('needed');
      await fill(form.getByRole('group', { name: second.replace('2', '1'), exact: true }), [
        [nameField, '灯光'],
        [english, 'Light'],
        [opens, 'javascript:alert(1)'],
        [icon, 'https://iot.example.org/light.png'],
      ]);
      await page.getByRole('button', { name: make }).click();
      // What the server refuses stands at the field that it is about.
      await form.getByText(refused).first().waitFor();
      await shot('refused');
      await exact(form, opens).fill('https://iot.example.org/light');
      await page.getByRole('button', { name: make }).click();
      await page.getByRole('heading', { level: 1, name: room }).waitFor();
      await page.getByRole('button', { name: add }).click();
      await fill(page.getByRole('group', { name: second, exact: true }), [
        [nameField, '窗帘'],
        [english, 'Blinds'],
        [opens, 'https://iot.example.org/blinds'],
        [icon, 'https://iot.example.org/blinds.png'],
      ]);
      await page.getByRole('button', { name: up }).click();
      await page.getByRole('button', { name: save, exact: true }).click();
      await page.getByRole('button', { name: undo }).waitFor({ state: 'detached' });
      // It was saved twice, and is told once, long before the first word would go by itself.
      await page.waitForFunction(
        () => document.querySelectorAll('.mantine-Notification-root').length === 1,
        undefined,
        { timeout: 1000 },
      );
      const buttons = (await panelOf(roomId)).roomIotConfig;
      assert.deepEqual(
        buttons.map((each) => [each.enName, each.sort]),
        [
          ['Blinds', 1],
          ['Light', 2],
        ],
      );
      await shot('one');
      await open(page, '/manage/controls');
      await page
        .getByText(who.language === 'en' ? 'Blinds · Light' : '窗帘 · 灯光')
        .first()
        .waitFor();
      await shot('list');
      // Another one for the same room would be written over it.
      await open(page, '/manage/controls/new');
      await page.getByRole('combobox').fill(room.slice(0, 2));
      await page.getByRole('option', { name: room }).click();
      await page.getByText(has).waitFor();
      assert.equal(await page.getByRole('button', { name: make }).isDisabled(), true);
      await open(page, `/manage/controls/${roomId}`);
      await page.getByRole('button', { name: takeAway }).click();
      await page.getByRole('dialog').getByRole('button', { name: takeAway }).click();
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await page.getByText(room).waitFor({ state: 'detached' });
      assert.equal(await panelOf(roomId), undefined);
    },
  );
}

story(
  'what an app has set of a panel stays, and what it changes meanwhile is shown',
  { role: 'administrator', size: DESK },
  async (page) => {
    const button = (enName, sort) => ({
      name: enName,
      enName,
      icon: 'https://iot.example.org/a.png',
      url: `https://iot.example.org/${enName}`,
      showTime: -2147483648,
      sort,
    });
    const panel = { unionId: PEOPLE.manager, roomId: ROOMS.lotusLeaf, status: 2147483647 };
    // Texts that no line of name=value can say are among them, and numbers as long as they may be.
    const param = { scene: 'talk', a: 'x\ny=3', 'b=c': 'd' };
    const put = (roomConfig) =>
      on.api.call('POST', '/v1.0/rooms/panels', { ...panel, roomConfig, extra: { param } });
    await put([button('Sound', 5)]);
    await open(page, `/manage/controls/${ROOMS.lotusLeaf}`);
    await page.getByLabel('Name in English').fill('Louder');
    await put([button('Sound', 5), button('Screen', 6)]);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const conflict = page.getByRole('alert').filter({ hasText: 'Somebody else changed this' });
    await conflict.waitFor();
    await picture(page, 'controls-conflict-desk');
    await conflict.getByRole('button', { name: 'Take theirs, drop mine' }).click();
    await page.getByText('"a": "x\\ny=3"').waitFor();
    assert.deepEqual(await barriers(page), []);
    await picture(page, 'controls-kept-desk');
    // Pictures alone may differ, too.
    const other = 'https://iot.example.org/other.png';
    await page.getByLabel('When it shows').first().fill('5');
    await put([{ ...button('Sound', 5), icon: other }, button('Screen', 6)]);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await conflict.getByText(other).waitFor();
    assert.equal(await conflict.getByText('Button 2').count(), 0);
    await picture(page, 'controls-conflict-picture-desk');
    await conflict.getByRole('button', { name: 'Take theirs, drop mine' }).click();
    await page.getByLabel('Name in English').first().fill('Louder');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' });
    const { roomIotConfig, status, extra } = await panelOf(ROOMS.lotusLeaf);
    assert.deepEqual(
      [roomIotConfig.map((each) => [each.enName, each.showTime]), status, extra],
      [
        [
          ['Louder', -2147483648],
          ['Screen', -2147483648],
        ],
        2147483647,
        { param },
      ],
    );
    // What is another by now is not taken away either.
    await put([button('Sound', 1)]);
    await page.getByRole('button', { name: 'Take the panel away' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Take the panel away' }).click();
    await dialog.getByText('Somebody else has changed the control panel meanwhile.').waitFor();
    assert.deepEqual(await barriers(page), []);
    await picture(page, 'controls-changed-desk');
    assert.equal((await panelOf(ROOMS.lotusLeaf)).roomIotConfig[0].enName, 'Sound');
    // Seen as it is now, it is.
    await page.getByLabel('Name in English').nth(1).waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: 'Take the panel away' }).click();
    await page.getByRole('heading', { level: 1, name: 'Control panels' }).waitFor();
    assert.equal(await panelOf(ROOMS.lotusLeaf), undefined);
  },
);

story(
  'what is refused of a button goes where the button goes',
  { role: 'administrator', size: DESK },
  async (page) => {
    const refused = 'An address that begins with javascript: is not taken.';
    const long = '灯'.repeat(1900);
    await on.api.call('POST', '/v1.0/rooms/panels', {
      unionId: PEOPLE.manager,
      roomId: ROOMS.lotusLeaf,
      roomConfig: ['Light', 'Blinds'].map((enName, at) => ({
        name: long,
        enName: at === 0 ? long : enName,
        icon: 'https://iot.example.org/a.png',
        url: 'https://iot.example.org',
        showTime: 0,
        sort: at,
      })),
    });
    // A long name leaves the list a list.
    await open(page, '/manage/controls');
    const row = page.getByRole('row').filter({ hasText: '灯灯' });
    assert.ok((await row.boundingBox()).height < 80);
    await picture(page, 'controls-long-desk');
    await open(page, `/manage/controls/${ROOMS.lotusLeaf}`);
    const group = (n) => page.getByRole('group', { name: `Button ${n}`, exact: true });
    await group(2).getByLabel('Opens (address)').fill('javascript:alert(1)');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await group(2).getByText(refused).waitFor();
    await page.getByRole('button', { name: 'Move button 2 up' }).click();
    await group(1).getByText(refused).waitFor();
    assert.equal(await group(2).getByText(refused).count(), 0);
    await page.getByRole('button', { name: 'Remove button 1' }).click();
    await page.getByText(refused).waitFor({ state: 'detached' });
    assert.equal(await page.getByText('The server refused this').count(), 0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await on.api.call('POST', '/v1.0/rooms/panels/remove', {
      unionId: PEOPLE.manager,
      roomIds: [ROOMS.lotusLeaf],
    });
  },
);

for (const [language, told] of [
  ['en', 'You do not run this room'],
  ['zh-CN', '您没有此会议室的管理权限'],
]) {
  story(
    `who does not run a room is told so of its panel, in ${language}`,
    { role: 'groupAdministrator', size: PHONE, language },
    async (page) => {
      await open(page, `/manage/controls/${ROOMS.lotusLeaf}`);
      await page.getByRole('heading', { name: told }).waitFor();
      await picture(page, `controls-not-yours-${language}-phone`);
      assert.deepEqual(await barriers(page), []);
    },
  );
}

story(
  'a device that stands elsewhere obeys a room',
  { role: 'administrator', size: PHONE },
  async (page) => {
    const device = { unionId: PEOPLE.manager, deviceUnionId: 'hub-8f', deviceName: 'Hub 8F' };
    await on.api.call('POST', '/v1.0/rooms/devices', device);
    await open(page, `/manage/rooms/${ROOMS.sweetFlag}?part=devices`);
    await page.getByRole('combobox', { name: 'Further devices that obey this room' }).fill('hub');
    await page.getByRole('option', { name: 'Hub 8F' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved').waitFor();
    await page.getByText('This room has no control panel').waitFor();
    await picture(page, 'controls-obeys-phone');
    assert.deepEqual(await barriers(page), []);
    const { result } = await on.api.call(
      'GET',
      `/v1.0/rooms/meetingRooms/${ROOMS.sweetFlag}?unionId=${PEOPLE.manager}`,
    );
    assert.ok(result.deviceUnionIds.includes('hub-8f'));
  },
);
