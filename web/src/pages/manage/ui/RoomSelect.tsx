/** One of the rooms that somebody runs, or none. */
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { groupsQuery, roomsQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { runsRoom } from '@/rules/manage';
import { useMe } from '@/shell/session';

interface Props {
  label: string;
  value: string;
  onChange: (roomId: string) => void;
  error?: string | undefined;
  /** What is said where none is picked. */
  none?: string;
}

export function RoomSelect({ label, value, onChange, error, none }: Props) {
  const { t } = useSpeech();
  const me = useMe();
  const rooms = useQuery(roomsQuery(me));
  const groups = useQuery(groupsQuery(me));
  const data = useMemo(() => {
    const known = groups.data ?? new Map();
    return (rooms.data ?? [])
      .filter((room) => room.roomId === value || runsRoom(me, room, known))
      .map(({ roomId, roomName }) => ({ value: roomId, label: roomName }));
  }, [rooms.data, groups.data, me, value]);
  return (
    <Select
      label={label}
      placeholder={none ?? t('manage.device.noRoom')}
      searchable
      clearable
      limit={60}
      nothingFoundMessage={t('manage.nothingFits.title')}
      value={value || null}
      error={error}
      onChange={(roomId) => onChange(roomId ?? '')}
      data={data}
    />
  );
}
