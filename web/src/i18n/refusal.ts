/** Adds the words for what the server refuses; whatever shows a refusal begins by it. */
import { addTexts } from './later';
import { refusalEn } from './refusal.en';
import { refusalZh } from './refusal.zh';

addTexts({ en: refusalEn, 'zh-CN': refusalZh });
