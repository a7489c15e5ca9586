/**
 * A booking under way to another time or room: held by a mouse, a finger or the keys, and let go where
 * it is to be. The server says whether it can be there.
 */
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { createElement, type PointerEvent, useCallback, useRef, useState } from 'react';
import type { Taken } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { changeEvent, timeAt } from '@/pages/booking/book';
import type { Span } from '@/rules/closed';
import { type Axis, STEP } from '@/rules/day';
import { draggedTo, type Grip } from '@/rules/drag';
import type { Room } from '@/rules/rooms';
import { useMe } from '@/shell/session';
import { HOUR } from '@/time/zone';
import { LONG, SLACK, useStillness } from './finger';
import { MoveDone } from './MoveDone';
import type { Own } from './useDay';

/** How near to an edge the timeline scrolls by itself, and how fast. */
const EDGE = 44;
const SPEED = 9;

/** What is held. */
export interface Held {
  room: Room;
  span: Taken;
  own: Own | undefined;
  grip: Grip;
}

/** Where it is. */
export interface Place extends Span {
  room: Room;
}

export interface Moving extends Held {
  to: Place;
  /** Let go, and not there yet. */
  isSaving: boolean;
}

/** What could not be moved there, and why. */
export interface Refused {
  held: Held;
  to: Place;
  problem: Error;
}

/** What was moved last, and where it was before. */
interface Moved {
  held: Held;
  to: Place;
}

/** Long enough to see that it was the wrong place, and to reach for it. */
const UNDO = 12_000;

/** The move that takes another back. */
function backOf({ held, to }: Moved): Moved {
  const { from, until } = to;
  return {
    held: { ...held, room: to.room, span: { ...held.span, from, until } },
    to: { from: held.span.from, until: held.span.until, room: held.room },
  };
}

interface Given {
  axis: Axis;
  element: HTMLElement | null;
  /** The room at a height of the window. */
  roomAt: (clientY: number) => Room | undefined;
  /** The rooms that the same event has then. */
  roomsOf: (span: Taken) => string[];
}

