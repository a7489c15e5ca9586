/**
 * The texts that are here. Those of an area that few people open come with its pages, so that they
 * are no part of what everybody loads first.
 */
import { en } from './en';
import type { Key, Language } from './texts';
import { zh } from './zh';

export const TEXTS: Record<Language, Partial<Record<Key, string>>> = {
  'zh-CN': { ...zh },
  en: { ...en },
};

export function addTexts(texts: Readonly<Record<Language, Partial<Record<Key, string>>>>): void {
  Object.assign(TEXTS['zh-CN'], texts['zh-CN']);
  Object.assign(TEXTS.en, texts.en);
}
