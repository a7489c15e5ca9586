/** What the pages ask the server, and how long they believe it. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Group, Room } from '@/rules/rooms';
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

/** All rooms that one sees, page after page; whoever waits is shown those that came. */
export const roomsQuery = (me: Session) =>
  queryOptions({
    queryKey: ['rooms', me.unionId],
    staleTime: SLOW,
    queryFn: async ({ client, queryKey, signal }): Promise<Room[]> => {
      const rooms: Room[] = [];
      let nextToken: number | undefined;
      const isFirst = client.getQueryData(queryKey) === undefined;
      do {
        const page: Schemas['RoomPage'] = await told(
          api.GET('/v1.0/rooms/meetingRoomLists', {
            params: {
              query: { unionId: me.unionId, maxResults: 100, ...(nextToken && { nextToken }) },
            },
            signal,
          }),
        );
        rooms.push(...page.result);
        nextToken = page.hasMore ? page.nextToken : undefined;
        if (isFirst && nextToken) client.setQueryData(queryKey, [...rooms]);
      } while (nextToken);
      return rooms;
    },
  });

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
  /** Who organises it; nobody for somebody who has left. */
  who: string | undefined;
  /** What it is for, where one may know that. */
  summary: string | undefined;
}

const iso = (instant: number): string => new Date(instant).toISOString();

/** When rooms are taken, all of them in one call; asked again while it is looked at. */
export const busyQuery = (me: Session, from: number, until: number, roomId?: string) =>
  queryOptions({
    queryKey: ['busy', me.unionId, roomId ?? 'all', from, until],
    staleTime: FRESH / 2,
    refetchInterval: FRESH,
    refetchOnWindowFocus: 'always' as const,
    placeholderData: roomId ? undefined : keepPreviousData,
    queryFn: async ({ signal }): Promise<ReadonlyMap<string, Taken[]>> => {
      const { rooms, organizers } = await told(
        api.POST('/v1.0/calendar/users/{userId}/meetingRooms/busy/query', {
          params: { path: { userId: me.unionId } },
          body: {
            startTime: iso(from),
            endTime: iso(until),
            ...(roomId && { roomIds: [roomId] }),
          },
          signal,
        }),
      );
      const names = new Map(organizers.map(({ id, displayName }) => [id, displayName]));
      return new Map(
        rooms.map((room) => [
          room.roomId,
          room.busy.map((time) => ({
            from: time.startTime,
            until: time.endTime,
            isWaiting: time.status === 'TENTATIVE',
            eventId: time.eventId,
            who: names.get(time.organizerId ?? ''),
            summary: time.summary,
          })),
        ]),
      );
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

export async function explain(me: Session, roomId: string, event: Wish, signal?: AbortSignal) {
  const { result } = await told(
    api.POST('/v1.0/calendar/users/{userId}/meetingRooms/bookings/explain', {
      params: { path: { userId: me.unionId } },
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
