/** The rooms of a day, as the address asks for them. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import {
  busyQuery,
  type Event,
  eventsQuery,
  groupsQuery,
  momentOf,
  roomsQuery,
  type Taken,
} from '@/api/queries';
import { useSpeech } from '@/i18n';
import type { RoomsAddress } from '@/rules/address';
import { overlaps, type Span } from '@/rules/closed';
import { type Floor, fits, floorsOf, type Group } from '@/rules/rooms';
import { useMe } from '@/shell/session';
import { addDays, dayOf, instantAt, startOfDay } from '@/time/zone';
import { useNow } from '@/ui/useNow';

export interface Own extends Span {
  event: Event;
}

export interface Day extends Span {
  day: string;
  isToday: boolean;
  now: number;
  floors: readonly Floor[];
  shown: number;
  all: number;
  groups: ReadonlyMap<number, Group>;
  busy: ReadonlyMap<string, readonly Taken[]> | undefined;
  own: ReadonlyMap<string, readonly Own[]>;
  problem: Error | null;
  isLoading: boolean;
  again: () => void;
}

const NOTHING: ReadonlyMap<number, Group> = new Map();

/** One's own bookings by their rooms. */
export function ownByRoom(events: readonly Event[]): Map<string, Own[]> {
  const own = new Map<string, Own[]>();
  for (const event of events) {
    if (!event.organizer?.self || event.status === 'cancelled') continue;
    for (const room of event.meetingRooms ?? []) {
      if (room.responseStatus === 'declined') continue;
      const list = own.get(room.roomId) ?? [];
      list.push({ from: momentOf(event.start), until: momentOf(event.end), event });
      own.set(room.roomId, list);
    }
  }
  return own;
}

export function useDay(address: RoomsAddress): Day {
  const me = useMe();
  const now = useNow();
  const { language, format } = useSpeech();
  const today = dayOf(now, format.zone);
  const day = address.day ?? today;
  const from = startOfDay(day, format.zone);
  const until = startOfDay(addDays(day, 1), format.zone);
  const rooms = useQuery(roomsQuery(me));
  const groups = useQuery(groupsQuery(me));
  const busy = useQuery(busyQuery(me, from, until));
  const events = useQuery(eventsQuery(me, from, until));
  const own = useMemo(() => ownByRoom(events.data ?? []), [events.data]);

  const isToday = day === today;
  const freeIn = useMemo<Span | null>(() => {
    if (address.free === 'now' && isToday) return { from: now, until: now + 1 };
    if (!address.from || !address.to) return null;
    return {
      from: instantAt(day, address.from, format.zone),
      until: instantAt(day, address.to, format.zone),
    };
  }, [address.free, address.from, address.to, day, format.zone, isToday, now]);

  const known = groups.data ?? NOTHING;
  const { group, seats, labels, text } = address;
  const floors = useMemo(() => {
    const isFree = (roomId: string) =>
      !freeIn || !busy.data?.get(roomId)?.some((taken) => overlaps(taken, freeIn));
    const wanted = (rooms.data ?? []).filter(
      (room) => fits(room, { group, seats, labels, text }, known) && isFree(room.roomId),
    );
    return floorsOf(wanted, known, language);
  }, [rooms.data, known, busy.data, freeIn, group, seats, labels, text, language]);

  return {
    day,
    isToday,
    now,
    from,
    until,
    floors,
    shown: floors.reduce((sum, floor) => sum + floor.rooms.length, 0),
    all: rooms.data?.length ?? 0,
    groups: known,
    busy: busy.data,
    own,
    problem: rooms.data ? null : (rooms.error ?? groups.error),
    isLoading: rooms.data === undefined || groups.data === undefined,
    again: () => {
      rooms.refetch();
      groups.refetch();
      busy.refetch();
    },
  };
}
