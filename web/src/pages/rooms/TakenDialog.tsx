/** Who has a room then, and what one can do about it. */
import { Button, Modal } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { Taken } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { EventActions } from '@/pages/bookings/EventActions';
import type { Room } from '@/rules/rooms';
import { dayOf, monday } from '@/time/zone';
import type { Own } from './useDay';

export interface TakenRoom {
  room: Room;
  span: Taken;
  own: Own | undefined;
}

export function TakenDialog({ taken, onClose }: { taken: TakenRoom | null; onClose: () => void }) {
  const { t } = useSpeech();
  return (
    <Modal
      opened={taken !== null}
      onClose={onClose}
      title={taken?.room.roomName}
      closeButtonProps={{ 'aria-label': t('book.cancel') }}
    >
      {taken && <TakenCard {...taken} onDone={onClose} />}
    </Modal>
  );
}

function TakenCard({ room, span, own, onDone }: TakenRoom & { onDone: () => void }) {
  const { t, format } = useSpeech();
  const navigate = useNavigate();
  return (
    <div className="stack">
      <div>
        <h2>
          {own?.event.summary ??
            span.summary ??
            t(span.isWaiting ? 'block.tentative' : 'block.busy')}
        </h2>
        <p>{format.daySpan(span.from, span.until)}</p>
        {own ? (
          <p className="soft">{t(span.isWaiting ? 'block.tentative' : 'block.own')}</p>
        ) : (
          <p className="soft">
            {span.who ? t('block.organizer', { name: span.who }) : t('block.somebody')}
          </p>
        )}
      </div>
      {own && <EventActions event={own.event} onDone={onDone} />}
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
