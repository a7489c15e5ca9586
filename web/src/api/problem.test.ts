import { expect, test } from 'vitest';
import { Problem, reasonsOf } from './problem';

test('a refusal keeps its words, its number and its reasons', () => {
  const problem = new Problem(400, {
    code: 'meetingRoomNotAvailable',
    message: 'code: 321001, developerMessage: [{"roomName":"Oak","text":"overlap: taken; from"}]',
    requestid: 'A-1',
  });
  expect(problem.code).toBe('meetingRoomNotAvailable');
  expect(problem.requestId).toBe('A-1');
  expect(problem.reasons).toEqual([{ room: 'Oak', text: 'overlap: taken; from' }]);
});

test.each([
  ['param.error', []],
  ['developerMessage: [', []],
  ['developerMessage: {}', []],
  [
    'developerMessage: [null, {"roomName": 1}]',
    [
      { room: '', text: '' },
      { room: '', text: '' },
    ],
  ],
])('%s has no more than it says', (message, wanted) => {
  expect(reasonsOf(message)).toEqual(wanted);
});

test('a reply that is no refusal of ours still has words', () => {
  expect(new Problem(502, undefined).message).toBe('HTTP 502');
  expect(new Problem(401, { code: 'x' }).isBadToken).toBe(true);
  expect(new Problem(404, { message: 'gone' }).isMissing).toBe(true);
});
