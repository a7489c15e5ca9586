/** What one can do with a booking of one's own. */
import { Button, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Event, momentOf } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { cancelEvent, changeEvent, roomsHad, type Scope, timeAt } from '@/pages/booking/book';
import { RefusalLater } from '@/pages/booking/RefusalLater';
import { useBooking } from '@/pages/booking/useBooking';
import { useMe } from '@/shell/session';
import { MINUTE } from '@/time/zone';
import { useNow } from '@/ui/useNow';

const MORE = 15;

export function EventActions({ event, onDone }: { event: Event; onDone?: () => void }) {
  const { t, format } = useSpeech();
  const whose = useWhose(event);
  const now = useNow();
  const book = useBooking();
  const queries = useQueryClient();
  const [cancelling, setCancelling] = useState(false);
  const from = momentOf(event.start);
  const until = momentOf(event.end);
  const isUnderWay = from <= now && now < until;
  const isOver = until <= now;
  const zone = event.start?.timeZone ?? format.zone;
  const refresh = () => {
    for (const key of ['busy', 'events', 'bookings', 'explain', 'find']) {
      queries.invalidateQueries({ queryKey: [key] });
    }
  };
  const ending = useMutation({
    mutationFn: async (end: number) => {
      await changeEvent(whose, event.id, { start: timeAt(from, zone), end: timeAt(end, zone) });
      return end;
    },
    onSettled: refresh,
    onSuccess: (end) => {
      notifications.show({
        color: 'accent',
        message:
          end < until ? t('bookings.ended') : t('bookings.extended', { time: format.time(end) }),
      });
      onDone?.();
    },
  });
  // Who runs a room knows of an event no more than that it is there: they move, end and cancel it.
  const isWhole = event.organizer?.self !== false;
  if (isOver) return null;
  return (
    <div className="stack">
      <div className="row">
        {isUnderWay && (
          <>
            <Button
              variant="light"
              loading={ending.isPending}
              // Ends in this very minute, which its rooms then have back.
              onClick={() =>
                ending.mutate(Math.max(Math.floor(Date.now() / MINUTE) * MINUTE, from + MINUTE))
              }
            >
              {t('bookings.endNow')}
            </Button>
            <Button
              variant="default"
              loading={ending.isPending}
              onClick={() => ending.mutate(until + MORE * MINUTE)}
            >
              {t('bookings.extend', { n: MORE })}
            </Button>
          </>
        )}
        {!event.isAllDay && isWhole && (
          <Button
            variant="default"
            onClick={() => {
              onDone?.();
              book({ from, until, roomIds: roomsHad(event), event });
            }}
          >
            {t('bookings.change')}
          </Button>
        )}
        <Button variant="subtle" color="danger" onClick={() => setCancelling(true)}>
          {t('bookings.cancel')}
        </Button>
      </div>
      {ending.error && <RefusalLater problem={ending.error} />}
      <CancelDialog
        event={event}
        opened={cancelling}
        onClose={() => setCancelling(false)}
        onDone={() => {
          refresh();
          onDone?.();
        }}
      />
    </div>
  );
}

/** In whose calendar it is. */
function useWhose(event: Event): string {
  const me = useMe();
  return event.organizer?.id ?? me.unionId;
}

function CancelDialog({
  event,
  opened,
  onClose,
  onDone,
}: {
  event: Event;
  opened: boolean;
  onClose: () => void;
  onDone: () => void;
}) {
  const { t } = useSpeech();
  const whose = useWhose(event);
  const cancelling = useMutation({
    mutationFn: (scope: Scope | null) => cancelEvent(whose, event.id, scope),
    onSuccess: () => {
      notifications.show({ message: t('bookings.cancelled'), color: 'accent' });
      onClose();
      onDone();
    },
  });
  const scopes: readonly Scope[] = ['this', 'following', 'all'];
  const title = event.summary ?? t('book.summary.default');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('bookings.cancel.title', { title })}
      closeButtonProps={{ 'aria-label': t('bookings.keep') }}
    >
      <div className="stack">
        <p>{t('bookings.cancel.text')}</p>
        {cancelling.error && <RefusalLater problem={cancelling.error} />}
        <div className="row">
          {event.seriesMasterId ? (
            scopes.map((scope) => (
              <Button
                key={scope}
                variant="light"
                color="danger"
                loading={cancelling.isPending}
                onClick={() => cancelling.mutate(scope)}
              >
                {t(`bookings.scope.${scope}`)}
              </Button>
            ))
          ) : (
            <Button
              variant="light"
              color="danger"
              loading={cancelling.isPending}
              onClick={() => cancelling.mutate(null)}
            >
              {t('bookings.cancel')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t('bookings.keep')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
