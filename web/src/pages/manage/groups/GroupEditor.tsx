/** `/manage/groups/{id}`: a group, the rules of its rooms, and who administers them. */
import { TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { deleteGroup, updateGroup, useForget } from '@/api/manage';
import { groupsQuery, roomsQuery } from '@/api/queries';
import type { Session } from '@/api/session';
import { useSpeech } from '@/i18n';
import { idIn } from '@/rules/address';
import { runsGroup } from '@/rules/manage';
import { levelsFrom, policyDraft, sentPolicy } from '@/rules/policy';
import { type Group, liesIn, pathOf } from '@/rules/rooms';
import { useMe } from '@/shell/session';
import { Notice, Trouble } from '@/ui/Notice';
import { NotYours } from '../NotYours';
import { type ClosureDraft, ClosurePart, closureDraft, sentClosure } from '../policy/ClosurePart';
import { PolicyPart } from '../policy/PolicyPart';
import { WouldBreak } from '../policy/WouldBreak';
import { Administrators } from '../ui/Administrators';
import { Editor, FieldGroup } from '../ui/Editor';
import styles from '../ui/Editor.module.css';
import { Page, Parts } from '../ui/Page';
import { Removing } from '../ui/Removing';
import { changesOf, useDraft } from '../ui/useDraft';
import { ROOM_KEYS, useSaved } from '../ui/useSaved';

type Groups = ReadonlyMap<number, Group>;

/** What the server has of a group now. */
async function readGroup(queries: QueryClient, me: Session, id: number): Promise<Group> {
  const groups = await queries.fetchQuery({ ...groupsQuery(me), staleTime: 0 });
  return groups.get(id) ?? {};
}

export function GroupEditor() {
  const { t } = useSpeech();
  const me = useMe();
  const { groupId } = useParams({ from: '/signedIn/manage/groups/$groupId' });
  const { part = 'rules' } = useSearch({ from: '/signedIn/manage/groups/$groupId' });
  const groups = useQuery(groupsQuery(me));
  const id = idIn(groupId) ?? 0;
  const back = { to: '/manage/groups', name: t('manage.groups') } as const;
  const group = groups.data?.get(id);
  if (!groups.data || !group) {
    return (
      <Page title={t('manage.group')} back={back}>
        {groups.error ? (
          <Trouble problem={groups.error} retry={() => groups.refetch()} />
        ) : groups.data ? (
          <Notice kind="lost" title={t('state.notFound.title')} text={t('state.notFound.text')} />
        ) : (
          <div role="status" aria-label={t('state.loading')} />
        )}
      </Page>
    );
  }
  if (!runsGroup(me, id, groups.data)) return <NotYours />;
  const above = pathOf(id, groups.data).slice(0, -1).join(' › ');
  const parts = [
    { part: 'rules', name: t('manage.part.rules') },
    { part: 'closure', name: t('manage.part.closure') },
    { part: 'admins', name: t('manage.part.admins') },
    { part: 'details', name: t('manage.group.part.details') },
  ];
  const here = parts.some((each) => each.part === part) ? part : 'rules';
  return (
    <Page
      title={group.groupName ?? ''}
      back={back}
      lead={
        <>
          {above || t('manage.group.top')}
          {' · '}
          <Link to="/manage/rooms" search={{ group: id }}>
            {t('manage.group.rooms')}
          </Link>
        </>
      }
    >
      <Parts label={t('manage.group.parts')} parts={parts} here={here} />
      {!me.isAdmin && <p className="soft">{t('manage.group.fixed')}</p>}
      {here === 'rules' && <Rules key={id} group={group} groups={groups.data} />}
      {here === 'closure' && <Closing key={id} group={group} groups={groups.data} />}
      {here === 'admins' && (
        <Administrators key={id} of={{ groupId: id }} text={t('manage.admins.group')} />
      )}
      {here === 'details' && <Details key={id} group={group} groups={groups.data} />}
    </Page>
  );
}

interface PartProps {
  group: Group;
  groups: Groups;
}

function Rules({ group, groups }: PartProps) {
  const me = useMe();
  const queries = useQueryClient();
  const saved = useSaved();
  const id = group.groupId ?? 0;
  const known = useMemo(() => policyDraft(group.extensionConfig), [group]);
  const form = useDraft({
    known,
    guard: {
      source: group,
      draftOf: (of: Group) => policyDraft(of.extensionConfig),
      read: () => readGroup(queries, me, id),
    },
    write: (changed, _, expected) =>
      updateGroup(me, id, { extensionConfig: sentPolicy(changed) }, expected),
    onSaved: () => saved(...ROOM_KEYS),
  });
  return (
    <PolicyPart
      form={form}
      levels={levelsFrom(group.parentId ?? 0, groups)}
      before={
        form.isDirty && (
          <WouldBreak
            of={{ groupId: id, fields: { extensionConfig: sentPolicy(changesOf(form)) } }}
          />
        )
      }
      {...(!me.isAdmin && { isFixed: true })}
    />
  );
}

const closing = (draft: ClosureDraft) => ({
  extensionConfig: { reservationCloseDetail: sentClosure(draft) },
});

function Closing({ group, groups }: PartProps) {
  const { t } = useSpeech();
  const me = useMe();
  const queries = useQueryClient();
  const saved = useSaved();
  const id = group.groupId ?? 0;
  const known = useMemo(() => closureDraft(group.extensionConfig?.reservationCloseDetail), [group]);
  const form = useDraft({
    known,
    guard: {
      source: group,
      draftOf: (of: Group) => closureDraft(of.extensionConfig?.reservationCloseDetail),
      read: () => readGroup(queries, me, id),
    },
    write: (_, draft, expected) => updateGroup(me, id, closing(draft), expected),
    onSaved: () => saved(...ROOM_KEYS),
  });
  if (!me.isAdmin) return <p>{t(known.isClosed ? 'closure.isClosed' : 'closure.isOpen')}</p>;
  return (
    <ClosurePart
      form={form}
      zone={me.zone}
      levels={levelsFrom(group.parentId ?? 0, groups)}
      before={form.isDirty && <WouldBreak of={{ groupId: id, fields: closing(form.draft) }} />}
    />
  );
}

function Details({ group, groups }: PartProps) {
  const { t } = useSpeech();
  const me = useMe();
  const queries = useQueryClient();
  const saved = useSaved();
  const id = group.groupId ?? 0;
  const known = useMemo(() => ({ groupName: group.groupName ?? '' }), [group]);
  const form = useDraft({
    known,
    guard: {
      source: group,
      draftOf: (of: Group) => ({ groupName: of.groupName ?? '' }),
      read: () => readGroup(queries, me, id),
    },
    write: (changed, _, expected) => updateGroup(me, id, changed, expected),
    onSaved: () => saved(...ROOM_KEYS),
  });
  if (!me.isAdmin) return null;
  return (
    <>
      <Editor
        form={form}
        shown={['groupName']}
        fields={{ groupName: { name: t('manage.group.name') } }}
      >
        <FieldGroup title={t('manage.group')}>
          <TextInput
            label={t('manage.group.name')}
            required
            maxLength={100}
            value={form.draft.groupName}
            error={form.wrong('groupName')}
            onChange={({ currentTarget }) => form.set({ groupName: currentTarget.value })}
          />
        </FieldGroup>
      </Editor>
      <Remove group={group} groups={groups} />
    </>
  );
}

function Remove({ group, groups }: PartProps) {
  const { t } = useSpeech();
  const me = useMe();
  const navigate = useNavigate();
  const forget = useForget();
  const rooms = useQuery(roomsQuery(me));
  const id = group.groupId ?? 0;
  const below = [...groups.keys()].filter((each) => each !== id && liesIn(each, id, groups)).length;
  const count = rooms.data?.filter((room) => room.roomGroup?.groupId === id).length ?? 0;
  return (
    <section className={styles.end}>
      <h2>{t('manage.group.remove.title')}</h2>
      {below > 0 ? (
        <p className="soft">{t('manage.group.remove.below', { n: below })}</p>
      ) : (
        <>
          <p className="soft">
            {t('manage.group.remove.text', {
              n: count,
              above: groups.get(group.parentId ?? 0)?.groupName ?? t('rooms.noGroup'),
            })}
          </p>
          <div>
            <Removing
              label={t('manage.group.remove')}
              title={t('manage.room.remove.sure', { room: group.groupName ?? '' })}
              run={() => deleteGroup(me, id)}
              onDone={async () => {
                await navigate({ to: '/manage/groups', replace: true });
                forget(...ROOM_KEYS);
                notifications.show({
                  message: t('manage.removed', { name: group.groupName ?? '' }),
                  color: 'accent',
                });
              }}
            >
              <p>{t('manage.group.remove.goes')}</p>
            </Removing>
          </div>
        </>
      )}
    </section>
  );
}
