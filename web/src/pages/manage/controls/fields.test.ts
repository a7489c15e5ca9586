import { describe, expect, test } from 'vitest';
import {
  differing,
  draftOf,
  isNumber,
  isWhole,
  keptOf,
  lacksTexts,
  moved,
  refusedPlace,
  sentName,
  sentOf,
  wrongLine,
} from './fields';

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
    const written = (lines: string) => ({ ...draft, extra: { lines } });
    expect(isWhole({ ...written('\na=b\n'), status: ' 4 ' })).toBe(true);
    expect(isWhole({ ...draft, status: 'on' })).toBe(false);
    expect(isWhole(written('a=b\nc'))).toBe(false);
    if (one) expect(isWhole({ ...draft, buttons: [{ ...one, showTime: '1.5' }] })).toBe(false);
    expect(['', 'a=b', 'a=b\n\n=c', 'x'].map(wrongLine)).toEqual([0, 0, 3, 1]);
  });

  test('keeps what an app has set, where its lines were not touched and where they cannot say it', () => {
    const param = { a: 'x\ny=3', 'b=c': 'd', '': 'e', scene: 'talk', r: 'o\rp' };
    const read = { roomId: 'r', roomIotConfig: [button('Light', 1)], extra: { param } };
    const draft = draftOf(read);
    expect(draft.extra.lines).toBe('scene=talk');
    expect(isWhole(draft)).toBe(true);
    expect(sentOf(draft).extra).toEqual({ param });
    const sent = (lines: string) =>
      sentOf({ ...draft, extra: { ...draft.extra, lines } }).extra?.param;
    expect(sent('scene=film\nnew=1')).toEqual({ ...param, scene: 'film', new: '1' });
    const { scene: _, ...kept } = param;
    expect(sent('')).toEqual(kept);
    // Who writes a line of a name that is kept means that one.
    expect(sent('a=5')).toEqual({ ...kept, a: '5' });
    expect(keptOf({ ...draft.extra, lines: 'a=5' }).map(([name]) => name)).toEqual([
      'b=c',
      '',
      'r',
    ]);
    const empty = draftOf({ ...read, extra: { param: {} } });
    expect(sentOf(empty).extra).toEqual({ param: {} });
    // A name that JavaScript has for itself is a name like others.
    const own = JSON.parse('{"__proto__":"x","a":"b"}');
    const odd = draftOf({ ...read, extra: { param: own } });
    const changed = sentOf({ ...odd, extra: { ...odd.extra, lines: `${odd.extra.lines}\nc=d` } });
    expect(JSON.stringify(changed.extra)).toBe('{"param":{"__proto__":"x","a":"b","c":"d"}}');
  });

  test('takes the numbers that the server takes', () => {
    for (const text of ['0', ' 4 ', '-7', '2147483647', '-2147483648']) {
      expect([text, isNumber(text)]).toEqual([text, true]);
    }
    for (const text of ['', 'on', '1.5', '1e3', '2147483648', '-2147483649', '9'.repeat(400)]) {
      expect([text, isNumber(text)]).toEqual([text, false]);
    }
  });

  test('has no button without its texts', () => {
    const draft = draftOf({ roomId: 'r', roomIotConfig: [button('Light', 1)] });
    expect(lacksTexts(draft)).toBe(false);
    for (const field of ['name', 'enName', 'icon', 'url'] as const) {
      for (const text of ['', ' \t\u3000']) {
        const lacking = draft.buttons.map((each) => ({ ...each, [field]: text }));
        expect(lacksTexts({ ...draft, buttons: [...draft.buttons, ...lacking] })).toBe(true);
      }
    }
  });

  test('shows of a conflict each field that differs', () => {
    const [one, other] = draftOf({
      roomId: 'r',
      roomIotConfig: [button('Light', 1), button('Blinds', 2)],
    }).buttons;
    if (!one || !other) throw new Error('there are two');
    const base = [one, other];
    const mine = [one, { ...other, showTime: '4' }];
    const theirs = [one, { ...other, icon: 'https://i.example.org/b.png' }];
    expect(differing(mine, [base, theirs, mine])).toEqual([
      { at: 1, fields: ['icon', 'showTime'] },
    ]);
    const all = ['name', 'enName', 'url', 'icon', 'showTime'];
    expect(differing(base, [base, [one], base])).toEqual([{ at: 1, fields: all }]);
    expect(differing([one], [base, [one], base])).toEqual([]);
  });

  test('has what is refused stay with its button', () => {
    expect(refusedPlace('Error:roomConfig[12].url must not be blank')).toBe(12);
    expect(refusedPlace('Error:roomConfig must be 50 at most')).toBeUndefined();
    const names = (place: number | undefined) => sentName('roomConfig[1].url', () => place);
    expect([names(0), names(undefined)]).toEqual(['roomConfig[0].url', undefined]);
    expect(sentName('status', () => 3)).toBe('status');
  });

  test('has its buttons moved', () => {
    expect([moved(['a', 'b', 'c'], 2, -1), moved(['a', 'b', 'c'], 0, 1)]).toEqual([
      ['a', 'c', 'b'],
      ['b', 'a', 'c'],
    ]);
  });
});
