/** Where another room is, for whoever thought of this one. */
import { useQuery } from '@tanstack/react-query';
import { groupsQuery, type RoomFound, roomsQuery, rulesQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { pathOf, whereFrom } from '@/rules/rooms';
import { useMe } from '@/shell/session';

/** Tells of a room that is found what differs of its place; nothing where it is in the same. */
export function useWhereabouts(roomId: string): (found: RoomFound) => string {
  const { format } = useSpeech();
  const me = useMe();
  const groups = useQuery(groupsQuery(me)).data;
  const rooms = useQuery(roomsQuery(me)).data;
  const rules = useQuery(rulesQuery(me)).data;
  return (found) => {
    const here = rooms?.find((room) => room.roomId === roomId)?.roomGroup?.groupId ?? 0;
    const there = found.groupId ?? 0;
    const path = groups ? whereFrom(pathOf(here, groups), pathOf(there, groups)) : [];
    const zoneOf = (id: string) => rules?.get(id)?.zone ?? me.zone;
    const zone = zoneOf(found.roomId);
    const said = [...path];
    // A room without a group may say where it is.
    if (there === 0 && here !== 0) {
      const place = rooms?.find((room) => room.roomId === found.roomId)?.roomLocation?.title;
      if (place) said.push(place);
    }
    if (zone !== zoneOf(roomId)) said.push(format.city(zone));
    return said.join(' › ');
  };
}
