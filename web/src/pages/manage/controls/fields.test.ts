import { describe, expect, test } from 'vitest';
import { draftOf, isWhole, moved, sentOf, wrongLine } from './fields';

const button = (name: string, sort: number) => ({
  name,
  enName: name,
  icon: 'https://i.example.org/a.png',
  url: 'https://o.example.org',
  showTime: 2,
  sort,
});

describe('a control panel', () => {
  test('is written as it was read, its buttons numbered in their order', () => {
    const panel = {
      roomId: 'r',
      roomIotConfig: [button('Late', 9), button('Early', 3)],
      status: 1,
      extra: { param: { scene: 'a=b', empty: '' } },
    };
    const { roomIotConfig: _, roomId, ...rest } = panel;
    expect(sentOf(draftOf(panel))).toEqual({
      ...rest,
      roomConfig: [button('Early', 1), button('Late', 2)],
    });
    expect(sentOf(draftOf({ roomId, roomIotConfig: [] }))).toEqual({ roomConfig: [] });
  });

  test('is sent where its numbers are numbers and its lines have names', () => {
    const draft = draftOf({ roomId: 'r', roomIotConfig: [button('Light', 1)] });
    const [one] = draft.buttons;
    expect(isWhole(draft)).toBe(true);
    expect(isWhole({ ...draft, status: ' 4 ', extra: '\na=b\n' })).toBe(true);
    expect(isWhole({ ...draft, status: 'on' })).toBe(false);
    expect(isWhole({ ...draft, extra: 'a=b\nc' })).toBe(false);
    if (one) expect(isWhole({ ...draft, buttons: [{ ...one, showTime: '1.5' }] })).toBe(false);
    expect(['', 'a=b', 'a=b\n\n=c', 'x'].map(wrongLine)).toEqual([0, 0, 3, 1]);
  });

  test('has its buttons moved', () => {
    expect([moved(['a', 'b', 'c'], 2, -1), moved(['a', 'b', 'c'], 0, 1)]).toEqual([
      ['a', 'c', 'b'],
      ['b', 'a', 'c'],
    ]);
  });
});
