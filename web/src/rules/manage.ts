/** Who runs what, and what of it a page shows them. */
import type { Session } from '@/api/session';
import { type Group, liesIn, type Room } from './rooms';

/** Whether somebody runs that group: the organisation, the group, or one above it. */
export function runsGroup(me: Session, group: number, groups: ReadonlyMap<number, Group>): boolean {
  return me.isAdmin || me.administersGroups.some((each) => liesIn(group, each, groups));
}

/** Whether somebody runs that room. */
export function runsRoom(me: Session, room: Room, groups: ReadonlyMap<number, Group>): boolean {
  return (
    me.administersRooms.includes(room.roomId) || runsGroup(me, room.roomGroup?.groupId ?? 0, groups)
  );
}

/** Whether somebody may make and remove rooms at all. */
export const makesRooms = (me: Session): boolean => me.isAdmin || me.administersGroups.length > 0;

/** The fields of a draft that are not as they were. */
export function changedFields<Draft extends object>(was: Draft, is: Draft): (keyof Draft)[] {
  return (Object.keys(is) as (keyof Draft)[]).filter((name) => !same(was[name], is[name]));
}

/** Whether two values say the same; the order of an object's fields says nothing. */
export function same(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((each, at) => same(each, other[at]));
  }
  if (isRecord(one) && isRecord(other)) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...names].every((name) => same(one[name], other[name]));
  }
  return false;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The field that a refusal names, and what is wrong with it. */
export interface Wrong {
  field: string;
  text: string;
}

const NAMED = /^Error:([A-Za-z]\w*(?:\.\w+|\[[^\]]*\])*):? (.+)$/s;

/**
 * What `Error:roomCapacity must be a whole number` names. Lists and objects name their place, of
 * which the field is the beginning. Any first word looks like one: whoever asks knows the fields.
 */
export function wrongField(message: string): Wrong | undefined {
  const found = NAMED.exec(message);
  const [, field, text] = found ?? [];
  return field && text ? { field, text } : undefined;
}
