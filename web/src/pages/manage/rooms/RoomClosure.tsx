/** Closing a room for a while, or for good. */
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { updateRoom } from '@/api/manage';
import { roomQuery } from '@/api/queries';
import { levelsFrom } from '@/rules/policy';
import type { Group, Room } from '@/rules/rooms';
import { useMe } from '@/shell/session';
import { type ClosureDraft, ClosurePart, closureDraft, sentClosure } from '../policy/ClosurePart';
import { WouldBreak } from '../policy/WouldBreak';
import { useDraft } from '../ui/useDraft';
import { ROOM_KEYS, useSaved } from '../ui/useSaved';

const draftOf = (room: Room) => closureDraft(room.extensionConfig?.reservationCloseDetail);

const sentOf = (draft: ClosureDraft) => ({
  extensionConfig: { reservationCloseDetail: sentClosure(draft) },
});

export function RoomClosure({ room, groups }: { room: Room; groups: ReadonlyMap<number, Group> }) {
  const me = useMe();
  const queries = useQueryClient();
  const saved = useSaved();
  const known = useMemo(() => draftOf(room), [room]);
  const form = useDraft({
    known,
    guard: {
      source: room,
      draftOf,
      read: () => queries.fetchQuery({ ...roomQuery(me, room.roomId), staleTime: 0 }),
    },
    write: (_, draft, expected) => updateRoom(me, room.roomId, sentOf(draft), expected),
    onSaved: () => saved(...ROOM_KEYS),
  });
  return (
    <ClosurePart
      form={form}
      zone={room.timeZone ?? me.zone}
      levels={levelsFrom(room.roomGroup?.groupId ?? 0, groups)}
      before={
        form.isDirty && <WouldBreak of={{ roomId: room.roomId, fields: sentOf(form.draft) }} />
      }
    />
  );
}
