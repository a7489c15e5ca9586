/** Why a room cannot be had: what the server tells in parts, in the language of the page. */
import type { Schemas } from '@/api/client';
import type { PlainKey, Say } from '@/i18n';
import type { Formats } from '@/time/format';
import { addDays, MINUTE } from '@/time/zone';
import { DAY_NAMES } from './days';

type Refusal = Schemas['RefusedRule'];
export type Rule = Refusal['rule'];
export type Facts = Refusal['facts'];
/** What a call says that explains, and what one says that is refused. */
export type Refused = Pick<Refusal, 'rule' | 'level' | 'value' | 'wouldPass'> & {
  facts?: Facts;
  refusedDates?: number;
};

/** A rule in words. */
export interface Why {
  name: string;
  /** What it says; empty where its name says it all. */
  says: string;
  /** Who set it, where that is not the room. */
  by: string;
  /** What would pass. */
  passes: string;
}

interface Tongue {
  t: Say;
  format: Formats;
}

interface Words {
  name: PlainKey;
  says: (facts: Facts, tongue: Tongue) => string;
  passes?: (facts: Facts, tongue: Tongue) => string;
}

const time = (at: string | undefined, format: Formats) => format.dateTime(Date.parse(at ?? ''));
const long = (minutes: number | undefined, format: Formats) =>
  format.length((minutes ?? 0) * MINUTE);
const longs = (seconds: number | undefined, format: Formats) =>
  format.length((seconds ?? 0) * 1000);

function between({ from, until }: Facts, { t, format }: Tongue): string {
  if (from && until) {
    return t('why.between', { from: time(from, format), until: time(until, format) });
  }
  if (from) return t('why.from', { from: time(from, format) });
  return until ? t('why.until', { until: time(until, format) }) : t('why.forGood');
}

function beside(
  { from, until }: { from?: string | undefined; until?: string | undefined },
  { t, format }: Tongue,
): string {
  if (from && until) {
    return t('pass.beside', { from: time(from, format), until: time(until, format) });
  }
  if (from) return t('pass.before', { from: time(from, format) });
  return until ? t('pass.after', { until: time(until, format) }) : '';
}

function ahead(facts: Facts, { t }: Tongue): string {
  const n = facts.advanceReservationTime ?? 0;
  const units = {
    days: () => t('room.unit.days', { n }),
    weeks: () => t('room.unit.weeks', { n }),
    months: () => t('room.unit.months', { n }),
    years: () => t('room.unit.years', { n }),
  };
  const unit = facts.advanceReservationTimeUnit ?? 'days';
  const text = (unit in units ? units[unit as keyof typeof units] : units.days)();
  const clock = facts.advanceBookTimeFormat;
  return clock ? t('why.advance.clock', { time: text, clock }) : t('why.advance', { time: text });
}

/** Any Monday has the names of the days. */
const A_MONDAY = '2026-01-05';

function hours({ weeklyHours = [] }: Facts, { t, format }: Tongue): string {
  // Days that follow each other with the same hours are told together.
  const told: { first: string; last: string; spans: string; at: number }[] = [];
  for (const [at, day] of DAY_NAMES.entries()) {
    const spans = weeklyHours
      .filter((span) => span.day === day)
      .map(({ from, to }) => `${from}–${to}`)
      .join(', ');
    if (spans === '') continue;
    const name = format.weekday(addDays(A_MONDAY, at));
    const before = told.at(-1);
    if (before?.spans === spans && before.at === at - 1) {
      before.last = name;
      before.at = at;
    } else told.push({ first: name, last: name, spans, at });
  }
  const list = told.map(({ first, last, spans }) =>
    first === last ? `${first} ${spans}` : `${first}–${last} ${spans}`,
  );
  return t('why.hours', { hours: list.join('; ') });
}

function closedDay({ date = '', endDate, name }: Facts, { t, format }: Tongue): string {
  const days =
    endDate && endDate !== date
      ? `${format.shortDay(date)} – ${format.shortDay(endDate)}`
      : format.shortDay(date);
  const text = t('why.closedDay', { days });
  return name ? t('why.because', { text, reason: name }) : text;
}

const quota =
  (period: 'day' | 'week' | 'month'): Words['says'] =>
  ({ limitHours, usedSeconds, askedSeconds }, { t, format }) =>
    t(`why.quota.${period}`, {
      limit: limitHours ?? 0,
      used: longs(usedSeconds, format),
      asked: longs(askedSeconds, format),
    });

const left =
  (other: 'pass.otherDay' | 'pass.otherWeek' | 'pass.otherMonth'): Words['passes'] =>
  ({ limitHours = 0, usedSeconds = 0, askedBookings = 1 }, { t, format }) => {
    const seconds = limitHours * 3600 - usedSeconds;
    if (seconds <= 0) return t(other);
    const text = askedBookings > 1 ? 'pass.mostInAll' : 'pass.most';
    return t(text, { limit: longs(seconds, format) });
  };

const openLeft: Words['passes'] = ({ limitBookings = 0, usedBookings = 0 }, { t }) => {
  const left = limitBookings - usedBookings;
  return left > 0 ? t('pass.dates', { n: left }) : t('pass.fewer');
};

