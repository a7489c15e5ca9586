// Writes the types and the codes of the API anew: `npm run api -- http://127.0.0.1:8080 [folder]`.
import { writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { LEGACY, OPERATIONS } from './operations.mjs';

const [address = 'http://127.0.0.1:8080', folder = 'src/api'] = process.argv.slice(2);
const document = await (await fetch(new URL('/openapi.json', address))).json();

/** Only what the console calls, and what it is answered: refusals are all alike. */
function narrowed({ paths, components, ...rest }) {
  const missing = new Set(OPERATIONS);
  const kept = {};
  for (const [path, item] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(item)) {
      if (!missing.delete(operation.operationId)) continue;
      const { 200: reply } = operation.responses;
      kept[path] = { ...kept[path], [method]: { ...operation, responses: { 200: reply } } };
    }
  }
  if (missing.size > 0) throw new Error(`not served: ${[...missing].join(', ')}`);
  const schemas = {};
  const add = (value) => {
    for (const [, name] of JSON.stringify(value).matchAll(/#\/components\/schemas\/(\w+)/g)) {
      if (name in schemas) continue;
      schemas[name] = components.schemas[name];
      add(schemas[name]);
    }
  };
  add(kept);
  // What a refusal of a room says, which is the body of no reply.
  add({ $ref: '#/components/schemas/RefusedRoom' });
  return { ...rest, tags: [], paths: kept, components: { ...components, schemas } };
}

const types = astToString(await openapiTS(narrowed(document)));
const head = '// Written by `npm run api` from /openapi.json. Not by hand.\n\n';
await writeFile(`${folder}/schema.d.ts`, head + types);

/** Whatever these calls are refused with. */
const codes = new Set();
for (const item of Object.values(document.paths)) {
  for (const operation of Object.values(item)) {
    if (![...OPERATIONS, ...LEGACY].includes(operation.operationId)) continue;
    for (const { code } of operation['x-errors']) codes.add(code);
  }
}
const lines = [...codes].sort().map((code) => `  | '${code}'`);
await writeFile(`${folder}/codes.ts`, `${head}export type Code =\n${lines.join('\n')};\n`);
