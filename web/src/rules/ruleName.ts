/** What the rules are called by which the server refuses a room. */
import type { PlainKey } from '@/i18n';

const RULES: Readonly<Record<string, PlainKey>> = {
  roomStatus: 'rule.roomStatus',
  eventEnded: 'rule.eventEnded',
  overlap: 'rule.overlap',
  overlapOfSeries: 'rule.overlapOfSeries',
  openReservation: 'rule.openReservation',
  bookingBlacklist: 'rule.bookingBlacklist',
  reservationCloseDetail: 'rule.reservationCloseDetail',
  maxReservationTimeInterval: 'rule.maxReservationTimeInterval',
  minReservationTimeInterval: 'rule.minReservationTimeInterval',
  advanceReservation: 'rule.advanceReservation',
  'advanceReservation.noEnd': 'rule.advanceReservation',
  enableCycleReservation: 'rule.enableCycleReservation',
  closedDays: 'rule.closedDays',
  weeklyHours: 'rule.weeklyHours',
  capacityCheck: 'rule.capacityCheck',
  leastCancelNotice: 'rule.leastCancelNotice',
};

/** What a rule is called, by the name that the server has for it. */
export const ruleName = (rule: string): PlainKey | undefined =>
  rule.startsWith('bookingQuota') ? 'rule.bookingQuota' : RULES[rule];
