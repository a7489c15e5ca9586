// The types of the API that the console was written against are those that the server tells.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

const web = new URL('..', import.meta.url).pathname;

test('src/api/schema.d.ts is what `npm run api` writes', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'openrooms-types-'));
  try {
    const file = join(folder, 'schema.d.ts');
    const words = [join(web, 'scripts/api.mjs'), process.env.OPENROOMS_ADDRESS, file];
    await promisify(execFile)(process.execPath, words, { cwd: web });
    const [kept, fresh] = await Promise.all(
      [join(web, 'src/api/schema.d.ts'), file].map((path) => readFile(path, 'utf8')),
    );
    assert.ok(kept === fresh, 'it is old: run `npm run api -- ADDRESS`, and look at what changed');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
