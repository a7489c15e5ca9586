/** Use by room, those that stand out first, and by group. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { groupsQuery } from '@/api/queries';
import { type Say, useSpeech } from '@/i18n';
import { managedUseRoute } from '@/router';
import { SIGNS, type Sign } from '@/rules/address';
import { groupTree } from '@/rules/rooms';
import {
  type Counts,
  CROWDED,
  HARDLY,
  percent,
  type RoomUse,
  ranked,
  tellsWhoCame,
  type Uses,
} from '@/rules/uses';
import { useMe } from '@/shell/session';
import { Notice } from '@/ui/Notice';
import { type Column, Listing } from '../ui/Listing';
import listing from '../ui/Listing.module.css';
import { Bar } from './charts';
import styles from './Use.module.css';

export function Rooms({ uses }: { uses: Uses }) {
  const { t, language } = useSpeech();
  const { show } = managedUseRoute.useSearch();
  const rows = ranked(uses, show);
  const [use, hours, meetings, ...rest] = columns(t, language, uses.total);
  const people: Column<RoomUse> = {
    key: 'people',
    name: t('use.people'),
    width: '172px',
    isNumber: true,
    order: ({ counts }) => average(counts) ?? -1,
    cell: ({ counts, roomCapacity }) => {
      const each = average(counts);
      if (each === undefined) return null;
      const given = { average: decimal(language, each), most: counts.mostPeople };
      return roomCapacity
        ? t('use.peopleOf', { ...given, seats: roomCapacity })
        : t('use.peopleOf.noSeats', given);
    },
  };
  return (
    <section aria-labelledby="use-rooms">
      <h2 id="use-rooms">{t('use.rooms')}</h2>
      <Signs uses={uses} shown={show} />
      {rows.length === 0 ? (
        <Notice kind="empty" title={t('use.show.none')} />
      ) : (
        <Listing
          // The order that somebody asked for is that of one sign.
          key={show}
          label={t('use.rooms')}
          rows={rows}
          of={(uses.rooms ?? []).length}
          rowKey={({ roomId }) => roomId}
          empty={{ title: t('use.noRooms') }}
          columns={[
            {
              key: 'name',
              name: t('use.room'),
              order: ({ roomName }: RoomUse) => roomName,
              cell: ({ roomId, roomName }: RoomUse) => (
                <Link to="/manage/rooms/$roomId" params={{ roomId }}>
                  {roomName}
                </Link>
              ),
            },
            use,
            hours,
            meetings,
            people,
            ...rest,
          ].filter((column) => column !== undefined)}
        />
      )}
    </section>
  );
}

/** What stands out, each with how many rooms do; one is looked at at a time. */
function Signs({ uses, shown }: { uses: Uses; shown: Sign | undefined }) {
  const { t } = useSpeech();
  const navigate = useNavigate({ from: '/manage/use' });
  const told: Record<Sign, string> = {
    idle: t('use.show.idle.text', { n: HARDLY }),
    full: t('use.show.full.text', { n: CROWDED }),
    big: t('use.show.big.text'),
    missed: t('use.show.missed.text'),
  };
  const chip = (sign: Sign | undefined) => (
    <Button
      key={sign ?? 'all'}
      variant={shown === sign ? 'light' : 'default'}
      aria-pressed={shown === sign}
      onClick={() =>
        navigate({
          search: ({ show: _, ...rest }) => ({ ...rest, ...(sign && { show: sign }) }),
          replace: true,
        })
      }
    >
      {t(`use.show.${sign ?? 'all'}`)}{' '}
      <span className={styles.count}>{ranked(uses, sign).length}</span>
    </Button>
  );
  return (
    <>
      <fieldset className={styles.signs} aria-label={t('use.show')}>
        {chip(undefined)}
        {SIGNS.map(chip)}
      </fieldset>
      {shown && <p className="soft small">{told[shown]}</p>}
    </>
  );
}

