/** Hours down, a day beside a day. */
import { useSpeech } from '@/i18n';
import { type ClosedSpan, overlaps, type Span } from '@/rules/closed';
import { type Hours as HoursShown, placeOf, shownOf, slotsOf } from '@/rules/week';
import { HOUR } from '@/time/zone';
import styles from './RoomWeek.module.css';

/** A quarter of it has room for a line. */
const HOUR_HEIGHT = 48;
/** Less than two lines. */
const SHORT = 34;

export interface Block extends Span {
  kind: 'busy' | 'own' | 'tentative';
  title: string;
}

export function Hours({ first, last }: HoursShown) {
  return (
    <div className={styles.hours} style={{ height: (last - first) * HOUR_HEIGHT }}>
      {Array.from({ length: last - first }, (_, at) => first + at).map((hour) => (
        <span
          key={hour}
          className={styles.hour}
          style={{ top: (hour - first) * HOUR_HEIGHT }}
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
  hours: HoursShown;
  now: number;
  blocks: readonly Block[];
  closed: readonly ClosedSpan[];
  onBook: (at: number) => void;
}

export function DayColumn({ day, zone, hours, now, blocks, closed, onBook }: Props) {
  const { t, format } = useSpeech();
  const shown = shownOf(day, hours, zone);
  const place = (span: Span) => {
    const { top, height } = placeOf(span, day, hours, zone);
    return { top: top * HOUR_HEIGHT, height: height * HOUR_HEIGHT };
  };
  const taken = blocks.filter((block) => overlaps(block, shown));
  const slots = slotsOf(day, hours, zone).filter(
    (at) =>
      at + HOUR > now && !taken.some((block) => overlaps(block, { from: at, until: at + HOUR })),
  );
  return (
    <div
      className={styles.column}
      style={{
        height: (hours.last - hours.first) * HOUR_HEIGHT,
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
      {taken.map((block) => {
        const at = place(block);
        const isShort = at.height < SHORT;
        const times = format.span(block.from, block.until, zone);
        return (
          <div
            key={block.from}
            className={styles.block}
            data-kind={block.kind}
            data-short={isShort}
            style={isShort ? { ...at, lineHeight: `${at.height}px` } : at}
            title={`${times} ${block.title}`}
          >
            <strong>{block.title}</strong> {times}
            {block.kind === 'tentative' && ` · ${t('block.tentative')}`}
          </div>
        );
      })}
      {overlaps(shown, { from: now, until: now + 1 }) && (
        <div className={styles.now} style={{ top: place({ from: now, until: now + 1 }).top }} />
      )}
    </div>
  );
}
