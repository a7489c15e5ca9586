import type { accountEn } from './account.en';
import type { TextsOf } from './texts';

/** “我的账号”页面中已授权应用的文字。 */
export const accountZh: TextsOf<typeof accountEn> = {
  'consents.title': '已授权的应用',
  'consents.text': '您允许以下应用以您的身份操作。它们只能做已获权限之内、且您本人有权做的事。',
  'consents.none': '您没有授权任何应用。',
  'consents.since': '自 {time} 起使用',
  'consents.waiting': '已授权，尚未使用',
  'consents.ends': '如不使用，{time} 失效',
  'consents.may': '权限',
  'consents.nothing': '未获任何权限',
  'consents.withdraw': '取消授权',
  'consents.withdraw.title': '取消对 {app} 的授权？',
  'consents.withdraw.text': '它将立即不能再以您的身份操作。已做的操作不受影响，您也可以重新授权。',
  'consents.withdrawn': '已取消对 {app} 的授权',
};
