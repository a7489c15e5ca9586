/** The policy of a room, in words, for who wants to know what they may book: `today` where it stands. */
import type { Say } from '@/i18n';
import { timeAhead } from '@/rules/ahead';
import { inherited, type Policy } from '@/rules/closed';
import { A_MONDAY, DAY_NAMES } from '@/rules/days';
import type { Formats } from '@/time/format';
import { addDays, MINUTE } from '@/time/zone';

/** How many closed days are told; a year of holidays would push the rest out of sight. */
const MOST_CLOSED = 3;

export function rulesOf(
  policies: readonly Policy[],
  today: string,
  t: Say,
  format: Formats,
): string[] {
  const rules: string[] = [];
  const length = (minutes: number) => format.length(minutes * MINUTE);
  if (inherited(policies, 'openReservation') === false) rules.push(t('rooms.right.notBookable'));
  if (inherited(policies, 'approvalSwitch')) rules.push(t('room.rule.approval'));
  const most = inherited(policies, 'maxReservationTimeInterval');
  if (most) rules.push(t('room.rule.max', { minutes: length(most) }));
  const least = inherited(policies, 'minReservationTimeInterval');
  if (least) rules.push(t('room.rule.min', { minutes: length(least) }));
  const advance = inherited(policies, 'advanceReservation');
  if (advance?.advanceReservationTime !== undefined) {
    rules.push(t('room.rule.advance', { time: timeAhead(advance, t) }));
  }
  const hours = inherited(policies, 'weeklyHours') ?? [];
  if (hours.length > 0) {
    const said: { hours: string; first: number; last: number }[] = [];
    DAY_NAMES.forEach((day, at) => {
      const spans = hours.filter((span) => span.day === day);
      if (spans.length === 0) return;
      const open = spans.map((span) => `${span.from}–${span.to}`).join(', ');
      const before = said.at(-1);
      if (before && before.hours === open && before.last === at - 1) before.last = at;
      else said.push({ hours: open, first: at, last: at });
    });
    const name = (at: number) => format.weekday(addDays(A_MONDAY, at));
    const told = said.map((span) =>
      span.first === span.last
        ? `${name(span.first)} ${span.hours}`
        : `${name(span.first)}–${name(span.last)} ${span.hours}`,
    );
    rules.push(t('room.rule.hours', { hours: told.join(', ') }));
  }
  const closed = (inherited(policies, 'closedDays') ?? []).filter(
    ({ date, endDate }) => (endDate ?? date ?? '') >= today,
  );
  for (const day of closed.slice(0, MOST_CLOSED)) {
    if (!day.date) continue;
    const days = [day.date, day.endDate].filter((one, at) => one && (at === 0 || one !== day.date));
    const told = days.map((one) => format.day(one as string)).join('–');
    rules.push(t('room.rule.closed', { days: day.name ? `${told} (${day.name})` : told }));
  }
  if (closed.length > MOST_CLOSED) {
    rules.push(t('room.rule.moreClosed', { n: closed.length - MOST_CLOSED }));
  }
  const before = inherited(policies, 'bufferBefore');
  if (before) rules.push(t('room.rule.bufferBefore', { minutes: length(before) }));
  const after = inherited(policies, 'bufferAfter');
  if (after) rules.push(t('room.rule.bufferAfter', { minutes: length(after) }));
  if (inherited(policies, 'capacityCheck')) rules.push(t('room.rule.seats'));
  const notice = inherited(policies, 'leastCancelNotice');
  if (notice) rules.push(t('room.rule.notice', { minutes: length(notice) }));
  const quota = inherited(policies, 'bookingQuota') ?? {};
  if (quota.openBookings !== undefined) {
    rules.push(t('room.rule.quota', { n: quota.openBookings }));
  }
  const ofHours = (n: number) => length(n * 60);
  if (quota.hoursPerDay !== undefined) {
    rules.push(t('room.rule.quotaDay', { hours: ofHours(quota.hoursPerDay) }));
  }
  if (quota.hoursPerWeek !== undefined) {
    rules.push(t('room.rule.quotaWeek', { hours: ofHours(quota.hoursPerWeek) }));
  }
  if (quota.hoursPerMonth !== undefined) {
    rules.push(t('room.rule.quotaMonth', { hours: ofHours(quota.hoursPerMonth) }));
  }
  return rules;
}
