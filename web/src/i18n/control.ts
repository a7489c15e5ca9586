/** Adds the texts of `/manage/controls`; the pages there begin by it. */
import { controlEn } from './control.en';
import { controlZh } from './control.zh';
import { addTexts } from './later';

addTexts({ en: controlEn, 'zh-CN': controlZh });
