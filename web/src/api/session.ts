/**
 * Who is signed in. The browser holds a cookie that scripts do not see; `/console/token` trades it
 * for a token that lives for a while, in the memory of this page alone.
 */
import { Problem, ServerAway } from './problem';

export interface Session {
  corpId: string;
  organisation: string;
  zone: string;
  unionId: string;
  userId: string;
  name: string;
  isAdmin: boolean;
  administersGroups: readonly number[];
  administersRooms: readonly string[];
}

export interface Ways {
  password: boolean;
  /** There are several organisations, and nobody said which. */
  needsCorpId?: boolean;
  oidc: readonly { id: string; name: string }[];
  demo: readonly { role: DemoRole; name: string }[];
}

export type DemoRole = 'employee' | 'groupAdministrator' | 'administrator';

interface Kept {
  token: string;
  renewAt: number;
  session: Session;
}

let kept: Kept | undefined;
let asking: Promise<Kept> | undefined;

/** A call of the console's own: JSON there and back, the cookie goes along. */
export async function consoleCall<Reply>(
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<Reply> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      ...(method === 'POST' && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body ?? {}),
      }),
    });
  } catch (cause) {
    throw new ServerAway(cause);
  }
  return (await readBody(response)) as Reply;
}

/** The body of a reply, or what the server refused with. */
export async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  let body: unknown;
  try {
    body = text === '' ? undefined : JSON.parse(text);
  } catch {
    body = undefined;
  }
  if (!response.ok) {
    // A proxy in front of a server that is away answers in its stead.
    if (response.status >= 502 && response.status <= 504) throw new ServerAway(body);
    throw new Problem(response.status, body);
  }
  return body;
}

async function renew(): Promise<Kept> {
  const told = await consoleCall<Session & { accessToken: string; expireIn: number }>(
    'POST',
    '/console/token',
  );
  const { accessToken, expireIn, ...session } = told;
  // Well before it ends, so that no call meets its end on the way.
  kept = { token: accessToken, renewAt: Date.now() + expireIn * 800, session };
  return kept;
}

/** A token that holds, asked for once however many wait for it. */
export async function token(refused?: string): Promise<string> {
  if (kept && kept.token !== refused && Date.now() < kept.renewAt) return kept.token;
  asking ??= renew().finally(() => {
    asking = undefined;
  });
  return (await asking).token;
}

/** Who is signed in; nobody is null. */
export async function openSession(): Promise<Session | null> {
  try {
    await token();
    return kept?.session ?? null;
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 401) return null;
    throw problem;
  }
}

export function forgetSession(): void {
  kept = undefined;
}

/** The other tabs of this browser, which have the same cookie. */
const tabs = new BroadcastChannel('openrooms.session');

/** Tells them that somebody came or went. */
export const tellTabs = (): void => tabs.postMessage('changed');

/** Hears it from them; what is known here of the session is forgotten before. */
export function onOtherTabs(heard: () => void): void {
  tabs.addEventListener('message', () => {
    forgetSession();
    heard();
  });
}

export async function signOut(where: 'here' | 'everywhere'): Promise<void> {
  await consoleCall('POST', where === 'here' ? '/console/signout' : '/console/signout/everywhere');
  forgetSession();
  tellTabs();
}
