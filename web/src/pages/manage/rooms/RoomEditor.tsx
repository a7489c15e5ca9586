/** `/manage/rooms/{id}`: all that there is to set of a room, part by part. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { groupsQuery, roomQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { runsRoom } from '@/rules/manage';
import { type Group, pathOf, type Room } from '@/rules/rooms';
import { useMe } from '@/shell/session';
import { Trouble } from '@/ui/Notice';
import { NotYours } from '../NotYours';
import { Administrators } from '../ui/Administrators';
import { Page, Parts } from '../ui/Page';
import { RoomClosure } from './RoomClosure';
import { RoomDetails } from './RoomDetails';
import { RoomDevices } from './RoomDevices';
import { RoomPeople } from './RoomPeople';
import { RoomRules } from './RoomRules';

export function RoomEditor() {
  const { t } = useSpeech();
  const me = useMe();
  const { roomId } = useParams({ from: '/signedIn/manage/rooms/$roomId' });
  const room = useQuery(roomQuery(me, roomId));
  const groups = useQuery(groupsQuery(me));
  const back = { to: '/manage/rooms', name: t('manage.rooms') } as const;
  if (room.error && !room.data) {
    return (
      <Page title={t('manage.room')} back={back}>
        <Trouble problem={room.error} retry={() => room.refetch()} />
      </Page>
    );
  }
  if (!room.data || !groups.data) {
    return (
      <Page title={t('manage.room')} back={back}>
        <div role="status" aria-label={t('state.loading')} />
      </Page>
    );
  }
  if (!runsRoom(me, room.data, groups.data)) return <NotYours />;
  const path = pathOf(room.data.roomGroup?.groupId ?? 0, groups.data).join(' › ');
  return (
    <Page
      title={room.data.roomName}
      back={back}
      lead={
        <>
          {path || t('rooms.noGroup')}
          {' · '}
          <Link to="/rooms/$roomId" params={{ roomId }}>
            {t('manage.room.calendar')}
          </Link>
        </>
      }
    >
      <RoomParts key={roomId} room={room.data} groups={groups.data} />
    </Page>
  );
}

function RoomParts({ room, groups }: { room: Room; groups: ReadonlyMap<number, Group> }) {
  const { t } = useSpeech();
  const { part = 'details' } = useSearch({ from: '/signedIn/manage/rooms/$roomId' });
  const parts = [
    { part: 'details', name: t('manage.room.part.details') },
    { part: 'people', name: t('manage.room.part.people') },
    { part: 'rules', name: t('manage.part.rules') },
    { part: 'closure', name: t('manage.part.closure') },
    { part: 'devices', name: t('manage.room.part.devices') },
    { part: 'admins', name: t('manage.part.admins') },
  ];
  const here = parts.some((each) => each.part === part) ? part : 'details';
  return (
    <>
      <Parts label={t('manage.room.parts')} parts={parts} here={here} />
      {here === 'details' && <RoomDetails room={room} />}
      {here === 'people' && <RoomPeople room={room} />}
      {here === 'rules' && <RoomRules room={room} groups={groups} />}
      {here === 'closure' && <RoomClosure room={room} groups={groups} />}
      {here === 'devices' && <RoomDevices room={room} />}
      {here === 'admins' && (
        <Administrators of={{ roomId: room.roomId }} text={t('manage.admins.room')} />
      )}
    </>
  );
}
