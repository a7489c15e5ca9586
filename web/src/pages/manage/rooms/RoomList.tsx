/** `/manage/rooms`: the rooms that somebody runs. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { groupsQuery, roomsQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import type { ManagedRoomsAddress } from '@/rules/address';
import { makesRooms, runsRoom } from '@/rules/manage';
import { fits, type Group, groupTree, pathOf, type Room } from '@/rules/rooms';
import { useMe } from '@/shell/session';
import { useLabelName } from '@/ui/useLabelName';
import { type Column, Listing } from '../ui/Listing';
import styles from '../ui/Listing.module.css';
import { Page } from '../ui/Page';
import { STATUS } from './status';

const NONE: ReadonlyMap<number, Group> = new Map();

export function RoomList() {
  const { t, language } = useSpeech();
  const nameOf = useLabelName();
  const me = useMe();
  const navigate = useNavigate();
  const wanted = useSearch({ from: '/signedIn/manage/rooms' });
  const rooms = useQuery(roomsQuery(me));
  const groups = useQuery(groupsQuery(me));
  const known = groups.data ?? NONE;
  const yours = useMemo(
    () => rooms.data?.filter((room) => runsRoom(me, room, known)),
    [rooms.data, me, known],
  );
  const shown = useMemo(
    () =>
      yours?.filter(
        (room) =>
          fits(room, wanted, known) &&
          (wanted.status === undefined || room.roomStatus === wanted.status),
      ),
    [yours, wanted, known],
  );
  const columns = useMemo<Column<Room>[]>(
    () => [
      {
        key: 'name',
        name: t('manage.room.name'),
        width: 'minmax(0, 1.3fr)',
        order: (room) => room.roomName,
        cell: (room) => (
          <Link to="/manage/rooms/$roomId" params={{ roomId: room.roomId }}>
            {room.roomName}
          </Link>
        ),
      },
      {
        key: 'group',
        name: t('manage.room.group'),
        width: 'minmax(0, 1.6fr)',
        order: (room) => pathOf(room.roomGroup?.groupId ?? 0, known).join(' '),
        cell: (room) =>
          pathOf(room.roomGroup?.groupId ?? 0, known).join(' › ') || t('rooms.noGroup'),
      },
      {
        key: 'seats',
        name: t('manage.room.seats'),
        width: '76px',
        isNumber: true,
        order: (room) => room.roomCapacity ?? 0,
        cell: (room) => (room.roomCapacity ? <Seats n={room.roomCapacity} /> : null),
      },
      {
        key: 'status',
        name: t('manage.room.status'),
        width: '124px',
        order: (room) => room.roomStatus,
        cell: (room) => t(STATUS[room.roomStatus] ?? 'manage.status.everyone'),
      },
      {
        key: 'labels',
        name: t('manage.room.labels'),
        width: 'minmax(0, 1.5fr)',
        cell: (room) => room.roomLabels?.map(nameOf).join(', '),
      },
    ],
    [t, known, nameOf],
  );
  const look = (part: Partial<ManagedRoomsAddress>) =>
    navigate({ to: '/manage/rooms', search: { ...wanted, ...part }, replace: true });
  const add = () => navigate({ to: '/manage/rooms/new' });
  return (
    <Page
      title={t('manage.rooms')}
      lead={t('manage.rooms.about')}
      actions={makesRooms(me) && <Button onClick={add}>{t('manage.room.new')}</Button>}
    >
      <Listing
        label={t('manage.rooms')}
        rows={shown}
        of={yours?.length}
        columns={columns}
        rowKey={(room) => room.roomId}
        problem={rooms.error}
        retry={() => rooms.refetch()}
        isStillLoading={rooms.isFetching && rooms.data !== undefined && rooms.data.length > 0}
        empty={{
          title: t('manage.rooms.none'),
          text: t('manage.rooms.none.text'),
          ...(makesRooms(me) && { action: { label: t('manage.room.new'), run: add } }),
        }}
        filters={
          <>
            <TextInput
              aria-label={t('rooms.search')}
              placeholder={t('rooms.search')}
              type="search"
              maxLength={200}
              value={wanted.text ?? ''}
              onChange={({ currentTarget }) => look({ text: currentTarget.value || undefined })}
            />
            <NativeSelect
              aria-label={t('rooms.filter.group')}
              value={String(wanted.group ?? '')}
              onChange={({ currentTarget }) =>
                look({ group: Number(currentTarget.value) || undefined })
              }
              data={[
                { value: '', label: t('rooms.filter.anywhere') },
                ...groupTree(known, language).map(({ id, name, depth }) => ({
                  value: String(id),
                  label: `${'\u2003'.repeat(depth)}${name}`,
                })),
              ]}
            />
            <NativeSelect
              aria-label={t('manage.room.status')}
              value={String(wanted.status ?? '')}
              onChange={({ currentTarget: { value } }) =>
                look({ status: value === '' ? undefined : (Number(value) as 0 | 1 | 2) })
              }
              data={[
                { value: '', label: t('manage.status.any') },
                ...STATUS.map((name, status) => ({ value: String(status), label: t(name) })),
              ]}
            />
          </>
        }
      />
    </Page>
  );
}

/** On a phone there is no head of a column that says what the number is. */
function Seats({ n }: { n: number }) {
  const { t } = useSpeech();
  return (
    <>
      <span className={styles.broad}>{n}</span>
      <span className={styles.narrow}>{t('rooms.seats', { n })}</span>
    </>
  );
}
