// Runs the stories of this folder in a browser, against a server that serves the demo.
//
// OPENROOMS_BIN names the server, CHROMIUM the browser. Pictures of all pages are left in
// target/screens.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const here = new URL('.', import.meta.url).pathname;
const binary = process.env.OPENROOMS_BIN ?? join(here, '../../target/debug/openrooms');

/** Starts a server on a port of its own, and tells its address. */
async function serve(folder) {
  const server = spawn(
    binary,
    ['serve', '--demo', '--data-dir', folder, '--listen', '127.0.0.1:0'],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, RUST_LOG: 'warn' } },
  );
  const address = await new Promise((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (part) => {
      said += part;
      const found = /openrooms is ready: (\S+)/.exec(said);
      if (found) resolve(found[1]);
    });
    server.on('error', reject);
    server.on('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return { server, address };
}

const folder = await mkdtemp(join(tmpdir(), 'openrooms-e2e-'));
let running;
try {
  const address = process.env.OPENROOMS_ADDRESS;
  running = address ? { address } : await serve(folder);
  const only = process.argv.slice(2);
  const files = only.length > 0 ? only : ['stories.test.mjs', 'pages.test.mjs'];
  const tests = spawn(
    process.execPath,
    ['--test', '--test-concurrency=1', ...files.map((file) => join(here, file))],
    { stdio: 'inherit', env: { ...process.env, OPENROOMS_ADDRESS: running.address } },
  );
  process.exitCode = await new Promise((resolve) => tests.on('exit', (code) => resolve(code ?? 1)));
} finally {
  running?.server?.removeAllListeners('exit').kill('SIGTERM');
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
