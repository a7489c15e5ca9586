/** What is shown of the use of rooms: shares, the week by hours, what stands out, and tables for other programs. */
import type { Schemas } from '@/api/client';
import { addDays } from '@/time/zone';
import { SIGNS, type Sign } from './address';
import { csv } from './csv';

export type Uses = Schemas['RoomUses'];
export type Counts = Schemas['UseCounts'];
export type RoomUse = Schemas['RoomUse'];

/** Of a hundred; nothing where there is nothing to take it of. */
export const percent = (part: number, whole: number): number | undefined =>
  whole > 0 ? Math.round((part / whole) * 100) : undefined;

/** The most days that the server counts at once. */
const MOST_DAYS = 92;

/** Two days in order and not too far apart: the one that was not just chosen gives way. */
export function daysFrom(
  from: string,
  to: string,
  chosen: 'from' | 'to',
): { from: string; to: string } {
  const within = (day: string, least: string, most: string) =>
    day < least ? least : day > most ? most : day;
  return chosen === 'from'
    ? { from, to: within(to, from, addDays(from, MOST_DAYS - 1)) }
    : { from: within(from, addDays(to, 1 - MOST_DAYS), to), to };
}

/** Hardly used is less than this of its open time, crowded is so much or more: of a hundred. */
export const HARDLY = 10;
export const CROWDED = 70;
/** So many meetings say something of all. */
const SOME = 3;

/** Where nobody ever signs in, that nobody did says nothing. */
export const tellsWhoCame = (total: Counts): boolean => total.pastMeetings > total.noShows;

export function signsOf(counts: Counts, tellsWhoCame: boolean): Sign[] {
  const { openMinutes, usedMinutes, sizedMeetings, halfEmpty, pastMeetings, noShows } = counts;
  const is: Record<Sign, boolean> = {
    idle: openMinutes > 0 && usedMinutes * 100 < openMinutes * HARDLY,
    full: openMinutes > 0 && usedMinutes * 100 >= openMinutes * CROWDED,
    big: sizedMeetings >= SOME && halfEmpty * 2 > sizedMeetings,
    missed: tellsWhoCame && pastMeetings >= SOME && noShows * 3 >= pastMeetings,
  };
  return SIGNS.filter((sign) => is[sign]);
}

/** By what rooms are put in order where a sign is looked at, or nothing is. */
const share = (part: number, whole: number): number => (whole > 0 ? part / whole : -1);
const RANKS: Record<Sign | 'all', (counts: Counts) => number> = {
  all: ({ usedMinutes, openMinutes }) => share(usedMinutes, openMinutes),
  idle: ({ usedMinutes, openMinutes }) => -share(usedMinutes, openMinutes),
  full: ({ usedMinutes, openMinutes }) => share(usedMinutes, openMinutes),
  big: ({ halfEmpty, sizedMeetings }) => share(halfEmpty, sizedMeetings),
  missed: ({ noShows, pastMeetings }) => share(noShows, pastMeetings),
};

/** The rooms that show a sign, or all: first those that show it most. */
export function ranked(uses: Uses, sign: Sign | undefined): RoomUse[] {
  const tells = tellsWhoCame(uses.total);
  const rank = RANKS[sign ?? 'all'];
  return (uses.rooms ?? [])
    .filter(({ counts }) => !sign || signsOf(counts, tells).includes(sign))
    .sort((a, b) => rank(b.counts) - rank(a.counts));
}

export interface Cell {
  weekday: number;
  hour: number;
  open: number;
  used: number;
}

export interface Week {
  weekdays: number[];
  /** Each hour, from the first in which anything is open to the last, with all days together. */
  hours: { hour: number; cells: Cell[]; all: Cell }[];
  /** Each day, with all hours together. */
  days: Cell[];
  fullest: Cell | undefined;
  quietest: Cell | undefined;
}

