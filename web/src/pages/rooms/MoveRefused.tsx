/** Why a booking cannot be where it was dragged to, and where it can be instead. */

import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { explain, roomsQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { timeAt } from '@/pages/booking/book';
import { Offers, Refusal } from '@/pages/booking/Refusal';
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
  const roomOf = (id: string | undefined) => rooms?.find((each) => each.roomId === id);
  // It goes where one sees the room it goes to.
  const { nearestRoom, ...others } = explained.data ?? {};
  const offered = nearestRoom && roomOf(nearestRoom.roomId) ? explained.data : others;
  return (
    <Modal opened onClose={onClose} title={t('move.refused')}>
      <div className="stack">
        <p>
          {to.room.roomName} · {format.daySpan(to.from, to.until)}
        </p>
        <Refusal problem={problem} note={t('move.stays')} />
        {explained.isFetching && <p className="soft">{t('book.checking')}…</p>}
        <Offers
          roomId={to.room.roomId}
          explained={offered}
          isTrying={isTrying}
          onTime={(span) => onInstead(held, { ...span, room: to.room })}
          onRoom={(found) => {
            const room = roomOf(found.roomId);
            if (room) onInstead(held, { ...to, room });
          }}
        />
        <Button variant="subtle" onClick={onClose}>
          {t('move.keep')}
        </Button>
      </div>
    </Modal>
  );
}
