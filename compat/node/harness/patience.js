// Waiting for what the server does by itself, without a fixed pause.

import assert from 'node:assert/strict';

/** Asks again and again until the answer is true, and returns it; a no that stays fails. */
export async function eventually(ask, milliseconds = 10_000) {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer) {
      return answer;
    }
    assert.ok(Date.now() < deadline, `still not so after ${milliseconds} ms`);
  }
}
