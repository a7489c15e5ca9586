/** How long ahead a room opens, in words. */
import type { Say } from '@/i18n';
import type { Policy } from './closed';

/** Of nothing the time is 0, and without a unit it is of days. */
export function timeAhead(advance: NonNullable<Policy['advanceReservation']>, t: Say): string {
  const n = advance.advanceReservationTime ?? 0;
  switch (advance.advanceReservationTimeUnit) {
    case 'weeks':
      return t('room.unit.weeks', { n });
    case 'months':
      return t('room.unit.months', { n });
    case 'years':
      return t('room.unit.years', { n });
    default:
      return t('room.unit.days', { n });
  }
}
