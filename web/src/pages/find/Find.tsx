/** `/rooms/find`: when, for how many, with what; the best room first. */

import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Schemas } from '@/api/client';
import { findQuery, groupsQuery, type RoomFound, rulesQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { timeAt } from '@/pages/booking/book';
import { TimeSelect } from '@/pages/booking/TimeSelect';
import { useBooking } from '@/pages/booking/useBooking';
import { EquipmentSelect, GroupSelect } from '@/pages/rooms/Filters';
import { findRoute } from '@/router';
import type { FindAddress } from '@/rules/address';
import type { Span } from '@/rules/closed';
import { STEP } from '@/rules/day';
import { pathOf } from '@/rules/rooms';
import { useMe } from '@/shell/session';
import { hoursAhead } from '@/time/format';
import { dayOf, instantAt, isDay, MINUTE, timeOf } from '@/time/zone';
import { Notice, Trouble } from '@/ui/Notice';
import { useNow } from '@/ui/useNow';
import { useTitle } from '@/ui/useTitle';
import styles from './Find.module.css';

const LENGTHS = [15, 30, 45, 60, 90, 120, 180, 240, 480];

export function Find() {
  const { t, format } = useSpeech();
  const me = useMe();
  const now = useNow();
  const address = findRoute.useSearch();
  const navigate = useNavigate({ from: '/rooms/find' });
  const book = useBooking();
  useTitle(t('find.title'));
  const soon = Math.ceil(now / STEP) * STEP;
  const day = address.day ?? dayOf(soon, format.zone);
  const start = address.from ?? timeOf(soon, format.zone);
  const minutes = address.minutes ?? 60;
  const people = Math.min(address.people ?? 2, 1000);
  const from = instantAt(day, start, format.zone);
  const span: Span = { from, until: from + minutes * MINUTE };
  const change = (change: Partial<FindAddress>) =>
    navigate({ search: (before: FindAddress) => ({ ...before, ...change }), replace: true });
  const found = useQuery(
    findQuery(me, {
      event: {
        start: timeAt(span.from, format.zone),
        end: timeAt(span.until, format.zone),
        attendeesCount: people,
      },
      maxResults: 20,
      ...(address.group && { groupId: address.group }),
      ...(address.labels && { roomLabelIds: address.labels }),
      ...(address.accessible && { accessible: true }),
    }),
  );
  // The server ranks; what lies where the clocks show another time comes after what is near.
  const rules = useQuery(rulesQuery(me)).data;
  const isFar = (room: RoomFound) =>
    hoursAhead(rules?.get(room.roomId)?.zone ?? me.zone, format.zone, span.from) !== 0;
  const rooms = found.data?.rooms ?? [];
  const nearest = [...rooms.filter((room) => !isFar(room)), ...rooms.filter(isFar)];
  return (
    <div className={styles.page}>
      <div>
        <h1>{t('find.title')}</h1>
        <p className="soft">{t('find.lead')}</p>
      </div>
      <search className={styles.wishes}>
        <TextInput
          type="number"
          label={t('find.people')}
          min={1}
          max={1000}
          value={people}
          onChange={(event) => change({ people: Number(event.currentTarget.value) || undefined })}
        />
        <TextInput
          type="date"
          label={t('find.day')}
          value={day}
          onChange={({ currentTarget }) =>
            isDay(currentTarget.value) && change({ day: currentTarget.value })
          }
        />
        <TimeSelect
          label={t('find.start')}
          value={start}
          onChange={(time) => change({ day, from: time })}
        />
        <NativeSelect
          label={t('find.length')}
          value={String(minutes)}
          onChange={(event) => change({ minutes: Number(event.currentTarget.value) })}
          data={[...new Set([...LENGTHS, minutes])]
            .sort((a, b) => a - b)
            .map((value) => ({ value: String(value), label: format.length(value * MINUTE) }))}
        />
        <GroupSelect
          label={t('rooms.filter.group')}
          value={address.group}
          onChange={(group) => change({ group })}
        />
        <EquipmentSelect value={address.labels ?? []} onChange={(labels) => change({ labels })} />
        <Checkbox
          label={t('find.accessible')}
          checked={address.accessible === true}
          onChange={(event) =>
            change({ accessible: event.currentTarget.checked ? true : undefined })
          }
        />
      </search>
      {found.error && !found.data ? (
        <Trouble problem={found.error} retry={() => found.refetch()} />
      ) : !found.data ? (
        <p role="status" className="soft">
          {t('state.loading')}…
        </p>
      ) : found.data.rooms.length > 0 ? (
        <section>
          <h2>
            {t('find.results')} · {format.daySpan(span.from, span.until)}
          </h2>
          <ul>
            {nearest.map((room) => (
              <Found
                key={room.roomId}
                room={room}
                time={span}
                onBook={() => book({ ...span, roomIds: [room.roomId], people })}
              />
            ))}
          </ul>
        </section>
      ) : found.data.nearMisses.length > 0 ? (
        <section>
          <h2>{t('find.near')}</h2>
          <ul>
            {found.data.nearMisses.map((near) => {
              const time = {
                from: Date.parse(near.time.startTime),
                until: Date.parse(near.time.endTime),
              };
              return (
                <Found
                  key={near.room.roomId + near.kind + near.time.startTime}
                  room={near.room}
                  near={near}
                  time={time}
                  onBook={() => book({ ...time, roomIds: [near.room.roomId], people })}
                />
              );
            })}
          </ul>
        </section>
      ) : (
        <Notice kind="empty" title={t('find.nothing.title')} text={t('find.nothing.text')} />
      )}
    </div>
  );
}

const KINDS = {
  earlier: 'find.near.earlier',
  later: 'find.near.later',
  shorter: 'find.near.shorter',
  longer: 'find.near.longer',
  otherGroup: 'find.near.otherGroup',
} as const;

function Found({
  room,
  near,
  time,
  onBook,
}: {
  room: RoomFound;
  near?: Schemas['NearRoom'];
  time: Span;
  onBook: () => void;
}) {
  const { t, format } = useSpeech();
  const me = useMe();
  const groups = useQuery(groupsQuery(me));
  const zone = useQuery(rulesQuery(me)).data?.get(room.roomId)?.zone ?? me.zone;
  const path = groups.data && room.groupId ? pathOf(room.groupId, groups.data) : [];
  const kind = near && KINDS[near.kind as keyof typeof KINDS];
  return (
    <li className={styles.found}>
      <p className={styles.name} data-best={near ? undefined : t('find.best')}>
        <Link to="/rooms/$roomId" params={{ roomId: room.roomId }}>
          {room.roomName}
        </Link>
      </p>
      <Button
        variant="light"
        onClick={onBook}
        aria-label={`${t('rooms.bookNow')}: ${room.roomName}`}
      >
        {t('rooms.bookNow')}
      </Button>
      <p className="soft small">
        {kind && (
          <span className={styles.kind}>
            {t(kind)}
            {` · ${format.daySpan(time.from, time.until)} · `}
          </span>
        )}
        {[
          room.roomCapacity && t('rooms.seats', { n: room.roomCapacity }),
          path.join(' › '),
          room.needsApproval && t('rooms.right.approval'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {hoursAhead(zone, format.zone, time.from) !== 0 && (
        <p className={styles.elsewhere}>
          {t('book.roomTime', {
            zone: format.city(zone),
            time: format.daySpan(time.from, time.until, zone),
          })}
        </p>
      )}
    </li>
  );
}
