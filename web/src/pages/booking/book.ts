/**
 * Making and changing bookings.
 *
 * On the wire an event comes first and its rooms after. If the rooms are refused, the event is
 * taken back, so that nothing stays behind that nobody wanted; people are invited last, so that
 * nobody is told of what did not come about.
 */
import { api, clientToken, type Schemas, told } from '@/api/client';
import type { Event, Wish } from '@/api/queries';

const CALENDAR = 'primary';

export interface ToBook {
  summary: string;
  description: string;
  wish: Wish;
  roomIds: readonly string[];
  people: readonly string[];
  skipUnavailable: boolean;
}

export interface Booked {
  event: Event;
  skipped: readonly Schemas['SkippedDate'][];
  /** What kept people from being invited. */
  uninvited: Error | null;
}

/** `whose` is the person in whose calendar it is: oneself, or on whose behalf one acts. */
const eventPath = (whose: string, eventId: string) => ({
  path: { userId: whose, calendarId: CALENDAR, eventId },
});

export const rooms = (ids: readonly string[]) => ids.map((roomId) => ({ roomId }));

export async function book(whose: string, wanted: ToBook): Promise<Booked> {
  const { start, end, recurrence } = wanted.wish;
  const event = await told(
    api.POST('/v1.0/calendar/users/{userId}/calendars/{calendarId}/events', {
      params: { path: { userId: whose, calendarId: CALENDAR } },
      headers: { 'x-client-token': clientToken() },
      body: {
        summary: wanted.summary,
        start,
        end,
        ...(recurrence && { recurrence }),
        ...(wanted.description && { description: wanted.description }),
      },
    }),
  );
  let skipped: readonly Schemas['SkippedDate'][] = [];
  if (wanted.roomIds.length > 0) {
    try {
      const added = await told(
        api.POST(
          '/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/meetingRooms',
          {
            params: {
              ...eventPath(whose, event.id),
              query: wanted.skipUnavailable ? { skipUnavailable: true } : {},
            },
            body: { meetingRoomsToAdd: rooms(wanted.roomIds) },
          },
        ),
      );
      skipped = added.skipped ?? [];
    } catch (problem) {
      await deleteEvent(whose, event.id);
      throw problem;
    }
  }
  let uninvited: Error | null = null;
  if (wanted.people.length > 0) {
    try {
      await told(
        api.POST(
          '/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/attendees',
          {
            params: eventPath(whose, event.id),
            body: { attendeesToAdd: wanted.people.map((id) => ({ id })) },
          },
        ),
      );
    } catch (problem) {
      uninvited = problem instanceof Error ? problem : new Error(String(problem));
    }
  }
  return { event, skipped, uninvited };
}

export interface Change {
  summary?: string;
  description?: string;
  start?: Schemas['EventTime'];
  end?: Schemas['EventTime'];
  /** Who is invited, in place of those who were. */
  attendees?: { id: string }[];
  /** The rooms that it is to have in place of those that it has, in the same change. */
  meetingRooms?: { roomId: string }[];
}

export function changeEvent(
  whose: string,
  eventId: string,
  change: Change,
  scope?: Scope,
): Promise<Event> {
  return told(
    api.PUT('/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}', {
      params: { ...eventPath(whose, eventId), query: scope ? { scope } : {} },
      body: { id: eventId, ...change },
    }),
  );
}

export async function deleteEvent(whose: string, eventId: string): Promise<void> {
  await told(
    api.DELETE('/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}', {
      params: eventPath(whose, eventId),
    }),
  );
}

export type Scope = 'this' | 'following' | 'all';

export async function cancelEvent(
  whose: string,
  eventId: string,
  scope: Scope | null,
): Promise<void> {
  await told(
    api.POST('/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/cancel', {
      params: { ...eventPath(whose, eventId), query: scope ? { scope } : {} },
    }),
  );
}

/** Gives an event these rooms: first those that it lacks, so that a refusal leaves all as it was. */
export async function changeRooms(
  whose: string,
  event: Event,
  wanted: readonly string[],
): Promise<void> {
  const has = roomsHad(event);
  const lacking = wanted.filter((id) => !has.includes(id));
  const leaving = has.filter((id) => !wanted.includes(id));
  if (lacking.length > 0) {
    await told(
      api.POST(
        '/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/meetingRooms',
        {
          params: { ...eventPath(whose, event.id), query: {} },
          body: { meetingRoomsToAdd: rooms(lacking) },
        },
      ),
    );
  }
  if (leaving.length > 0) {
    await told(
      api.POST(
        '/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/meetingRooms/batchRemove',
        {
          params: eventPath(whose, event.id),
          body: { meetingRoomsToRemove: rooms(leaving) },
        },
      ),
    );
  }
}

/** Changes what somebody has booked, and its rooms: of one date together, or of a series one by one. */
export async function changeBooking(
  whose: string,
  event: Event,
  scope: Scope,
  change: Omit<Change, 'meetingRooms'>,
  roomIds: readonly string[],
): Promise<void> {
  const has = roomsHad(event);
  const isSame = has.length === roomIds.length && has.every((id) => roomIds.includes(id));
  if (scope === 'this') {
    const all = {
      ...change,
      ...(!isSame && roomIds.length > 0 && { meetingRooms: rooms(roomIds) }),
    };
    await changeEvent(whose, event.id, all, event.seriesMasterId ? scope : undefined);
    if (!isSame && roomIds.length === 0) await changeRooms(whose, event, roomIds);
    return;
  }
  // What follows a date becomes a series of its own, which the reply names.
  const changed = await changeEvent(whose, event.id, change, scope);
  const id = scope === 'all' ? (event.seriesMasterId ?? changed.id) : changed.id;
  if (!isSame) await changeRooms(whose, { ...event, id }, roomIds);
}

/** The rooms that an event has or waits for. */
export const roomsHad = (event: Event): string[] =>
  (event.meetingRooms ?? [])
    .filter((room) => room.responseStatus !== 'declined')
    .map((room) => room.roomId);

/** A point in time as the calendar takes it. */
export const timeAt = (instant: number, timeZone: string): Schemas['EventTime'] => ({
  dateTime: new Date(instant).toISOString(),
  timeZone,
});
