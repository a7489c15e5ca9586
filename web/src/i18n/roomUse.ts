/** Adds the texts of `/manage/use`; the page there begins by it. */
import { addTexts } from './later';
import { roomUseEn } from './roomUse.en';
import { roomUseZh } from './roomUse.zh';

addTexts({ en: roomUseEn, 'zh-CN': roomUseZh });
