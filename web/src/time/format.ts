/** Times in words, by Intl: in the language of the page and in a zone that is named. */
import { DAY, MINUTE, offsetMinutes } from './zone';

export interface Formats {
  zone: string;
  /** `10:15`. */
  time: (instant: number, zone?: string) => string;
  /** `Thu 26 November`. */
  day: (day: string) => string;
  /** `26 Nov`. */
  shortDay: (day: string) => string;
  /** `Thu`. */
  weekday: (day: string) => string;
  /** `Thursday`. */
  longWeekday: (day: string) => string;
  /** `26 Nov, 10:15`. */
  dateTime: (instant: number, zone?: string) => string;
  /** `26 Nov 2026, 10:15`: where it may be years away. */
  moment: (instant: number, zone?: string) => string;
  /** `10:15–11:00`, with days where they differ. */
  span: (from: number, until: number, zone?: string) => string;
  /** `Thu 26 Nov, 10:15–11:00`. */
  daySpan: (from: number, until: number, zone?: string) => string;
  /** `1 hr 30 min`. */
  length: (millis: number) => string;
  /** `Berlin`. */
  city: (zone: string) => string;
}

const kept = new Map<string, Intl.DateTimeFormat>();

function get(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  let format = kept.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(language, options);
    kept.set(key, format);
  }
  return format;
}

/** A browser that is English counts days first, as most of its readers do. */
const locale = (language: string): string => (language === 'en' ? 'en-GB' : language);

export function createFormats(language: string, ownZone: string): Formats {
  const tag = locale(language);
  const clock: Intl.DateTimeFormatOptions = {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  };
  const date: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', weekday: 'short' };
  const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);
  const ofDay = (day: string, options: Intl.DateTimeFormatOptions) =>
    get(tag, { ...options, timeZone: 'UTC' }).format(noon(day));
  return {
    zone: ownZone,
    time: (instant, zone = ownZone) => get(tag, { ...clock, timeZone: zone }).format(instant),
    day: (day) => ofDay(day, { weekday: 'short', day: 'numeric', month: 'long' }),
    shortDay: (day) => ofDay(day, { day: 'numeric', month: 'short' }),
    weekday: (day) => ofDay(day, { weekday: 'short' }),
    longWeekday: (day) => ofDay(day, { weekday: 'long' }),
    dateTime: (instant, zone = ownZone) =>
      get(tag, { ...clock, day: 'numeric', month: 'short', timeZone: zone }).format(instant),
    moment: (instant, zone = ownZone) =>
      get(tag, {
        ...clock,
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        timeZone: zone,
      }).format(instant),
    span: (from, until, zone = ownZone) => {
      if (until - from > DAY) {
        return get(tag, { ...clock, day: 'numeric', month: 'short', timeZone: zone }).formatRange(
          from,
          until,
        );
      }
      const format = get(tag, { ...clock, timeZone: zone });
      return `${format.format(from)}–${format.format(until)}`;
    },
    daySpan: (from, until, zone = ownZone) => {
      const format = get(tag, { ...clock, timeZone: zone });
      const day = get(tag, { ...date, timeZone: zone });
      const [first, last] = [day.format(from), day.format(until - 1)];
      const end = format.format(until);
      return first === last
        ? `${first} ${format.format(from)}–${end}`
        : `${first} ${format.format(from)} – ${day.format(until)} ${end}`;
    },
    length: (millis) => {
      const minutes = Math.round(millis / MINUTE);
      const unit = (value: number, name: string) =>
        new Intl.NumberFormat(tag, { style: 'unit', unit: name, unitDisplay: 'short' }).format(
          value,
        );
      const hours = Math.floor(minutes / 60);
      const rest = minutes % 60;
      if (hours === 0) return unit(rest, 'minute');
      return rest === 0 ? unit(hours, 'hour') : `${unit(hours, 'hour')} ${unit(rest, 'minute')}`;
    },
    city: (zone) => {
      const name = get(tag, { timeZone: zone, timeZoneName: 'shortGeneric' })
        .formatToParts(0)
        .find((part) => part.type === 'timeZoneName')?.value;
      const last = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
      // An English reader knows Berlin better than "Germany Time"; Chinese has no city names here.
      return language === 'en' ? last : (name ?? last);
    },
  };
}

const TIMESTAMP = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})/g;

/** A text of the server's, its timestamps as people write them. */
export const withPlainTimes = (text: string, format: Formats): string =>
  text.replace(TIMESTAMP, (timestamp) => format.dateTime(Date.parse(timestamp)));

/** `+7`, `−5.5`: hours, beside the name of a place. */
export const signed = (hours: number): string => `${hours < 0 ? '−' : '+'}${Math.abs(hours)}`;

/** By how many hours the clocks of a zone are ahead of another's then. */
export function hoursAhead(zone: string, of: string, instant: number): number {
  return (offsetMinutes(instant, zone) - offsetMinutes(instant, of)) / 60;
}
