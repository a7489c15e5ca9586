// What the server refuses, in the language of whoever asks.
import assert from 'node:assert/strict';
import {
  barriers,
  makeApp,
  open,
  PEOPLE,
  PHONE,
  person,
  picture,
  ROOMS,
  stage,
  workdays,
} from './browser.mjs';

const DESK = { width: 1280, height: 860 };
const nextDay = workdays();
const on = stage({ timeout: 120_000 });
const { story } = on;

const TONGUES = [
  {
    language: 'zh-CN',
    size: PHONE,
    scheme: 'dark',
    name: 'refused-zh-phone',
    words: ['预订此会议室', '日期', '开始', '主题', '预订', '没有产生任何预订。'],
    taken: /10:00–11:00 已有预订$/,
    nearby: /^同一时间的 [^（]+$/,
    passes: /^可行的是：在 .+ 之前结束，或在 .+ 之后开始$/,
  },
  {
    language: 'en',
    size: DESK,
    name: 'refused-en-desk',
    words: ['Book this room', 'Day', 'From', 'Title', 'Book', 'Nothing was booked.'],
    taken: /Somebody has it .+10:00–11:00$/,
    nearby: /^[^(]+, same time$/,
    passes: /^Would be fine: ending by .+, or starting at .+ or later$/,
  },
];
for (const { words, taken, passes, nearby, name, ...who } of TONGUES) {
  const [bookThis, dayName, from, title, bookIt, undone] = words;
  story(
    `a rule that refuses is told in ${who.language}`,
    { role: 'employee', ...who },
    async (page) => {
      const day = nextDay();
      await on.api.book(PEOPLE.chen, ROOMS.skylark, day, '10:00', '11:00', 'Taken');
      await open(page, `/rooms/${ROOMS.skylark}?week=${day}`);
      await page.getByRole('button', { name: bookThis }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(dayName).fill(day);
      await dialog.getByLabel(from).selectOption('10:30');
      await dialog.getByLabel(title).fill('Instead');
      await dialog.getByText(taken).waitFor();
      await dialog.getByText(passes).waitFor();
      // What the server itself refuses is said as what it foretells.
      await dialog.getByRole('button', { name: bookIt, exact: true }).click();
      await dialog.getByText(undone).waitFor();
      const refusal = dialog.getByRole('alert');
      await refusal.getByText(taken).waitFor();
      // Once, and with it what could be had: of the same floor, so that nothing tells where it is.
      assert.equal(await dialog.getByText(taken).count(), 1);
      const offered = refusal.getByRole('button').first();
      assert.match(await offered.textContent(), nearby);
      assert.doesNotMatch(await refusal.textContent(), /overlap|developerMessage/);
      await picture(page, name);
      assert.deepEqual(await barriers(page), []);
      // It was said of that time; what is foretold of another one is told of that.
      await dialog.getByLabel(from).selectOption('13:00');
      await refusal.waitFor({ state: 'detached' });
      await dialog.getByLabel(from).selectOption('10:30');
      await dialog.getByText(taken).waitFor();
    },
  );
}

story('another room far away says where it is', { role: 'employee', size: PHONE }, async (page) => {
  const day = nextDay();
  const { result: groupId } = await on.api.call('POST', '/v1.0/rooms/groups', {
    unionId: PEOPLE.manager,
    groupName: '小岛 Island',
    parentGroupId: 0,
  });
  const { result: roomId } = await on.api.call('POST', '/v1.0/rooms/meetingrooms', {
    unionId: PEOPLE.manager,
    roomName: '独木舟 Canoe',
    isvRoomId: 'canoe',
    roomStatus: 0,
    roomCapacity: 4,
    groupId,
  });
  await on.api.book(PEOPLE.chen, roomId, day, '10:00', '11:00', 'Taken');
  await open(page, `/rooms/${roomId}?week=${day}`);
  await page.getByRole('button', { name: 'Book this room' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Day').fill(day);
  await dialog.getByLabel('From').selectOption('10:30');
  const offered = dialog.getByRole('button', { name: /, same time$/ });
  await offered.waitFor();
  assert.match(await offered.textContent(), /^.+ \(上海.* › .+\), same time$/);
  await offered.scrollIntoViewIfNeeded();
  await picture(page, 'refused-far-phone');
  assert.deepEqual(await barriers(page), []);
});

story(
  'a code has words in Chinese, and the server its own below',
  { role: 'administrator', language: 'zh-CN', size: DESK },
  async (page) => {
    await open(page, '/manage/labels');
    const before = page.getByRole('button', { name: /新建|添加/ }).first();
    await before.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('白板');
    await dialog
      .getByRole('button')
      .filter({ hasText: /新建|添加|保存/ })
      .first()
      .click();
    await dialog.waitFor({ state: 'detached' });
    await before.click();
    await dialog.getByRole('textbox').fill('白板');
    await dialog
      .getByRole('button')
      .filter({ hasText: /新建|添加|保存/ })
      .first()
      .click();
    await dialog.getByText('已有同名的标签。').first().waitFor();
    await picture(page, 'refused-code-zh-desk');
    assert.deepEqual(await barriers(page), []);
  },
);

story(
  'what somebody else saved meanwhile is shown, and not overwritten',
  { role: 'administrator', size: DESK },
  async (page) => {
    const theirs = async (page, save) => {
      await save();
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      const conflict = page.getByRole('alert').filter({ hasText: 'Somebody else changed this' });
      await conflict.waitFor();
      await conflict.getByText('Theirs').first().waitFor();
      return conflict;
    };
    const made = { templateName: 'Both' };
    const templates = '/v1.0/rooms/devices/screens/templates';
    const { templateId } = await on.api.call('POST', templates, made);
    await open(page, `/manage/templates/${templateId}`);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Mine');
    const of = await theirs(page, () =>
      on.api.call('PUT', '/v1.0/rooms/devices/screens/templates', {
        templateId,
        templateName: 'Theirs',
      }),
    );
    await picture(page, 'conflict-template-desk');
    assert.deepEqual(await barriers(page), []);
    await of.getByRole('button', { name: 'Take theirs, drop mine' }).click();
    assert.equal(
      await page.getByRole('textbox', { name: 'Name', exact: true }).inputValue(),
      'Theirs',
    );

    const device = { unionId: PEOPLE.manager, deviceUnionId: 'both', deviceName: 'Both' };
    await on.api.call('POST', '/v1.0/rooms/devices', device);
    await open(page, '/manage/devices/both');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Mine');
    const own = await theirs(page, () =>
      on.api.call('PUT', '/v1.0/rooms/devices', { ...device, deviceName: 'Theirs' }),
    );
    await own.getByRole('button', { name: 'Put mine on top of theirs' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Mine' }).waitFor();
  },
);

story(
  'a floor that somebody else has drawn meanwhile is shown beside one’s own',
  { role: 'administrator', size: PHONE, language: 'zh-CN' },
  async (page) => {
    const of = `/v1.0/rooms/groupPlans?unionId=${PEOPLE.manager}&groupId=12`;
    const [plan] = (await on.api.call('GET', of)).result;
    const draw = (places) =>
      on.api.call('PUT', '/v1.0/rooms/groupPlans/12', { unionId: PEOPLE.manager, ...plan, places });
    await open(page, '/floors/12');
    await page.getByRole('button', { name: '编辑平面图' }).click();
    const [first, ...others] = plan.places;
    await draw([{ ...first, left: first.left + 7 }, ...others]);
    await page.getByRole('button', { name: '保存平面图' }).click();
    const conflict = page.getByRole('alert');
    await conflict.getByRole('figure').nth(1).waitFor();
    assert.equal(await conflict.locator('[data-elsewhere]').count(), 2);
    await conflict.scrollIntoViewIfNeeded();
    await picture(page, 'conflict-plan-zh-phone');
    assert.deepEqual(await barriers(page), []);
    const [now] = (await on.api.call('GET', of)).result;
    assert.equal(now.places.find(({ roomId }) => roomId === first.roomId).left, first.left + 7);
    await conflict.getByRole('button').first().click();
    await page.getByRole('button', { name: '保存平面图' }).click();
    await page.getByRole('button', { name: '编辑平面图' }).waitFor();
    const [mine] = (await on.api.call('GET', of)).result;
    assert.deepEqual(mine.places, plan.places);
  },
);

for (const { language, size, scheme, name, words } of [
  {
    language: 'zh-CN',
    size: PHONE,
    scheme: 'dark',
    name: 'consents-zh-phone',
    words: ['已授权的应用', '取消授权', '已取消对'],
  },
  {
    language: 'en',
    size: DESK,
    name: 'consents-en-desk',
    words: ['Apps that act for you', 'Withdraw', 'acts for you no more'],
  },
]) {
  const who = { role: 'employee', language, size, scheme };
  story(`a person withdraws what an app may do, in ${language}`, who, async (page, context) => {
    const [title, withdraw, done] = words;
    const key = await anApp();
    const asked = { client_id: key, redirect_uri: BACK, response_type: 'code' };
    await page.goto(`/oauth2/auth?${new URLSearchParams(asked)}`);
    await context.route(`${BACK}*`, (route) => route.fulfill({ body: 'back' }));
    await page.locator('button[value=allow]').click();
    await page.waitForURL(/code=/);
    await open(page, '/account');
    await page.getByRole('heading', { name: title }).waitFor();
    await page.getByText('Signage').waitFor();
    await picture(page, name);
    assert.deepEqual(await barriers(page), []);
    await page.getByRole('button', { name: `${withdraw}: Signage` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: withdraw, exact: true }).click();
    await page.getByText(done).waitFor();
    await page.getByText('Signage', { exact: true }).waitFor({ state: 'detached' });
  });
}

const BACK = 'http://127.0.0.1:9/back';

/** An app that an administrator has made. */
async function anApp() {
  const boss = await person(on.browser, { role: 'administrator' });
  const { appKey } = await makeApp(boss, {
    appName: 'Signage',
    scopes: ['VideoConference.Conference.Read', 'Calendar.Event.Read'],
    redirectUris: [BACK],
  });
  await boss.context.close();
  return appKey;
}
