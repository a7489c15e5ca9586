/** Who administers a room or a group. Administrators of the organisation alone name them. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Administered, administratorsQuery, setAdministrators } from '@/api/manage';
import { useSpeech } from '@/i18n';
import { useMe } from '@/shell/session';
import { Trouble } from '@/ui/Notice';
import { Editor, FieldGroup } from './Editor';
import { type Member, Members, showMembers } from './Members';
import { useDraft } from './useDraft';
import { useSaved } from './useSaved';

type Named = readonly { memberId: string; memberName?: string }[];

const draftOf = (people: Named): { administrators: Member[] } => ({
  administrators: people.map(({ memberId, memberName }) => ({
    kind: 'user',
    id: memberId,
    name: memberName,
  })),
});

export function Administrators({ of, text }: { of: Administered; text: string }) {
  const me = useMe();
  const found = useQuery(administratorsQuery(me, of));
  if (found.error && !found.data) {
    return <Trouble problem={found.error} retry={() => found.refetch()} />;
  }
  return found.data ? <Form of={of} text={text} people={found.data} /> : null;
}

function Form({ of, text, people }: { of: Administered; text: string; people: Named }) {
  const { t } = useSpeech();
  const me = useMe();
  const queries = useQueryClient();
  const saved = useSaved();
  const known = useMemo(() => draftOf(people), [people]);
  const form = useDraft({
    known,
    read: async () =>
      draftOf(await queries.fetchQuery({ ...administratorsQuery(me, of), staleTime: 0 })),
    write: (_, { administrators }) =>
      setAdministrators(
        me,
        of,
        administrators.map(({ id }) => id),
      ),
    onSaved: () => saved('administrators'),
  });
  const list = (
    <FieldGroup title={t('manage.admins.title')} text={text}>
      <Members
        label={t('manage.admins.label')}
        nobody={t('manage.admins.nobody')}
        value={form.draft.administrators}
        onChange={(administrators) => form.set({ administrators })}
        error={form.wrong('adminUnionIds')}
        {...(!me.isAdmin && { isFixed: true })}
      />
    </FieldGroup>
  );
  if (!me.isAdmin) return list;
  return (
    <Editor
      form={form}
      shown={['adminUnionIds']}
      fields={{ administrators: { name: t('manage.admins.title'), show: showMembers } }}
    >
      {list}
    </Editor>
  );
}
