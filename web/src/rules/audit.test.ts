import { expect, test } from 'vitest';
import { changes, csvOf, jsonLinesOf } from './audit';

test.each([
  [undefined, undefined, []],
  [{ a: 1 }, { a: 2 }, [{ field: 'a', before: '1', after: '2' }]],
  [undefined, { a: true }, [{ field: 'a', before: '', after: 'true' }]],
  [{ a: 'x' }, undefined, [{ field: 'a', before: 'x', after: '' }]],
  [
    { policy: { open: true, most: 60 } },
    { policy: { open: true, most: 30 } },
    [{ field: 'policy.most', before: '60', after: '30' }],
  ],
  [
    { list: [1] },
    { list: [1, 2] },
    [{ field: 'list', before: '[\n 1\n]', after: '[\n 1,\n 2\n]' }],
  ],
])('%j became %j', (before, after, wanted) => {
  expect(changes(before, after)).toEqual(wanted);
});

const entry = {
  seq: 7,
  time: 0,
  action: 'UpdateMeetingRoom',
  objectKind: 'room',
  objectId: '=cmd()',
  operatorName: 'Ann "A", Boss',
  after: { roomName: 'Oak,\nElm' },
};

test('a table is one that programs of tables read and do not run', () => {
  const [head, line] = csvOf([entry]).split('\r\n');
  expect(head?.startsWith('seq,time,action,')).toBe(true);
  expect(line).toBe(
    `7,1970-01-01T00:00:00.000Z,UpdateMeetingRoom,room,'=cmd(),,"Ann ""A"", Boss",,,,"{ ""roomName"": ""Oak,\\nElm"" }"`,
  );
});

test('a line is an entry', () => {
  const lines = jsonLinesOf([entry, { ...entry, seq: 6 }])
    .trimEnd()
    .split('\n');
  expect(lines.map((line) => JSON.parse(line).seq)).toEqual([7, 6]);
});
