/** How a booking repeats, and each of its dates before it is made. */
import { NativeSelect } from '@mantine/core';
import { useSpeech } from '@/i18n';
import { datesOf, isShifted, MOST_TIMES, REPEATS, type Repeat } from '@/rules/repeat';
import { dayOf } from '@/time/zone';
import styles from './Booking.module.css';

interface FieldsProps {
  repeat: Repeat;
  times: number;
  day: string;
  onRepeat: (repeat: Repeat) => void;
  onTimes: (times: number) => void;
}

const COUNTS = [2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 26, 52, MOST_TIMES];

export function RepeatFields({ repeat, times, day, onRepeat, onTimes }: FieldsProps) {
  const { t, format } = useSpeech();
  const nameOf = (each: Repeat): string => {
    switch (each) {
      case 'weekly':
        return t('book.repeat.weekly', { day: format.longWeekday(day) });
      case 'fortnightly':
        return t('book.repeat.fortnightly', { day: format.longWeekday(day) });
      case 'monthly':
        return t('book.repeat.monthly', { day: Number(day.slice(8)) });
      default:
        return t(`book.repeat.${each}`);
    }
  };
  return (
    <div className={styles.two}>
      <NativeSelect
        label={t('book.repeat')}
        value={repeat}
        onChange={(event) => onRepeat(event.currentTarget.value as Repeat)}
        data={REPEATS.map((value) => ({ value, label: nameOf(value) }))}
      />
      {repeat !== 'none' && (
        <NativeSelect
          label={t('book.repeat.times')}
          value={String(times)}
          onChange={(event) => onTimes(Number(event.currentTarget.value))}
          data={COUNTS.map(String)}
        />
      )}
    </div>
  );
}

interface PreviewProps {
  repeat: Repeat;
  first: { day: string; start: string; end: string };
  times: number;
  /** When dates begin that cannot be had, as the server says it. */
  refused: readonly string[];
  roomZone: string;
}

export function RepeatPreview({ repeat, first, times, refused, roomZone }: PreviewProps) {
  const { t, format } = useSpeech();
  const dates = datesOf(repeat, first, times, format.zone);
  const bad = new Set(refused.map((date) => Date.parse(date)));
  const start = dates[0]?.from ?? 0;
  return (
    <section aria-label={t('book.repeat.preview')}>
      <ul className={styles.dates}>
        {dates.map((date) => (
          <li key={date.from} data-bad={bad.has(date.from)}>
            <span>
              {format.weekday(dayOf(date.from, format.zone))} {format.dateTime(date.from)}
            </span>
            {bad.has(date.from) && ` · ${t('book.repeat.conflict')}`}
            {isShifted(start, date.from, roomZone) &&
              ` · ${t('book.repeat.clock', {
                zone: format.city(roomZone),
                shift: format.time(date.from, roomZone),
              })}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
