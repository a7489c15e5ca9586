/** Rooms on a phone: what each is now, and its next hours. */

import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useMemo, useRef } from 'react';
import type { Taken } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { useBooking } from '@/pages/booking/useBooking';
import { freeFrom, overlaps } from '@/rules/closed';
import { type Axis, nextStep, placeOf, pressed, STEP, widthOf } from '@/rules/day';
import type { Floor, Room } from '@/rules/rooms';
import { hoursAhead, signed } from '@/time/format';
import { HOUR } from '@/time/zone';
import { Icon } from '@/ui/icons';
import { RoomLink } from '@/ui/RoomLink';
import styles from './Rooms.module.css';
import type { RoomFacts } from './roomFacts';
import { forWhoLooks, standingOf } from './state';
import timeline from './Timeline.module.css';
import { type Day, type Own, planOf } from './useDay';

const NONE: readonly never[] = [];
/** How many hours the strip shows: the next of today, or those of another day. */
const AHEAD = 6;
const WHOLE = 12;
const CARD = 104;
const FLOOR = 44;

type Line = { floor: Floor; room?: undefined } | { room: Room; floor?: undefined };

interface Props {
  day: Day;
  onTaken: (room: Room, taken: Taken, own: Own | undefined) => void;
}

export function PhoneRooms({ day, onTaken }: Props) {
  const { t } = useSpeech();
  const scroll = useRef<HTMLDivElement>(null);
  const lines = useMemo<Line[]>(
    () =>
      day.floors.flatMap((floor): Line[] => [{ floor }, ...floor.rooms.map((room) => ({ room }))]),
    [day.floors],
  );
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroll.current,
    estimateSize: (at) => (lines[at]?.floor ? FLOOR : CARD),
    overscan: 5,
  });
  // Another day is looked at from its morning on.
  const at = day.isToday ? nextStep(day.now) : day.from + 8 * HOUR;
  return (
    <section
      ref={scroll}
      className={styles.list}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has keys alone scrolls it by them
      tabIndex={0}
      aria-label={t('rooms.title')}
    >
      <ul className={styles.inner} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((item) => {
          const line = lines[item.index];
          const style = { transform: `translateY(${item.start}px)` };
          if (!line) return null;
          return (
            <li key={item.key} className={styles.item} style={style}>
              {line.floor ? (
                <h2 className={styles.floor}>
                  {line.floor.path.length > 1 && (
                    <span>{line.floor.path.slice(0, -1).join(' › ')} › </span>
                  )}
                  {line.floor.path.at(-1) ?? t('rooms.noGroup')}
                  <PlanLink plan={planOf(line.floor, day)} />
                </h2>
              ) : (
                <Card
                  room={line.room}
                  facts={day.factsOf(line.room)}
                  at={at}
                  isToday={day.isToday}
                  dayFrom={day.from}
                  dayUntil={day.until}
                  taken={day.busy?.get(line.room.roomId) ?? NONE}
                  own={day.own.get(line.room.roomId) ?? NONE}
                  onTaken={onTaken}
                />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function PlanLink({ plan }: { plan: number | undefined }) {
  const { t } = useSpeech();
  if (plan === undefined) return null;
  return (
    <Link to="/floors/$groupId" params={{ groupId: String(plan) }} className={timeline.planLink}>
      {t('floor.link')}
    </Link>
  );
}

interface CardProps {
  room: Room;
  facts: RoomFacts;
  at: number;
  isToday: boolean;
  dayFrom: number;
  dayUntil: number;
  taken: readonly Taken[];
  own: readonly Own[];
  onTaken: Props['onTaken'];
}

const Card = memo(function Card(props: CardProps) {
  const { room, at, taken, own, isToday } = props;
  const { t, format } = useSpeech();
  const book = useBooking();
  const ahead = (isToday ? AHEAD : WHOLE) * HOUR;
  const axis: Axis = { from: at, until: Math.min(at + ahead, props.dayUntil), hourWidth: 0 };
  const hours = (axis.until - axis.from) / HOUR;
  const { zone, closed, rights, isBookable } = props.facts;
  const behind = hoursAhead(zone, format.zone, at);
  const now = isToday ? at : props.dayFrom + 8 * HOUR;
  const standing = forWhoLooks(
    standingOf(taken, closed, now, props.dayUntil, t, format),
    isBookable,
    t,
  );
  const percent = { ...axis, hourWidth: 100 / hours };
  const seen = <S extends { from: number; until: number }>(spans: readonly S[]) =>
    spans.filter((span) => overlaps(span, axis));
  const current = isToday && taken.find((span) => span.from <= now && now < span.until);
  // Now where it is today, else the first free time of that day.
  const next = pressed(isToday ? at : freeFrom(taken, at + HOUR), HOUR, taken);
  return (
    <article className={styles.card}>
      <RoomLink className={styles.cardName} roomId={room.roomId}>
        {room.roomName}
      </RoomLink>
      {current ? (
        <Button
          variant="default"
          onClick={() =>
            props.onTaken(
              room,
              current,
              own.find((each) => overlaps(each, current)),
            )
          }
          aria-label={`${room.roomName}: ${standing.text}`}
        >
          {t('bookings.more')}
        </Button>
      ) : (
        <Button
          variant="light"
          disabled={!isBookable || standing.kind === 'closed'}
          onClick={() =>
            book({
              roomIds: [room.roomId],
              from: next.from,
              until: Math.max(next.until, next.from + STEP),
            })
          }
          aria-label={`${t('rooms.bookNow')}: ${room.roomName}`}
        >
          {t('rooms.bookNow')}
        </Button>
      )}
      <p className={styles.state} data-kind={standing.kind}>
        {isToday && <span className={timeline.mark} data-kind={standing.kind} />}
        {isToday && <strong>{standing.text}</strong>}
        {room.roomCapacity ? <span>{t('rooms.seats', { n: room.roomCapacity })}</span> : null}
        {behind !== 0 && (
          <span>{t('rooms.zoneShort', { city: format.city(zone), hours: signed(behind) })}</span>
        )}
        {rights.includes('approval') && <Icon name="hourglass" size={15} />}
        {rights.includes('adminsOnly') && <Icon name="lock" size={15} />}
      </p>
      <div
        className={styles.strip}
        role="img"
        aria-label={`${t('rooms.nextHours', { n: Math.round(hours) })}: ${
          seen(taken)
            .map((span) => format.span(span.from, span.until))
            .join(', ') || t('block.free')
        }`}
      >
        {Array.from({ length: Math.ceil(hours) }, (_, hour) => {
          const instant = Math.ceil(axis.from / HOUR) * HOUR + hour * HOUR;
          // A number that a booking would half cover is left out.
          const number = { from: instant, until: instant + NUMBER };
          const isCovered = taken.some((span) => overlaps(span, number));
          return (
            <span
              key={instant}
              className={styles.stripHour}
              style={{ left: `${placeOf(instant, percent)}%` }}
            >
              {isCovered ? '' : format.time(instant).slice(0, 2)}
            </span>
          );
        })}
        {seen(closed).map((span) => (
          <span
            key={`${span.kind}${span.from}`}
            className={styles.stripTaken}
            data-kind={span.kind}
            style={placed(span, percent)}
          />
        ))}
        {seen(taken).map((span) => (
          <span
            key={span.from}
            className={styles.stripTaken}
            data-kind={
              span.isWaiting
                ? 'tentative'
                : own.some((each) => overlaps(each, span))
                  ? 'own'
                  : 'busy'
            }
            style={placed(span, percent)}
          />
        ))}
      </div>
    </article>
  );
});

/** How much of the axis the number of an hour takes. */
const NUMBER = 0.75 * HOUR;

const placed = (span: { from: number; until: number }, axis: Axis) => ({
  left: `${placeOf(Math.max(span.from, axis.from), axis)}%`,
  width: `${widthOf(span, axis)}%`,
});
