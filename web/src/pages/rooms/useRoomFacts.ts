/** What a room's policy says, asked for when the room comes into sight. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { roomQuery } from '@/api/queries';
import { type ClosedSpan, closedSpans, inherited, policiesOf, type Span } from '@/rules/closed';
import type { Group, Room } from '@/rules/rooms';
import { runs, useMe } from '@/shell/session';
import { isZone } from '@/time/zone';
import { useSettled } from '@/ui/useSettled';

export type Right = 'approval' | 'adminsOnly' | 'members' | 'notBookable' | 'yours';

export interface RoomFacts {
  room: Room;
  zone: string;
  closed: readonly ClosedSpan[];
  rights: readonly Right[];
  isBookable: boolean;
}

/** The ids of a room's group and of those above it. */
function groupIds(room: Room, groups: ReadonlyMap<number, Group>): number[] {
  const ids: number[] = [];
  let group = groups.get(room.roomGroup?.groupId ?? 0);
  while (group?.groupId && ids.length < 4) {
    ids.push(group.groupId);
    group = groups.get(group.parentId ?? 0);
  }
  return ids;
}

export function useRoomFacts(
  listed: Room,
  groups: ReadonlyMap<number, Group>,
  from: number,
  until: number,
): RoomFacts {
  const me = useMe();
  const isSettled = useSettled();
  const detail = useQuery({ ...roomQuery(me, listed.roomId), enabled: isSettled });
  const room = detail.data ?? listed;
  return useMemo(() => {
    const asked: Span = { from, until };
    const policies = policiesOf(room, groups);
    const zone = room.timeZone && isZone(room.timeZone) ? room.timeZone : me.zone;
    const rights: Right[] = [];
    const isRunner = runs(me, room, groupIds(room, groups));
    // Whoever runs everything need not be told so of each room.
    if (isRunner && !me.isAdmin) rights.push('yours');
    if (inherited(policies, 'openReservation') === false) rights.push('notBookable');
    if (inherited(policies, 'approvalSwitch')) rights.push('approval');
    if (room.roomStatus === 1) rights.push('adminsOnly');
    if (room.roomStatus === 2) rights.push('members');
    return {
      room,
      zone,
      closed: closedSpans(policies, zone, asked),
      rights,
      // The rules of policy do not bind whoever runs the room.
      isBookable: isRunner || !rights.includes('notBookable'),
    };
  }, [room, groups, from, until, me]);
}
