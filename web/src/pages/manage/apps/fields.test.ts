import { expect, test } from 'vitest';
import { draftOf, EMPTY, linesOf, sent } from './fields';
import { othersOf, wordsOf } from './scopes';

test('an app is a form and back', () => {
  const app = {
    appKey: 'ding1',
    appName: 'Signage',
    scopes: ['Calendar.Event.Read'],
    redirectUris: ['https://a.example/', 'https://b.example/'],
    qpsPerOperation: 5,
    liveSecrets: 1,
  };
  const draft = draftOf(app);
  expect(draft.redirectUris).toBe('https://a.example/\nhttps://b.example/');
  expect(sent(draft)).toEqual({
    appName: 'Signage',
    scopes: ['Calendar.Event.Read'],
    redirectUris: ['https://a.example/', 'https://b.example/'],
    ipAllowList: [],
    qpsPerOperation: 5,
  });
  expect(draftOf({ appKey: 'x', scopes: [], liveSecrets: 0 })).toEqual(EMPTY);
});

test('only what has changed is sent', () => {
  expect(sent({})).toEqual({});
  expect(sent({ scopes: [] })).toEqual({ scopes: [] });
  expect(sent({ appName: ' a ' })).toEqual({ appName: 'a' });
});

test.each([
  ['', []],
  [' \n\n', []],
  ['a\n b \n', ['a', 'b']],
])('%j has the lines %j', (text, lines) => {
  expect(linesOf(text)).toEqual(lines);
});

test('what an import alone gives is kept apart', () => {
  expect(othersOf(['Calendar.Event.Read', 'all'])).toEqual(['all']);
  expect(wordsOf('qyapi_base')).toBe('admin.apps.scope.Base');
});
