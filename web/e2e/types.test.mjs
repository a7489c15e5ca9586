// The types of the API that the console was written against are those that the server tells.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

const web = new URL('..', import.meta.url).pathname;

test('src/api/schema.d.ts and codes.ts are what `npm run api` writes', {
  timeout: 60_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'openrooms-types-'));
  try {
    const words = [join(web, 'scripts/api.mjs'), process.env.OPENROOMS_ADDRESS, folder];
    await promisify(execFile)(process.execPath, words, { cwd: web });
    for (const name of ['schema.d.ts', 'codes.ts']) {
      const [kept, fresh] = await Promise.all(
        [join(web, 'src/api'), folder].map((path) => readFile(join(path, name), 'utf8')),
      );
      assert.ok(
        kept === fresh,
        `${name} is old: run \`npm run api -- ADDRESS\`, and look at what changed`,
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
