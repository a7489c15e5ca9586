/** `/manage/problems/codes`: codes to print, by which people report what is wrong in a room. */
import '@/i18n/admin';
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { groupsQuery, roomsQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { runsRoom } from '@/rules/manage';
import { pathOf } from '@/rules/rooms';
import { useMe } from '@/shell/session';
import { Notice } from '@/ui/Notice';
import { Qr } from '@/ui/Qr';
import { Page } from '../ui/Page';
import styles from './Problems.module.css';

/** Where a telephone goes that reads the code of a room. */
const addressOf = (roomId: string): string =>
  `${window.location.origin}/rooms/${encodeURIComponent(roomId)}?report=1`;

/** More are not drawn at once. */
const MOST = 200;

export function Codes() {
  const { t } = useSpeech();
  const me = useMe();
  const rooms = useQuery(roomsQuery(me));
  const groups = useQuery(groupsQuery(me));
  const [text, setText] = useState('');
  const shown = useMemo(() => {
    const known = groups.data ?? new Map();
    const word = text.trim().toLowerCase();
    return (rooms.data ?? [])
      .filter((room) => runsRoom(me, room, known))
      .map((room) => ({ room, path: pathOf(room.roomGroup?.groupId ?? 0, known).join(' › ') }))
      .filter(({ room, path }) => `${room.roomName} ${path}`.toLowerCase().includes(word))
      .slice(0, MOST);
  }, [rooms.data, groups.data, me, text]);
  return (
    <Page
      title={t('admin.problems.codes')}
      lead={t('admin.problems.codes.text')}
      back={{ to: '/manage/problems', name: t('manage.problems') }}
      actions={<Button onClick={() => window.print()}>{t('admin.problems.codes.print')}</Button>}
    >
      <TextInput
        type="search"
        className={styles.find}
        aria-label={t('manage.find')}
        placeholder={t('manage.find')}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      {!rooms.data ? (
        <p role="status">{t('state.loading')}…</p>
      ) : shown.length === 0 ? (
        <Notice kind="empty" title={t('manage.nothingFits.title')} />
      ) : (
        <ul className={styles.codes}>
          {shown.map(({ room, path }) => (
            <li key={room.roomId} className={styles.code}>
              <Qr
                text={addressOf(room.roomId)}
                label={t('admin.problems.codes.of', { room: room.roomName })}
              />
              <div>
                <strong>{room.roomName}</strong>
                {path && <p className="soft small">{path}</p>}
                <p className="small">{t('admin.problems.report')}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
