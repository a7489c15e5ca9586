// Compresses what was built, once, so that the server need not for each request.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const assets = new URL('../dist/assets/', import.meta.url).pathname;
for (const name of await readdir(assets)) {
  if (!['.js', '.css', '.svg'].includes(extname(name))) continue;
  const whole = await readFile(join(assets, name));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  await writeFile(join(assets, `${name}.br`), brotliCompressSync(whole, { params }));
  await writeFile(join(assets, `${name}.gz`), gzipSync(whole, { level: 9 }));
}
