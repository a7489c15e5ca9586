import { expect, test } from 'vitest';
import { qrOf } from './qr';

/** As other programs draw it; the 48 codes that were compared are all alike. */
const A = `
111111100000101111111
100000101110101000001
101110100011001011101
101110100100101011101
101110101010101011101
100000100110101000001
111111101010101111111
000000000001100000000
101010100101000010010
011001011110001000110
000101101000100010001
100000001100001000100
100001101000101010101
000000001001010101011
111111100001011101111
100000100101110111000
101110101001011101101
101110100000001000110
101110101000100010001
100000100110001000110
111111101100101010111`;

test('a code is drawn as others draw it', () => {
  const rows = qrOf('a', 0)?.map((row) => row.map((dark) => (dark ? '1' : '0')).join(''));
  expect(`\n${rows?.join('\n')}`).toBe(A);
});

test.each([
  ['a', 21],
  ['https://rooms.example.org/rooms/2de4ace4483113b484c6aa2ee04e5311?report=1', 37],
  ['y'.repeat(213), 57],
])('%s has so many rows', (text, rows) => {
  expect(qrOf(text)?.length).toBe(rows);
});

test('what is too long has no code', () => {
  expect(qrOf('y'.repeat(214))).toBeUndefined();
});
