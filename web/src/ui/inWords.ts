/** What went wrong, on one line, for where there is no place for more. */
import '@/i18n/refusal';
import { Problem } from '@/api/problem';
import type { Say } from '@/i18n';
import { refusalEn } from '@/i18n/refusal.en';
import { saidOf } from '@/rules/said';
import { whyLine } from '@/rules/why';
import type { Formats } from '@/time/format';

export function inWords(problem: Error, t: Say, format: Formats): string {
  if (!(problem instanceof Problem)) return t('state.away.title');
  const why = problem.rooms.flatMap(({ refusals }) => refusals);
  return why.length > 0
    ? why.map((each) => whyLine(each, t, format)).join('; ')
    : saidOf(problem, refusalEn, t);
}
