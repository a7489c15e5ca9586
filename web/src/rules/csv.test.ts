import { expect, test } from 'vitest';
import { csv } from './csv';

test('cells are told apart, whatever is in them', () => {
  const lines = [
    ['a', 1, -2, undefined, null, ''],
    ['a,b', 'say "no"', 'two\nlines', 'two\r\nlines', '会议室', 'a b'],
  ];
  expect(csv(lines)).toBe(
    'a,1,-2,,,\r\n"a,b","say ""no""","two\nlines","two\r\nlines",会议室,a b\r\n',
  );
});

test('no cell is taken for a formula', () => {
  const line = ['=1+1', '+1', '-1', '@x', '\t=1', "'=1", 'a=1', -1];
  expect(csv([line])).toBe("'=1+1,'+1,'-1,'@x,'\t=1,''=1,a=1,-1\r\n");
});

test('nothing is an empty text', () => {
  expect(csv([])).toBe('');
});
