/** `/manage/rooms/new`: another room. */
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { createRoom, useForget } from '@/api/manage';
import { groupsQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { makesRooms, runsGroup } from '@/rules/manage';
import { useMe } from '@/shell/session';
import { NotYours } from '../NotYours';
import { Editor, FieldGroup } from '../ui/Editor';
import { Page } from '../ui/Page';
import { useDraft } from '../ui/useDraft';
import { draftOf, type RoomDraft, SHOWN, sentOf } from './fields';
import { useRoomFieldNames } from './names';
import { RoomFieldset } from './RoomFieldset';

interface NewDraft extends RoomDraft {
  roomStatus: number;
}

export function NewRoom() {
  const { t } = useSpeech();
  const me = useMe();
  if (!makesRooms(me)) return <NotYours />;
  return (
    <Page
      title={t('manage.room.new')}
      back={{ to: '/manage/rooms', name: t('manage.rooms') }}
      lead={t('manage.room.new.text')}
    >
      <Form />
    </Page>
  );
}

function Form() {
  const { t } = useSpeech();
  const me = useMe();
  const navigate = useNavigate();
  const forget = useForget();
  const groups = useQuery(groupsQuery(me));
  const [made, setMade] = useState<string | null>(null);
  const known = useMemo<NewDraft>(() => {
    // Who runs groups alone makes rooms in these.
    const first = me.isAdmin
      ? 0
      : ([...(groups.data?.keys() ?? [])].find((id) =>
          runsGroup(me, id, groups.data ?? new Map()),
        ) ?? 0);
    return {
      ...draftOf({ roomId: '', roomName: '', roomStatus: 0, roomGroup: { groupId: first } }),
      roomStatus: 0,
    };
  }, [me, groups.data]);
  const form = useDraft<NewDraft>({
    known,
    write: async (_, draft) => {
      const { roomCapacity, isvRoomId, ...rest } = draft;
      const id = await createRoom(me, {
        ...sentOf({ ...rest, ...(roomCapacity > 0 && { roomCapacity }) }),
        roomName: rest.roomName,
        roomStatus: rest.roomStatus,
        // Whoever has no ids of their own gets one.
        isvRoomId: isvRoomId.trim() || crypto.randomUUID(),
      });
      setMade(id);
    },
    onSaved: () => forget('rooms', 'busy'),
  });
  // Once nothing is unsaved any more, the new room is opened.
  useEffect(() => {
    if (made) navigate({ to: '/manage/rooms/$roomId', params: { roomId: made }, replace: true });
  }, [made, navigate]);
  const names = useRoomFieldNames();
  return (
    <Editor
      form={form}
      fields={{ ...names, roomStatus: { name: t('manage.room.status') } }}
      shown={[...SHOWN, 'roomStatus']}
      saveLabel={t('manage.room.make')}
      isNew
    >
      <RoomFieldset form={form} isNew />
      <FieldGroup title={t('manage.room.status')} text={t('manage.room.status.later')}>
        <NativeSelect
          label={t('manage.room.status')}
          value={String(form.draft.roomStatus)}
          error={form.wrong('roomStatus')}
          onChange={({ currentTarget }) => form.set({ roomStatus: Number(currentTarget.value) })}
          data={[
            { value: '0', label: t('manage.status.everyone') },
            { value: '1', label: t('manage.status.administrators') },
          ]}
        />
      </FieldGroup>
    </Editor>
  );
}
