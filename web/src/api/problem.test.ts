import { expect, test } from 'vitest';
import { Problem } from './problem';

const taken = {
  rule: 'overlap',
  level: 'room',
  value: 'taken',
  facts: { from: '2026-06-01T09:00:00Z', until: '2026-06-01T10:00:00Z' },
  refusedDates: 1,
};

test('a refusal keeps its words, its number and its rooms', () => {
  const problem = new Problem(400, {
    code: 'meetingRoomNotAvailable',
    message: 'code: 321001, developerMessage: [{"roomName":"Oak","text":"overlap: taken"}]',
    requestid: 'A-1',
    refusedRooms: [{ roomId: 'oak', roomName: 'Oak', refusals: [taken] }],
  });
  expect(problem.code).toBe('meetingRoomNotAvailable');
  expect(problem.requestId).toBe('A-1');
  expect(problem.rooms).toEqual([{ roomId: 'oak', roomName: 'Oak', refusals: [taken] }]);
});

test.each([
  [undefined, []],
  ['Oak', []],
  [[null, { roomId: 'oak' }], []],
  [
    [{ roomName: 1, refusals: [null, {}, taken] }],
    [{ roomId: '', roomName: '', refusals: [taken] }],
  ],
])('of %j no more is taken than can be read', (refusedRooms, wanted) => {
  expect(new Problem(400, { code: 'x', refusedRooms }).rooms).toEqual(wanted);
});

test('a reply that is no refusal of ours still has words', () => {
  expect(new Problem(502, undefined).message).toBe('HTTP 502');
  expect(new Problem(401, { code: 'x' }).isBadToken).toBe(true);
  expect(new Problem(404, { message: 'gone' }).isMissing).toBe(true);
});
