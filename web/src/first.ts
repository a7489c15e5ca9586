/**
 * What the first page needs of the server, asked for while the rest of the scripts is still on its way:
 * on a slow line that is most of the wait. The page finds the answers where it would have asked.
 */
import { queries } from './api/cache';
import {
  busyQuery,
  eventsQuery,
  groupsQuery,
  plansQuery,
  roomsQuery,
  rulesQuery,
  sessionQuery,
} from './api/queries';
import type { Session } from './api/session';
import { addDays, dayOf, isDay, ownZone, startOfDay } from './time/zone';

/** Where nobody is signed in. */
const DOORS = ['signin', 'invite', 'setup', 'panel', 'lobby'];

/** Whether a page is for those who are signed in. */
export const isBehindDoor = (pathname: string): boolean =>
  !DOORS.includes(pathname.split('/')[1] ?? '');

export async function askFirst({ pathname, search }: Location): Promise<void> {
  await queries.prefetchQuery(sessionQuery);
  const me = queries.getQueryData(sessionQuery.queryKey);
  if (me && (pathname === '/' || pathname === '/rooms')) askRooms(me, search);
}

/** What `/rooms` shows, in the order in which it is missed. */
function askRooms(me: Session, search: string): void {
  const zone = ownZone();
  // As the router writes it: a text may stand in quotation marks.
  const asked = new URLSearchParams(search).get('day')?.replaceAll('"', '');
  const day = isDay(asked) ? asked : dayOf(Date.now(), zone);
  const [from, until] = [day, addDays(day, 1)].map((each) => startOfDay(each, zone));
  if (from === undefined || until === undefined) return;
  queries.prefetchQuery(roomsQuery(me));
  queries.prefetchQuery(groupsQuery(me));
  queries.prefetchQuery(rulesQuery(me));
  queries.prefetchQuery(busyQuery(me, from, until));
  queries.prefetchQuery(eventsQuery(me, from, until));
  queries.prefetchQuery(plansQuery(me));
}
