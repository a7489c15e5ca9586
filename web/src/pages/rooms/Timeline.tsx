/** Rooms down and hours across: a grid that one draws in with a mouse or a finger, or walks with the keys. */
import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  Suspense,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Taken } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { useBooking } from '@/pages/booking/useBooking';
import { overlaps, type Span } from '@/rules/closed';
import { type Axis, nextStep, placeOf, STEP } from '@/rules/day';
import type { Floor, Room } from '@/rules/rooms';
import { HOUR, MINUTE } from '@/time/zone';
import { lazyPart } from '@/ui/lazyPart';
import { type Ghost, heldAt, Row } from './Row';
import styles from './Timeline.module.css';
import { type Day, type Own, planOf } from './useDay';
import { useDrawing } from './useDrawing';
import { useMoving } from './useMoving';

const MoveRefused = lazyPart(async () => (await import('./MoveRefused')).MoveRefused);

const SIDE = 264;
const ROOM = 46;
const FLOOR = 40;
const NONE: readonly never[] = [];

type Line = { kind: 'floor'; floor: Floor } | { kind: 'room'; room: Room };

interface Cursor {
  line: number;
  from: number;
  length: number;
}

interface Props {
  day: Day;
  onTaken: (room: Room, taken: Taken, own: Own | undefined) => void;
}

