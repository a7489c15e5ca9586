/**
 * A screen at a door: it holds a device's token, and nobody's session. What it keeps, it keeps in this
 * browser alone: the token, the code while it waits, the last day that it heard, and one wish.
 */
import { keep, readKept } from '@/kept';
import type { Day, Wish } from '@/rules/panel';
import type { ProblemKind } from '@/rules/problems';
import { Problem, ServerAway } from './problem';
import { readBody } from './session';

const TOKEN = 'x-acs-dingtalk-access-token';

export interface Pairing {
  code: string;
  deviceToken: string;
  /** On this browser's clock. */
  until: number;
}

/** The last day that was heard, and when on this browser's clock. */
export interface Heard {
  day: Day;
  at: number;
}

/** A thing that the browser keeps over a reload. */
function kept<T>(name: string) {
  const key = `openrooms.panel.${name}`;
  return {
    read(): T | null {
      try {
        return JSON.parse(readKept(key) ?? 'null') as T | null;
      } catch {
        // Nothing that a screen has kept.
        return null;
      }
    },
    write(value: T | null): void {
      keep(key, value === null ? null : JSON.stringify(value));
    },
  };
}

export const keptToken = kept<string>('token');
export const keptPairing = kept<Pairing>('pairing');
export const keptDay = kept<Heard>('day');
export const keptWish = kept<Wish>('wish');

async function call<Reply>(
  method: 'GET' | 'POST',
  path: string,
  token: string | null,
  body?: unknown,
): Promise<Reply> {
  let response: Response;
  try {
    response = await fetch(`/console/panel/${path}`, {
      method,
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(10_000),
      headers: {
        ...(token !== null && { [TOKEN]: token }),
        ...(method === 'POST' && {
          'content-type': 'application/json',
          'accept-language': document.documentElement.lang,
        }),
      },
      ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
    });
  } catch (cause) {
    throw new ServerAway(cause);
  }
  return (await readBody(response)) as Reply;
}

/** Asks for a code to be shown, and the token that will be this screen's. */
export async function beginPairing(): Promise<Pairing> {
  const begun = await call<{ pairingCode: string; deviceToken: string; expireIn: number }>(
    'POST',
    'pairing',
    null,
  );
  const { pairingCode: code, deviceToken, expireIn } = begun;
  const pairing = { code, deviceToken, until: Date.now() + expireIn * 1000 };
  keptPairing.write(pairing);
  return pairing;
}

/** Whether somebody has typed the code. */
export async function isPaired(token: string): Promise<boolean> {
  return (await call<{ paired: boolean }>('GET', 'pairing', token)).paired;
}

export async function askDay(token: string): Promise<Heard> {
  const sent = Date.now();
  const day = await call<Day>('GET', 'day', token);
  return hear(day, sent);
}

export type Deed =
  | { what: 'book'; minutes: number }
  | { what: 'checkIn'; eventId: string }
  | { what: 'extend'; eventId: string; minutes: number }
  | { what: 'end'; eventId: string }
  | { what: 'report'; problemKind: ProblemKind };

/** Does something at the door; gives the day from then on. */
export async function doIt(token: string, { what, ...body }: Deed): Promise<Heard> {
  const sent = Date.now();
  return hear(await call<Day>('POST', what, token, body), sent);
}

function hear(day: Day, sent: number): Heard {
  // The server read its clock somewhere between; the middle is nearest.
  const heard = { day, at: Math.round((sent + Date.now()) / 2) };
  keptDay.write(heard);
  return heard;
}

/** Whether this screen is nobody's any more. */
export const isLost = (problem: unknown): boolean =>
  problem instanceof Problem && problem.code === 'screen.not.paired';

/** Tells when what the screen shows may have changed, as long as it is not ended. */
export function listen(token: string, changed: () => void): () => void {
  let link: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;
  let ended = false;
  const open = () => {
    link = new WebSocket(
      `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/v1.0/rooms/devices/connect`,
    );
    link.onopen = () => link?.send(JSON.stringify({ type: 'hello', token, changes: true }));
    link.onmessage = ({ data }) => {
      const { type, commandId } = JSON.parse(String(data)) as { type: string; commandId?: string };
      if (type === 'welcome') tries = 0;
      if (type === 'welcome' || type === 'changed') changed();
      if (type === 'command') {
        link?.send(
          JSON.stringify({
            type: 'event',
            commandId,
            status: 'failed',
            data: 'a screen in a browser obeys no commands',
          }),
        );
      }
    };
    link.onclose = ({ code }) => {
      if (ended) return;
      // The token is over, which the next question tells; or another window is this screen as well,
      // which is left to it for a while.
      if (code === 4401) changed();
      tries += 1;
      const wait = code === 4409 ? 60_000 : Math.min(30_000, 1000 * 2 ** tries);
      timer = setTimeout(open, wait);
    };
  };
  open();
  return () => {
    ended = true;
    clearTimeout(timer);
    link?.close();
  };
}
