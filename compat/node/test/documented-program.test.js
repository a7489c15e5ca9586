// The program of docs/SDKS.md, as it stands there but for the address.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { Server } from '../harness/server.js';

const server = await Server.start();
after(() => server.stop());

test('the documented program reads a room', async () => {
  const text = readFileSync(new URL('../../../docs/SDKS.md', import.meta.url), 'utf8');
  const programs = [...text.matchAll(/^```js\n(.*?)^```$/gms)].map((match) => match[1]);
  assert.equal(programs.length, 1);
  const [program] = programs;
  assert.equal(program.split('127.0.0.1:8080').length, 2);
  // Beside the packages, where its requires find them.
  const file = fileURLToPath(
    new URL(`../node_modules/.read-room-${process.pid}.cjs`, import.meta.url),
  );
  writeFileSync(file, program.replace('127.0.0.1:8080', server.address));
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [file]);
    assert.deepEqual({ stdout, stderr }, { stdout: 'Test meeting room\n', stderr: '' });
  } finally {
    rmSync(file);
  }
});
