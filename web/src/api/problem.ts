/** What a call says that fails. */
import type { components } from './schema';

/** A room that cannot be had, and the rules that refuse it. */
type RefusedRoom = components['schemas']['RefusedRoom'];

/** The server refused. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | undefined;
  /** The rooms that cannot be had, and why. */
  readonly rooms: readonly RefusedRoom[];

  constructor(status: number, body: unknown) {
    const { code, message, requestid, refusedRooms } = asRecord(body);
    super(text(message) || text(code) || `HTTP ${status}`);
    this.name = 'Problem';
    this.status = status;
    this.code = text(code);
    this.requestId = text(requestid) || undefined;
    this.rooms = roomsOf(refusedRooms);
  }

  get isBadToken(): boolean {
    return this.code === 'InvalidAuthentication' || this.status === 401;
  }

  /** Asked more often than the server lets one: a moment later it answers. */
  get isTooFast(): boolean {
    return this.code.includes('QpsLimit');
  }

  get isMissing(): boolean {
    return this.status === 404 || this.code === 'room.not.found';
  }
}

/** There was no reply. */
export class ServerAway extends Error {
  constructor(cause: unknown) {
    super('the server does not answer', { cause });
    this.name = 'ServerAway';
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What is of another form than ours is nothing. */
function roomsOf(told: unknown): RefusedRoom[] {
  if (!Array.isArray(told)) return [];
  return told.flatMap((each: unknown) => {
    const { roomId, roomName, refusals } = asRecord(each);
    if (!Array.isArray(refusals)) return [];
    const whole = refusals.filter((one) => text(asRecord(one).rule) && text(asRecord(one).value));
    return [{ roomId: text(roomId), roomName: text(roomName), refusals: whole }];
  });
}
