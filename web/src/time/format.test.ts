import { describe, expect, test } from 'vitest';
import { createFormats, hoursAhead, withPlainTimes } from './format';
import { HOUR, instantAt, MINUTE } from './zone';

const en = createFormats('en', 'Asia/Shanghai');
const zh = createFormats('zh-CN', 'Asia/Shanghai');
const ten = instantAt('2026-11-26', '10:00', 'Asia/Shanghai');

describe('times in words', () => {
  test.each([
    [en.time(ten), '10:00'],
    [en.time(ten, 'Europe/Berlin'), '03:00'],
    [en.span(ten, ten + HOUR), '10:00–11:00'],
    [en.daySpan(ten, ten + HOUR), 'Thu 26 Nov 10:00–11:00'],
    [en.daySpan(ten, ten + 24 * HOUR), 'Thu 26 Nov 10:00 – Fri 27 Nov 10:00'],
    [en.length(90 * MINUTE), '1 hr 30 min'],
    [en.length(45 * MINUTE), '45 min'],
    [en.city('America/New_York'), 'New York'],
    [zh.day('2026-11-26'), '11月26日周四'],
    [zh.length(90 * MINUTE), '1小时 30分钟'],
    [zh.daySpan(ten, ten + HOUR), '11月26日周四 10:00–11:00'],
  ])('%s', (said, wanted) => {
    // How units are shortened differs from browser to browser.
    expect(said.replace(/[, \u202f\u00a0]+/g, ' ').replace('mins', 'min')).toBe(wanted);
  });

  test('midnight ends the day before', () => {
    const midnight = instantAt('2026-11-27', '00:00', 'Asia/Shanghai');
    expect(en.daySpan(ten, midnight).replace(/,/g, '')).toBe('Thu 26 Nov 10:00–00:00');
  });

  test('what the server says has times that people read', () => {
    const said = 'taken from 2026-11-26T10:00:00+08:00 until 2026-11-26T03:30:00Z';
    expect(withPlainTimes(said, en)).toBe('taken from 26 Nov, 10:00 until 26 Nov, 11:30');
    expect(withPlainTimes('60 minutes', en)).toBe('60 minutes');
  });

  test('a zone is ahead by what its clocks show then', () => {
    expect(hoursAhead('Europe/Berlin', 'Asia/Shanghai', ten)).toBe(-7);
    expect(hoursAhead('Asia/Kathmandu', 'UTC', ten)).toBe(5.75);
  });
});