const sum = (cells: readonly Cell[], weekday: number, hour: number): Cell => ({
  weekday,
  hour,
  open: cells.reduce((all, { open }) => all + open, 0),
  used: cells.reduce((all, { used }) => all + used, 0),
});

/** The week by hours, each day with the same ones. */
export function weekOf(uses: Uses): Week {
  const all = (uses.hours ?? []).map(({ weekday, hour, openMinutes, usedMinutes }) => ({
    weekday,
    hour,
    open: openMinutes,
    used: usedMinutes,
  }));
  if (all.length === 0) {
    return { weekdays: [], hours: [], days: [], fullest: undefined, quietest: undefined };
  }
  const first = Math.min(...all.map(({ hour }) => hour));
  const last = Math.max(...all.map(({ hour }) => hour));
  const found = new Map(all.map((one) => [one.weekday * 24 + one.hour, one]));
  const weekdays = [1, 2, 3, 4, 5, 6, 7].filter(
    (weekday) => weekday < 6 || all.some((one) => one.weekday === weekday),
  );
  const hours = Array.from({ length: last - first + 1 }, (_, at) => {
    const hour = first + at;
    const cells = weekdays.map(
      (weekday) => found.get(weekday * 24 + hour) ?? { weekday, hour, open: 0, used: 0 },
    );
    return { hour, cells, all: sum(cells, 0, hour) };
  });
  const days = weekdays.map((weekday, at) =>
    sum(
      hours.flatMap(({ cells }) => cells[at] ?? []),
      weekday,
      -1,
    ),
  );
  const open = all
    .filter(({ open }) => open > 0)
    .sort((a, b) => a.used / a.open - b.used / b.open || a.weekday - b.weekday || a.hour - b.hour);
  // Of several that are as full the first is told.
  const most = open.at(-1);
  const fullest = open.find(
    ({ used, open }) => most && used > 0 && used / open === most.used / most.open,
  );
  const quietest = open[0];
  return { weekdays, hours, days, fullest, quietest };
}

/** How dark an hour is drawn: in five steps; nothing where nothing is open. */
export function stepOf({ open, used }: Cell): 0 | 1 | 2 | 3 | 4 | undefined {
  const of = percent(used, open);
  if (of === undefined) return undefined;
  return of < STEPS[0] ? 0 : of < STEPS[1] ? 1 : of < STEPS[2] ? 2 : of < STEPS[3] ? 3 : 4;
}

/** Where the steps but the first begin. */
export const STEPS = [10, 30, 50, CROWDED] as const;

const COLUMNS = [
  'openMinutes',
  'usedMinutes',
  'outsideMinutes',
  'meetings',
  'walkUps',
  'people',
  'mostPeople',
  'pastMeetings',
  'noShows',
  'sizedMeetings',
  'halfEmpty',
] as const satisfies readonly (keyof Counts)[];

/** What has a line of its own in a table for other programs. */
export type By = 'room' | 'group' | 'hour';

const numbers = (counts: Counts) => COLUMNS.map((name) => counts[name]);

const TABLES: Record<By, (uses: Uses) => (string | number | undefined | null)[][]> = {
  room: ({ rooms }) => [
    ['roomId', 'roomName', 'groupId', 'roomCapacity', ...COLUMNS],
    ...(rooms ?? []).map((room) => [
      room.roomId,
      room.roomName,
      room.groupId,
      room.roomCapacity,
      ...numbers(room.counts),
    ]),
  ],
  group: ({ groups }) => [
    ['groupId', 'groupName', 'rooms', ...COLUMNS],
    ...(groups ?? []).map((group) => [
      group.groupId,
      group.groupName,
      group.rooms,
      ...numbers(group.counts),
    ]),
  ],
  hour: ({ hours }) => [
    ['weekday', 'hour', 'openMinutes', 'usedMinutes'],
    ...(hours ?? []).map((one) => [one.weekday, one.hour, one.openMinutes, one.usedMinutes]),
  ],
};

/** A table for other programs. */
export const csvOf = (uses: Uses, by: By): string => csv(TABLES[by](uses));
