import '@/i18n/refusal';
import { describe, expect, test } from 'vitest';
import type { Language, Say } from '@/i18n';
import { TEXTS } from '@/i18n/later';
import { fill, type Key } from '@/i18n/texts';
import { createFormats } from '@/time/format';
import { type Facts, RULE_NAMES, type Refused, type Rule, whyLine, whyOf } from './why';

const say =
  (language: Language): Say =>
  (key: Key, ...given) =>
    fill(TEXTS[language][key] ?? key, language, given[0]);

const ten = '2026-06-01T10:00:00+08:00';
const noon = '2026-06-01T12:00:00+08:00';
const hours = (...days: string[]) => days.map((day) => ({ day, from: '09:00', to: '18:00' }));

/** Every rule, with what the server tells of it. */
const CASES: readonly [Rule, Facts][] = [
  ['roomStatus', { roomStatus: 1 }],
  ['roomStatus', { roomStatus: 2 }],
  ['eventEnded', { until: ten }],
  ['overlap', { from: ten, until: noon }],
  ['overlapOfSeries', {}],
  ['openReservation', {}],
  ['bookingBlacklist', { from: ten }],
  ['bookingBlacklist', { from: ten, until: noon }],
  ['reservationCloseDetail', { until: noon, reason: '油漆' }],
  ['reservationCloseDetail', {}],
  ['maxReservationTimeInterval', { limitMinutes: 60, askedSeconds: 5400 }],
  ['minReservationTimeInterval', { limitMinutes: 30, askedSeconds: 900 }],
  [
    'advanceReservation',
    {
      advanceReservationTime: 2,
      advanceReservationTimeUnit: 'weeks',
      advanceBookTimeFormat: '09:00',
      opensAt: ten,
    },
  ],
  ['advanceReservation.noEnd', { advanceReservationTime: 30 }],
  ['enableCycleReservation', {}],
  ['closedDays', { date: '2026-10-01', endDate: '2026-10-07', name: '国庆节' }],
  ['closedDays', { date: '2026-10-01', endDate: '2026-10-01' }],
  ['weeklyHours', { weeklyHours: hours('monday', 'tuesday', 'friday') }],
  ['capacityCheck', { seats: 8, people: 9 }],
  ['bookingQuota.openBookings', { limitBookings: 3, usedBookings: 3 }],
  ['bookingQuota.hoursPerDay', { limitHours: 2, usedSeconds: 3600, askedSeconds: 5400 }],
  ['bookingQuota.hoursPerWeek', { limitHours: 1, usedSeconds: 3600, askedSeconds: 900 }],
  ['bookingQuota.hoursPerMonth', { limitHours: 9, usedSeconds: 0, askedSeconds: 36000 }],
  ['leastCancelNotice', { limitMinutes: 60, until: ten }],
];

function told(language: Language): string {
  const format = createFormats(language, 'Asia/Shanghai');
  const lines = CASES.map(([rule, facts]) => {
    const refusal: Refused = { rule, facts, level: 'room', value: 'in English' };
    const { name, says, passes } = whyOf(refusal, say(language), format);
    return `${name} · ${says}${passes && ` → ${passes}`}`;
  });
  return lines.join('\n');
}

test('every rule that the server knows is among the cases', () => {
  expect([...new Set(CASES.map(([rule]) => rule))].sort()).toEqual([...RULE_NAMES].sort());
});

describe('rules in words', () => {
  test('in Chinese', () => {
    expect(told('zh-CN')).toMatchInlineSnapshot();
  });

  test('in English', () => {
    expect(told('en')).toMatchInlineSnapshot();
  });
});

describe('beside what a rule says', () => {
  const format = createFormats('zh-CN', 'Asia/Shanghai');
  const full: Refused = { rule: 'openReservation', level: 'group', value: 'false', facts: {} };

  test('stands who set it, and how many dates it refuses', () => {
    const { by, says } = whyOf({ ...full, refusedDates: 3 }, say('zh-CN'), format);
    expect(by).toBe('会议室分组的规定');
    expect(says).toBe('任何人都不能在这里预订 · 涉及 3 个日期');
  });

  test('a rule of a newer server is told in its words', () => {
    const newer = { ...full, rule: 'moonPhase' as Rule, value: 'the moon is full' };
    expect(whyLine(newer, say('zh-CN'), format)).toBe('moonPhase · the moon is full');
    expect(whyOf({ ...newer, wouldPass: 'new moon' }, say('zh-CN'), format).passes).toBe('new moon');
  });
});