export function Groups({ uses }: { uses: Uses }) {
  const { t, language } = useSpeech();
  const groups = useQuery(groupsQuery(useMe())).data;
  const found = new Map((uses.groups ?? []).map((group) => [group.groupId, group]));
  const rows = (groups ? groupTree(groups, language) : []).flatMap(({ id, name, depth }) => {
    const group = found.get(id);
    return group ? [{ ...group, name, depth }] : [];
  });
  if (rows.length < 2) return null;
  const least = Math.min(...rows.map(({ depth }) => depth));
  type Row = (typeof rows)[number];
  return (
    <section aria-labelledby="use-groups">
      <h2 id="use-groups">{t('use.groups')}</h2>
      <p className="soft small">{t('use.groups.text')}</p>
      <Listing
        label={t('use.groups')}
        rows={rows}
        rowKey={({ groupId }) => String(groupId)}
        empty={{ title: t('use.noRooms') }}
        columns={[
          {
            key: 'name',
            name: t('use.group'),
            order: ({ name }) => name,
            cell: ({ groupId, name, depth }: Row) => (
              <Link
                to="/manage/use"
                search={(was) => ({ ...was, group: groupId })}
                data-depth={depth - least}
                className={styles.group}
              >
                {name}
              </Link>
            ),
          },
          {
            key: 'rooms',
            name: t('use.roomsOf'),
            width: '84px',
            isNumber: true,
            order: ({ rooms }) => rooms,
            cell: ({ rooms }: Row) => both(rooms, t('manage.count', { n: rooms })),
          },
          ...columns<Row>(t, language, uses.total),
        ]}
      />
    </section>
  );
}

const decimal = (language: string, value: number) =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value);

function average({ people, meetings, walkUps }: Counts): number | undefined {
  const invited = meetings - walkUps;
  return invited > 0 ? people / invited : undefined;
}

/** On a phone there is no head of a column that says what the number is. */
const both = (short: ReactNode, long: string) => (
  <>
    <span className={listing.broad}>{short}</span>
    <span className={listing.narrow}>{long}</span>
  </>
);

/** What rooms and groups have in common. */
function columns<Row extends { counts: Counts }>(
  t: Say,
  language: string,
  total: Counts,
): Column<Row>[] {
  const hours = (minutes: number) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: 0 }).format(minutes / 60);
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : -1);
  const all: Column<Row>[] = [
    {
      key: 'use',
      name: t('use.use'),
      width: '152px',
      order: ({ counts }) => share(counts.usedMinutes, counts.openMinutes),
      cell: ({ counts }) => <Bar percent={percent(counts.usedMinutes, counts.openMinutes)} />,
    },
    {
      key: 'hours',
      name: t('use.hours'),
      width: '104px',
      isNumber: true,
      order: ({ counts }) => counts.usedMinutes,
      cell: ({ counts }) => {
        const [used, open] = [hours(counts.usedMinutes), hours(counts.openMinutes)];
        return both(`${used} / ${open}`, t('use.hoursOf', { used, open }));
      },
    },
    {
      key: 'meetings',
      name: t('use.meetings'),
      width: '84px',
      isNumber: true,
      order: ({ counts }) => counts.meetings,
      cell: ({ counts }) =>
        both(
          new Intl.NumberFormat(language).format(counts.meetings),
          t('use.meetingsOf', { n: counts.meetings }),
        ),
    },
    {
      key: 'half',
      name: t('use.tooBig'),
      width: '100px',
      isNumber: true,
      order: ({ counts }) => share(counts.halfEmpty, counts.sizedMeetings),
      cell: ({ counts }) => {
        const of = percent(counts.halfEmpty, counts.sizedMeetings);
        return of === undefined ? null : both(`${of} %`, t('use.tooBigOf', { percent: of }));
      },
    },
  ];
  if (!tellsWhoCame(total)) return all;
  return [
    ...all,
    {
      key: 'came',
      name: t('use.came'),
      width: '104px',
      isNumber: true,
      order: ({ counts }) => share(counts.noShows, counts.pastMeetings),
      cell: ({ counts }) => {
        const of = percent(counts.noShows, counts.pastMeetings);
        return of === undefined ? null : both(`${of} %`, t('use.cameOf', { percent: of }));
      },
    },
  ];
}
