// The server under test: a process of the built binary, with a data directory of its own.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, closeSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { newDatabase } from './database.js';
import { get } from './http.js';
import { CORP, organisationFile } from './organisation.js';

// A signal ends the run through the exit handlers, so that no server outlives it.
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM']) {
  process.once(signal, () => process.exit(1));
}

const READY_MS = 30_000;
const STOP_MS = 30_000;

const repository = fileURLToPath(new URL('../../..', import.meta.url));
/** `openrooms`: OPENROOMS_BIN, or what `cargo build` leaves. */
const binary = path.resolve(
  process.env.OPENROOMS_BIN || path.join(repository, 'target/debug/openrooms'),
);
/** Ours, without the settings of a server that the caller may have. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('OPENROOMS_')),
);

/** `openrooms import` and `openrooms serve` on one data directory and one loopback port. */
export class Server {
  #folder = mkdtempSync(path.join(tmpdir(), 'openrooms-compat-'));
  #log = path.join(this.#folder, 'server.log');
  #database;
  #process;
  #killAtExit = () => this.#process?.kill('SIGKILL');

  /** Imports the organisation, starts the server, and returns once it is ready. */
  static async start() {
    const server = new Server();
    process.on('exit', server.#killAtExit);
    server.#database = await newDatabase();
    await server.load(organisationFile);
    await server.#listen();
    return server;
  }

  /** Imports a document: a path, or its content. Safe while the server runs. */
  async load(document) {
    let file = document;
    if (typeof document !== 'string') {
      file = path.join(this.#folder, 'imported.json');
      writeFileSync(file, JSON.stringify(document));
    }
    await this.command('import', file);
  }

  /** What a command of the binary prints that works on the database. Safe while it serves. */
  async command(...words) {
    const settings = { env, timeout: 60_000 };
    return (await promisify(execFile)(binary, [...words, ...this.#store()], settings)).stdout;
  }

  /** A person's one-time code for an app. */
  async code(user, appKey = 'dingdemo') {
    const words = ['token', 'code', '--corp', CORP, '--user', user, '--app', appKey];
    return (await this.command(...words)).trim();
  }

  /** Ends it as a service manager would, holds it to a clean exit, and removes what it kept. */
  async stop() {
    const child = this.#process;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    const giveUp = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    const [code, signal] = child.exitCode === null ? await exited : [child.exitCode, null];
    clearTimeout(giveUp);
    this.#process = undefined;
    process.off('exit', this.#killAtExit);
    await this.#database.drop();
    const log = this.#logText();
    rmSync(this.#folder, { recursive: true });
    if (code !== 0) {
      throw new Error(`after SIGTERM the server exited with ${code ?? signal}:\n${log}`);
    }
  }

  async #listen() {
    // Another process may take the free port before the server does.
    for (let attempt = 0; attempt < 3; attempt += 1) {
      this.address = `127.0.0.1:${await freePort()}`;
      const log = openSync(this.#log, 'a');
      this.#process = spawn(binary, ['serve', '--listen', this.address, ...this.#store()], {
        env,
        stdio: ['ignore', log, log],
      });
      closeSync(log);
      if (await this.#becomesReady()) {
        return;
      }
    }
    throw new Error(`the server does not start:\n${this.#logText()}`);
  }

  async #becomesReady() {
    const deadline = Date.now() + READY_MS;
    const exited = once(this.#process, 'exit').then(() => true);
    while (Date.now() < deadline) {
      const ready = await get(this.address, '/readyz').then(
        (reply) => reply.status === 200,
        () => false, // nobody listens yet
      );
      if (ready) {
        return true;
      }
      if (await Promise.race([exited, pause(20, false)])) {
        return false;
      }
    }
    throw new Error(`not ready after ${READY_MS} ms:\n${this.#logText()}`);
  }

  #store() {
    return ['--data-dir', path.join(this.#folder, 'data'), ...this.#database.args];
  }

  #logText() {
    return readFileSync(this.#log, 'utf8');
  }
}

async function freePort() {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address();
  listener.close();
  await once(listener, 'close');
  return port;
}
