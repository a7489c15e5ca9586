/** What is done with several bookings at once: each by itself, and said of each that could not be. */

import { Button, Modal, NativeSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Event, momentOf } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { cancelEvent, changeEvent, timeAt } from '@/pages/booking/book';
import { Refusal } from '@/pages/booking/Refusal';
import { TimeSelect } from '@/pages/booking/TimeSelect';
import { addDays, dayOf, instantAt, timeOf } from '@/time/zone';
import { useFocusBack } from '@/ui/useFocusBack';
import styles from './Bookings.module.css';

const LATER = [0, 1, 2, 3, 4, 5, 6, 7, 14, 21, 28];

interface Failed {
  event: Event;
  problem: Error;
}

interface Props {
  events: readonly Event[];
  onDone: () => void;
}

export function Several({ events, onDone }: Props) {
  const { t } = useSpeech();
  const [doing, setDoing] = useState<'cancel' | 'move' | null>(null);
  return (
    <section className={styles.several} aria-label={t('several.choose')}>
      <strong role="status">{t('several.count', { n: events.length })}</strong>
      <Button
        variant="light"
        color="danger"
        disabled={events.length === 0}
        onClick={() => setDoing('cancel')}
      >
        {t('several.cancel')}
      </Button>
      <Button variant="default" disabled={events.length === 0} onClick={() => setDoing('move')}>
        {t('several.move')}
      </Button>
      <Button variant="subtle" onClick={onDone}>
        {t('several.done')}
      </Button>
      {doing && (
        <SeveralDialog
          doing={doing}
          events={events}
          onClose={() => setDoing(null)}
          onDone={onDone}
        />
      )}
    </section>
  );
}

function SeveralDialog({
  doing,
  events,
  onClose,
  onDone,
}: Props & { doing: 'cancel' | 'move'; onClose: () => void }) {
  useFocusBack();
  const { t, format } = useSpeech();
  const queries = useQueryClient();
  const { zone } = format;
  const [start, setStart] = useState(timeOf(momentOf(events[0]?.start), zone));
  const [later, setLater] = useState(0);
  const change = async (event: Event) => {
    const whose = event.organizer?.id ?? '';
    if (doing === 'cancel') {
      await cancelEvent(whose, event.id, event.seriesMasterId ? 'this' : null);
      return;
    }
    const [from, until] = [momentOf(event.start), momentOf(event.end)];
    const at = instantAt(addDays(dayOf(from, zone), later), start, zone);
    await changeEvent(whose, event.id, {
      start: timeAt(at, zone),
      end: timeAt(at + until - from, zone),
    });
  };
  const all = useMutation({
    mutationFn: async () => {
      const failed: Failed[] = [];
      // The last first, where all move to later days: else each would be in the way of the one before.
      const order = [...events].sort((a, b) => momentOf(a.start) - momentOf(b.start));
      if (later > 0) order.reverse();
      for (const event of order) {
        try {
          await change(event);
        } catch (problem) {
          failed.push({ event, problem: problem instanceof Error ? problem : new Error() });
        }
      }
      return failed;
    },
    onSettled: () => {
      for (const key of ['busy', 'events', 'bookings', 'explain', 'find', 'waiting']) {
        queries.invalidateQueries({ queryKey: [key] });
      }
    },
    onSuccess: (failed) => {
      if (failed.length > 0) return;
      onClose();
      onDone();
    },
  });
  const failed = all.data ?? [];
  const isOver = all.data !== undefined;
  return (
    <Modal opened onClose={onClose} title={t(`several.title.${doing}`, { n: events.length })}>
      <div className="stack">
        {!isOver && (
          <ul className={styles.chosen}>
            {events.map((event) => (
              <li key={event.id}>
                {format.daySpan(momentOf(event.start), momentOf(event.end))} ·{' '}
                {event.summary ?? t('book.summary.default')}
              </li>
            ))}
          </ul>
        )}
        {doing === 'move' && !isOver && (
          <div className={styles.pair}>
            <TimeSelect label={t('several.start')} value={start} onChange={setStart} />
            <NativeSelect
              label={t('several.later')}
              value={String(later)}
              onChange={(event) => setLater(Number(event.currentTarget.value))}
              data={LATER.map(String)}
            />
          </div>
        )}
        {isOver && (
          <>
            <p role="status">
              {t('several.result', { n: events.length - failed.length })} ·{' '}
              {t('several.failed', { n: failed.length })}
            </p>
            {failed.map(({ event, problem }) => (
              <div key={event.id}>
                <h3>
                  {format.daySpan(momentOf(event.start), momentOf(event.end))} · {event.summary}
                </h3>
                <Refusal problem={problem} />
              </div>
            ))}
          </>
        )}
        <div className="row">
          {!isOver && (
            <Button
              {...(doing === 'cancel' && { color: 'danger', variant: 'light' })}
              loading={all.isPending}
              onClick={() => all.mutate()}
            >
              {t(doing === 'cancel' ? 'several.cancel' : 'several.apply')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t(isOver ? 'close' : 'bookings.keep')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
