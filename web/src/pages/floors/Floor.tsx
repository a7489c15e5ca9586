/** `/floors/{groupId}`: the plan of a floor, what is free on it, and one click to book it. */

import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { type FloorPlan, planQuery, type Taken } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { useBooking } from '@/pages/booking/useBooking';
import { groupIds } from '@/pages/rooms/roomFacts';
import { forWhoLooks, type Standing, standingOf } from '@/pages/rooms/state';
import { TakenDialog, type TakenRoom } from '@/pages/rooms/TakenDialog';
import { type Day, useDay } from '@/pages/rooms/useDay';
import { floorRoute } from '@/router';
import { idIn } from '@/rules/address';
import { overlaps } from '@/rules/closed';
import { nextStep, pressed, STEP } from '@/rules/day';
import { pictureAt } from '@/rules/plan';
import { pathOf, type Room } from '@/rules/rooms';
import { useMe } from '@/shell/session';
import { dayOf, HOUR, instantAt } from '@/time/zone';
import { DayPicker } from '@/ui/DayPicker';
import { lazyPart } from '@/ui/lazyPart';
import { Notice, Trouble } from '@/ui/Notice';
import { useTitle } from '@/ui/useTitle';
import styles from './Floor.module.css';

const FloorEditor = lazyPart(async () => (await import('./FloorEditor')).FloorEditor);