/** Every rule that the server knows: one that it has more does not compile. */
const RULES: Readonly<Record<Rule, Words>> = {
  roomStatus: {
    name: 'rule.roomStatus',
    says: ({ roomStatus }, { t }) => t(roomStatus === 1 ? 'why.roomStatus.1' : 'why.roomStatus.2'),
  },
  eventEnded: {
    name: 'rule.eventEnded',
    says: ({ until }, { t, format }) => t('why.ended', { time: time(until, format) }),
    passes: (_, { t }) => t('pass.later'),
  },
  overlap: {
    name: 'rule.overlap',
    says: ({ from, until }, { t, format }) =>
      t('why.taken', { span: format.daySpan(Date.parse(from ?? ''), Date.parse(until ?? '')) }),
    passes: ({ from, until, clearFrom, clearUntil }, tongue) =>
      beside({ from: clearFrom ?? from, until: clearUntil ?? until }, tongue),
  },
  overlapOfSeries: {
    name: 'rule.overlapOfSeries',
    says: (_, { t }) => t('why.overlapOfSeries'),
    passes: (_, { t }) => t('pass.apart'),
  },
  openReservation: { name: 'rule.openReservation', says: (_, { t }) => t('why.notOpen') },
  bookingBlacklist: {
    name: 'rule.bookingBlacklist',
    says: between,
    passes: ({ until, clearFrom, clearUntil }, tongue) => {
      if (clearFrom) return beside({ from: clearFrom, until: clearUntil }, tongue);
      return until ? tongue.t('pass.banned', { until: time(until, tongue.format) }) : '';
    },
  },
  reservationCloseDetail: {
    name: 'rule.reservationCloseDetail',
    says: (facts, tongue) => {
      const text = between(facts, tongue);
      return facts.reason ? tongue.t('why.because', { text, reason: facts.reason }) : text;
    },
    passes: beside,
  },
  maxReservationTimeInterval: {
    name: 'rule.maxReservationTimeInterval',
    says: ({ limitMinutes, askedSeconds }, { t, format }) =>
      t('why.tooLong', { limit: long(limitMinutes, format), asked: longs(askedSeconds, format) }),
    passes: ({ limitMinutes }, { t, format }) =>
      t('pass.most', { limit: long(limitMinutes, format) }),
  },
  minReservationTimeInterval: {
    name: 'rule.minReservationTimeInterval',
    says: ({ limitMinutes, askedSeconds }, { t, format }) =>
      t('why.tooShort', { limit: long(limitMinutes, format), asked: longs(askedSeconds, format) }),
    passes: ({ limitMinutes }, { t, format }) =>
      t('pass.least', { limit: long(limitMinutes, format) }),
  },
  advanceReservation: {
    name: 'rule.advanceReservation',
    says: ahead,
    passes: ({ opensAt }, { t, format }) => t('pass.opens', { time: time(opensAt, format) }),
  },
  'advanceReservation.noEnd': {
    name: 'rule.advanceReservation',
    says: ahead,
    passes: (_, { t }) => t('pass.ending'),
  },
  enableCycleReservation: {
    name: 'rule.enableCycleReservation',
    says: (_, { t }) => t('why.noSeries'),
    passes: (_, { t }) => t('pass.single'),
  },
  closedDays: {
    name: 'rule.closedDays',
    says: closedDay,
    passes: (_, { t }) => t('pass.otherDay'),
  },
  weeklyHours: { name: 'rule.weeklyHours', says: hours, passes: (_, { t }) => t('pass.hours') },
  capacityCheck: {
    name: 'rule.capacityCheck',
    says: ({ seats = 0, people = 0 }, { t }) => t('why.seats', { seats, people }),
    passes: ({ seats = 0 }, { t }) => t('pass.people', { n: seats }),
  },
  'bookingQuota.openBookings': {
    name: 'rule.bookingQuota',
    says: ({ limitBookings = 0, usedBookings = 0, askedBookings = 1 }, { t }) =>
      askedBookings > 1
        ? t('why.quota.openSeries', { n: limitBookings, used: usedBookings, asked: askedBookings })
        : t('why.quota.open', { n: limitBookings, used: usedBookings }),
    passes: openLeft,
  },
  'bookingQuota.hoursPerDay': {
    name: 'rule.bookingQuota',
    says: quota('day'),
    passes: left('pass.otherDay'),
  },
  'bookingQuota.hoursPerWeek': {
    name: 'rule.bookingQuota',
    says: quota('week'),
    passes: left('pass.otherWeek'),
  },
  'bookingQuota.hoursPerMonth': {
    name: 'rule.bookingQuota',
    says: quota('month'),
    passes: left('pass.otherMonth'),
  },
  leastCancelNotice: {
    name: 'rule.leastCancelNotice',
    says: ({ limitMinutes, until }, { t, format }) =>
      t('why.late', { limit: long(limitMinutes, format), time: time(until, format) }),
  },
};

/** The rules that have words. */
export const RULE_NAMES = Object.keys(RULES) as Rule[];

/** A refusal in words. A rule of a newer server is told in the server's. */
export function whyOf(refusal: Refused, t: Say, format: Formats): Why {
  const words: Words | undefined = RULES[refusal.rule];
  const { facts, level, refusedDates = 1 } = refusal;
  const by =
    level === 'organization'
      ? t('why.level.organization')
      : level === 'group'
        ? t('why.level.group')
        : '';
  if (!words || !facts) {
    return {
      name: words ? t(words.name) : refusal.rule,
      says: refusal.value,
      by,
      passes: refusal.wouldPass ?? '',
    };
  }
  const tongue = { t, format };
  const says = words.says(facts, tongue);
  return {
    name: t(words.name),
    says: refusedDates > 1 ? `${says} · ${t('why.dates', { n: refusedDates })}` : says,
    by,
    passes: words.passes?.(facts, tongue) ?? '',
  };
}

/** The same on one line. */
export function whyLine(refusal: Refused, t: Say, format: Formats): string {
  const { name, says } = whyOf(refusal, t, format);
  return says ? `${name} · ${says}` : name;
}
