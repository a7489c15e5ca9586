/** Adds the texts of apps, the record and problems; the pages of these begin by it. */
import { adminEn } from './admin.en';
import { adminZh } from './admin.zh';
import { addTexts } from './later';

addTexts({ en: adminEn, 'zh-CN': adminZh });
