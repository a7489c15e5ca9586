/** The days of a week as the wire has them. */
export const DAY_NAMES = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** Any Monday has the names of the days. */
export const A_MONDAY = '2026-01-05';
