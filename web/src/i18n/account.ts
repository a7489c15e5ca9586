/** Adds the texts of `/account` that come with its page. */
import { accountEn } from './account.en';
import { accountZh } from './account.zh';
import { addTexts } from './later';

addTexts({ en: accountEn, 'zh-CN': accountZh });
