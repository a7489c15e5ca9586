// The least of a WebSocket, which Node.js 20 lacks: short messages of JSON, by their turns.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';

const PATH = '/v1.0/rooms/devices/connect';
const TEXT = 1;
const CLOSE = 8;

/** A device's connection. */
export class Link {
  #socket;
  #unread = Buffer.alloc(0);

  constructor(socket, head) {
    this.#socket = socket;
    this.#unread = head;
    socket.setTimeout(30_000, () => socket.destroy(new Error('the server says nothing')));
  }

  /** Connects with a device's token in the header, or without where it says hello itself. */
  static async open(address, token = undefined) {
    const [hostname, port] = address.split(':');
    const headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-key': randomBytes(16).toString('base64'),
      'sec-websocket-version': '13',
    };
    if (token !== undefined) headers['x-acs-dingtalk-access-token'] = token;
    const request = http.get({ hostname, port, path: PATH, headers, agent: false });
    const [reply, socket, head] = await once(request, 'upgrade');
    assert.equal(reply.statusCode, 101);
    return new Link(socket, head);
  }

  /** The next message. */
  async hear() {
    const [kind, body] = await this.#frame();
    assert.equal(kind, TEXT, body.toString());
    return JSON.parse(body.toString());
  }

  /** Sends a message, masked, as whoever connects must. */
  say(message) {
    const body = Buffer.from(JSON.stringify(message));
    assert.ok(body.length < 126, 'a longer message needs a longer head');
    const mask = randomBytes(4);
    const masked = body.map((byte, at) => byte ^ mask[at % 4]);
    this.#socket.write(Buffer.concat([Buffer.from([0x80 | TEXT, 0x80 | body.length]), mask, masked]));
  }

  /** The code with which the server closes. */
  async closed() {
    const [kind, body] = await this.#frame();
    assert.equal(kind, CLOSE, body.toString());
    return body.readUInt16BE();
  }

  end() {
    this.#socket.destroy();
  }

  async #frame() {
    const [first, second] = await this.#bytes(2);
    assert.equal(first & 0x80, 0x80, 'a message comes whole');
    assert.ok(second < 127, 'a message is short, and not masked');
    const length = second === 126 ? (await this.#bytes(2)).readUInt16BE() : second;
    return [first & 0x0f, await this.#bytes(length)];
  }

  async #bytes(count) {
    while (this.#unread.length < count) {
      const [more] = await once(this.#socket, 'data');
      this.#unread = Buffer.concat([this.#unread, more]);
    }
    const bytes = this.#unread.subarray(0, count);
    this.#unread = this.#unread.subarray(count);
    return bytes;
  }
}
