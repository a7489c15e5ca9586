import type { accountEn } from './account.en';
import type { adminEn } from './admin.en';
import type { controlEn } from './control.en';
import type { en } from './en';
import type { manageEn } from './manage.en';
import type { refusalEn } from './refusal.en';
import type { roomUseEn } from './roomUse.en';

export type Language = 'zh-CN' | 'en';
/** Every text, those of areas that come later (`later.ts`) among them. */
type All = typeof en &
  typeof manageEn &
  typeof adminEn &
  typeof roomUseEn &
  typeof controlEn &
  typeof refusalEn &
  typeof accountEn;
export type Key = keyof All;
/** The texts that come with the first page, in one language. */
export type Texts = Readonly<Record<keyof typeof en, string>>;
/** The texts of an area: for every name of the English ones. */
export type TextsOf<English> = Readonly<Record<keyof English, string>>;

type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;
/** What a text has to be given. */
export type Given<K extends Key> = [Names<All[K]>] extends [never]
  ? []
  : [given: Readonly<Record<Names<All[K]>, string | number>>];

/** A text that is given nothing. */
export type PlainKey = { [K in Key]: Given<K> extends [] ? K : never }[Key];

/** Fills a text in. */
export function fill(
  text: string,
  language: Language,
  given: Readonly<Record<string, string | number>> = {},
): string {
  const forms = text.split('|');
  const n = given.n;
  const one = typeof n === 'number' && new Intl.PluralRules(language).select(n) === 'one';
  const form = (one ? forms[0] : forms.at(-1)) ?? '';
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = given[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : value;
  });
}

/** The language of a browser that prefers these. */
export function preferred(languages: readonly string[]): Language {
  for (const language of languages) {
    const lower = language.toLowerCase();
    if (lower.startsWith('zh')) return 'zh-CN';
    if (lower.startsWith('en')) return 'en';
  }
  return 'en';
}
