/** Who may book a room, and whom its rules do not bind. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Schemas } from '@/api/client';
import { setSuperUsers, superUsersQuery, updateRoom } from '@/api/manage';
import { roomQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import type { Room } from '@/rules/rooms';
import { useMe } from '@/shell/session';
import { Trouble } from '@/ui/Notice';
import { WouldBreak } from '../policy/WouldBreak';
import { Editor, FieldGroup } from '../ui/Editor';
import { type Member, Members, showMembers } from '../ui/Members';
import styles from '../ui/Page.module.css';
import { changesOf, useDraft } from '../ui/useDraft';
import { ROOM_KEYS, useSaved } from '../ui/useSaved';
import { STATUS } from './status';

export function RoomPeople({ room }: { room: Room }) {
  const me = useMe();
  const superUsers = useQuery(superUsersQuery(me, room.roomId));
  return (
    <>
      <WhoMayBook room={room} />
      {superUsers.error && !superUsers.data ? (
        <Trouble problem={superUsers.error} retry={() => superUsers.refetch()} />
      ) : (
        superUsers.data && <SuperUsers roomId={room.roomId} known={superUsers.data} />
      )}
    </>
  );
}

interface Access {
  roomStatus: number;
  members: Member[];
}

const accessOf = (room: Room): Access => ({
  roomStatus: room.roomStatus,
  members: (room.reservationAuthority?.authorizedMembers ?? []).map(
    ({ memberId, memberType, memberName }) => ({
      kind: memberType === 'dept' ? 'dept' : 'user',
      id: memberId,
      name: memberName,
    }),
  ),
});

const sentOf = ({ roomStatus, members }: Partial<Access>) => ({
  ...(roomStatus !== undefined && { roomStatus }),
  ...(members && {
    reservationAuthority: {
      authorizedMembers: members.map(({ kind, id, name }) => ({
        memberId: id,
        memberType: kind,
        ...(name && { memberName: name }),
      })),
    },
  }),
});

function WhoMayBook({ room }: { room: Room }) {
  const { t } = useSpeech();
  const me = useMe();
  const queries = useQueryClient();
  const saved = useSaved();
  const known = useMemo(() => accessOf(room), [room]);
  const form = useDraft({
    known,
    guard: {
      source: room,
      draftOf: accessOf,
      read: () => queries.fetchQuery({ ...roomQuery(me, room.roomId), staleTime: 0 }),
    },
    write: (changed, _, expected) => updateRoom(me, room.roomId, sentOf(changed), expected),
    onSaved: () => saved(...ROOM_KEYS),
  });
  const { draft, set, wrong } = form;
  return (
    <Editor
      form={form}
      before={
        form.isDirty && <WouldBreak of={{ roomId: room.roomId, fields: sentOf(changesOf(form)) }} />
      }
      shown={['roomStatus', 'reservationAuthority', 'authorizedMembers']}
      fields={{
        roomStatus: {
          name: t('manage.room.status'),
          show: (status) => t(STATUS[status] ?? 'manage.status.everyone'),
        },
        members: { name: t('manage.access.members'), show: showMembers },
      }}
    >
      <FieldGroup title={t('manage.room.status')}>
        <div
          data-wide
          role="radiogroup"
          aria-label={t('manage.room.status')}
          className={styles.choices}
        >
          {STATUS.map((name, status) => (
            <label key={name} className={styles.choice}>
              <input
                type="radio"
                name="roomStatus"
                checked={draft.roomStatus === status}
                onChange={() => set({ roomStatus: status })}
              />
              <span>
                {t(name)}
                <span className="soft small">
                  {t(
                    (
                      [
                        'manage.access.everyone',
                        'manage.access.admins',
                        'manage.access.some',
                      ] as const
                    )[status] ?? 'manage.access.everyone',
                  )}
                </span>
              </span>
            </label>
          ))}
          {wrong('roomStatus') && <p role="alert">{wrong('roomStatus')}</p>}
        </div>
        {(draft.roomStatus === 2 || draft.members.length > 0) && (
          <Members
            label={t('manage.access.members')}
            description={draft.roomStatus === 2 ? t('manage.access.hint') : t('manage.access.idle')}
            nobody={t('manage.access.nobody')}
            value={draft.members}
            onChange={(members) => set({ members })}
            withDepartments
            most={1000}
            error={wrong('reservationAuthority', 'authorizedMembers')}
          />
        )}
      </FieldGroup>
    </Editor>
  );
}

type SuperUsersKnown = Schemas['SuperUsers'];

const superUsersOf = (known: SuperUsersKnown): { superUsers: Member[] } => {
  const names = new Map(known.users?.map(({ userId, name }) => [userId, name]));
  const departments = new Map(known.departments?.map(({ deptId, name }) => [deptId, name]));
  return {
    superUsers: [
      ...known.deptIdWhiteList.map(
        (id): Member => ({ kind: 'dept', id: String(id), name: departments.get(id) }),
      ),
      ...known.userIdWhiteList.map(
        (id): Member => ({ kind: 'user', id, userId: id, name: names.get(id) }),
      ),
    ],
  };
};

/** They are known by userId, as the wire has it; whoever was found by name has one too. */
function SuperUsers({ roomId, known }: { roomId: string; known: SuperUsersKnown }) {
  const { t } = useSpeech();
  const me = useMe();
  const queries = useQueryClient();
  const saved = useSaved();
  const before = useMemo(() => superUsersOf(known), [known]);
  const form = useDraft({
    known: before,
    read: async () =>
      superUsersOf(await queries.fetchQuery({ ...superUsersQuery(me, roomId), staleTime: 0 })),
    write: (_, { superUsers }) =>
      setSuperUsers(
        me,
        roomId,
        superUsers.filter(({ kind }) => kind === 'user').map(({ userId, id }) => userId ?? id),
        superUsers.filter(({ kind }) => kind === 'dept').map(({ id }) => Number(id)),
      ),
    onSaved: () => saved('superUsers', 'explain', 'find'),
  });
  return (
    <Editor
      form={form}
      shown={['userIdWhiteList', 'deptIdWhiteList']}
      fields={{ superUsers: { name: t('manage.super.title'), show: showMembers } }}
    >
      <FieldGroup title={t('manage.super.title')} text={t('manage.super.text')}>
        <Members
          label={t('manage.super.label')}
          nobody={t('manage.super.nobody')}
          value={form.draft.superUsers}
          onChange={(superUsers) =>
            form.set({
              // A person has one id here, whichever they were found by.
              superUsers: superUsers.map((each) =>
                each.kind === 'user' ? { ...each, id: each.userId ?? each.id } : each,
              ),
            })
          }
          withDepartments
          most={1000}
          error={form.wrong('userIdWhiteList', 'deptIdWhiteList')}
        />
      </FieldGroup>
    </Editor>
  );
}
