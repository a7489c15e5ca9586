/** Closing a room for a while, or for good. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { updateRoom } from '@/api/manage';
import { type Booking, bookingsOf, roomQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { levelsFrom } from '@/rules/policy';
import type { Group, Room } from '@/rules/rooms';
import { useMe } from '@/shell/session';
import { DAY } from '@/time/zone';
import { ClosurePart, closureDraft, sentClosure } from '../policy/ClosurePart';
import { useDraft } from '../ui/useDraft';
import { ROOM_KEYS, useSaved } from '../ui/useSaved';

const draftOf = (room: Room) => closureDraft(room.extensionConfig?.reservationCloseDetail);

export function RoomClosure({ room, groups }: { room: Room; groups: ReadonlyMap<number, Group> }) {
  const me = useMe();
  const queries = useQueryClient();
  const saved = useSaved();
  const known = useMemo(() => draftOf(room), [room]);
  const form = useDraft({
    known,
    read: async () =>
      draftOf(await queries.fetchQuery({ ...roomQuery(me, room.roomId), staleTime: 0 })),
    write: (_, draft) =>
      updateRoom(me, room.roomId, {
        extensionConfig: { reservationCloseDetail: sentClosure(draft) },
      }),
    onSaved: () => saved(...ROOM_KEYS),
  });
  const { isClosed, from, until } = form.draft;
  return (
    <ClosurePart
      form={form}
      zone={room.timeZone ?? me.zone}
      levels={levelsFrom(room.roomGroup?.groupId ?? 0, groups)}
      before={
        form.isDirty && isClosed && from !== undefined ? (
          <Booked roomId={room.roomId} from={from} until={until} />
        ) : undefined
      }
    />
  );
}

/** One call tells so many days. */
const AHEAD = 90 * DAY;

/** What is booked in that time: a closure keeps it. */
function Booked(props: { roomId: string; from: number; until: number | undefined }) {
  const { t, format } = useSpeech();
  const me = useMe();
  const { roomId } = props;
  const from = Math.max(props.from, Math.floor(Date.now() / 60_000) * 60_000);
  const until = Math.min(props.until ?? from + AHEAD, from + AHEAD);
  const booked = useQuery({
    queryKey: ['bookings', me.unionId, roomId, 'closed', from, until],
    staleTime: 30_000,
    enabled: from < until,
    queryFn: async ({ signal }): Promise<Booking[]> =>
      (await bookingsOf(me, [roomId], from, until, signal)).get(roomId) ?? [],
  });
  if (!booked.data) return null;
  return (
    <section role="status">
      <p>
        {booked.data.length === 0
          ? t('closure.booked.none')
          : t('closure.booked', { n: booked.data.length })}
      </p>
      <ul className="soft small">
        {booked.data.slice(0, 6).map((booking) => (
          <li key={`${booking.eventId}${booking.from}`}>
            {format.daySpan(booking.from, booking.until)}
          </li>
        ))}
        {booked.data.length > 6 && <li>{t('book.repeat.more', { n: booked.data.length - 6 })}</li>}
      </ul>
    </section>
  );
}
