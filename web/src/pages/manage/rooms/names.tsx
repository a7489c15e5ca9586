/** What the fields of a room are called, and how they are shown beside each other. */
import { useQuery } from '@tanstack/react-query';
import { groupsQuery, labelsQuery, roomsQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { pathOf } from '@/rules/rooms';
import { useMe } from '@/shell/session';
import { useLabelName } from '@/ui/useLabelName';
import type { FieldNames } from '../ui/Editor';
import type { RoomDraft } from './fields';

export function useRoomFieldNames(): FieldNames<RoomDraft> {
  const { t } = useSpeech();
  const me = useMe();
  const nameOf = useLabelName();
  const groups = useQuery(groupsQuery(me));
  const labels = useQuery(labelsQuery(me));
  const rooms = useQuery(roomsQuery(me));
  const labelNames = new Map(
    [...(rooms.data ?? []).flatMap((room) => room.roomLabels ?? []), ...(labels.data ?? [])].map(
      (label) => [label.labelId, nameOf(label)],
    ),
  );
  return {
    roomName: { name: t('manage.room.name') },
    groupId: {
      name: t('manage.room.group'),
      show: (id) =>
        id === 0 ? t('rooms.noGroup') : pathOf(id, groups.data ?? new Map()).join(' › '),
    },
    roomCapacity: { name: t('manage.room.seats'), show: (seats) => seats || '' },
    roomLabelIds: {
      name: t('manage.room.labels'),
      show: (ids) => ids.map((id) => labelNames.get(id) ?? id).join(', '),
    },
    roomLocationTitle: { name: t('manage.room.place') },
    roomLocationDesc: { name: t('manage.room.way') },
    roomDescription: { name: t('manage.room.description') },
    roomPicture: { name: t('manage.room.picture') },
    timeZone: { name: t('manage.room.zone') },
    isvRoomId: { name: t('manage.room.isvRoomId') },
    roomStaffId: { name: t('manage.room.roomStaffId') },
  };
}
