/** What the pages ask the server, and how long they believe it. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Closure, Policy } from '@/rules/closed';
import { doorOf, type Group, type Room } from '@/rules/rooms';
import { isZone } from '@/time/zone';
import { api, type Schemas, told } from './client';
import { consoleCall, openSession, type Session, type Ways } from './session';

export type Event = Schemas['CalendarEvent'];
export type Wish = Required<Pick<Asked, 'start' | 'end'>> & Asked;
type Asked = NonNullable<Schemas['BookingQuestion']['event']>;

/** How old what is shown of bookings may become, where no change of it was heard of. */
export const FRESH = 30_000;
const SLOW = 5 * 60_000;

export const SIGNED_IN = ['session'];

export const sessionQuery = queryOptions({
  queryKey: SIGNED_IN,
  queryFn: openSession,
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

export const waysQuery = (corpId: string | undefined) =>
  queryOptions({
    queryKey: ['ways', corpId],
    queryFn: () =>
      consoleCall<Ways>(
        'GET',
        corpId === undefined
          ? '/console/ways'
          : `/console/ways?corpId=${encodeURIComponent(corpId)}`,
      ),
    staleTime: SLOW,
  });

/** What of the console looks at rooms begins with this: which there are, and what they ask. */
interface Seen {
  rooms: Room[];
  rules: ReadonlyMap<string, RoomRules>;
  hasMore: boolean;
}

/** In one call, up to as many rooms as one takes. Not kept: `roomsQuery` and `rulesQuery` share it. */
const seenQuery = (me: Session) =>
  queryOptions({
    queryKey: ['seen', me.unionId],
    staleTime: 0,
    gcTime: 0,
    // Those who share it try again.
    retry: false,
    queryFn: async ({ signal }): Promise<Seen> => {
      const question = { ...atOnce(), withPolicies: true, withRooms: true };
      const told = await busyOf(me, question, signal);
      return {
        rooms: told.rooms.flatMap(({ room }) => room ?? []).sort(byName),
        rules: rulesOf(me, told),
        hasMore: told.hasMore === true,
      };
    },
  });

const names = new Intl.Collator(undefined, { numeric: true });
const byName = (a: Room, b: Room): number => names.compare(a.roomName, b.roomName);

/** All rooms that one sees, by their names; where they are very many, whoever waits is shown the first. */
export const roomsQuery = (me: Session) =>
  queryOptions({
    queryKey: ['rooms', me.unionId],
    staleTime: SLOW,
    queryFn: async ({ client, queryKey, signal }): Promise<Room[]> => {
      const seen = await client.fetchQuery(seenQuery(me));
      if (!seen.hasMore) return seen.rooms;
      if (client.getQueryData(queryKey) === undefined) client.setQueryData(queryKey, seen.rooms);
      const rooms = (await pageByPage(me, signal)).sort(byName);
      client.setQueryData(queryKey, rooms);
      // What was asked of the first of them is asked of all.
      for (const key of ['rules', 'busy']) client.invalidateQueries({ queryKey: [key] });
      return rooms;
    },
  });

async function pageByPage(me: Session, signal: AbortSignal): Promise<Room[]> {
  const rooms: Room[] = [];
  let nextToken: number | undefined;
  do {
    const query = { unionId: me.unionId, maxResults: 100, ...(nextToken && { nextToken }) };
    const page: Schemas['RoomPage'] = await told(
      api.GET('/v1.0/rooms/meetingRoomLists', { params: { query }, signal }),
    );
    rooms.push(...page.result);
    nextToken = page.hasMore ? page.nextToken : undefined;
  } while (nextToken);
  return rooms;
}

export const groupsQuery = (me: Session) =>
  queryOptions({
    queryKey: ['groups', me.unionId],
    staleTime: SLOW,
    queryFn: async ({ signal }): Promise<ReadonlyMap<number, Group>> => {
      const { result } = await told(
        api.GET('/v1.0/rooms/groupLists', { params: { query: { unionId: me.unionId } }, signal }),
      );
      return new Map(result.map((group) => [group.groupId ?? 0, group]));
    },
  });

export const labelsQuery = (me: Session) =>
  queryOptions({
    queryKey: ['labels', me.unionId],
    staleTime: SLOW,
    queryFn: async ({ signal }) => {
      const { result } = await told(
        api.GET('/v1.0/rooms/labelLists', { params: { query: { unionId: me.unionId } }, signal }),
      );
      return result;
    },
  });

/** One room with its policy. */
export const roomQuery = (me: Session, roomId: string) =>
  queryOptions({
    queryKey: ['room', me.unionId, roomId],
    staleTime: SLOW,
    queryFn: async ({ signal }): Promise<Room> => {
      const { result } = await told(
        api.GET('/v1.0/rooms/meetingRooms/{roomId}', {
          params: { path: { roomId }, query: { unionId: me.unionId } },
          signal,
        }),
      );
      return result;
    },
  });

export interface Taken {
  from: number;
  until: number;
  isWaiting: boolean;
  eventId: string | undefined;
  /** Who organises it. */
  organizerId: string | undefined;
  /** Their name; nobody for somebody who has left. */
  who: string | undefined;
  /** What it is for, where one may know that. */
  summary: string | undefined;
  /** Somebody took the room at its door. */
  isWalkUp: boolean;
}

const iso = (instant: number): string => new Date(instant).toISOString();

/** What rooms hold: those that are in neither are not seen. */
export interface Busy {
  taken: ReadonlyMap<string, readonly Taken[]>;
  closures: ReadonlyMap<string, readonly Closure[]>;
}

/** The most rooms of one call. */
const MOST_ROOMS = 1000;

type BusyQuestion = Schemas['BusyQuestion'];

/** As short as a span can be, where what is asked is none of bookings. */
const atOnce = () => ({ startTime: iso(Date.now()), endTime: iso(Date.now() + 1000) });

const busyOf = (me: Session, body: BusyQuestion, signal: AbortSignal) =>
  told(
    api.POST('/v1.0/calendar/users/{userId}/meetingRooms/busy/query', {
      params: { path: { userId: me.unionId } },
      body,
      signal,
    }),
  );

/** Asks of all rooms: in one call, where there are not more than one takes. */
async function ofAllRooms(
  me: Session,
  known: readonly Room[] | undefined,
  question: BusyQuestion,
  signal: AbortSignal,
): Promise<Schemas['RoomsBusy'][]> {
  if (question.roomIds || !known || known.length <= MOST_ROOMS)
    return [await busyOf(me, question, signal)];
  const ids = known.map((room) => room.roomId);
  const replies: Schemas['RoomsBusy'][] = [];
  for (let at = 0; at < ids.length; at += MOST_ROOMS) {
    const roomIds = ids.slice(at, at + MOST_ROOMS);
    replies.push(await busyOf(me, { ...question, roomIds }, signal));
  }
  return replies;
}

/** What a room asks of a booking, and where its clocks are. */
export interface RoomRules {
  policy: Policy;
  zone: string;
}

function rulesOf(me: Session, ...replies: Schemas['RoomsBusy'][]): Map<string, RoomRules> {
  const rules = new Map<string, RoomRules>();
  for (const { rooms, policies } of replies) {
    for (const room of rooms) {
      const zone = room.timeZone && isZone(room.timeZone) ? room.timeZone : me.zone;
      rules.set(room.roomId, { policy: policies?.[room.policy ?? -1] ?? NO_POLICY, zone });
    }
  }
  return rules;
}

/** What all rooms ask of a booking: rooms that ask the same share it. */
export const rulesQuery = (me: Session) =>
  queryOptions({
    queryKey: ['rules', me.unionId],
    staleTime: SLOW,
    queryFn: async ({ client, signal }): Promise<ReadonlyMap<string, RoomRules>> => {
      const known = client.getQueryData(roomsQuery(me).queryKey);
      if (!known || known.length <= MOST_ROOMS)
        return (await client.fetchQuery(seenQuery(me))).rules;
      const question = { ...atOnce(), withPolicies: true };
      return rulesOf(me, ...(await ofAllRooms(me, known, question, signal)));
    },
  });

const NO_POLICY: Policy = {};

/** When rooms are taken, all of them in one call; asked again while it is looked at. */
export const busyQuery = (me: Session, from: number, until: number, roomId?: string) =>
  queryOptions({
    queryKey: ['busy', me.unionId, roomId ?? 'all', from, until],
    staleTime: FRESH / 2,
    refetchInterval: FRESH,
    refetchOnWindowFocus: 'always' as const,
    placeholderData: roomId ? undefined : keepPreviousData,
    queryFn: async ({ client, signal }): Promise<Busy> => {
      const known = client.getQueryData(roomsQuery(me).queryKey);
      const question = {
        startTime: iso(from),
        endTime: iso(until),
        ...(roomId && { roomIds: [roomId] }),
      };
      const taken = new Map<string, Taken[]>();
      const closures = new Map<string, Closure[]>();
      for (const { rooms, organizers } of await ofAllRooms(me, known, question, signal)) {
        const names = new Map(organizers.map(({ id, displayName }) => [id, displayName]));
        for (const room of rooms) {
          if (room.closed) closures.set(room.roomId, room.closed);
          const busy = room.busy.map((time) => ({
            from: time.startTime,
            until: time.endTime,
            isWaiting: time.status === 'TENTATIVE',
            eventId: time.eventId,
            organizerId: time.organizerId,
            who: names.get(time.organizerId ?? ''),
            summary: time.summary,
            isWalkUp: time.organizerId === doorOf(room.roomId),
          }));
          taken.set(room.roomId, busy);
        }
      }
      return { taken, closures };
    },
  });

export interface Booking {
  from: number;
  until: number;
  isWaiting: boolean;
  eventId: string | undefined;
  organizer: string | undefined;
}

/** Who has a few rooms, and when. */
export async function bookingsOf(
  me: Session,
  roomIds: readonly string[],
  from: number,
  until: number,
  signal?: AbortSignal,
): Promise<Map<string, Booking[]>> {
  const found = new Map<string, Booking[]>();
  for (let at = 0; at < roomIds.length; at += 20) {
    const { scheduleInformation } = await told(
      api.POST('/v1.0/calendar/users/{userId}/meetingRooms/schedules/query', {
        params: { path: { userId: me.unionId } },
        body: {
          roomIds: roomIds.slice(at, at + 20),
          startTime: iso(from),
          endTime: iso(until),
        },
        ...(signal && { signal }),
      }),
    );
    for (const room of scheduleInformation) {
      const bookings = (room.scheduleItems ?? []).map((item) => ({
        from: momentOf(item.start),
        until: momentOf(item.end),
        isWaiting: item.status === 'TENTATIVE',
        eventId: item.eventId,
        organizer: item.organizer?.id,
      }));
      found.set(room.roomId, bookings);
    }
  }
  return found;
}

export const bookingsQuery = (me: Session, roomId: string, from: number, until: number) =>
  queryOptions({
    queryKey: ['bookings', me.unionId, roomId, from, until],
    staleTime: FRESH / 2,
    refetchInterval: FRESH,
    refetchOnWindowFocus: 'always' as const,
    queryFn: async ({ signal }) =>
      (await bookingsOf(me, [roomId], from, until, signal)).get(roomId) ?? [],
  });

/** When an end of an event is; whole days begin where the clock of the server's day does. */
export function momentOf(time: Schemas['EventTime'] | undefined): number {
  return Date.parse(time?.dateTime ?? `${time?.date ?? '1970-01-01'}T00:00:00Z`);
}

/** Answers once what rooms hold has changed since a version, or after a while. */
export const watchRooms = (me: Session, version: string | undefined, signal: AbortSignal) =>
  told(
    api.GET('/v1.0/calendar/users/{userId}/meetingRooms/watch', {
      params: { path: { userId: me.unionId }, query: version ? { version } : {} },
      signal,
    }),
  );

/** The name of a person. */
export const personQuery = (unionId: string) =>
  queryOptions({
    queryKey: ['person', unionId],
    staleTime: 30 * 60_000,
    queryFn: async ({ signal }): Promise<string> => {
      const person = await told(
        api.GET('/v1.0/contact/users/{unionId}', { params: { path: { unionId } }, signal }),
      );
      return person.nick;
    },
  });

/** What is in one's own calendar. */
export const eventsQuery = (me: Session, from: number, until: number) =>
  queryOptions({
    queryKey: ['events', me.unionId, from, until],
    staleTime: FRESH / 2,
    refetchInterval: FRESH,
    refetchOnWindowFocus: 'always' as const,
    queryFn: async ({ signal }): Promise<Event[]> => {
      const events: Event[] = [];
      let nextToken: string | undefined;
      do {
        const page: Schemas['EventPage'] = await told(
          api.GET('/v1.0/calendar/users/{userId}/calendars/{calendarId}/eventsview', {
            params: {
              path: { userId: me.unionId, calendarId: 'primary' },
              query: {
                timeMin: iso(from),
                timeMax: iso(until),
                ...(nextToken && { nextToken }),
              },
            },
            signal,
          }),
        );
        events.push(...page.events);
        nextToken = page.nextToken;
      } while (nextToken);
      return events;
    },
  });

export async function explain(whose: string, roomId: string, event: Wish, signal?: AbortSignal) {
  const { result } = await told(
    api.POST('/v1.0/calendar/users/{userId}/meetingRooms/bookings/explain', {
      params: { path: { userId: whose } },
      body: { roomId, event },
      ...(signal && { signal }),
    }),
  );
  return result;
}

export type Explained = Schemas['BookingExplained'];
export type RoomFound = Schemas['RoomFound'];
export type Search = Schemas['RoomSearch'];

export const findQuery = (me: Session, search: Search) =>
  queryOptions({
    queryKey: ['find', me.unionId, search],
    staleTime: FRESH / 2,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      told(
        api.POST('/v1.0/calendar/users/{userId}/meetingRooms/find', {
          params: { path: { userId: me.unionId } },
          body: search,
          signal,
        }),
      ),
  });

export type FloorPlan = Schemas['FloorPlan'];

/** Which groups have a plan of their floor. */
export const plansQuery = (me: Session) =>
  queryOptions({
    queryKey: ['plans', me.unionId],
    staleTime: SLOW,
    queryFn: async ({ signal }): Promise<ReadonlySet<number>> => {
      const { result } = await told(
        api.GET('/v1.0/rooms/groupPlans', { params: { query: { unionId: me.unionId } }, signal }),
      );
      return new Set(result.map((plan) => plan.groupId));
    },
  });

/** The plan of one floor, where it has one. */
export const planQuery = (me: Session, groupId: number) =>
  queryOptions({
    queryKey: ['plan', me.unionId, groupId],
    staleTime: SLOW,
    queryFn: async ({ signal }): Promise<{ plan: FloorPlan | undefined }> => {
      const query = { unionId: me.unionId, groupId };
      const { result } = await told(
        api.GET('/v1.0/rooms/groupPlans', { params: { query }, signal }),
      );
      return { plan: result[0] };
    },
  });

/** Gives a group a plan; without a picture it has none. */
export async function savePlan(
  me: Session,
  groupId: number,
  picture: string,
  places: readonly Schemas['RoomPlace'][],
  expected: FloorPlan | undefined,
): Promise<void> {
  await told(
    api.PUT('/v1.0/rooms/groupPlans/{groupId}', {
      params: { path: { groupId: String(groupId) } },
      body: {
        unionId: me.unionId,
        picture,
        places: [...places],
        // An empty picture is no plan.
        expected: expected ?? { groupId, picture: '' },
      },
    }),
  );
}

/** Gives the server a picture to keep; tells its address. */
export async function uploadPicture(me: Session, file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  const { result } = await told(
    api.POST('/v1.0/rooms/pictures', { body: { unionId: me.unionId, content: btoa(text) } }),
  );
  return result.url;
}

/** People whose names have the word. */
export async function searchPeople(
  word: string,
  signal?: AbortSignal,
  size = 12,
): Promise<{ userId: string; unionId: string; name: string }[]> {
  const { users } = await told(
    api.POST('/v1.0/contact/users/search', {
      body: { queryWord: word, offset: 0, size },
      ...(signal && { signal }),
    }),
  );
  return users;
}
