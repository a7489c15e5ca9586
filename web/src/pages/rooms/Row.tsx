/** A room's line in the timeline. */
import { memo, type PointerEvent } from 'react';
import type { Taken } from '@/api/queries';
import { type PlainKey, useSpeech } from '@/i18n';
import { overlaps, type Span } from '@/rules/closed';
import { type Axis, placeOf, stepAt, widthOf } from '@/rules/day';
import { type Grip, grips } from '@/rules/drag';
import type { Room } from '@/rules/rooms';
import { hoursAhead, signed } from '@/time/format';
import { HOUR } from '@/time/zone';
import { Icon, type IconName } from '@/ui/icons';
import { RoomLink } from '@/ui/RoomLink';
import type { Right, RoomFacts } from './roomFacts';
import { forWhoLooks, standingOf } from './state';
import styles from './Timeline.module.css';
import type { Own } from './useDay';
import type { Phase } from './useDrawing';
import type { Held } from './useMoving';

/** What is dragged into this room, or within it. */
export interface Ghost extends Span {
  isSaving: boolean;
  name: string;
}

interface Props {
  room: Room;
  facts: RoomFacts;
  axis: Axis;
  /** Now, to the minute; null on another day. */
  now: number | null;
  /** The same on any day. */
  minute: number;
  taken: readonly Taken[];
  own: readonly Own[];
  draft: Span | null;
  ghost: Ghost | null;
  /** When what is dragged away begins. */
  lifted: number | null;
  cursor: Span | null;
  cursorId: string;
  onDraw: (room: Room, at: number, phase: Phase, event: PointerEvent) => void;
  /** A press is over, by whatever it was. */
  onTap: (room: Room) => void;
  onPress: (room: Room, taken: Taken, own: Own | undefined) => void;
  onTake: (event: PointerEvent<HTMLElement>, held: Held) => void;
}

export const RIGHTS: Record<Right, [PlainKey, IconName]> = {
  approval: ['rooms.right.approval', 'hourglass'],
  adminsOnly: ['rooms.right.adminsOnly', 'lock'],
  members: ['rooms.right.members', 'people'],
  notBookable: ['rooms.right.notBookable', 'close'],
  yours: ['rooms.right.yours', 'check'],
};

