/** Rules in words: what they are called, and what a value of one says. */
import { type PlainKey, type Say, useSpeech } from '@/i18n';
import { timeAhead } from '@/rules/ahead';
import { A_MONDAY, DAY_NAMES } from '@/rules/days';
import type { PolicyDraft, RuleName } from '@/rules/policy';
import type { Formats } from '@/time/format';
import { addDays, MINUTE } from '@/time/zone';

export const dayName = (at: number, format: Formats): string =>
  format.longWeekday(addDays(A_MONDAY, at));

export const RULE_NAMES: { [Name in RuleName]: PlainKey } = {
  openReservation: 'policy.openReservation',
  approvalSwitch: 'policy.approvalSwitch',
  approvalType: 'policy.approvalType',
  minReservationTimeInterval: 'policy.minReservationTimeInterval',
  maxReservationTimeInterval: 'policy.maxReservationTimeInterval',
  advanceReservation: 'policy.advanceReservation',
  weeklyHours: 'policy.weeklyHours',
  closedDays: 'policy.closedDays',
  bufferBefore: 'policy.bufferBefore',
  bufferAfter: 'policy.bufferAfter',
  capacityCheck: 'policy.capacityCheck',
  bookingQuota: 'policy.bookingQuota',
  leastCancelNotice: 'policy.leastCancelNotice',
  accessible: 'policy.accessible',
  doorDisplay: 'policy.doorDisplay',
  attributes: 'policy.attributes',
};

export const DOOR_SHOWS = ['title', 'organizer', 'busy'] as const;

export const doorName = (shows: string): PlainKey =>
  `policy.doorDisplay.${DOOR_SHOWS.find((each) => each === shows) ?? 'organizer'}`;

export type Words = {
  [Name in RuleName]: (value: NonNullable<PolicyDraft[Name]>) => string;
};

export function useWords(): Words {
  const { t, format } = useSpeech();
  return wordsIn(t, format);
}

function wordsIn(t: Say, format: Formats): Words {
  const yes = (is: boolean) => t(is ? 'policy.yes' : 'policy.no');
  const length = (minutes: number) =>
    minutes === 0 ? t('policy.none') : format.length(minutes * MINUTE);
  return {
    openReservation: yes,
    approvalSwitch: yes,
    approvalType: (type) => t(type === 2 ? 'policy.approval.custom' : 'policy.approval.standard'),
    minReservationTimeInterval: length,
    maxReservationTimeInterval: length,
    advanceReservation: (advance) => {
      const time = timeAhead(advance, t);
      return advance.advanceBookTimeFormat
        ? t('policy.advance.at', { time, clock: advance.advanceBookTimeFormat })
        : time;
    },
    weeklyHours: (hours) =>
      DAY_NAMES.map((day, at) => ({ at, spans: hours.filter((span) => span.day === day) }))
        .filter(({ spans }) => spans.length > 0)
        .map(
          ({ at, spans }) =>
            `${format.weekday(addDays(A_MONDAY, at))} ${spans
              .map(({ from, to }) => `${from}–${to}`)
              .join(', ')}`,
        )
        .join('; '),
    closedDays: (days) =>
      days
        .map(({ date, endDate, name }) =>
          [endDate && endDate !== date ? `${date} – ${endDate}` : date, name]
            .filter(Boolean)
            .join(' '),
        )
        .join('; '),
    bufferBefore: length,
    bufferAfter: length,
    capacityCheck: yes,
    bookingQuota: (quota) =>
      [
        quota.openBookings && t('policy.quota.open', { n: quota.openBookings }),
        quota.hoursPerDay && t('policy.quota.day', { n: quota.hoursPerDay }),
        quota.hoursPerWeek && t('policy.quota.week', { n: quota.hoursPerWeek }),
        quota.hoursPerMonth && t('policy.quota.month', { n: quota.hoursPerMonth }),
      ]
        .filter(Boolean)
        .join(', ') || t('policy.none'),
    leastCancelNotice: length,
    accessible: yes,
    doorDisplay: (shows) => t(doorName(shows)),
    attributes: (pairs) => pairs.map(([name, value]) => `${name}: ${value}`).join(', '),
  };
}
