import { describe, expect, test } from 'vitest';
import { findAddress, idIn, only, roomAddress, roomsAddress, signInAddress } from './address';

describe('what an address says', () => {
  test.each([
    ['12', 12],
    ['abc', undefined],
    ['1e3', undefined],
    ['0x1', undefined],
    [' 1', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['', undefined],
    ['99999999999999999999', undefined],
  ])('%j in a path is the number %s', (part, expected) => {
    expect(idIn(part)).toBe(expected);
  });

  test('what is right is kept', () => {
    const search = {
      day: '2026-11-26',
      group: 12,
      seats: '8',
      labels: [1, '4'],
      text: 'oak',
      free: 'now',
      from: '09:00',
      to: '10:30',
    };
    expect(roomsAddress(search)).toEqual({ ...search, seats: 8, labels: [1, 4] });
    expect(roomAddress({ week: '2026-11-26' })).toEqual({ week: '2026-11-26' });
    expect(findAddress({ people: 3, minutes: 45, accessible: true, from: '09:15' })).toEqual({
      people: 3,
      minutes: 45,
      accessible: true,
      from: '09:15',
    });
  });

  test.each([
    [{ day: '2026-02-30', group: -1, seats: 1.5, labels: 'x', text: '', free: 'yes' }],
    [{ from: '25:00', to: '26:00' }],
    [{ from: '10:00', to: '09:00' }],
    [{ from: '10:00' }],
    [{ labels: [null, 'a', 0], text: { a: 1 }, day: 20261126 }],
  ])('%j is passed over', (search) => {
    expect(roomsAddress(search)).toEqual({});
  });

  test.each([
    ['/rooms?day=2026-11-26', '/rooms?day=2026-11-26'],
    ['/oauth2/auth?client_id=a', '/oauth2/auth?client_id=a'],
    ['//evil.example/x', undefined],
    ['/\\evil.example', undefined],
    ['https://evil.example', undefined],
    ['javascript:alert(1)', undefined],
    ['/signin?next=/signin', undefined],
    [7, undefined],
  ])('one goes on from %s to %s', (next, wanted) => {
    expect(signInAddress({ next }).next).toBe(wanted);
  });

  test('what was not read of an address is nothing', () => {
    const read = only(signInAddress);
    const told = read({ next: 'https://evil.example', corpId: 'dingcorp', other: 1 });
    // The router lays it over what the address had.
    const seen = { next: 'https://evil.example', corpId: 'x', other: 1, ...told };
    expect(seen).toEqual({ next: undefined, corpId: 'dingcorp', other: undefined });
  });

  test.each([
    ['dingcorp', 'dingcorp'],
    [42, '42'],
    [{ a: 1 }, undefined],
    [undefined, undefined],
  ])('the organisation of %j is %s', (corpId, wanted) => {
    expect(signInAddress({ corpId }).corpId).toBe(wanted);
  });
});
