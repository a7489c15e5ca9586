/** What a room asks, when it is closed, and what whoever looks may do there. */
import type { RoomRules } from '@/api/queries';
import type { Session } from '@/api/session';
import { type ClosedSpan, type Closure, type Span, shutSpans } from '@/rules/closed';
import type { Group, Room } from '@/rules/rooms';
import { runs } from '@/shell/session';

export type Right = 'approval' | 'adminsOnly' | 'members' | 'notBookable' | 'yours';

export interface RoomFacts {
  zone: string;
  closed: readonly ClosedSpan[];
  rights: readonly Right[];
  isBookable: boolean;
  isRunner: boolean;
}

/** The ids of a room's group and of those above it. */
export function groupIds(room: Room, groups: ReadonlyMap<number, Group>): number[] {
  const ids: number[] = [];
  let group = groups.get(room.roomGroup?.groupId ?? 0);
  while (group?.groupId && ids.length < 4) {
    ids.push(group.groupId);
    group = groups.get(group.parentId ?? 0);
  }
  return ids;
}

const NONE: readonly never[] = [];

export function factsOf(
  me: Session,
  room: Room,
  groups: ReadonlyMap<number, Group>,
  /** Absent until it is known. */
  rules: RoomRules | undefined,
  closures: readonly Closure[] | undefined,
  asked: Span,
): RoomFacts {
  const zone = rules?.zone ?? me.zone;
  const policy = rules?.policy;
  const isRunner = runs(me, room, groupIds(room, groups));
  const rights: Right[] = [];
  // Whoever runs everything need not be told so of each room.
  if (isRunner && !me.isAdmin) rights.push('yours');
  if (policy?.openReservation === false) rights.push('notBookable');
  if (policy?.approvalSwitch) rights.push('approval');
  if (room.roomStatus === 1) rights.push('adminsOnly');
  if (room.roomStatus === 2) rights.push('members');
  return {
    zone,
    closed: policy ? shutSpans(policy, closures ?? NONE, zone, asked) : NONE,
    rights,
    // The rules of policy do not bind whoever runs the room.
    isBookable: isRunner || !rights.includes('notBookable'),
    isRunner,
  };
}
