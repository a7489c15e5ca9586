// Writes the types of the API anew: `npm run api -- http://127.0.0.1:8080 [file]`.
import { writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { OPERATIONS } from './operations.mjs';

const [address = 'http://127.0.0.1:8080', file = 'src/api/schema.d.ts'] = process.argv.slice(2);
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
  return { ...rest, tags: [], paths: kept, components: { ...components, schemas } };
}

const types = astToString(await openapiTS(narrowed(document)));
await writeFile(file, `// Written by \`npm run api\` from /openapi.json. Not by hand.\n\n${types}`);
