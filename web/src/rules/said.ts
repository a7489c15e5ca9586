/** What the server says where it refuses, in the language of the page: by its code, and its field. */
import type { Code } from '@/api/codes';
import type { Problem } from '@/api/problem';
import type { Say } from '@/i18n';
import type { refusalEn } from '@/i18n/refusal.en';

type Texts = typeof refusalEn;
/** What the calls of the console's own say (docs/CONSOLE.md), but those of the door. */
export const OWN_CODES = [
  'session.missing',
  'origin.refused',
  'screen.not.paired',
  'screen.throttled',
  'meeting.not.here',
] as const;

type SaidKey = `said.${Code | (typeof OWN_CODES)[number]}`;
type Missing = Exclude<SaidKey, keyof Texts>;
/** A code that has no words does not compile here. */
export const IS_WHOLE: [Missing] extends [never] ? true : Missing = true;
type TextKey = Extract<keyof Texts, `said.text.${string}`>;

/** What has one code for many things, and is said in always the same words. */
const BY_TEXT: Readonly<Record<string, TextKey>> = {
  'the event is cancelled': 'said.text.eventCancelled',
  'roomId invalid': 'said.text.roomInvalid',
  'userId invalid': 'said.text.userInvalid',
  'attendees batch size too large. Maximum allowed:5': 'said.text.fiveRooms',
  'an event must last 366 days at most': 'said.text.yearLong',
  'Error:lack authorizedMembers': 'said.text.noMembers',
  'Error:group has sub groups': 'said.text.subGroups',
  'Error:labels 1 to 5 are fixed': 'said.text.fixedLabels',
};

/** Whether there are words of ours for that code. */
export const hasWords = (code: string, texts: object): boolean => `said.${code}` in texts;

/** What went wrong. */
export function saidOf(problem: Problem, texts: object, t: Say): string {
  const byText = BY_TEXT[problem.message];
  if (byText) return t(byText);
  return hasWords(problem.code, texts) ? t(`said.${problem.code}` as SaidKey) : t('said.unknown');
}

type Field = (found: readonly string[], t: Say) => string;
const number = (text: string | undefined) => Number((text ?? '').replaceAll(',', ''));

/** What is wrong with a field, by how the server says it. */
const FIELDS: readonly [RegExp, Field][] = [
  [/^is missing$/, (_, t) => t('field.missing')],
  [/^must not be (?:blank|empty)$/, (_, t) => t('field.blank')],
  [/^must have no control characters/, (_, t) => t('field.visible')],
  [/^must be (\d+) characters at most/, ([, n], t) => t('field.longest', { n: number(n) })],
  [
    /^must be (\d+) to (\d+) characters/,
    ([, from, to], t) => t('field.length', { from: number(from), to: number(to) }),
  ],
  [
    /^must be (?:milliseconds )?from (\d+) to (\d+)$/,
    ([, from, to], t) => t('field.range', { from: number(from), to: number(to) }),
  ],
  [/^(?:it )?must not be negative$/, (_, t) => t('field.negative')],
  [/^(?:it )?must be (\d+) at most$/, ([, n], t) => t('field.most', { n: number(n) })],
  [/^(?:it )?must be (\d+) or more$/, ([, n], t) => t('field.least', { n: number(n) })],
  [/^must be an address, http or https$/, (_, t) => t('field.address')],
  [/^must not be of the scheme ([\w-]+)$/, ([, scheme = ''], t) => t('field.scheme', { scheme })],
  [/^must be a (?:whole )?number$/, (_, t) => t('field.number')],
  [/^is (?:another device's|no other device's)$/, (_, t) => t('field.taken')],
  [/^must be a telephone number$/, (_, t) => t('field.phone')],
  [/^must be a mail address$/, (_, t) => t('field.mail')],
  [/is not there$/, (_, t) => t('field.gone')],
];

/** What is wrong with the field that a refusal names, in its words or ours. */
export function fieldSaid(text: string, t: Say): string {
  for (const [form, say] of FIELDS) {
    const found = form.exec(text);
    if (found) return say(found, t);
  }
  return t('field.other', { text });
}
