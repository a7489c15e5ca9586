/** `/manage/groups`: buildings, floors, wings; three levels of them. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { groupsQuery, roomsQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { runsGroup } from '@/rules/manage';
import { groupTree, liesIn } from '@/rules/rooms';
import { useMe } from '@/shell/session';
import { type Column, Listing } from '../ui/Listing';
import { Page } from '../ui/Page';
import styles from './Groups.module.css';

interface Line {
  id: number;
  name: string;
  depth: number;
  /** In it and below it. */
  rooms: number;
  hasRules: boolean;
}

export function GroupList() {
  const { t, language } = useSpeech();
  const me = useMe();
  const navigate = useNavigate();
  const groups = useQuery(groupsQuery(me));
  const rooms = useQuery(roomsQuery(me));
  const lines = useMemo(() => {
    const known = groups.data;
    if (!known) return undefined;
    const counts = new Map<number, number>();
    for (const room of rooms.data ?? []) {
      const id = room.roomGroup?.groupId ?? 0;
      for (const group of known.keys()) {
        if (liesIn(id, group, known)) counts.set(group, (counts.get(group) ?? 0) + 1);
      }
    }
    return groupTree(known, language)
      .filter(({ id }) => runsGroup(me, id, known))
      .map((line): Line => {
        const policy = known.get(line.id)?.extensionConfig ?? {};
        return {
          ...line,
          rooms: counts.get(line.id) ?? 0,
          hasRules: Object.keys(policy).length > 0,
        };
      });
  }, [groups.data, rooms.data, me, language]);
  const least = Math.min(...(lines ?? []).map(({ depth }) => depth), 3);
  const columns = useMemo<Column<Line>[]>(
    () => [
      {
        key: 'name',
        name: t('manage.group.name'),
        width: 'minmax(0, 2fr)',
        cell: ({ id, name, depth }) => (
          <div className={styles.name} data-depth={depth - least}>
            <Link to="/manage/groups/$groupId" params={{ groupId: String(id) }}>
              {name}
            </Link>
          </div>
        ),
      },
      {
        key: 'rooms',
        name: t('manage.rooms'),
        width: 'minmax(0, 1fr)',
        cell: ({ id, rooms: n }) => (
          <Link to="/manage/rooms" search={{ group: id }}>
            {t('rooms.count', { n })}
          </Link>
        ),
      },
      {
        key: 'rules',
        name: t('manage.part.rules'),
        width: 'minmax(0, 1fr)',
        cell: ({ hasRules }) => (hasRules ? t('manage.group.hasRules') : ''),
      },
    ],
    [t, least],
  );
  const add = () => navigate({ to: '/manage/groups/new' });
  return (
    <Page
      title={t('manage.groups')}
      lead={t('manage.groups.about')}
      actions={me.isAdmin && <Button onClick={add}>{t('manage.group.new')}</Button>}
    >
      <Listing
        label={t('manage.groups')}
        rows={lines}
        columns={columns}
        rowKey={({ id }) => String(id)}
        problem={groups.error}
        retry={() => groups.refetch()}
        empty={{
          title: t('manage.groups.none'),
          text: t('manage.groups.none.text'),
          ...(me.isAdmin && { action: { label: t('manage.group.new'), run: add } }),
        }}
      />
    </Page>
  );
}
