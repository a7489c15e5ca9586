/** What the screen at a door makes of a room's day, and of a wish while the network is gone. */
import type { Refused } from './why';

export interface Meeting {
  eventId: string;
  startTime: number;
  endTime: number;
  waits: boolean;
  checkedIn: boolean;
  isWalkUp: boolean;
  title?: string;
  organizer?: string;
}

export interface Closed {
  startTime?: number;
  endTime?: number;
  reason?: string;
}

export interface Offer {
  minutes: number;
  endTime: number;
  available: boolean;
  needsApproval: boolean;
  refusals: readonly Refused[];
}

export interface RoomDay {
  roomId: string;
  name: string;
  location?: string;
  capacity?: number;
  meetings: readonly Meeting[];
  closed: readonly Closed[];
  /** Whether nobody can book it, however free it is. */
  cannotBeBooked?: boolean;
  offers: readonly Offer[];
}

export interface Look {
  pictures: readonly string[];
  pictureSeconds: number;
  logo?: string;
  organisation?: string;
  text?: string;
  hasCalendar: boolean;
  hasInstruction: boolean;
}

export interface Day {
  kind: 'room' | 'floor' | 'nowhere';
  deviceUnionId: string;
  name: string;
  organisation: string;
  zone: string;
  now: number;
  startTime: number;
  endTime: number;
  version: string;
  look?: Look;
  /** How many rooms the floor has: more than are told of, where they are many. */
  roomsInAll?: number;
  rooms: readonly RoomDay[];
}

export type State = 'free' | 'busy' | 'waits' | 'closed' | 'shut';

/** A room at a moment. */
export interface Now {
  state: State;
  meeting: Meeting | undefined;
  next: Meeting | undefined;
  /** Until when it stays so; undefined is as far as the day tells. */
  until: number | undefined;
  closed: Closed | undefined;
}

export function nowOf(room: RoomDay, at: number): Now {
  const meeting = room.meetings.find((one) => one.startTime <= at && at < one.endTime);
  const next = room.meetings.find((one) => at < one.startTime);
  const closed = room.closed.find(
    ({ startTime, endTime }) =>
      (startTime === undefined || startTime <= at) && (endTime === undefined || at < endTime),
  );
  if (meeting) {
    const state = meeting.waits ? 'waits' : 'busy';
    return { state, meeting, next, until: meeting.endTime, closed };
  }
  if (closed) return { state: 'closed', meeting, next, until: closed.endTime, closed };
  if (room.cannotBeBooked) return { state: 'shut', meeting, next, until: undefined, closed };
  return { state: 'free', meeting, next, until: next?.startTime, closed };
}

const MINUTE = 60_000;
/** How long before its start a meeting can be checked in to. */
const AHEAD = 15 * MINUTE;
/** The shortest that the server takes. */
const FEWEST = 5;

/** The meeting that can be checked in to. */
export function toCheckIn(now: Now, at: number): Meeting | undefined {
  const soon = now.next && now.next.startTime - at <= AHEAD ? now.next : undefined;
  const meeting = now.meeting ?? soon;
  return meeting && !meeting.checkedIn ? meeting : undefined;
}

/** By how many minutes the meeting that has the room could be made longer before the next one. */
export function roomFor(now: Now, minutes: number): boolean {
  if (!now.meeting) return false;
  return !now.next || now.meeting.endTime + minutes * MINUTE <= now.next.startTime;
}

/** What somebody asked for while the server did not answer. It is no booking. */
export interface Wish {
  minutes: number;
  madeAt: number;
}

/** For how many minutes a wish is still worth asking; 0 is not any more. */
export function worth(wish: Wish, at: number): number {
  const left = Math.floor((wish.madeAt + wish.minutes * MINUTE - at) / MINUTE);
  return left >= FEWEST ? Math.min(left, wish.minutes) : 0;
}

/** Whether a room looks free for so long, by what was last heard. */
export function seemsFree(room: RoomDay, minutes: number, at: number): boolean {
  const until = at + minutes * MINUTE;
  const meets = (from: number | undefined, to: number | undefined) =>
    (from === undefined || from < until) && (to === undefined || at < to);
  return !(
    room.cannotBeBooked ||
    room.meetings.some((one) => meets(one.startTime, one.endTime)) ||
    room.closed.some((one) => meets(one.startTime, one.endTime))
  );
}