/** How wide an hour is, so that a working day fits. */
function useHourWidth(element: HTMLElement | null): number {
  const [width, setWidth] = useState(88);
  useLayoutEffect(() => {
    if (!element) return;
    const measure = () =>
      setWidth(Math.max(60, Math.floor((element.clientWidth - SIDE - 12) / 12)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

export function Timeline({ day, onTaken }: Props) {
  const { t, format } = useSpeech();
  const book = useBooking();
  const cursorId = useId();
  const helpId = useId();
  const [element, setElement] = useState<HTMLElement | null>(null);
  const hourWidth = useHourWidth(element);
  const { from, until, isToday } = day;
  const axis = useMemo<Axis>(() => ({ from, until, hourWidth }), [from, until, hourWidth]);
  const minute = Math.floor(day.now / MINUTE) * MINUTE;
  const now = isToday ? minute : null;

  const lines = useMemo<Line[]>(
    () =>
      day.floors.flatMap((floor): Line[] => [
        { kind: 'floor', floor },
        ...floor.rooms.map((room): Line => ({ kind: 'room', room })),
      ]),
    [day.floors],
  );
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => element,
    estimateSize: (at) => (lines[at]?.kind === 'floor' ? FLOOR : ROOM),
    getItemKey: (at) => {
      const line = lines[at];
      return line?.kind === 'room' ? line.room.roomId : `floor ${line?.floor.id}`;
    },
    overscan: 6,
    scrollPaddingStart: 40,
  });

  // A day is first seen from the working hours on, today from now on.
  const seen = useRef('');
  useLayoutEffect(() => {
    const key = `${from} ${hourWidth}`;
    if (!element || seen.current === key) return;
    seen.current = key;
    const first = now === null ? from + 7.5 * HOUR : Math.min(now - 1.5 * HOUR, until - 12 * HOUR);
    element.scrollLeft = placeOf(Math.max(first, from), axis);
  }, [element, from, until, hourWidth, now, axis]);

  const takenOf = (room: Room): readonly Taken[] => day.busy?.get(room.roomId) ?? NONE;

  const { draft, onDraw, onTap } = useDrawing(element, day.busy);

  const body = useRef<HTMLDivElement>(null);
  const roomAt = (clientY: number) => {
    const top = body.current?.getBoundingClientRect().top ?? 0;
    const item = rows.getVirtualItemForOffset(clientY - top);
    const line = item && lines[item.index];
    return line?.kind === 'room' ? line.room : undefined;
  };
  const roomsOf = (span: Taken) =>
    [...(day.busy ?? [])]
      .filter(([, list]) => list.some((each) => each.eventId === span.eventId))
      .map(([roomId]) => roomId);
  const move = useMoving({ axis, element, roomAt, roomsOf });
  const { moving, wasDragged } = move;
  const onPress = useCallback(
    (room: Room, taken: Taken, own: Own | undefined) => {
      if (!wasDragged.current) onTaken(room, taken, own);
    },
    [onTaken, wasDragged],
  );
  const ghost = useMemo<Ghost | null>(
    () =>
      moving && {
        from: moving.to.from,
        until: moving.to.until,
        isSaving: moving.isSaving,
        name: moving.own?.event.summary ?? moving.span.summary ?? moving.span.who ?? '',
      },
    [moving],
  );

  const [cursor, setCursor] = useState<Cursor | null>(null);
  const firstRoom = lines.findIndex((line) => line.kind === 'room');
  const place = (next: Cursor) => {
    setCursor(next);
    rows.scrollToIndex(next.line, { align: 'auto' });
    if (element) {
      const left = placeOf(next.from, axis);
      const right = left + placeOf(from + next.length, axis);
      const width = element.clientWidth - SIDE;
      if (left < element.scrollLeft) element.scrollLeft = left;
      if (right > element.scrollLeft + width) element.scrollLeft = right - width;
    }
  };
  // Rooms that are filtered away take the cursor along.
  useEffect(() => {
    setCursor((before) => (before && lines[before.line]?.kind !== 'room' ? null : before));
  }, [lines]);

  const start = (): Cursor => ({
    line: firstRoom,
    from: now === null ? from + 9 * HOUR : nextStep(now),
    length: 2 * STEP,
  });
  const step = (line: number, by: number): number => {
    let at = line + by;
    while (lines[at] && lines[at]?.kind !== 'room') at += Math.sign(by);
    return lines[at] ? at : line;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || firstRoom < 0) return;
    const at = cursor ?? start();
    if (moving) return onKeyMoving(event, at);
    if (event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      return move.undo();
    }
    const go = (next: Partial<Cursor>) => {
      event.preventDefault();
      place(cursor ? { ...at, ...next } : at);
    };
    switch (event.key) {
      case 'ArrowRight':
        if (event.shiftKey) return go({ length: Math.min(at.length + STEP, until - at.from) });
        return go({ from: Math.min(at.from + 2 * STEP, until - at.length) });
      case 'ArrowLeft':
        if (event.shiftKey) return go({ length: Math.max(at.length - STEP, STEP) });
        return go({ from: Math.max(at.from - 2 * STEP, from) });
      case 'ArrowDown':
        return go({ line: step(at.line, 1) });
      case 'ArrowUp':
        return go({ line: step(at.line, -1) });
      case 'PageDown':
        return go({ line: step(Math.min(at.line + 9, lines.length - 2), 1) });
      case 'PageUp':
        return go({ line: step(Math.max(at.line - 9, firstRoom + 1), -1) });
      case 'Home':
        return go({ from: from + 8 * HOUR });
      case 'End':
        return go({ from: from + 18 * HOUR });
      case 'Escape':
        return setCursor(null);
      case 'm':
      case 'M':
        return lift(at);
      case 'Enter':
      case ' ': {
        event.preventDefault();
        const line = lines[at.line];
        if (!cursor) return place(at);
        if (line?.kind !== 'room') return;
        const span = { from: at.from, until: at.from + at.length };
        const taken = takenOf(line.room).find((each) => overlaps(each, span));
        if (taken) {
          const own = day.own.get(line.room.roomId)?.find((each) => overlaps(each, taken));
          return onTaken(line.room, taken, own);
        }
        return book({ ...span, roomIds: [line.room.roomId] });
      }
    }
  };

  /** What is booked under the cursor, and how much of it may be moved. */
  const under = (at: Cursor) => {
    const line = lines[at.line];
    if (line?.kind !== 'room') return null;
    const { room } = line;
    const span = takenOf(room).find((each) =>
      overlaps(each, { from: at.from, until: at.from + at.length }),
    );
    if (!span) return null;
    const own = day.own.get(room.roomId)?.find((each) => overlaps(each, span));
    const held = heldAt(span, own, day.factsOf(room).isRunner, minute, axis);
    return { room, span, own, held };
  };
  /** The keys take hold of what is under the cursor. */
  const lift = (at: Cursor) => {
    const found = cursor && under(at);
    const grip = found?.held.find((each) => each !== 'start');
    if (found && grip) move.takeByKey({ ...found, grip });
  };
  const onKeyMoving = (event: KeyboardEvent, at: Cursor) => {
    const sideways = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const down = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (sideways) move.step(event.shiftKey ? { end: sideways } : { steps: sideways });
    else if (down) {
      const next = step(at.line, down);
      const line = lines[next];
      move.step({ room: line?.kind === 'room' ? line.room : undefined });
      if (moving?.grip === 'whole') place({ ...at, line: next });
    } else if (event.key === 'Enter' || event.key === ' ') move.letGo();
    else if (event.key === 'Escape') move.giveUp();
    else return;
    event.preventDefault();
  };

  const width = SIDE + placeOf(until, axis);
  const hours = Math.round((until - from) / HOUR);
  return (
    <>
      <div
        ref={setElement}
        className={styles.grid}
        data-moving={moving ? moving.grip : undefined}
        role="grid"
        tabIndex={0}
        aria-label={t('rooms.timeline', { day: format.day(day.day) })}
        aria-describedby={helpId}
        aria-rowcount={lines.length + 1}
        aria-activedescendant={cursor && !moving ? cursorId : undefined}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          const isByKey = event.currentTarget.matches(':focus-visible');
          if (event.target === event.currentTarget && isByKey && !cursor && firstRoom >= 0) {
            place(start());
          }
        }}
      >
        <p id={helpId} className="hidden" role="presentation">
          {t('rooms.timelineHelp')} {t('move.help')} {t('move.undoByKey')}
        </p>
        <div role="row" className={styles.head} style={{ width }} aria-rowindex={1}>
          <div role="columnheader" className={styles.corner}>
            {t('rooms.zoneNote', { zone: format.city(format.zone) })}
          </div>
          <div role="columnheader" className={styles.hours} style={{ width: placeOf(until, axis) }}>
            {Array.from({ length: hours }, (_, at) => (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: hours stay in their places
                key={at}
                className={styles.hour}
                style={{ left: at * hourWidth }}
              >
                {format.time(from + at * HOUR)}
              </span>
            ))}
          </div>
        </div>
        <div
          ref={body}
          className={styles.body}
          role="presentation"
          style={{ height: rows.getTotalSize() + 24, width }}
        >
          {rows.getVirtualItems().map((item) => {
            const line = lines[item.index];
            if (!line) return null;
            const style = { height: item.size, transform: `translateY(${item.start}px)`, width };
            return line.kind === 'floor' ? (
              <FloorLine
                key={item.key}
                floor={line.floor}
                plan={planOf(line.floor, day)}
                index={item.index}
                style={style}
              />
            ) : (
              <div
                key={item.key}
                role="row"
                aria-rowindex={item.index + 2}
                className={styles.line}
                style={style}
              >
                <Row
                  room={line.room}
                  facts={day.factsOf(line.room)}
                  axis={axis}
                  now={now}
                  minute={minute}
                  taken={takenOf(line.room)}
                  own={day.own.get(line.room.roomId) ?? NONE}
                  draft={draft?.roomId === line.room.roomId ? draft : null}
                  ghost={moving?.to.room === line.room ? ghost : null}
                  lifted={moving?.room === line.room ? moving.span.from : null}
                  cursor={
                    cursor?.line === item.index && !moving
                      ? spanOf(cursor.from, cursor.length)
                      : null
                  }
                  cursorId={cursorId}
                  onDraw={onDraw}
                  onTap={onTap}
                  onPress={onPress}
                  onTake={move.take}
                />
              </div>
            );
          })}
          {now !== null && (
            <div
              className={styles.now}
              style={{ left: SIDE + placeOf(now, axis) }}
              aria-hidden="true"
            />
          )}
        </div>
      </div>
      <p role="status" className="hidden">
        {moving &&
          t('move.status', {
            room: moving.to.room.roomName,
            time: format.span(moving.to.from, moving.to.until),
          })}
      </p>
      {move.refused && (
        <Suspense fallback={null}>
          <MoveRefused
            refused={move.refused}
            isTrying={move.isTrying}
            onInstead={move.tryInstead}
            onClose={move.forget}
          />
        </Suspense>
      )}
    </>
  );
}

const spanOf = (from: number, length: number): Span => ({ from, until: from + length });

function FloorLine({
  floor,
  plan,
  index,
  style,
}: {
  floor: Floor;
  /** The group whose plan shows it. */
  plan: number | undefined;
  index: number;
  style: { height: number; transform: string; width: number };
}) {
  const { t } = useSpeech();
  const above = floor.path.slice(0, -1);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={`${styles.line} ${styles.floor}`}
      style={style}
    >
      <div role="rowheader" className={styles.title}>
        {above.length > 0 && <span>{above.join(' › ')} › </span>}
        {floor.path.at(-1) ?? t('rooms.noGroup')}
        {plan !== undefined && (
          <Link
            to="/floors/$groupId"
            params={{ groupId: String(plan) }}
            className={styles.planLink}
            tabIndex={-1}
          >
            {t('floor.link')}
          </Link>
        )}
      </div>
    </div>
  );
}
