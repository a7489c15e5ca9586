// The documents that both languages share: the organisation, the sample reply, the refusals.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const read = (name) => JSON.parse(readFileSync(file(name), 'utf8'));

export const organisationFile = file('organisation.json');

/** What `openrooms import` is given. */
export const organisation = read('organisation.json');
/** The reply that DingTalk's own document shows. */
export const sampleReply = read('sample-reply.json');
/** Every refusal that one call on the shared server provokes. */
export const refusals = read('refusals.json');

/** The organisation of the sample, its room, and an administrator of it. */
export const CORP = 'ding994axxxxx';
export const ROOM = '0ffb7184xxxxx';
export const MANAGER = '2iPOLxxxxx';
/** A person of department 3, which is below department 2. */
export const DESIGNER = 'union-designer';
/** A person of department 4, beside department 2. */
export const SELLER = 'union-seller';
/** A second organisation; its room has the id of the first one's. */
export const OTHER_CORP = 'ding-other';

/** The secret of an internal app. */
export function appSecret(appKey) {
  const apps = organisation.organisations.flatMap((entry) => entry.apps);
  return apps.find((app) => app.appKey === appKey).appSecret;
}

/** A third-party app, with a ticket it takes. */
export function suite(suiteKey) {
  const found = organisation.suites.find((entry) => entry.suiteKey === suiteKey);
  return { suiteTicket: 'any-ticket', ...found };
}

/** The document as it is once the organisation has taken its authorisation back. */
export function withoutAuthorisation(suiteKey, corpId) {
  const document = structuredClone(organisation);
  const entry = document.suites.find((known) => known.suiteKey === suiteKey);
  entry.authCorpIds = entry.authCorpIds.filter((known) => known !== corpId);
  return document;
}
