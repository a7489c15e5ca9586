/** `/rooms/{id}`: a week of one room, where clocks show what they show there, and all about it. */

import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Suspense, useMemo, useState } from 'react';
import { bookingsQuery, eventsQuery, groupsQuery, personQuery, roomQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { useBooking } from '@/pages/booking/useBooking';
import { ownByRoom } from '@/pages/rooms/useDay';
import { roomRoute } from '@/router';
import { closedSpans, policiesOf } from '@/rules/closed';
import { nextStep } from '@/rules/day';
import { doorOf, type Group } from '@/rules/rooms';
import { hourOf, hoursOf } from '@/rules/week';
import { useMe } from '@/shell/session';
import { hoursAhead } from '@/time/format';
import { addDays, dayOf, HOUR, isZone, monday, startOfDay } from '@/time/zone';
import { DayPicker } from '@/ui/DayPicker';
import { Icon } from '@/ui/icons';
import { lazyPart } from '@/ui/lazyPart';
import { Notice, Trouble } from '@/ui/Notice';
import { useNow } from '@/ui/useNow';
import { useTitle } from '@/ui/useTitle';
import { About } from './About';
import styles from './RoomWeek.module.css';
import { type Block, DayColumn, Hours } from './WeekGrid';

const ReportProblem = lazyPart(async () => (await import('./ReportProblem')).ReportProblem);

const NO_GROUPS: ReadonlyMap<number, Group> = new Map();

export function RoomWeek() {
  const { t, format } = useSpeech();
  const me = useMe();
  const now = useNow();
  const { roomId } = roomRoute.useParams();
  const { week, report } = roomRoute.useSearch();
  const navigate = useNavigate({ from: '/rooms/$roomId' });
  const book = useBooking();
  const isPhone = useMediaQuery('(max-width: 47.99em)', undefined, {
    getInitialValueInEffect: false,
  });
  const found = useQuery(roomQuery(me, roomId));
  const groups = useQuery(groupsQuery(me)).data ?? NO_GROUPS;
  const room = found.data;
  useTitle(room?.roomName);
  const zone = room?.timeZone && isZone(room.timeZone) ? room.timeZone : me.zone;
  const isElsewhere = hoursAhead(zone, format.zone, now) !== 0;
  const today = dayOf(now, zone);
  const first = monday(week ?? today);
  const [picked, setPicked] = useState(week ?? today);
  const shownDay = monday(picked) === first ? picked : first;
  const from = startOfDay(first, zone);
  const until = startOfDay(addDays(first, 7), zone);
  const bookings = useQuery({
    ...bookingsQuery(me, roomId, from, until),
    enabled: room !== undefined,
  });
  const events = useQuery(eventsQuery(me, from, until));
  // A door is nobody whose name could be asked for.
  const ids = [
    ...new Set((bookings.data ?? []).map(({ organizer }) => organizer ?? doorOf(roomId))),
  ].filter((id) => id !== doorOf(roomId));
  const people = useQueries({
    queries: ids.map((unionId) => personQuery(unionId)),
    combine: (results) => results.map((result) => result.data),
  });
  const own = useMemo(() => ownByRoom(events.data ?? []).get(roomId) ?? [], [events.data, roomId]);
  const closed = useMemo(
    () => (room ? closedSpans(policiesOf(room, groups), zone, { from, until }) : []),
    [room, groups, zone, from, until],
  );

  if (found.error && !room) {
    return found.error.name === 'Problem' ? (
      <Notice
        isPage
        kind="lost"
        title={t('state.notFound.title')}
        text={t('room.notHere')}
        action={{ label: t('room.back'), run: () => navigate({ to: '/rooms' }) }}
      />
    ) : (
      <Trouble isPage problem={found.error} retry={() => found.refetch()} />
    );
  }
  if (!room) {
    return (
      <p className={styles.page} role="status">
        {t('state.loading')}…
      </p>
    );
  }
  const blocks: Block[] = (bookings.data ?? []).map((booking) => {
    const mine = own.find((each) => each.from < booking.until && booking.from < each.until);
    const name =
      booking.organizer === doorOf(roomId)
        ? t('block.walkUp')
        : people[ids.indexOf(booking.organizer ?? '')];
    return {
      from: booking.from,
      until: booking.until,
      kind: booking.isWaiting ? 'tentative' : mine ? 'own' : 'busy',
      title: mine?.event.summary ?? name ?? t('block.busy'),
    };
  });
  const days = Array.from({ length: 7 }, (_, at) => addDays(first, at));
  const shown = isPhone ? [shownDay] : days;
  const hours = hoursOf(blocks, days, zone);
  const goTo = (day: string) => {
    setPicked(day);
    navigate({ search: monday(day) === monday(today) ? {} : { week: monday(day) }, replace: true });
  };
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <Link to="/rooms" className={styles.back}>
            ‹ {t('room.back')}
          </Link>
          <h1>{room.roomName}</h1>
        </div>
        <DayPicker
          day={first}
          today={monday(today)}
          step={7}
          label={`${format.shortDay(first)} – ${format.shortDay(addDays(first, 6))}`}
          onChange={goTo}
        />
        <Button
          onClick={() => {
            const [day = first] = shown;
            const at = nextStep(day === today ? now : Math.max(now, hourOf(day, 9, zone)));
            book({ from: at, until: at + HOUR, roomIds: [roomId] });
          }}
        >
          {t('room.book')}
        </Button>
      </header>
      <div className={styles.columns}>
        <div className="stack">
          {isElsewhere && (
            <p className={styles.elsewhere}>
              <Icon name="clock" size={16} />
              {t('room.zoneDiffers', { zone: format.city(zone), time: format.dateTime(now, zone) })}
            </p>
          )}
          {isPhone && (
            <div className={styles.days}>
              {days.map((day) => (
                <button
                  key={day}
                  type="button"
                  aria-pressed={day === shownDay}
                  onClick={() => setPicked(day)}
                >
                  {format.weekday(day)}
                  <strong className={styles.date}>{Number(day.slice(8))}</strong>
                  <span className="hidden">{format.shortDay(day)}</span>
                </button>
              ))}
            </div>
          )}
          <section className={styles.week} aria-label={t('room.week', { room: room.roomName })}>
            {!isPhone && (
              <>
                <div className={styles.gap} />
                {days.map((day) => (
                  <h2 key={day} className={styles.dayHead} data-today={day === today}>
                    {format.weekday(day)}
                    <strong>{Number(day.slice(8))}</strong>
                  </h2>
                ))}
              </>
            )}
            <Hours {...hours} />
            {shown.map((day) => (
              <DayColumn
                key={day}
                day={day}
                zone={zone}
                hours={hours}
                now={now}
                blocks={blocks}
                closed={closed}
                onBook={(at) => book({ from: at, until: at + HOUR, roomIds: [roomId] })}
              />
            ))}
          </section>
        </div>
        <About
          room={room}
          groups={groups}
          zone={zone}
          now={now}
          onReport={() => navigate({ search: (was) => ({ ...was, report: true }), replace: true })}
        />
      </div>
      {report && (
        <Suspense>
          <ReportProblem
            room={room}
            onClose={() => navigate({ search: ({ report: _, ...rest }) => rest, replace: true })}
          />
        </Suspense>
      )}
    </div>
  );
}
