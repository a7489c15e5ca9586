// Where a server keeps its data: SQLite in its folder, or a PostgreSQL database of its own.
//
// With TEST_POSTGRES_URL set, every server of the run gets a new database beside the
// one that the URL names, made and dropped by `psql`.

import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';

const run = promisify(execFile);
const postgresUrl = process.env.TEST_POSTGRES_URL;

/** An empty database: what tells `openrooms` of it, and how to drop it. */
export async function newDatabase() {
  if (!postgresUrl) {
    return { args: [], drop: async () => {} };
  }
  const name = `openrooms_compat_${randomUUID().replaceAll('-', '')}`;
  await psql(`CREATE DATABASE "${name}"`);
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return {
    args: ['--database-url', url.href],
    drop: () => psql(`DROP DATABASE "${name}" WITH (FORCE)`),
  };
}

function psql(statement) {
  return run('psql', ['--no-psqlrc', '--quiet', '--dbname', postgresUrl, '--command', statement]);
}
