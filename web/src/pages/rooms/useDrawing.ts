/** A booking is drawn where it is free: by a mouse, or by a finger that stays first. */
import { type PointerEvent, useCallback, useRef, useState } from 'react';
import type { Taken } from '@/api/queries';
import { useBooking } from '@/pages/booking/useBooking';
import type { Span } from '@/rules/closed';
import { drawn, pressed } from '@/rules/day';
import type { Room } from '@/rules/rooms';
import { HOUR } from '@/time/zone';
import { LONG, SLACK, useStillness } from './finger';

export type Phase = 'begin' | 'go' | 'end' | 'give up';

interface Drawing {
  room: Room;
  first: number;
  moved: boolean;
  /** Whether it is drawn; a finger scrolls until it has stayed. */
  isHeld: boolean;
  x: number;
  y: number;
  timer?: ReturnType<typeof setTimeout>;
}

const NONE: readonly never[] = [];

export function useDrawing(
  element: HTMLElement | null,
  taken: ReadonlyMap<string, readonly Taken[]> | undefined,
) {
  const book = useBooking();
  const [draft, setDraft] = useState<(Span & { roomId: string }) | null>(null);
  const drawing = useRef<Drawing | null>(null);
  const tapped = useRef<{ room: Room; at: number } | null>(null);
  const busy = useRef(taken);
  busy.current = taken;

  const show = useCallback((current: Drawing, at: number) => {
    const { roomId } = current.room;
    const span = drawn(current.first, at, busy.current?.get(roomId) ?? NONE);
    setDraft(span.until > span.from ? { ...span, roomId } : null);
  }, []);

  /** What was drawn, or an hour where it was pressed. */
  const bookIt = useCallback(
    (room: Room, first: number, last?: number) => {
      const list = busy.current?.get(room.roomId) ?? NONE;
      const span = last === undefined ? pressed(first, HOUR, list) : drawn(first, last, list);
      if (span.until > span.from) book({ ...span, roomIds: [room.roomId] });
    },
    [book],
  );

  const onDraw = useCallback(
    (room: Room, at: number, phase: Phase, { pointerType, clientX, clientY }: PointerEvent) => {
      if (phase === 'begin') {
        clearTimeout(drawing.current?.timer);
        tapped.current = null;
        const isHeld = pointerType === 'mouse';
        const begun: Drawing = { room, first: at, moved: false, isHeld, x: clientX, y: clientY };
        drawing.current = begun;
        if (isHeld) show(begun, at);
        else {
          begun.timer = setTimeout(() => {
            begun.isHeld = true;
            navigator.vibrate?.(12);
            show(begun, at);
          }, LONG);
        }
        return;
      }
      const current = drawing.current;
      if (!current || current.room.roomId !== room.roomId) return;
      if (phase === 'go') {
        const far = Math.hypot(clientX - current.x, clientY - current.y);
        if (!current.isHeld) {
          // A finger that goes on at once scrolls.
          if (far > 2 * SLACK) drop();
          return;
        }
        if (at !== current.first) current.moved = true;
        show(current, at);
        return;
      }
      drop();
      if (phase === 'give up') return;
      if (!current.isHeld) tapped.current = { room, at: current.first };
      else bookIt(room, current.first, current.moved ? at : undefined);

      function drop() {
        clearTimeout(drawing.current?.timer);
        drawing.current = null;
        setDraft(null);
      }
    },
    [bookIt, show],
  );

  /** A finger's tap books once it is over, else what opens would be tapped as well. */
  const onTap = useCallback(
    (room: Room) => {
      const tap = tapped.current;
      tapped.current = null;
      if (tap?.room.roomId === room.roomId) bookIt(room, tap.at);
    },
    [bookIt],
  );

  useStillness(
    element,
    useCallback(() => drawing.current?.isHeld === true, []),
  );

  return { draft, onDraw, onTap };
}
