/** Calls of the API, typed by its own description. */
import createClient from 'openapi-fetch';
import { Problem, ServerAway } from './problem';
import type { components, paths } from './schema';
import { readBody, token } from './session';

export type Schemas = components['schemas'];

const TOKEN = 'x-acs-dingtalk-access-token';

async function send(request: Request): Promise<Response> {
  const once = async (refused?: string): Promise<{ response: Response; used: string }> => {
    const used = await token(refused);
    const copy = request.clone();
    copy.headers.set(TOKEN, used);
    // Why rooms cannot be had, in parts: a page says it in its own language.
    copy.headers.set('prefer', 'refused-rooms');
    // What it names is not left behind on a disk that others use.
    return { response: await fetch(copy, { cache: 'no-store' }), used };
  };
  try {
    const first = await once();
    if (first.response.ok) return first.response;
    const said: unknown = await first.response
      .clone()
      .json()
      .catch(() => undefined);
    // The token may have ended early: the server was set back, or signed out elsewhere.
    if (new Problem(first.response.status, said).isBadToken) {
      return (await once(first.used)).response;
    }
    return first.response;
  } catch (problem) {
    if (problem instanceof Problem || problem instanceof ServerAway) throw problem;
    if (problem instanceof DOMException && problem.name === 'AbortError') throw problem;
    throw new ServerAway(problem);
  }
}

export const api = createClient<paths>({ baseUrl: '/', fetch: send });

/** What was answered, or a `Problem`. */
export async function told<Data>(
  call: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Data> {
  const { data, error, response } = await call;
  if (response.ok) return data as Data;
  if (response.status >= 502 && response.status <= 504) throw new ServerAway(error);
  throw new Problem(response.status, error);
}

export { readBody };

/** A mark that lets the server see a call that is sent again. */
export const clientToken = (): string => crypto.randomUUID();
