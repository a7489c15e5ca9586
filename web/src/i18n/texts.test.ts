import { describe, expect, test } from 'vitest';
import { accountEn } from './account.en';
import { accountZh } from './account.zh';
import { adminEn } from './admin.en';
import { adminZh } from './admin.zh';
import { controlEn } from './control.en';
import { controlZh } from './control.zh';
import { en as first } from './en';
import { manageEn } from './manage.en';
import { manageZh } from './manage.zh';
import { refusalEn } from './refusal.en';
import { refusalZh } from './refusal.zh';
import { roomUseEn } from './roomUse.en';
import { roomUseZh } from './roomUse.zh';
import { fill, type Key, preferred } from './texts';
import { zh as firstZh } from './zh';

const en = {
  ...first,
  ...manageEn,
  ...adminEn,
  ...roomUseEn,
  ...controlEn,
  ...refusalEn,
  ...accountEn,
};
const zh = {
  ...firstZh,
  ...manageZh,
  ...adminZh,
  ...roomUseZh,
  ...controlZh,
  ...refusalZh,
  ...accountZh,
};

const names = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]))].sort();

describe('texts', () => {
  test('no area takes a name of another', () => {
    const areas = [first, manageEn, adminEn, roomUseEn, controlEn, refusalEn, accountEn];
    const names = areas.flatMap((area) => Object.keys(area));
    expect(new Set(names).size).toBe(names.length);
  });

  test('both languages fill in the same, in the same number of forms', () => {
    for (const key of Object.keys(en) as Key[]) {
      expect(names(zh[key]), key).toEqual(names(en[key]));
      expect(zh[key].split('|').length, key).toBe(en[key].split('|').length);
      expect(zh[key].trim(), key).not.toBe('');
    }
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
  });

  test('Chinese is Chinese', () => {
    const same = (Object.keys(en) as Key[]).filter((key) => zh[key] === en[key]);
    expect(same).toEqual(['appName']);
  });

  test.each([
    ['{n} seat|{n} seats', 1, 'en', '1 seat'],
    ['{n} seat|{n} seats', 1200, 'en', '1,200 seats'],
    ['{n} seat|{n} seats', 0, 'en', '0 seats'],
    ['{n} 座|{n} 座', 1, 'zh-CN', '1 座'],
  ] as const)('%s of %d', (text, n, language, wanted) => {
    expect(fill(text, language, { n })).toBe(wanted);
  });

  test('a name that is not given stays', () => {
    expect(fill('{a} and {b}', 'en', { a: 'x' })).toBe('x and {b}');
  });

  test('the browser decides first', () => {
    expect(preferred(['de', 'zh-Hant-TW', 'en'])).toBe('zh-CN');
    expect(preferred(['de-DE', 'en-GB', 'zh'])).toBe('en');
    expect(preferred([])).toBe('en');
  });
});
