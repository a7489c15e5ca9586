/**
 * Wall clocks: what a point in time is called in a zone, and the other way round.
 *
 * Points in time are milliseconds since 1970, days are `YYYY-MM-DD`. The rules are those of the
 * server: an hour that does not exist moves forward, one that exists twice is the first.
 */

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** What a clock on the wall shows. */
export interface Wall {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clock(zone: string): Intl.DateTimeFormat {
  let found = clocks.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    clocks.set(zone, found);
  }
  return found;
}

/** Whether this browser knows the zone. */
export function isZone(zone: string): boolean {
  try {
    clock(zone);
    return true;
  } catch {
    return false;
  }
}

/** The zone of whoever looks. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function wallOf(instant: number, zone: string): Wall {
  const wall: Wall = { year: 0, month: 0, day: 0, hour: 0, minute: 0 };
  for (const part of clock(zone).formatToParts(instant)) {
    if (part.type in wall) wall[part.type as keyof Wall] = Number(part.value);
  }
  return wall;
}

function asUtc(wall: Wall): number {
  return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
}

/** How many minutes the zone's clocks are ahead of UTC then. */
export function offsetMinutes(instant: number, zone: string): number {
  const whole = Math.floor(instant / MINUTE) * MINUTE;
  return (asUtc(wallOf(whole, zone)) - whole) / MINUTE;
}

/** When clocks in the zone show that. */
export function instantOf(wall: Wall, zone: string): number {
  const shown = asUtc(wall);
  const before = offsetMinutes(shown - DAY, zone);
  const after = offsetMinutes(shown + DAY, zone);
  const candidates = [shown - before * MINUTE, shown - after * MINUTE].sort((a, b) => a - b);
  for (const candidate of candidates) {
    if (asUtc(wallOf(candidate, zone)) === shown) return candidate;
  }
  // Clocks leapt over it: it is as much later as they leapt.
  return shown - before * MINUTE;
}

const pad = (number: number): string => String(number).padStart(2, '0');

export function dayOf(instant: number, zone: string): string {
  const { year, month, day } = wallOf(instant, zone);
  return `${year}-${pad(month)}-${pad(day)}`;
}

/** `HH:mm`. */
export function timeOf(instant: number, zone: string): string {
  const { hour, minute } = wallOf(instant, zone);
  return `${pad(hour)}:${pad(minute)}`;
}

/** When a day has that time; `24:00` is its end. */
export function instantAt(day: string, time: string, zone: string): number {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const moved = new Date(Date.UTC(year, month - 1, date, hour, minute));
  return instantOf(
    {
      year: moved.getUTCFullYear(),
      month: moved.getUTCMonth() + 1,
      day: moved.getUTCDate(),
      hour: moved.getUTCHours(),
      minute: moved.getUTCMinutes(),
    },
    zone,
  );
}

export const startOfDay = (day: string, zone: string): number => instantAt(day, '00:00', zone);

/** The day so many days later. */
export function addDays(day: string, days: number): string {
  const moved = new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY);
  return moved.toISOString().slice(0, 10);
}

/** 0 for Monday to 6 for Sunday. */
export function weekday(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

export const monday = (day: string): string => addDays(day, -weekday(day));

const SHAPE = /^\d{4}-\d{2}-\d{2}$/;

/** Whether it is a day that a calendar has. */
export function isDay(text: unknown): text is string {
  if (typeof text !== 'string' || !SHAPE.test(text)) return false;
  const parsed = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(text);
}
