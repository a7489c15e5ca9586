// A server of the tests' own.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const here = new URL('.', import.meta.url).pathname;
const binary = process.env.OPENROOMS_BIN ?? join(here, '../../target/debug/openrooms');

/** Starts one on a port of its own, with data of its own. `end` ends it, and forgets them. */
export async function serve(...words) {
  const folder = await mkdtemp(join(tmpdir(), 'openrooms-e2e-'));
  const server = spawn(
    binary,
    ['serve', ...words, '--data-dir', folder, '--listen', '127.0.0.1:0', '--log-level', 'warn'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let text = '';
  const listeners = new Set();
  server.stdout.on('data', (part) => {
    text += part;
    for (const listen of listeners) listen();
  });
  /** What it has printed, as soon as that is among it. */
  const said = (wanted) =>
    new Promise((resolve, reject) => {
      const listen = () => {
        if (!wanted.test(text)) return;
        listeners.delete(listen);
        resolve(text);
      };
      listeners.add(listen);
      server.on('error', reject);
      server.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${text}`)));
      listen();
    });
  const end = async () => {
    server.removeAllListeners('exit').kill('SIGTERM');
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    // Ready, or waiting for its first organisation: the first address is its own.
    const [address] = /http:\/\/[\d.]+:\d+/.exec(await said(/http:\/\/[\d.]+:\d+\//));
    return { binary, folder, address, said, end };
  } catch (fault) {
    await end();
    throw fault;
  }
}
