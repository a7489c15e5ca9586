/** An app as a form has it. */
import type { AppDetail } from '@/api/admin';

export interface AppDraft {
  appName: string;
  scopes: readonly string[];
  /** One a line. */
  redirectUris: string;
  ipAllowList: string;
  qpsPerOperation: number;
}

export const EMPTY: AppDraft = {
  appName: '',
  scopes: [],
  redirectUris: '',
  ipAllowList: '',
  qpsPerOperation: 0,
};

export const draftOf = (app: AppDetail): AppDraft => ({
  appName: app.appName ?? '',
  scopes: app.scopes,
  redirectUris: (app.redirectUris ?? []).join('\n'),
  ipAllowList: (app.ipAllowList ?? []).join('\n'),
  qpsPerOperation: app.qpsPerOperation ?? 0,
});

export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** The fields that have changed, as they are sent. */
export function sent(changed: Partial<AppDraft>) {
  const { appName, scopes, redirectUris, ipAllowList, qpsPerOperation } = changed;
  return {
    ...(appName !== undefined && { appName: appName.trim() }),
    ...(scopes !== undefined && { scopes: [...scopes] }),
    ...(redirectUris !== undefined && { redirectUris: linesOf(redirectUris) }),
    ...(ipAllowList !== undefined && { ipAllowList: linesOf(ipAllowList) }),
    ...(qpsPerOperation !== undefined && { qpsPerOperation }),
  };
}
