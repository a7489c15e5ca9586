/** Why a booking cannot be where it was dragged to, and where it can be instead. */

import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { explain, roomsQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { timeAt } from '@/pages/booking/book';
import { Refusal } from '@/pages/booking/Refusal';
import { useMe } from '@/shell/session';
import { useFocusBack } from '@/ui/useFocusBack';
import type { Held, Place, Refused } from './useMoving';

interface Props {
  refused: Refused;
  isTrying: boolean;
  onInstead: (held: Held, to: Place) => void;
  onClose: () => void;
}

export function MoveRefused({ refused, isTrying, onInstead, onClose }: Props) {
  useFocusBack();
  const { t, format } = useSpeech();
  const me = useMe();
  const { held, to, problem } = refused;
  const { zone } = format;
  // Administrators ask for whose booking it is.
  const whose = me.isAdmin ? (held.span.organizerId ?? me.unionId) : me.unionId;
  const wish = {
    start: timeAt(to.from, zone),
    end: timeAt(to.until, zone),
    attendeesCount: (held.own?.event.attendees?.length ?? 0) + 1,
  };
  const explained = useQuery({
    queryKey: ['explain', whose, to.room.roomId, wish],
    queryFn: ({ signal }) => explain(whose, to.room.roomId, wish, signal),
    staleTime: 10_000,
  });
  const rooms = useQuery(roomsQuery(me)).data;
  const { nearestRoom, nearestTime, nearestLength } = explained.data ?? {};
  const room = rooms?.find((each) => each.roomId === nearestRoom?.roomId);
  const times = [nearestTime, nearestLength].filter((time) => time !== undefined);
  return (
    <Modal opened onClose={onClose} title={t('move.refused')}>
      <div className="stack">
        <p>
          {to.room.roomName} · {format.daySpan(to.from, to.until)}
        </p>
        <Refusal problem={problem} note={t('move.stays')} />
        {explained.isFetching && <p className="soft">{t('book.checking')}…</p>}
        {(room || times.length > 0) && (
          <div className="row">
            <span className="soft">{t('book.instead')}</span>
            {room && (
              <Button loading={isTrying} onClick={() => onInstead(held, { ...to, room })}>
                {t('book.instead.room', { room: room.roomName })}
              </Button>
            )}
            {times.map((time) => {
              const [from, until] = [Date.parse(time.startTime), Date.parse(time.endTime)];
              return (
                <Button
                  key={time.startTime + time.endTime}
                  variant="default"
                  loading={isTrying}
                  onClick={() => onInstead(held, { from, until, room: to.room })}
                >
                  {format.daySpan(from, until)}
                </Button>
              );
            })}
          </div>
        )}
        <Button variant="subtle" onClick={onClose}>
          {t('move.keep')}
        </Button>
      </div>
    </Modal>
  );
}