export const Row = memo(function Row(props: Props) {
  const { room, axis, now, taken, own, draft, ghost, cursor } = props;
  const { t, format } = useSpeech();
  const { zone, closed, rights, isRunner, isBookable } = props.facts;
  const standing =
    now === null
      ? null
      : forWhoLooks(standingOf(taken, closed, now, axis.until, t, format), isBookable, t);
  const ahead = hoursAhead(zone, format.zone, axis.from + 12 * HOUR);

  const draw = (phase: Phase) => (event: PointerEvent<HTMLElement>) => {
    if (phase === 'begin' && event.button !== 0) return;
    const place = event.clientX - event.currentTarget.getBoundingClientRect().left;
    // A finger is captured by itself, until it scrolls.
    if (phase === 'begin' && event.pointerType === 'mouse') {
      event.currentTarget.setPointerCapture(event.pointerId);
    }
    props.onDraw(room, stepAt(place, axis), phase, event);
  };

  const seats = room.roomCapacity ? t('rooms.seats', { n: room.roomCapacity }) : null;
  const zoneText =
    ahead !== 0 &&
    t('rooms.zoneRow', {
      city: format.city(zone),
      hours: ahead < 0 ? t('rooms.behind', { n: -ahead }) : t('rooms.ahead', { n: ahead }),
    });
  const zoneShort =
    ahead !== 0 && t('rooms.zoneShort', { city: format.city(zone), hours: signed(ahead) });

  return (
    <>
      <div role="rowheader" className={styles.room}>
        <span className={styles.mark} data-kind={standing?.kind ?? 'none'} hidden={!standing} />
        <RoomLink className={styles.name} roomId={room.roomId} tabIndex={-1} title={room.roomName}>
          {room.roomName}
        </RoomLink>
        <span className={styles.sub} title={zoneText || undefined}>
          {[seats, zoneShort, standing?.text].filter(Boolean).join(' · ')}
        </span>
        <span className={styles.rights}>
          {rights.map((right) => (
            <span key={right} title={t(RIGHTS[right][0])}>
              <Icon name={RIGHTS[right][1]} size={16} />
              <span className="hidden">{t(RIGHTS[right][0])}</span>
            </span>
          ))}
        </span>
      </div>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it has the keys */}
      <div
        role="gridcell"
        className={styles.track}
        onPointerDown={draw('begin')}
        onPointerMove={draw('go')}
        onPointerUp={draw('end')}
        onPointerCancel={draw('give up')}
        onClick={() => props.onTap(room)}
        style={{ width: placeOf(axis.until, axis), backgroundSize: `${axis.hourWidth}px 100%` }}
      >
        {closed.map((span) => (
          <div
            key={`${span.kind}${span.from}`}
            className={styles.closed}
            data-kind={span.kind}
            title={span.reason ?? t(span.kind === 'closed' ? 'block.closed' : 'block.outside')}
            style={{ left: placeOf(span.from, axis), width: widthOf(span, axis) }}
          >
            {span.kind === 'closed' && <span>{span.reason ?? t('block.closed')}</span>}
          </div>
        ))}
        {taken.map((span) => {
          const mine = own.find((each) => overlaps(each, span));
          const kind = span.isWaiting ? 'tentative' : mine ? 'own' : 'busy';
          const name = span.isWalkUp
            ? t('block.walkUp')
            : (mine?.event.summary ?? span.summary ?? span.who ?? t(`block.${kind}`));
          const held = heldAt(span, mine, isRunner, props.minute, axis);
          const take = (event: PointerEvent<HTMLElement>) => {
            event.stopPropagation();
            const grip = gripAt(event);
            const taken = held.includes(grip) ? grip : held.find((each) => each === 'whole');
            if (taken) props.onTake(event, { room, span, own: mine, grip: taken });
          };
          return (
            <button
              key={span.from}
              type="button"
              tabIndex={-1}
              className={styles.block}
              data-kind={kind}
              data-own={mine !== undefined}
              data-movable={held.includes('whole')}
              data-lifted={props.lifted === span.from}
              title={[format.span(span.from, span.until), name, !mine && span.summary && span.who]
                .filter(Boolean)
                .join(' · ')}
              style={{
                left: placeOf(Math.max(span.from, axis.from), axis) + 1,
                width: Math.max(widthOf(span, axis) - 2, 6),
              }}
              onPointerDown={take}
              onClick={() => props.onPress(room, span, mine)}
            >
              {held.includes('start') && <i className={styles.edge} data-edge="start" />}
              {held.includes('end') && <i className={styles.edge} data-edge="end" />}
              {kind === 'tentative' && <Icon name="hourglass" size={14} />}
              <span>{name}</span>
              <span className="hidden">{format.span(span.from, span.until)}</span>
            </button>
          );
        })}
        {ghost && (
          <div
            className={styles.draft}
            data-saving={ghost.isSaving}
            style={{ left: placeOf(ghost.from, axis), width: widthOf(ghost, axis) }}
          >
            {format.span(ghost.from, ghost.until)} · {ghost.name}
          </div>
        )}
        {draft && (
          <div
            className={styles.draft}
            style={{ left: placeOf(draft.from, axis), width: widthOf(draft, axis) }}
          >
            {format.span(draft.from, draft.until)}
          </div>
        )}
      </div>
      {cursor && (
        <div
          role="gridcell"
          id={props.cursorId}
          className={styles.cursor}
          aria-label={t('block.cell', {
            room: room.roomName,
            time: format.span(cursor.from, cursor.until),
            state: stateAt(cursor, taken, closed, own, t),
          })}
          style={{
            left: `calc(var(--side) + ${placeOf(cursor.from, axis)}px)`,
            width: widthOf(cursor, axis),
          }}
        >
          {format.time(cursor.from)}
        </div>
      )}
    </>
  );
});

/** How near to an end it is that is held. */
const NEAR = 9;
const NEAR_BY_FINGER = 18;

/** Whether a pointer is at an end of a block, or in its midst. */
function gripAt(event: PointerEvent<HTMLElement>): Grip {
  const { left, right, width } = event.currentTarget.getBoundingClientRect();
  const near = Math.min(event.pointerType === 'mouse' ? NEAR : NEAR_BY_FINGER, width / 4);
  if (event.clientX < left + near) return 'start';
  return event.clientX > right - near ? 'end' : 'whole';
}

/** Where a booking can be held: one's own, and what is booked in rooms that one administers. */
export function heldAt(
  span: Taken,
  own: Own | undefined,
  isRunner: boolean,
  now: number,
  axis: Axis,
): Grip[] {
  const isKnown = span.eventId !== undefined && span.organizerId !== undefined;
  const isWhole = own?.event.isAllDay === true;
  return isKnown && !isWhole && (own || isRunner) ? grips(span, now, axis) : [];
}

function stateAt(
  span: Span,
  taken: readonly Taken[],
  closed: readonly (Span & { kind: 'closed' | 'outside' })[],
  own: readonly Own[],
  t: (key: PlainKey) => string,
): string {
  const mine = own.find((each) => overlaps(each, span));
  if (mine) return `${t('block.own')}, ${mine.event.summary ?? ''}`;
  const other = taken.find((each) => overlaps(each, span));
  if (other) {
    const state = t(other.isWaiting ? 'block.tentative' : 'block.busy');
    const who = other.isWalkUp ? t('block.walkUp') : other.who;
    return who ? `${state}, ${who}` : state;
  }
  const shut = closed.find((each) => overlaps(each, span));
  if (shut) return t(shut.kind === 'closed' ? 'block.closed' : 'block.outside');
  return t('block.free');
}
