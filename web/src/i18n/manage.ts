/** Adds the texts of `/manage`; the pages there begin by it. */
import { addTexts } from './later';
import { manageEn } from './manage.en';
import { manageZh } from './manage.zh';

addTexts({ en: manageEn, 'zh-CN': manageZh });
