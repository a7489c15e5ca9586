/** `/approvals`: bookings that wait for whoever runs their rooms. */

import { Button, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, told } from '@/api/client';
import { busyQuery, groupsQuery, roomsQuery, type Taken } from '@/api/queries';
import type { Session } from '@/api/session';
import { useSpeech } from '@/i18n';
import { Refusal } from '@/pages/booking/Refusal';
import bookings from '@/pages/bookings/Bookings.module.css';
import { type Group, liesIn, pathOf, type Room } from '@/rules/rooms';
import { useMe } from '@/shell/session';
import { DAY, dayOf, startOfDay } from '@/time/zone';
import { focusFirst } from '@/ui/focusFirst';
import { Notice, Trouble } from '@/ui/Notice';
import { useNow } from '@/ui/useNow';
import { useTitle } from '@/ui/useTitle';

/** One call tells eight days; so many calls look ahead. */
const CALL = 8 * DAY;
const CALLS = 4;

interface Waiting extends Taken {
  room: Room;
}

/** Rooms that somebody runs. */
function runBy(me: Session, room: Room, groups: ReadonlyMap<number, Group>): boolean {
  const group = room.roomGroup?.groupId ?? 0;
  return (
    me.isAdmin ||
    me.administersRooms.includes(room.roomId) ||
    me.administersGroups.some((each) => liesIn(group, each, groups))
  );
}

function useWaiting(from: number) {
  const me = useMe();
  const queries = useQueryClient();
  return useQuery({
    queryKey: ['waiting', me.unionId, from],
    refetchInterval: 30_000,
    refetchOnWindowFocus: 'always',
    queryFn: async (): Promise<Waiting[]> => {
      const rooms = await queries.ensureQueryData(roomsQuery(me));
      const groups = await queries.ensureQueryData(groupsQuery(me));
      const run = new Map(
        rooms.filter((room) => runBy(me, room, groups)).map((room) => [room.roomId, room]),
      );
      const found: Waiting[] = [];
      const seen = new Set<string>();
      for (let at = from; at < from + CALLS * CALL; at += CALL) {
        const busy = await queries.fetchQuery({ ...busyQuery(me, at, at + CALL), staleTime: 0 });
        for (const [id, list] of busy.taken) {
          const room = run.get(id);
          for (const booking of list) {
            // What lies over the end of a call is told by the next one too.
            const key = `${id} ${booking.eventId}`;
            if (!room || !booking.isWaiting || seen.has(key)) continue;
            seen.add(key);
            found.push({ ...booking, room });
          }
        }
      }
      return found.sort((a, b) => a.from - b.from);
    },
  });
}

export function Approvals() {
  const { t, format } = useSpeech();
  useTitle(t('approvals.title'));
  const now = useNow();
  const from = startOfDay(dayOf(now, format.zone), format.zone);
  const waiting = useWaiting(from);
  return (
    <div className={bookings.page}>
      <div>
        <h1>{t('approvals.title')}</h1>
        <p className="soft">
          {t('approvals.lead')} · {t('approvals.span')}
        </p>
      </div>
      {waiting.error && !waiting.data ? (
        <Trouble problem={waiting.error} retry={() => waiting.refetch()} />
      ) : !waiting.data ? (
        <div className="stack" role="status" aria-label={t('state.loading')}>
          <div className={bookings.ghost} />
          <div className={bookings.ghost} />
        </div>
      ) : waiting.data.length === 0 ? (
        <Notice kind="empty" title={t('approvals.empty.title')} text={t('approvals.empty.text')} />
      ) : (
        <ul>
          {waiting.data.map((booking) => (
            <Line key={`${booking.eventId}${booking.room.roomId}`} booking={booking} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Line({ booking }: { booking: Waiting }) {
  const { t, format } = useSpeech();
  const me = useMe();
  const queries = useQueryClient();
  const groups = useQuery(groupsQuery(me));
  const [declining, setDeclining] = useState(false);
  const [reason, setReason] = useState('');
  const answer = useMutation({
    mutationFn: (responseStatus: 'accepted' | 'declined') =>
      told(
        api.POST(
          '/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/meetingRooms/{roomId}/respond',
          {
            params: {
              path: {
                userId: me.unionId,
                calendarId: 'primary',
                eventId: booking.eventId ?? '',
                roomId: booking.room.roomId,
              },
            },
            body: {
              responseStatus,
              ...(responseStatus === 'declined' && reason.trim() && { reason: reason.trim() }),
            },
          },
        ),
      ),
    onSuccess: (_, status) => {
      notifications.show({ message: t(`approvals.${status}`), color: 'accent' });
      for (const key of ['waiting', 'busy', 'bookings']) {
        queries.invalidateQueries({ queryKey: [key] });
      }
    },
  });
  const path = groups.data ? pathOf(booking.room.roomGroup?.groupId ?? 0, groups.data) : [];
  const name = booking.isWalkUp ? t('block.walkUp') : (booking.who ?? '…');
  return (
    <li className={bookings.event}>
      <p className={bookings.time}>{format.daySpan(booking.from, booking.until)}</p>
      <div className={bookings.main}>
        <p className={bookings.name}>
          <Link to="/rooms/$roomId" params={{ roomId: booking.room.roomId }}>
            {booking.room.roomName}
          </Link>
        </p>
        <p className="soft">
          {booking.summary && `${booking.summary} · `}
          {booking.isWalkUp ? name : t('approvals.by', { name })}
          {path.length > 0 && ` · ${path.join(' › ')}`}
        </p>
      </div>
      {!declining && (
        <div className="row">
          <Button
            loading={answer.isPending}
            onClick={() => answer.mutate('accepted')}
            aria-label={`${t('approvals.accept')}: ${booking.room.roomName}, ${name}`}
          >
            {t('approvals.accept')}
          </Button>
          <Button
            variant="default"
            onClick={() => setDeclining(true)}
            aria-label={`${t('approvals.decline')}: ${booking.room.roomName}, ${name}`}
          >
            {t('approvals.decline')}
          </Button>
        </div>
      )}
      {(declining || answer.error) && (
        <div className={`${bookings.actions} stack`}>
          {declining && (
            <form
              ref={focusFirst}
              className="stack"
              onSubmit={(event) => {
                event.preventDefault();
                answer.mutate('declined');
              }}
            >
              <TextInput
                label={t('approvals.reason')}
                maxLength={2000}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
              <div className="row">
                <Button type="submit" color="danger" variant="light" loading={answer.isPending}>
                  {t('approvals.decline')}
                </Button>
                <Button variant="default" onClick={() => setDeclining(false)}>
                  {t('book.cancel')}
                </Button>
              </div>
            </form>
          )}
          {answer.error && <Refusal problem={answer.error} />}
        </div>
      )}
    </li>
  );
}
