/** What a room is and where; and its end. */
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { deleteRoom, updateRoom, useForget } from '@/api/manage';
import { type Booking, bookingsOf, groupsQuery, roomQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { runsGroup } from '@/rules/manage';
import type { Room } from '@/rules/rooms';
import { useMe } from '@/shell/session';
import { DAY } from '@/time/zone';
import { tellSaved } from '@/ui/saved';
import { Editor } from '../ui/Editor';
import styles from '../ui/Editor.module.css';
import { Removing } from '../ui/Removing';
import { useDraft } from '../ui/useDraft';
import { draftOf, SHOWN, sentOf } from './fields';
import { useRoomFieldNames } from './names';
import { RoomFieldset } from './RoomFieldset';

export function RoomDetails({ room }: { room: Room }) {
  const { t } = useSpeech();
  const me = useMe();
  const queries = useQueryClient();
  const forget = useForget();
  const groups = useQuery(groupsQuery(me));
  const known = useMemo(() => draftOf(room), [room]);
  const names = useRoomFieldNames();
  const form = useDraft({
    known,
    guard: {
      source: room,
      draftOf,
      read: () => queries.fetchQuery({ ...roomQuery(me, room.roomId), staleTime: 0 }),
    },
    write: (changed, _, expected) => updateRoom(me, room.roomId, sentOf(changed), expected),
    onSaved: () => {
      forget('room', 'rooms', 'busy', 'find');
      tellSaved(t('manage.saved'));
    },
  });
  // Who runs this room alone neither moves nor removes it.
  const mayRemove = runsGroup(me, room.roomGroup?.groupId ?? 0, groups.data ?? new Map());
  return (
    <>
      <Editor form={form} fields={names} shown={SHOWN}>
        <RoomFieldset form={form} />
      </Editor>
      {mayRemove && <Remove room={room} />}
    </>
  );
}

/** How many days of bookings are told of before a room goes. */
const AHEAD = 90;

function Remove({ room }: { room: Room }) {
  const { t } = useSpeech();
  const me = useMe();
  const navigate = useNavigate();
  const forget = useForget();
  return (
    <section className={styles.end}>
      <h2>{t('manage.room.remove.title')}</h2>
      <p className="soft">{t('manage.room.remove.text')}</p>
      <div>
        <Removing
          label={t('manage.room.remove')}
          title={t('manage.room.remove.sure', { room: room.roomName })}
          run={() => deleteRoom(me, room.roomId)}
          onDone={async () => {
            await navigate({ to: '/manage/rooms', replace: true });
            forget('rooms', 'room', 'busy', 'find');
            notifications.show({
              message: t('manage.removed', { name: room.roomName }),
              color: 'accent',
            });
          }}
        >
          <Ahead room={room} />
        </Removing>
      </div>
    </section>
  );
}

/** What is booked there and goes with it. */
function Ahead({ room }: { room: Room }) {
  const { t, format } = useSpeech();
  const me = useMe();
  const bookings = useQuery({
    queryKey: ['bookings', me.unionId, room.roomId, 'ahead'],
    staleTime: 0,
    queryFn: async ({ signal }): Promise<Booking[]> => {
      const from = Date.now();
      const found = await bookingsOf(me, [room.roomId], from, from + AHEAD * DAY, signal);
      return found.get(room.roomId) ?? [];
    },
  });
  return (
    <>
      <p>{t('manage.room.remove.goes')}</p>
      {bookings.data && (
        <p>
          <strong>{t('manage.room.remove.ahead', { n: bookings.data.length, days: AHEAD })}</strong>
          {bookings.data[0] &&
            ` ${t('manage.room.remove.next', {
              time: format.daySpan(bookings.data[0].from, bookings.data[0].until),
            })}`}
        </p>
      )}
    </>
  );
}
