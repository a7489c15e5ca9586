// An error of the server as the SDK raises it.

import assert from 'node:assert/strict';

/** Upper case, version 7. */
export const REQUEST_ID = /^[0-9A-F]{8}-[0-9A-F]{4}-7[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/;

/** The error that the call must end in, once it is known to be whole. */
export async function refusalOf(call) {
  const refusal = await call.then(
    () => assert.fail('the call was not refused'),
    (error) => error,
  );
  assertWhole(refusal);
  return refusal;
}

/** The refusal that the call ends in, null where it is served; another code fails the test. */
export async function refusalIfAny(call, code) {
  const refusal = await call.then(
    () => null,
    (error) => error,
  );
  if (refusal !== null) {
    assertWhole(refusal);
    assert.equal(refusal.code, code);
  }
  return refusal;
}

/** Every part of the wire's error is in the exception, and the parts agree. */
function assertWhole(refusal) {
  const { data } = refusal;
  if (data === undefined) {
    throw refusal; // not the server's: the call itself went wrong
  }
  assert.match(data.requestid, REQUEST_ID);
  assert.equal(refusal.statusCode, data.statusCode);
  assert.equal(refusal.code, data.code);
  assert.ok(typeof data.message === 'string' && data.message !== '');
  assert.equal(
    refusal.message,
    `${data.code}: code: ${data.statusCode}, ${data.message} request id: ${data.requestid}`,
  );
  assert.deepEqual(refusal.accessDeniedDetail, data.accessdenieddetail);
  const parts = ['code', 'message', 'requestid', 'statusCode'];
  const detail = data.accessdenieddetail === undefined ? [] : ['accessdenieddetail'];
  assert.deepEqual(Object.keys(data).sort(), [...detail, ...parts].sort());
}

/** The refusal is the one of a row of refusals.json. */
export function assertRefusal({ data }, expected) {
  assert.deepEqual([data.statusCode, data.code], [expected.status, expected.code]);
  if (expected.message !== undefined) {
    assert.equal(data.message, expected.message);
  }
  if (expected.messagePattern !== undefined) {
    assert.match(data.message, new RegExp(expected.messagePattern));
  }
  const { requiredScopes } = expected;
  assert.deepEqual(data.accessdenieddetail, requiredScopes && { requiredScopes });
}
