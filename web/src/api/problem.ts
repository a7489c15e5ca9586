/** What a call says that fails, in the server's own words. */

/** Why a room cannot be had. */
export interface Reason {
  room: string;
  text: string;
}

/** The server refused. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | undefined;
  /** Of rooms that cannot be had: one for each. */
  readonly reasons: readonly Reason[];

  constructor(status: number, body: unknown) {
    const { code, message, requestid } = asRecord(body);
    super(text(message) || text(code) || `HTTP ${status}`);
    this.name = 'Problem';
    this.status = status;
    this.code = text(code);
    this.requestId = text(requestid) || undefined;
    this.reasons = reasonsOf(this.message);
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

const REASONS = 'developerMessage: ';

/** `code: 321001, developerMessage: [{"roomName":"…","text":"…"}]`. */
export function reasonsOf(message: string): Reason[] {
  const at = message.indexOf(REASONS);
  if (at < 0) return [];
  try {
    const told: unknown = JSON.parse(message.slice(at + REASONS.length));
    if (!Array.isArray(told)) return [];
    return told.map((entry) => {
      const { roomName, text: why } = asRecord(entry);
      return { room: text(roomName), text: text(why) };
    });
  } catch {
    return [];
  }
}
