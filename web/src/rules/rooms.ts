/** Rooms as the pages put them in order: by building and floor, and what one asks of them. */
import type { Schemas } from '@/api/client';

export type Room = Schemas['MeetingRoom'];
export type Group = Schemas['GroupDetail'];

/** What rooms are looked for; all of it stands in the address. */
export interface Wanted {
  text?: string | undefined;
  group?: number | undefined;
  seats?: number | undefined;
  labels?: readonly number[] | undefined;
}

export interface Floor {
  id: number;
  /** From the building to the floor. */
  path: readonly string[];
  rooms: readonly Room[];
}

/** The names of a group and of those above it, the highest first. */
export function pathOf(group: number, groups: ReadonlyMap<number, Group>): string[] {
  const path: string[] = [];
  // Three levels at most, so a circle that a wrong document made ends too.
  for (let at = groups.get(group); at && path.length < 4; at = groups.get(at.parentId ?? 0)) {
    path.unshift(at.groupName ?? '');
  }
  return path;
}

/**
 * Where something is, for whoever thinks of somewhere else: what differs of the way there, from the top;
 * nothing where it is the same place.
 */
export function whereFrom(here: readonly string[], there: readonly string[]): readonly string[] {
  const same = there.findIndex((name, level) => name !== here[level]);
  if (same >= 0) return there.slice(same);
  // The same way, and not as far down.
  return there.length === here.length ? [] : there.slice(-1);
}

/** In whose name a room is taken at its door: nobody's of the directory. */
export const doorOf = (roomId: string): string => `room:${roomId}`;

/** Whether a group is that one or lies below it. */
export function liesIn(group: number, within: number, groups: ReadonlyMap<number, Group>): boolean {
  let at = groups.get(group);
  for (let depth = 0; at && depth < 4; depth++) {
    if (at.groupId === within) return true;
    at = groups.get(at.parentId ?? 0);
  }
  return false;
}

export function fits(room: Room, wanted: Wanted, groups: ReadonlyMap<number, Group>): boolean {
  const group = room.roomGroup?.groupId ?? 0;
  if (wanted.seats && (room.roomCapacity ?? 0) < wanted.seats) return false;
  if (wanted.group && !liesIn(group, wanted.group, groups)) return false;
  const has = room.roomLabels?.map((label) => label.labelId) ?? [];
  if (wanted.labels?.some((label) => !has.includes(label))) return false;
  const words = wanted.text?.toLowerCase().split(/\s+/).filter(Boolean) ?? [];
  if (words.length > 0) {
    const all = [room.roomName, room.roomLocation?.title ?? '', ...pathOf(group, groups)]
      .join(' ')
      .toLowerCase();
    if (words.some((word) => !all.includes(word))) return false;
  }
  return true;
}

/** The group above all that a group lies in. */
function topOf(group: number, groups: ReadonlyMap<number, Group>): number {
  let top = group;
  for (let depth = 0; depth < 4; depth++) {
    const above = groups.get(top)?.parentId;
    if (!above || !groups.has(above)) break;
    top = above;
  }
  return top;
}

/**
 * By building and floor, in the order of their names; rooms by theirs, numbers as numbers. Buildings that
 * are near come first: who is in Shanghai seldom looks for a room in Berlin.
 */
export function floorsOf(
  rooms: readonly Room[],
  groups: ReadonlyMap<number, Group>,
  language: string,
  isNear: (room: Room) => boolean = () => true,
): Floor[] {
  const order = new Intl.Collator(language, { numeric: true });
  const byGroup = new Map<number, Room[]>();
  for (const room of rooms) {
    const id = room.roomGroup?.groupId ?? 0;
    const list = byGroup.get(id);
    if (list) list.push(room);
    else byGroup.set(id, [room]);
  }
  const near = new Set<number>();
  for (const [id, list] of byGroup) if (list.some(isNear)) near.add(topOf(id, groups));
  const floors = [...byGroup].map(([id, list]) => ({
    id,
    path: pathOf(id, groups),
    rooms: list.sort((a, b) => order.compare(a.roomName, b.roomName)),
  }));
  return floors.sort((a, b) => {
    // What is in no group comes last.
    if (a.path.length === 0 || b.path.length === 0) return b.path.length - a.path.length;
    const far = [a, b].map(({ id }) => Number(!near.has(topOf(id, groups))));
    if (far[0] !== far[1]) return (far[0] ?? 0) - (far[1] ?? 0);
    for (let level = 0; level < Math.min(a.path.length, b.path.length); level++) {
      const compared = order.compare(a.path[level] ?? '', b.path[level] ?? '');
      if (compared !== 0) return compared;
    }
    return a.path.length - b.path.length;
  });
}

/** Groups as a choice: each with its depth, below the one above it. */
export function groupTree(
  groups: ReadonlyMap<number, Group>,
  language: string,
): { id: number; name: string; depth: number }[] {
  const order = new Intl.Collator(language, { numeric: true });
  const tree: { id: number; name: string; depth: number }[] = [];
  const add = (parent: number, depth: number) => {
    if (depth > 3) return;
    const below = [...groups.values()]
      .filter((group) => (group.parentId ?? 0) === parent && group.groupId !== undefined)
      .sort((a, b) => order.compare(a.groupName ?? '', b.groupName ?? ''));
    for (const group of below) {
      const id = group.groupId ?? 0;
      tree.push({ id, name: group.groupName ?? '', depth });
      add(id, depth + 1);
    }
  };
  add(0, 0);
  return tree;
}
