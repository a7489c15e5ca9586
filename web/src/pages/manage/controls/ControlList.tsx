/** `/manage/controls`: which rooms have a control panel, and what is on it. */
import '@/i18n/control';
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { panelsQuery } from '@/api/control';
import { roomsQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { useMe } from '@/shell/session';
import { type Column, Listing } from '../ui/Listing';
import { Page } from '../ui/Page';
import styles from './Controls.module.css';
import { draftOf } from './fields';

interface Line {
  roomId: string;
  room: string;
  buttons: string;
  count: number;
}

export function ControlList() {
  const { t, language } = useSpeech();
  const me = useMe();
  const navigate = useNavigate();
  const panels = useQuery(panelsQuery(me));
  const rooms = useQuery(roomsQuery(me)).data;
  const [text, setText] = useState('');
  const lines = useMemo(() => {
    const names = new Map(rooms?.map(({ roomId, roomName }) => [roomId, roomName]));
    return panels.data?.map((panel): Line => {
      const { buttons } = draftOf(panel);
      const told = buttons.map(({ name, enName }) => (language === 'en' ? enName : name));
      return {
        roomId: panel.roomId,
        room: names.get(panel.roomId) ?? panel.roomId,
        buttons: told.join(' · '),
        count: buttons.length,
      };
    });
  }, [panels.data, rooms, language]);
  const shown = useMemo(() => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    return lines?.filter(({ room, buttons }) => {
      const all = `${room} ${buttons}`.toLowerCase();
      return words.every((word) => all.includes(word));
    });
  }, [lines, text]);
  const columns: Column<Line>[] = [
    {
      key: 'room',
      name: t('manage.room'),
      width: 'minmax(0, 1.4fr)',
      order: ({ room }) => room,
      cell: ({ room, roomId }) => (
        <Link to="/manage/controls/$roomId" params={{ roomId }}>
          {room}
        </Link>
      ),
    },
    {
      key: 'buttons',
      name: t('control.column.buttons'),
      width: 'minmax(0, 2fr)',
      cell: ({ buttons }) =>
        buttons && (
          <span className={styles.cut} title={buttons}>
            {buttons}
          </span>
        ),
    },
    {
      key: 'count',
      name: t('control.column.count'),
      width: '128px',
      order: ({ count }) => count,
      cell: ({ count }) => t('control.has', { n: count }),
    },
  ];
  const add = () => navigate({ to: '/manage/controls/new' });
  return (
    <Page
      title={t('manage.controls')}
      lead={t('manage.controls.about')}
      actions={<Button onClick={add}>{t('control.new')}</Button>}
    >
      <Listing
        label={t('manage.controls')}
        rows={shown}
        of={lines?.length}
        columns={columns}
        rowKey={({ roomId }) => roomId}
        problem={panels.error}
        retry={() => panels.refetch()}
        filters={
          <TextInput
            type="search"
            aria-label={t('control.find')}
            placeholder={t('control.find')}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
        }
        empty={{
          title: t('control.none'),
          text: t('control.none.text'),
          action: { label: t('control.new'), run: add },
        }}
      />
    </Page>
  );
}
