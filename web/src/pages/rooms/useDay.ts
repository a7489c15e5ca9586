/** The rooms of a day, as the address asks for them. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import {
  busyQuery,
  type Event,
  eventsQuery,
  groupsQuery,
  momentOf,
  plansQuery,
  roomsQuery,
  rulesQuery,
  type Taken,
} from '@/api/queries';
import { useSpeech } from '@/i18n';
import type { RoomsAddress } from '@/rules/address';
import { overlaps, type Span } from '@/rules/closed';
import { type Floor, fits, floorsOf, type Group, type Room } from '@/rules/rooms';
import { useMe } from '@/shell/session';
import { hoursAhead } from '@/time/format';
import { addDays, dayOf, instantAt, MINUTE, startOfDay } from '@/time/zone';
import { useNow } from '@/ui/useNow';
import { factsOf, type RoomFacts } from './roomFacts';

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
  /** What there is to know of a room that day. */
  factsOf: (room: Room) => RoomFacts;
  /** The groups that have a plan of their floor. */
  plans: ReadonlySet<number>;
  problem: Error | null;
  isLoading: boolean;
  again: () => void;
}

const NOTHING: ReadonlyMap<number, Group> = new Map();
const NO_PLANS: ReadonlySet<number> = new Set();

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

/** The group whose plan shows a floor: itself, or the nearest above. */
export function planOf(floor: Floor, { plans, groups }: Day): number | undefined {
  let group = groups.get(floor.id);
  for (let depth = 0; group && depth < 4; depth++) {
    if (plans.has(group.groupId ?? 0)) return group.groupId;
    group = groups.get(group.parentId ?? 0);
  }
  return undefined;
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
  const rules = useQuery(rulesQuery(me));
  const plans = useQuery(plansQuery(me));
  const busy = useQuery(busyQuery(me, from, until));
  const events = useQuery(eventsQuery(me, from, until));
  const own = useMemo(() => ownByRoom(events.data ?? []), [events.data]);
  const known = groups.data ?? NOTHING;

  // Worked out when a room comes into sight, or is asked whether it is free.
  const facts = useMemo(() => {
    const kept = new Map<Room, RoomFacts>();
    return (room: Room): RoomFacts => {
      let found = kept.get(room);
      if (!found) {
        const closures = busy.data?.closures.get(room.roomId);
        const asked = rules.data?.get(room.roomId);
        found = factsOf(me, room, known, asked, closures, { from, until });
        kept.set(room, found);
      }
      return found;
    };
  }, [me, known, rules.data, busy.data?.closures, from, until]);

  const isToday = day === today;
  const minute = Math.floor(now / MINUTE) * MINUTE;
  const freeIn = useMemo<Span | null>(() => {
    if (address.free === 'now' && isToday) return { from: minute, until: minute + 1 };
    if (!address.from || !address.to) return null;
    return {
      from: instantAt(day, address.from, format.zone),
      until: instantAt(day, address.to, format.zone),
    };
  }, [address.free, address.from, address.to, day, format.zone, isToday, minute]);

  // Near is where clocks show what they show here.
  const isNear = useMemo(() => {
    const found = new Map<string, boolean>();
    return (room: Room): boolean => {
      const zone = rules.data?.get(room.roomId)?.zone ?? me.zone;
      let is = found.get(zone);
      if (is === undefined) {
        is = hoursAhead(zone, format.zone, from) === 0;
        found.set(zone, is);
      }
      return is;
    };
  }, [rules.data, me.zone, format.zone, from]);

  const { group, seats, labels, text } = address;
  const floors = useMemo(() => {
    // Free is what nobody has, and what is open: opening hours, closures and closed days count.
    const isFree = (room: Room) =>
      !freeIn ||
      !(
        busy.data?.taken.get(room.roomId)?.some((taken) => overlaps(taken, freeIn)) ||
        facts(room).closed.some((span) => overlaps(span, freeIn)) ||
        !facts(room).isBookable
      );
    const wanted = (rooms.data ?? []).filter(
      (room) => fits(room, { group, seats, labels, text }, known) && isFree(room),
    );
    return floorsOf(wanted, known, language, isNear);
  }, [rooms.data, known, busy.data, facts, freeIn, group, seats, labels, text, language, isNear]);

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
    busy: busy.data?.taken,
    own,
    factsOf: facts,
    plans: plans.data ?? NO_PLANS,
    problem: rooms.data ? null : (rooms.error ?? groups.error),
    // What rooms ask comes with them, and tells which of them come first.
    isLoading: rooms.data === undefined || groups.data === undefined || rules.isPending,
    again: () => {
      rooms.refetch();
      groups.refetch();
      busy.refetch();
      rules.refetch();
    },
  };
}
