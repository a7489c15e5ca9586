import { expect, test } from 'vitest';
import type { Say } from '@/i18n';
import { TEXTS } from '@/i18n/later';
import { fill, type Key } from '@/i18n/texts';
import type { Policy } from '@/rules/closed';
import { createFormats } from '@/time/format';
import { rulesOf } from './houseRules';

const say =
  (language: 'en' | 'zh-CN'): Say =>
  (key: Key, ...given) =>
    fill(TEXTS[language][key] ?? key, language, given[0] as never);
const told = (language: 'en' | 'zh-CN', ...policies: Policy[]) =>
  rulesOf(policies, '2026-10-03', say(language), createFormats(language, 'Asia/Shanghai'));

test('what nothing is said of is no rule', () => {
  expect(told('en', {}, { bufferBefore: 0, capacityCheck: false })).toEqual([]);
});

test('each rule of a house is told, in both languages', () => {
  const own: Policy = {
    bookingQuota: { openBookings: 1, hoursPerDay: 2, hoursPerWeek: 5, hoursPerMonth: 10 },
    bufferBefore: 15,
    leastCancelNotice: 60,
  };
  const above: Policy = { bufferBefore: 30, bufferAfter: 10, capacityCheck: true };
  expect(told('en', own, above)).toEqual([
    '15 mins kept free before each booking',
    '10 mins kept free after each booking',
    'No more people than seats',
    'Given back at least 1 hr before it begins',
    'At most 1 booking to come for each person',
    'At most 2 hrs a day for each person',
    'At most 5 hrs a week for each person',
    'At most 10 hrs a month for each person',
  ]);
  expect(told('zh-CN', own, above)).toHaveLength(8);
  for (const rule of told('zh-CN', own, above)) expect(rule).toMatch(/^[^a-zA-Z{}]+$/);
});

test('closed days that are to come are told, as many as one reads', () => {
  const days = ['2026-09-01', '2026-10-08', '2026-11-01', '2026-12-01', '2026-12-25'];
  const closedDays = [
    { date: '2026-10-01', endDate: '2026-10-07', name: 'Golden Week' },
    ...days.map((date) => ({ date })),
  ];
  const found = told('en', { closedDays });
  expect(found).toHaveLength(4);
  expect(found[0]).toMatch(/^Closed .*1.*–.*7.* \(Golden Week\)$/);
  expect(found[3]).toBe('Closed on 2 more days or holidays');
});
