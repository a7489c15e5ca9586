/**
 * Making and changing bookings.
 *
 * On the wire an event comes first and its rooms after. If the rooms are refused, the event is
 * taken back, so that nothing stays behind that nobody wanted; people are invited last, so that
 * nobody is told of what did not come about.
 */
import { api, clientToken, type Schemas, told } from '@/api/client';
import type { Event, Wish } from '@/api/queries';
import type { Session } from '@/api/session';

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

const eventPath = (me: Session, eventId: string) => ({
  path: { userId: me.unionId, calendarId: CALENDAR, eventId },
});

export const rooms = (ids: readonly string[]) => ids.map((roomId) => ({ roomId }));

export async function book(me: Session, wanted: ToBook): Promise<Booked> {
  const { start, end, recurrence } = wanted.wish;
  const event = await told(
    api.POST('/v1.0/calendar/users/{userId}/calendars/{calendarId}/events', {
      params: { path: { userId: me.unionId, calendarId: CALENDAR } },
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
              ...eventPath(me, event.id),
              query: wanted.skipUnavailable ? { skipUnavailable: true } : {},
            },
            body: { meetingRoomsToAdd: rooms(wanted.roomIds) },
          },
        ),
      );
      skipped = added.skipped ?? [];
    } catch (problem) {
      await deleteEvent(me, event.id);
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
            params: eventPath(me, event.id),
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
}

export function changeEvent(me: Session, eventId: string, change: Change): Promise<Event> {
  return told(
    api.PUT('/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}', {
      params: eventPath(me, eventId),
      body: { id: eventId, ...change },
    }),
  );
}

export async function deleteEvent(me: Session, eventId: string): Promise<void> {
  await told(
    api.DELETE('/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}', {
      params: eventPath(me, eventId),
    }),
  );
}

export type Scope = 'this' | 'following' | 'all';

export async function cancelEvent(
  me: Session,
  eventId: string,
  scope: Scope | null,
): Promise<void> {
  await told(
    api.POST('/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/cancel', {
      params: { ...eventPath(me, eventId), query: scope ? { scope } : {} },
    }),
  );
}

/** Gives an event these rooms: first those that it lacks, so that a refusal leaves all as it was. */
export async function changeRooms(
  me: Session,
  event: Event,
  wanted: readonly string[],
): Promise<void> {
  const has = (event.meetingRooms ?? [])
    .filter((room) => room.responseStatus !== 'declined')
    .map((room) => room.roomId);
  const lacking = wanted.filter((id) => !has.includes(id));
  const leaving = has.filter((id) => !wanted.includes(id));
  if (lacking.length > 0) {
    await told(
      api.POST(
        '/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/meetingRooms',
        {
          params: { ...eventPath(me, event.id), query: {} },
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
          params: eventPath(me, event.id),
          body: { meetingRoomsToRemove: rooms(leaving) },
        },
      ),
    );
  }
}

/** A point in time as the calendar takes it. */
export const timeAt = (instant: number, timeZone: string): Schemas['EventTime'] => ({
  dateTime: new Date(instant).toISOString(),
  timeZone,
});
