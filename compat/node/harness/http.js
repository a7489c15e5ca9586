// Plain HTTP, for what the SDK hides or lacks: the reply's bytes and headers, calls of ours.

import http from 'node:http';

/** One request on a connection of its own, its path sent as it is. */
export function get(address, path, headers = {}) {
  const [hostname, port] = address.split(':');
  return new Promise((resolve, reject) => {
    const request = http.get({ hostname, port, path, headers, agent: false, timeout: 30_000 });
    request.on('error', reject);
    request.on('timeout', () => request.destroy(new Error(`no reply to GET ${path}`)));
    request.on('response', async (response) => {
      try {
        const body = Buffer.concat(await response.toArray());
        resolve({ status: response.statusCode, headers: response.headers, body });
      } catch (error) {
        reject(error);
      }
    });
  });
}

/** Posts a JSON value. */
export async function post(address, path, value, headers = {}) {
  const reply = await fetch(`http://${address}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
    signal: AbortSignal.timeout(30_000),
  });
  return { status: reply.status, body: await reply.text() };
}

/** Sends a JSON value, or nothing where it is null, with a token; gives the JSON of the reply. */
export async function send(address, method, path, value, token) {
  const reply = await fetch(`http://${address}${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'x-acs-dingtalk-access-token': token },
    body: value === null ? undefined : JSON.stringify(value),
    signal: AbortSignal.timeout(30_000),
  });
  return { status: reply.status, body: await reply.json() };
}
