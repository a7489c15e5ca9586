import '@/i18n/refusal';
import { describe, expect, test } from 'vitest';
import { Problem } from '@/api/problem';
import type { Say } from '@/i18n';
import { TEXTS } from '@/i18n/later';
import { refusalEn } from '@/i18n/refusal.en';
import { fill, type Key } from '@/i18n/texts';
import { fieldSaid, hasWords, OWN_CODES, saidOf } from './said';

const zh: Say = (key: Key, ...given) =>
  fill(TEXTS['zh-CN'][key] ?? key, 'zh-CN', given[0] as never);
const refused = (code: string, message: string) => new Problem(400, { code, message });

describe('what the server refuses', () => {
  test.each([
    ['room.exist', 'Room Exsit', '已有同名的会议室。'],
    ['user.not.admin', 'User Not Admin', '只有相应的管理员可以进行此操作。'],
    ['60005', '不允许删除有成员的部门', '部门中还有成员。'],
    ['invalidParameter', 'the event is cancelled', '会议已取消。'],
    ['invalidParameter', 'Event start time not set.', '填写的内容有误。'],
    ['param.error', 'Error:lack authorizedMembers', '请指定可预订的人员，或改为对所有人开放。'],
    ['of.a.newer.server', 'It rains', '服务器没有接受此操作。'],
  ])('%s (%s)', (code, message, wanted) => {
    expect(saidOf(refused(code, message), refusalEn, zh)).toBe(wanted);
  });

  test('every code of the calls of the console has words', () => {
    expect(OWN_CODES.filter((code) => !hasWords(code, refusalEn))).toEqual([]);
  });
});

describe('what is wrong with a field', () => {
  test.each([
    ['is missing', '此项为必填。'],
    ['must not be blank', '不能为空。'],
    ['must be 200 characters at most', '最多 200 个字符。'],
    ['must be 1 to 80 characters that show', '须为 1 到 80 个字符。'],
    ['must be from 0 to 100000', '须在 0 到 100,000 之间。'],
    ['must not be negative', '不能小于 0。'],
    ['it must be 1440 at most', '最多 1,440。'],
    ['must be an address, http or https', '须为 http 或 https 网址。'],
    ['must not be of the scheme javascript', '不接受以 javascript: 开头的地址。'],
    ["is another device's", '已被另一台设备使用。'],
    ['must be blue', '未被接受：must be blue'],
  ])('%s', (text, wanted) => {
    expect(fieldSaid(text, zh)).toBe(wanted);
  });
});
