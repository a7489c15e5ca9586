// Runs the stories of this folder in a browser, each file against a server of its own that serves the demo.
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
  'controls.test.mjs',
  'admin.test.mjs',
];
const here = new URL('.', import.meta.url).pathname;

/** Whether the stories of one file went well, on a server of their own: none meets what another booked. */
async function passes(file) {
  const running = await serve('--demo');
  try {
    const tests = spawn(process.execPath, ['--test', join(here, file)], {
      stdio: 'inherit',
      env: { ...process.env, OPENROOMS_ADDRESS: running.address },
    });
    return await new Promise((resolve) => tests.on('exit', (code) => resolve(code === 0)));
  } finally {
    await running.end();
  }
}

const named = process.argv.slice(2);
for (const file of named.length > 0 ? named : ALL) {
  if (!(await passes(file))) process.exitCode = 1;
}
