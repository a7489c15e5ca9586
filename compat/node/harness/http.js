// Plain HTTP, for what the SDK hides: the reply's bytes and headers.

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
