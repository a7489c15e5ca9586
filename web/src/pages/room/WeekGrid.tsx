/** Hours down, a day beside a day. */
import { useSpeech } from '@/i18n';
import { type ClosedSpan, overlaps, type Span } from '@/rules/closed';
import { addDays, HOUR, startOfDay } from '@/time/zone';
import styles from './RoomWeek.module.css';

export const HOUR_HEIGHT = 44;
/** The hours that are shown: earlier and later ones are rarely booked, and the timeline has them. */
const FIRST = 7;
const LAST = 22;
const SHOWN = Array.from({ length: LAST - FIRST }, (_, at) => FIRST + at);

export interface Block extends Span {
  kind: 'busy' | 'own' | 'tentative';
  title: string;
}

export function Hours() {
  return (
    <div className={styles.hours} style={{ height: (LAST - FIRST) * HOUR_HEIGHT }}>
      {SHOWN.map((hour) => (
        <span
          key={hour}
          className={styles.hour}
          style={{ top: (hour - FIRST) * HOUR_HEIGHT }}
          aria-hidden="true"
        >
          {String(hour).padStart(2, '0')}:00
        </span>
      ))}
    </div>
  );
}

interface Props {
  day: string;
  zone: string;
  now: number;
  blocks: readonly Block[];
  closed: readonly ClosedSpan[];
  onBook: (at: number) => void;
}

export function DayColumn({ day, zone, now, blocks, closed, onBook }: Props) {
  const { t, format } = useSpeech();
  const midnight = startOfDay(day, zone);
  const shown: Span = {
    from: midnight + FIRST * HOUR,
    until: Math.min(midnight + LAST * HOUR, startOfDay(addDays(day, 1), zone)),
  };
  const place = (span: Span) => {
    const from = Math.max(span.from, shown.from);
    const until = Math.min(span.until, shown.until);
    return {
      top: ((from - shown.from) / HOUR) * HOUR_HEIGHT,
      height: ((until - from) / HOUR) * HOUR_HEIGHT,
    };
  };
  const taken = blocks.filter((block) => overlaps(block, shown));
  const slots = Array.from({ length: LAST - FIRST }, (_, at) => shown.from + at * HOUR).filter(
    (at) =>
      at + HOUR > now && !taken.some((block) => overlaps(block, { from: at, until: at + HOUR })),
  );
  return (
    <div
      className={styles.column}
      style={{
        height: (LAST - FIRST) * HOUR_HEIGHT,
        backgroundSize: `100% ${HOUR_HEIGHT}px`,
      }}
    >
      {closed
        .filter((span) => overlaps(span, shown))
        .map((span) => (
          <div
            key={`${span.kind}${span.from}`}
            className={styles.closed}
            data-kind={span.kind}
            title={span.reason}
            style={place(span)}
          />
        ))}
      {slots.map((at) => (
        <button
          key={at}
          type="button"
          className={styles.slot}
          style={place({ from: at, until: at + HOUR })}
          aria-label={`${t('rooms.bookNow')}: ${format.daySpan(at, at + HOUR, zone)}`}
          onClick={() => onBook(Math.max(at, Math.floor(now / (HOUR / 4)) * (HOUR / 4)))}
        />
      ))}
      {taken.map((block) => (
        <div
          key={block.from}
          className={styles.block}
          data-kind={block.kind}
          data-short={place(block).height < 34}
          style={place(block)}
          title={`${format.span(block.from, block.until, zone)} ${block.title}`}
        >
          <strong>{block.title}</strong>
          {format.span(block.from, block.until, zone)}
          {block.kind === 'tentative' && ` · ${t('block.tentative')}`}
        </div>
      ))}
      {overlaps(shown, { from: now, until: now + 1 }) && (
        <div className={styles.now} style={{ top: place({ from: now, until: now + 1 }).top }} />
      )}
    </div>
  );
}