export function useMoving({ axis, element, roomAt, roomsOf }: Given) {
  const { t, format } = useSpeech();
  const me = useMe();
  const queries = useQueryClient();
  const [moving, setMoving] = useState<Moving | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const current = useRef<Moving | null>(null);
  const given = useRef({ axis, roomAt, roomsOf });
  given.current = { axis, roomAt, roomsOf };
  const put = useCallback((next: Moving | null) => {
    current.current = next;
    setMoving(next);
  }, []);
  /** A press that ends a drag is no press. */
  const wasDragged = useRef(false);

  const moved = useRef<(Moved & { notice: string }) | null>(null);
  const saving = useMutation({
    mutationFn: async ({ held, to }: Moved & { isBack?: boolean }) => {
      const { span, room } = held;
      const zone = held.own?.event.start?.timeZone ?? format.zone;
      const isMoved = to.from !== span.from || to.until !== span.until;
      const ids = given.current
        .roomsOf(span)
        .map((id) => (id === room.roomId ? to.room.roomId : id));
      await changeEvent(span.organizerId ?? me.unionId, span.eventId ?? '', {
        ...(isMoved && { start: timeAt(to.from, zone), end: timeAt(to.until, zone) }),
        ...(to.room !== room && { meetingRooms: [...new Set(ids)].map((roomId) => ({ roomId })) }),
      });
    },
    onError: (problem, { held, to }) => setRefused({ held, to, problem }),
    onSuccess: (_, { held, to, isBack }) => {
      setRefused(null);
      const told = { room: to.room.roomName, time: format.daySpan(to.from, to.until) };
      if (isBack) {
        notifications.show({ color: 'accent', message: t('move.undone', told) });
        return;
      }
      // The last alone can be taken back.
      if (moved.current) notifications.hide(moved.current.notice);
      const notice = notifications.show({
        color: 'accent',
        autoClose: UNDO,
        message: createElement(MoveDone, { text: t('move.done', told), onUndo: () => undo() }),
      });
      moved.current = { held, to, notice };
    },
    onSettled: async () => {
      // It stays where it was let go until the server's word of it is here.
      await Promise.all(
        ['busy', 'events'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      );
      for (const key of ['bookings', 'explain', 'find', 'waiting']) {
        queries.invalidateQueries({ queryKey: [key] });
      }
      put(null);
    },
  });
  const { mutate } = saving;

  /** Takes the last move back. The server may refuse it as it may any other, and then says why. */
  const undo = useCallback(() => {
    const last = moved.current;
    if (!last || current.current) return;
    moved.current = null;
    notifications.hide(last.notice);
    mutate({ ...backOf(last), isBack: true });
  }, [mutate]);

  const letGo = useCallback(() => {
    const held = current.current;
    if (!held || held.isSaving) return;
    const { to, span, room } = held;
    if (to.room === room && to.from === span.from && to.until === span.until) return put(null);
    put({ ...held, isSaving: true });
    mutate({ held, to });
  }, [mutate, put]);
  const giveUp = useCallback(() => {
    if (current.current && !current.current.isSaving) put(null);
  }, [put]);

  /** A pointer takes hold of a booking. */
  const take = useCallback(
    (event: PointerEvent<HTMLElement>, held: Held) => {
      if (!element || current.current || (event.pointerType === 'mouse' && event.button !== 0)) {
        return;
      }
      const isTouch = event.pointerType !== 'mouse';
      const { pointerId } = event;
      const first = { x: event.clientX, y: event.clientY, left: element.scrollLeft };
      let at = { x: first.x, y: first.y };
      let frame = 0;
      const follow = () => {
        const { axis, roomAt } = given.current;
        const pixels = at.x - first.x + element.scrollLeft - first.left;
        const by = (pixels / axis.hourWidth) * HOUR;
        const room = held.grip === 'whole' ? (roomAt(at.y) ?? current.current?.to.room) : undefined;
        const to = { ...draggedTo(held.grip, held.span, by, axis), room: room ?? held.room };
        const before = current.current?.to;
        if (before?.from === to.from && before.until === to.until && before.room === to.room)
          return;
        put({ ...held, to, isSaving: false });
      };
      const scroll = () => {
        const box = element.getBoundingClientRect();
        const side = box.left + 264;
        const pull = (place: number, low: number, high: number) =>
          place < low + EDGE ? -SPEED : place > high - EDGE ? SPEED : 0;
        const top = held.grip === 'whole' ? pull(at.y, box.top + 36, box.bottom) : 0;
        const left = pull(at.x, side, box.right);
        if (top !== 0 || left !== 0) {
          element.scrollBy(left, top);
          follow();
        }
        frame = requestAnimationFrame(scroll);
      };
      const begin = () => {
        clearTimeout(timer);
        put({
          ...held,
          to: { from: held.span.from, until: held.span.until, room: held.room },
          isSaving: false,
        });
        if (isTouch) navigator.vibrate?.(12);
        frame = requestAnimationFrame(scroll);
      };
      const timer = isTouch ? setTimeout(begin, LONG) : undefined;
      const isBegun = () => frame !== 0;
      const onMove = (move: globalThis.PointerEvent) => {
        if (move.pointerId !== pointerId) return;
        at = { x: move.clientX, y: move.clientY };
        const far = Math.hypot(at.x - first.x, at.y - first.y);
        if (!isBegun()) {
          // A finger that goes on at once scrolls.
          if (isTouch && far > 2 * SLACK) return end();
          if (isTouch || far < SLACK) return;
          begin();
        }
        follow();
      };
      const onUp = (up: globalThis.PointerEvent) => {
        if (up.pointerId !== pointerId) return;
        if (isBegun()) {
          wasDragged.current = true;
          setTimeout(() => {
            wasDragged.current = false;
          });
          letGo();
        }
        end();
      };
      const onCancel = () => {
        giveUp();
        end();
      };
      const onKey = (key: globalThis.KeyboardEvent) => {
        if (key.key !== 'Escape') return;
        key.preventDefault();
        onCancel();
      };
      const end = () => {
        clearTimeout(timer);
        cancelAnimationFrame(frame);
        frame = 0;
        window.removeEventListener('pointermove', onMove);
        window.removeEventListener('pointerup', onUp);
        window.removeEventListener('pointercancel', onCancel);
        window.removeEventListener('keydown', onKey, true);
      };
      window.addEventListener('pointermove', onMove);
      window.addEventListener('pointerup', onUp);
      window.addEventListener('pointercancel', onCancel);
      window.addEventListener('keydown', onKey, true);
    },
    [element, giveUp, letGo, put],
  );

  useStillness(
    element,
    useCallback(() => current.current !== null, []),
  );

  /** The keys take hold of it. */
  const takeByKey = useCallback(
    (held: Held) => {
      const { from, until } = held.span;
      put({ ...held, to: { from, until, room: held.room }, isSaving: false });
    },
    [put],
  );
  /** Moves what the keys hold: by quarters of an hour, into another room, or its end alone. */
  const step = useCallback(
    (by: { steps?: number; end?: number; room?: Room | undefined }) => {
      const held = current.current;
      if (!held || held.isSaving) return;
      const { axis } = given.current;
      let to = held.to;
      const isWhole = held.grip === 'whole';
      if (by.steps && isWhole) {
        to = { ...draggedTo('whole', to, by.steps * STEP, axis), room: to.room };
      }
      if (by.end) to = { ...draggedTo('end', to, by.end * STEP, axis), room: to.room };
      if (by.room && isWhole) to = { ...to, room: by.room };
      put({ ...held, to });
    },
    [put],
  );

  return {
    moving,
    refused,
    take,
    takeByKey,
    step,
    letGo,
    giveUp,
    undo,
    wasDragged,
    /** Tries what the server offers instead. */
    tryInstead: (held: Held, to: Place) => mutate({ held, to }),
    isTrying: saving.isPending,
    forget: () => setRefused(null),
  };
}
