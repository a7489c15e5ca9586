/** `/bookings`: what is in one's calendar, day by day, and what one can do about it. */

import { Button, Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { type Event, eventsQuery, momentOf } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { useMe } from '@/shell/session';
import { addDays, DAY, dayOf, startOfDay } from '@/time/zone';
import { focusFirst } from '@/ui/focusFirst';
import { Icon } from '@/ui/icons';
import { Notice, Trouble } from '@/ui/Notice';
import { useNow } from '@/ui/useNow';
import { useTitle } from '@/ui/useTitle';
import styles from './Bookings.module.css';
import { EventActions } from './EventActions';
import { Several } from './Several';

/** How many days ahead are told. */
const AHEAD = 90;

export function Bookings() {
  const { t, format } = useSpeech();
  const me = useMe();
  const now = useNow();
  useTitle(t('bookings.title'));
  const navigate = useNavigate();
  const from = startOfDay(dayOf(now, format.zone), format.zone);
  const events = useQuery(eventsQuery(me, from, from + AHEAD * DAY));
  const days = useMemo(() => {
    const byDay = new Map<string, Event[]>();
    for (const event of events.data ?? []) {
      if (momentOf(event.end) <= now) continue;
      // What began before today is told today.
      const seen = Math.max(momentOf(event.start), from);
      const day = event.isAllDay ? (event.start?.date ?? '') : dayOf(seen, format.zone);
      byDay.set(day, [...(byDay.get(day) ?? []), event]);
    }
    return [...byDay].sort(([a], [b]) => (a < b ? -1 : 1));
  }, [events.data, now, from, format.zone]);
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const choose = useCallback((id: string) => {
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  }, []);
  const all = days.flatMap(([, list]) => list);
  const canChoose = all.filter(isOwn).length > 1;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('bookings.title')}</h1>
        {canChoose && !chosen && (
          <Button variant="default" onClick={() => setChosen(new Set())}>
            {t('several.choose')}
          </Button>
        )}
      </header>
      {chosen && (
        <Several
          events={all.filter((event) => chosen.has(event.id))}
          onDone={() => setChosen(null)}
        />
      )}
      {events.error && !events.data ? (
        <Trouble problem={events.error} retry={() => events.refetch()} />
      ) : events.isPending ? (
        <div className="stack" role="status" aria-label={t('state.loading')}>
          <div className={styles.ghost} />
          <div className={styles.ghost} />
          <div className={styles.ghost} />
        </div>
      ) : days.length === 0 ? (
        <Notice
          kind="empty"
          title={t('bookings.empty.title')}
          text={t('bookings.empty.text')}
          action={{ label: t('nav.find'), run: () => navigate({ to: '/rooms/find' }) }}
        />
      ) : (
        days.map(([day, list]) => (
          <DayOfEvents
            key={day}
            day={day}
            events={list}
            now={now}
            chosen={chosen}
            onChoose={choose}
          />
        ))
      )}
    </div>
  );
}

const isOwn = (event: Event): boolean => event.organizer?.self === true;

interface Choosing {
  /** Those that are chosen; null while nothing is to be. */
  chosen: ReadonlySet<string> | null;
  onChoose: (id: string) => void;
}

function DayOfEvents({
  day,
  events,
  now,
  ...choosing
}: { day: string; events: readonly Event[]; now: number } & Choosing) {
  const { t, format } = useSpeech();
  const today = dayOf(now, format.zone);
  return (
    <section className={styles.day}>
      <h2>
        {day === today ? `${t('day.today')} · ` : ''}
        {format.day(day)}
      </h2>
      <ul>
        {events.map((event) => (
          <EventLine key={event.id} event={event} now={now} day={day} {...choosing} />
        ))}
      </ul>
    </section>
  );
}

function EventLine({
  event,
  now,
  day,
  chosen,
  onChoose,
}: { event: Event; now: number; day: string } & Choosing) {
  const { t, format } = useSpeech();
  const [open, setOpen] = useState(false);
  const from = momentOf(event.start);
  const until = momentOf(event.end);
  const isMine = isOwn(event);
  const isNow = from <= now && now < until;
  const rooms = event.meetingRooms ?? [];
  return (
    <li className={styles.event}>
      <p className={styles.time}>
        {event.isAllDay
          ? t('bookings.allDay')
          : until > startOfDay(addDays(day, 1), format.zone)
            ? format.daySpan(from, until)
            : format.span(from, until)}
      </p>
      <div className={styles.main}>
        <p className={styles.name}>
          {event.summary ?? t('book.summary.default')}
          {isNow && <span className={styles.now}>{t('bookings.now')}</span>}
        </p>
        <ul className={styles.rooms}>
          {rooms.length === 0 && <li>{t('bookings.noRoom')}</li>}
          {rooms.map((room) => (
            <li key={room.roomId} data-status={room.responseStatus}>
              <Link to="/rooms/$roomId" params={{ roomId: room.roomId }}>
                {room.displayName ?? room.roomId}
              </Link>
              {room.responseStatus === 'tentative' && (
                <span className={styles.waits}>
                  {' '}
                  · {t('bookings.room.tentative')}: {t('wait.short')}
                </span>
              )}
              {room.responseStatus === 'declined' && (
                <span className={styles.refused}> · {t('bookings.room.declined')}</span>
              )}
            </li>
          ))}
          {!isMine && event.organizer?.displayName && (
            <li>{t('bookings.invited', { name: event.organizer.displayName })}</li>
          )}
          {event.seriesMasterId && (
            <li>
              <Icon name="repeat" size={14} /> {t('bookings.series')}
            </li>
          )}
        </ul>
      </div>
      {isMine && chosen && (
        <Checkbox
          size="md"
          checked={chosen.has(event.id)}
          onChange={() => onChoose(event.id)}
          aria-label={t('several.pick', {
            title: event.summary ?? t('book.summary.default'),
            time: format.daySpan(from, until),
          })}
        />
      )}
      {isMine && !chosen && !open && (
        <Button
          variant="default"
          aria-expanded={false}
          aria-label={`${t('bookings.more')}: ${event.summary ?? ''}`}
          onClick={() => setOpen(true)}
        >
          {t('bookings.more')}
        </Button>
      )}
      {isMine && !chosen && open && (
        <div ref={focusFirst} className={styles.actions}>
          <EventActions event={event} />
        </div>
      )}
    </li>
  );
}
