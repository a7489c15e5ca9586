import { createContext, useContext } from 'react';
import type { Session } from '@/api/session';
import type { Room } from '@/rules/rooms';

export const SessionContext = createContext<Session | null>(null);

/** Who is signed in, on every page behind the door. */
export function useMe(): Session {
  const me = useContext(SessionContext);
  if (!me) throw new Error('pages behind the door are within SignedIn');
  return me;
}

/** Whether somebody runs any room. */
export const runsAny = (me: Session): boolean =>
  me.isAdmin || me.administersGroups.length > 0 || me.administersRooms.length > 0;

/** Whether somebody runs this room; `path` are the groups above it, its own included. */
export const runs = (me: Session, room: Room, groups: readonly number[]): boolean =>
  me.isAdmin ||
  me.administersRooms.includes(room.roomId) ||
  groups.some((group) => me.administersGroups.includes(group));