/** Times at which one may look at it. */
const TIMES = Array.from({ length: 30 }, (_, at) => {
  const minutes = 7 * 60 + at * 30;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${minutes % 60 ? '30' : '00'}`;
});

export interface Seen {
  room: Room;
  standing: Standing;
  taken: Taken | undefined;
  isBookable: boolean;
}

export function Floor() {
  const groupId = idIn(floorRoute.useParams().groupId);
  return groupId === undefined ? <NotHere /> : <FloorOf groupId={groupId} />;
}

function NotHere() {
  const { t } = useSpeech();
  const navigate = useNavigate();
  return (
    <Notice
      isPage
      kind="lost"
      title={t('state.notFound.title')}
      text={t('floor.notHere')}
      action={{ label: t('room.back'), run: () => navigate({ to: '/rooms' }) }}
    />
  );
}

function FloorOf({ groupId }: { groupId: number }) {
  const { t, format } = useSpeech();
  const me = useMe();
  const address = floorRoute.useSearch();
  const navigate = useNavigate({ from: '/floors/$groupId' });
  const plan = useQuery(planQuery(me, groupId));
  const day = useDay({ group: groupId, ...(address.day && { day: address.day }) });
  const [isEditing, setEditing] = useState(false);
  const [shown, setShown] = useState<TakenRoom | null>(null);
  const book = useBooking();
  const today = dayOf(day.now, format.zone);
  const at = address.at
    ? instantAt(day.day, address.at, format.zone)
    : day.isToday
      ? day.now
      : day.from + 9 * HOUR;

  const path = pathOf(groupId, day.groups);
  useTitle(path.at(-1));
  // Only administrators are told that there is none; others know the groups whose rooms they see.
  const isUnknown = plan.data && !plan.data.plan && !day.isLoading && path.length === 0;
  if (isUnknown || (plan.error && !plan.data)) {
    return isUnknown || plan.error?.name === 'Problem' ? (
      <NotHere />
    ) : (
      <Trouble isPage problem={plan.error} retry={() => plan.refetch()} />
    );
  }
  const mayDraw = me.isAdmin || drawsBy(me.administersGroups, groupId, day);
  const rooms = day.floors.flatMap((floor) => floor.rooms);
  const seen = new Map(rooms.map((room) => [room.roomId, seenAt(day, room, at, t, format)]));
  const press = ({ room, taken, isBookable }: Seen) => {
    if (taken) {
      const own = day.own.get(room.roomId)?.find((each) => overlaps(each, taken));
      setShown({ room, span: taken, own, isRunner: day.factsOf(room).isRunner });
      return;
    }
    if (!isBookable) {
      navigate({ to: '/rooms/$roomId', params: { roomId: room.roomId } });
      return;
    }
    const span = pressed(nextStep(at), HOUR, day.busy?.get(room.roomId) ?? []);
    book({
      from: span.from,
      until: Math.max(span.until, span.from + STEP),
      roomIds: [room.roomId],
    });
  };
  const change = (next: { day?: string | undefined; at?: string | undefined }) =>
    navigate({ search: (before: typeof address) => ({ ...before, ...next }), replace: true });
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <Link to="/rooms" search={{ group: groupId }} className={styles.back}>
            ‹ {t('room.back')}
          </Link>
          <h1>
            {path.length > 1 && <span className="soft">{path.slice(0, -1).join(' › ')} › </span>}
            {path.at(-1) ?? t('floor.title')}
          </h1>
        </div>
        <div className={styles.tools}>
          <DayPicker
            day={day.day}
            today={today}
            onChange={(chosen) => change({ day: chosen === today ? undefined : chosen })}
          />
          <NativeSelect
            aria-label={t('floor.at')}
            value={address.at ?? ''}
            onChange={(event) => change({ at: event.currentTarget.value || undefined })}
            data={[
              { value: '', label: day.isToday ? t('rooms.now') : '09:00' },
              ...[...new Set([...TIMES, ...(address.at ? [address.at] : [])])].sort(),
            ]}
          />
          {mayDraw && !isEditing && (
            <Button variant="default" onClick={() => setEditing(true)}>
              {t('floor.edit')}
            </Button>
          )}
        </div>
      </header>
      {plan.isPending || day.isLoading ? (
        <div className={styles.ghost} role="status" aria-label={t('state.loading')} />
      ) : isEditing ? (
        <Suspense fallback={null}>
          <FloorEditor
            groupId={groupId}
            plan={plan.data?.plan}
            rooms={rooms}
            onClose={() => setEditing(false)}
          />
        </Suspense>
      ) : plan.data?.plan ? (
        <Plan plan={plan.data.plan} seen={seen} onPress={press} />
      ) : (
        <Notice
          kind="empty"
          title={t('floor.none.title')}
          text={t(mayDraw ? 'floor.none.draw' : 'floor.none.text')}
          {...(mayDraw && { action: { label: t('floor.draw'), run: () => setEditing(true) } })}
        />
      )}
      <TakenDialog taken={shown} onClose={() => setShown(null)} />
    </div>
  );
}

/** Whether somebody administers the group, or one above it. */
function drawsBy(administered: readonly number[], groupId: number, day: Day): boolean {
  const as = { roomGroup: { groupId } } as Room;
  return groupIds(as, day.groups).some((id) => administered.includes(id));
}

function seenAt(
  day: Day,
  room: Room,
  at: number,
  t: Parameters<typeof standingOf>[4],
  format: Parameters<typeof standingOf>[5],
): Seen {
  const taken = day.busy?.get(room.roomId) ?? [];
  const { closed, isBookable } = day.factsOf(room);
  let standing = standingOf(taken, closed, at, day.until, t, format);
  standing = forWhoLooks(standing, isBookable, t);
  if (!day.isToday && standing.text === t('rooms.freeAllDay')) {
    standing = { kind: 'free', text: t('floor.free') };
  }
  return {
    room,
    standing,
    taken: taken.find((span) => span.from <= at && at < span.until),
    isBookable: standing.kind === 'free',
  };
}

interface PlanProps {
  plan: FloorPlan;
  seen: ReadonlyMap<string, Seen>;
  onPress: (seen: Seen) => void;
}

function Plan({ plan, seen, onPress }: PlanProps) {
  const { t } = useSpeech();
  const [isBroken, setBroken] = useState(false);
  const placed = (plan.places ?? []).flatMap((place) => {
    const found = seen.get(place.roomId);
    return found ? [{ place, found }] : [];
  });
  const all = [...seen.values()];
  const free = all.filter((each) => each.standing.kind === 'free').length;
  return (
    <div className={styles.columns}>
      <figure className={styles.plan}>
        <img
          src={pictureAt(plan.picture)}
          alt={t('floor.picture')}
          onError={() => setBroken(true)}
          data-broken={isBroken}
        />
        {isBroken && <p className={styles.broken}>{t('floor.broken')}</p>}
        {placed.map(({ place, found }) => (
          <button
            key={place.roomId}
            type="button"
            className={styles.room}
            data-kind={found.standing.kind}
            data-waits={found.taken?.isWaiting}
            title={`${found.room.roomName}: ${found.standing.text}`}
            style={{
              left: `${place.left / 10}%`,
              top: `${place.top / 10}%`,
              width: `${place.width / 10}%`,
              height: `${place.height / 10}%`,
            }}
            onClick={() => onPress(found)}
          >
            <span className={styles.mark} data-kind={found.standing.kind} aria-hidden="true" />
            <strong>{found.room.roomName}</strong>
            <span className={styles.state}>{found.standing.text}</span>
          </button>
        ))}
      </figure>
      <section className={styles.list} aria-label={t('floor.rooms')}>
        <h2>{t('floor.count', { free, n: all.length })}</h2>
        <ul>
          {all.map((each) => (
            <li key={each.room.roomId}>
              <span className={styles.mark} data-kind={each.standing.kind} aria-hidden="true" />
              <span>
                <strong>{each.room.roomName}</strong>
                <span className="soft">
                  {each.room.roomCapacity
                    ? `${t('rooms.seats', { n: each.room.roomCapacity })} · `
                    : ''}
                  {each.standing.text}
                </span>
              </span>
              <Button
                size="xs"
                variant={each.isBookable ? 'light' : 'subtle'}
                aria-label={`${t(each.isBookable ? 'rooms.bookNow' : 'bookings.more')}: ${each.room.roomName}`}
                onClick={() => onPress(each)}
              >
                {t(each.isBookable ? 'rooms.bookNow' : 'bookings.more')}
              </Button>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
