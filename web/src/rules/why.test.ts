import '@/i18n/refusal';
import { describe, expect, test } from 'vitest';
import type { Language, Say } from '@/i18n';
import { TEXTS } from '@/i18n/later';
import { fill, type Key } from '@/i18n/texts';
import { createFormats } from '@/time/format';
import { type Facts, type Refused, RULE_NAMES, type Rule, whyLine, whyOf } from './why';

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
  ['bookingBlacklist', { from: ten, clearFrom: ten }],
  ['bookingBlacklist', { from: ten, until: noon, clearFrom: ten, clearUntil: noon }],
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
  ['bookingQuota.openBookings', { limitBookings: 3, usedBookings: 3, askedBookings: 1 }],
  ['bookingQuota.openBookings', { limitBookings: 3, usedBookings: 1, askedBookings: 5 }],
  ['bookingQuota.hoursPerDay', { limitHours: 2, usedSeconds: 3600, askedSeconds: 5400 }],
  ['bookingQuota.hoursPerWeek', { limitHours: 1, usedSeconds: 3600, askedSeconds: 900 }],
  ['bookingQuota.hoursPerMonth', { limitHours: 9, usedSeconds: 0, askedSeconds: 36000 }],
  [
    'bookingQuota.hoursPerMonth',
    { limitHours: 9, usedSeconds: 3600, askedSeconds: 36000, askedBookings: 5 },
  ],
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
    expect(told('zh-CN')).toMatchInlineSnapshot(`
      "您无权预订此会议室 · 仅限管理员预订
      您无权预订此会议室 · 仅限指定人员和管理员预订
      这个时间已经过去 · 已于 6月1日 10:00 结束 → 选择尚未结束的时间
      已被占用 · 6月1日周一 10:00–12:00 已有预订 → 在 6月1日 10:00 之前结束，或在 6月1日 12:00 之后开始
      其中两个日期互相重叠 · 同一时间会重复占用此会议室 → 拉开日期间隔，或缩短时长
      此会议室不开放预订 · 任何人都不能在这里预订
      您在此期间不能预订 · 自 6月1日 10:00 起，恢复时间待定
      您在此期间不能预订 · 6月1日 10:00 至 6月1日 12:00 → 6月1日 12:00 之后再预订
      您在此期间不能预订 · 自 6月1日 10:00 起，恢复时间待定 → 在 6月1日 10:00 之前结束
      您在此期间不能预订 · 6月1日 10:00 至 6月1日 12:00 → 在 6月1日 10:00 之前结束，或在 6月1日 12:00 之后开始
      已关闭 · 至 6月1日 12:00（油漆） → 在 6月1日 12:00 之后开始
      已关闭 · 恢复时间待定
      时间太长 · 每次最长 1小时，您选择了 1小时 30分钟 → 不超过 1小时
      时间太短 · 每次最短 30分钟，您选择了 15分钟 → 不少于 30分钟
      还未到可预订的时间 · 最多提前 2 周预订，当天 09:00 起开放 → 6月1日 10:00 起再来预订
      还未到可预订的时间 · 最多提前 30 天预订 → 为重复设置结束日期
      此会议室不接受重复预订 · 只接受单次会议 → 改为不重复的会议
      当天关闭 · 10月1日 – 10月7日 关闭（国庆节） → 换一天
      当天关闭 · 10月1日 关闭 → 换一天
      不在开放时间内 · 开放时间为 周一–周二 09:00–18:00; 周五 09:00–18:00 → 选择开放时间内的时段
      座位不够 · 共 8 座，有 9 人参加 → 不超过 8 人
      您的预订额度已用完 · 每人最多有 3 个未结束的预订，您已有 3 个 → 待其中一个结束或退订后再订
      您的预订额度已用完 · 每人最多有 3 个未结束的预订，您已有 1 个，本次 5 个 → 不超过 2 个日期
      您的预订额度已用完 · 每人每天最多 2 小时，已订 1小时，本次 1小时 30分钟 → 不超过 1小时
      您的预订额度已用完 · 每人每周最多 1 小时，已订 1小时，本次 15分钟 → 换一周
      您的预订额度已用完 · 每人每月最多 9 小时，已订 0分钟，本次 10小时 → 不超过 9小时
      您的预订额度已用完 · 每人每月最多 9 小时，已订 1小时，本次 10小时 → 合计不超过 8小时
      已过可退订的时间 · 须在开始前 1小时 退订，最晚为 6月1日 10:00"
    `);
  });

  test('in English', () => {
    expect(told('en')).toMatchInlineSnapshot(`
      "You may not book this room · Only administrators may book it
      You may not book this room · Only the people it is meant for and administrators may book it
      This time is over · It ended 1 Jun, 10:00 → a time still to come
      Taken · Somebody has it Mon 1 Jun 10:00–12:00 → ending by 1 Jun, 10:00, or starting at 1 Jun, 12:00 or later
      Two of the dates overlap · The room would be held twice at once → dates further apart, or shorter ones
      This room cannot be booked · Nobody can book it here
      You may not book at that time · Since 1 Jun, 10:00, until further notice
      You may not book at that time · From 1 Jun, 10:00 until 1 Jun, 12:00 → from 1 Jun, 12:00 on
      You may not book at that time · Since 1 Jun, 10:00, until further notice → ending by 1 Jun, 10:00
      You may not book at that time · From 1 Jun, 10:00 until 1 Jun, 12:00 → ending by 1 Jun, 10:00, or starting at 1 Jun, 12:00 or later
      Closed · Until 1 Jun, 12:00 (油漆) → starting at 1 Jun, 12:00 or later
      Closed · Until further notice
      Too long · 1 hr at most, you asked for 1 hr 30 mins → 1 hr or less
      Too short · 30 mins at least, you asked for 15 mins → 30 mins or more
      Too early to book · 2 weeks ahead at most, from 09:00 on that day → booking it at 1 Jun, 10:00 or later
      Too early to book · 30 days ahead at most → a series that ends
      This room takes no repeating bookings · It takes single meetings alone → a meeting that does not repeat
      Closed that day · Closed on 1 Oct – 7 Oct (国庆节) → another day
      Closed that day · Closed on 1 Oct → another day
      Outside opening hours · Open Mon–Tue 09:00–18:00; Fri 09:00–18:00 → a time within these hours
      Too few seats · 8 seats, and 9 people come → 8 people or fewer
      Your share is used up · 3 bookings to come for each person, you have 3 → the same, once one of them is over or given back
      Your share is used up · 3 bookings to come for each person, you have 1 and ask for 5 → 2 dates or fewer
      Your share is used up · 2 h a day for each person; booked 1 hr, asked for 1 hr 30 mins → 1 hr or less
      Your share is used up · 1 h a week for each person; booked 1 hr, asked for 15 mins → another week
      Your share is used up · 9 h a month for each person; booked 0 mins, asked for 10 hrs → 9 hrs or less
      Your share is used up · 9 h a month for each person; booked 1 hr, asked for 10 hrs → 8 hrs or less in all
      Too late to give back · It could be given back until 1 Jun, 10:00, 1 hr before its start"
    `);
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
    expect(whyOf({ ...newer, wouldPass: 'new moon' }, say('zh-CN'), format).passes).toBe(
      'new moon',
    );
  });
});
