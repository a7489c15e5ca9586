// Addresses that somebody made up: they lead nowhere else, and break no page.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, person, ROOMS, withPerson } from './browser.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

test('one goes on from the door to a page of ours alone', { timeout: 180_000 }, async () => {
  for (const next of ['https://evil.example/', 'javascript:alert(1)', '//evil.example/', 'x']) {
    const { context, page, faults } = await person(browser);
    await page.goto(`/signin?next=${encodeURIComponent(next)}`);
    await page.getByRole('button', { name: /As an employee/ }).click();
    await page.waitForURL(/\/rooms(\?|$)/);
    assert.deepEqual(faults, [], next);
    await context.close();
  }
});

test('what an address has wrong is passed over', { timeout: 180_000 }, async () => {
  await withPerson(browser, { role: 'administrator' }, async (page) => {
    for (const [address, title] of [
      ['/rooms?day=xyz&group={"a":1}&labels=5&text=[1]&capacity=-1e99', 'Rooms'],
      ['/rooms/find?day=x&from=[]&to={}&people=x&minutes=zz', 'Find a room'],
      [`/rooms/${ROOMS.auditorium}?week=zz&report={}`, /\S/],
      ['/manage/audit?from=x&kind={}', 'Record'],
    ]) {
      await page.goto(address);
      await page
        .getByRole('heading', { name: title, level: 1 })
        .first()
        .waitFor({ state: 'attached' });
      assert.equal(await page.getByText('This page broke').count(), 0, address);
    }
  });
});
