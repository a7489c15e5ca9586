// Runs the stories of this folder in a browser, against a server that serves the demo.
//
// OPENROOMS_BIN names the server, CHROMIUM the browser. Pictures of all pages are left in
// target/screens.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { serve } from './server.mjs';

const ALL = [
  'types.test.mjs',
  'door.test.mjs',
  'edges.test.mjs',
  'signin.test.mjs',
  'consent.test.mjs',
  'address.test.mjs',
  'use.test.mjs',
  'stories.test.mjs',
  'refusals.test.mjs',
  'manners.test.mjs',
  'panel.test.mjs',
  'plan.test.mjs',
  'pages.test.mjs',
  'manage.test.mjs',
  'admin.test.mjs',
];
const here = new URL('.', import.meta.url).pathname;
let running;
try {
  const address = process.env.OPENROOMS_ADDRESS;
  running = address ? { address } : await serve('--demo');
  const only = process.argv.slice(2);
  const files = only.length > 0 ? only : ALL;
  const tests = spawn(
    process.execPath,
    ['--test', '--test-concurrency=1', ...files.map((file) => join(here, file))],
    { stdio: 'inherit', env: { ...process.env, OPENROOMS_ADDRESS: running.address } },
  );
  process.exitCode = await new Promise((resolve) => tests.on('exit', (code) => resolve(code ?? 1)));
} finally {
  await running?.end?.();
}
