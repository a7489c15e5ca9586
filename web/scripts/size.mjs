// What the timeline's page takes, compressed, and whether that is within its bound.
import { readFile, stat } from 'node:fs/promises';

const BOUND = 250 * 1024;
const dist = new URL('../dist/', import.meta.url).pathname;
const seen = new Set();

/** Adds a script and what it loads at once. */
async function add(path) {
  if (seen.has(path)) return;
  seen.add(path);
  const text = await readFile(dist + path, 'utf8');
  for (const [, name] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) {
    await add(`assets/${name}`);
  }
}

const page = await readFile(`${dist}index.html`, 'utf8');
for (const [, path] of page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)) await add(path);
let total = 0;
for (const path of seen) {
  const { size } = await stat(`${dist + path}.br`);
  total += size;
  process.stdout.write(`${String(size).padStart(8)}  ${path}\n`);
}
process.stdout.write(
  `${String(total).padStart(8)}  bytes of JavaScript for the timeline, of ${BOUND}\n`,
);
if (total > BOUND) process.exit(1);
