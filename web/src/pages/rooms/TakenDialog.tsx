/** Who has a room then, and what one can do about it. */
import { Button, Modal } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { Event, Taken } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { timeAt } from '@/pages/booking/book';
import { EventActions } from '@/pages/bookings/EventActions';
import type { Room } from '@/rules/rooms';
import { dayOf, monday } from '@/time/zone';
import type { Own } from './useDay';

export interface TakenRoom {
  room: Room;
  span: Taken;
  own: Own | undefined;
  /** Whether whoever looks runs the room, and so changes what is booked in it. */
  isRunner: boolean;
}

/** An event of somebody else's, as far as whoever runs its room knows it. */
function eventOf(span: Taken, roomId: string, zone: string): Event | undefined {
  if (!span.eventId || !span.organizerId) return undefined;
  return {
    id: span.eventId,
    organizer: { id: span.organizerId, self: false },
    start: timeAt(span.from, zone),
    end: timeAt(span.until, zone),
    meetingRooms: [{ roomId }],
    ...(span.summary !== undefined && { summary: span.summary }),
    // The id of a date tells the series that it is of.
    ...(/_\d+$/.test(span.eventId) && { seriesMasterId: span.eventId.replace(/_\d+$/, '') }),
  };
}

export function TakenDialog({ taken, onClose }: { taken: TakenRoom | null; onClose: () => void }) {
  return (
    <Modal opened={taken !== null} onClose={onClose} title={taken?.room.roomName}>
      {taken && <TakenCard {...taken} onDone={onClose} />}
    </Modal>
  );
}

function TakenCard({ room, span, own, isRunner, onDone }: TakenRoom & { onDone: () => void }) {
  const { t, format } = useSpeech();
  const navigate = useNavigate();
  const event = own?.event ?? (isRunner ? eventOf(span, room.roomId, format.zone) : undefined);
  return (
    <div className="stack">
      <div>
        <h2>
          {own?.event.summary ??
            // What a walk-up is called is in the language of its screen.
            (span.isWalkUp ? undefined : span.summary) ??
            t(span.isWaiting ? 'block.tentative' : 'block.busy')}
        </h2>
        <p>{format.daySpan(span.from, span.until)}</p>
        {own ? (
          <p className="soft">{t(span.isWaiting ? 'block.tentative' : 'block.own')}</p>
        ) : (
          <p className="soft">
            {span.isWalkUp
              ? t('block.walkUp')
              : span.who
                ? t('block.organizer', { name: span.who })
                : t('block.somebody')}
          </p>
        )}
      </div>
      {span.isWaiting && (
        <p className="soft">{t('wait.why', { time: format.dateTime(span.from) })}</p>
      )}
      {event && <EventActions event={event} onDone={onDone} />}
      <div className="row">
        <Button
          variant="subtle"
          px={0}
          onClick={() =>
            navigate({
              to: '/rooms/$roomId',
              params: { roomId: room.roomId },
              search: { week: monday(dayOf(span.from, format.zone)) },
            })
          }
        >
          {t('rooms.details')}
        </Button>
      </div>
    </div>
  );
}
