/** `/manage/groups/new`: another group of rooms. */
import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { createGroup } from '@/api/manage';
import { groupsQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { groupTree, pathOf } from '@/rules/rooms';
import { useMe } from '@/shell/session';
import { ForAdministrators } from '../ForAdministrators';
import { Editor, FieldGroup } from '../ui/Editor';
import { Page } from '../ui/Page';
import { useDraft } from '../ui/useDraft';
import { ROOM_KEYS, useSaved } from '../ui/useSaved';

const NEW = { groupName: '', parentGroupId: 0 };

export function NewGroup() {
  const { t } = useSpeech();
  return (
    <ForAdministrators>
      <Page
        title={t('manage.group.new')}
        back={{ to: '/manage/groups', name: t('manage.groups') }}
        lead={t('manage.group.new.text')}
      >
        <Form />
      </Page>
    </ForAdministrators>
  );
}

function Form() {
  const { t, language } = useSpeech();
  const me = useMe();
  const navigate = useNavigate();
  const saved = useSaved();
  const groups = useQuery(groupsQuery(me));
  const known = groups.data ?? new Map();
  const [made, setMade] = useState<number | null>(null);
  const form = useDraft({
    known: NEW,
    write: async (_, { groupName, parentGroupId }) =>
      setMade(await createGroup(me, groupName, parentGroupId)),
    onSaved: () => saved(...ROOM_KEYS),
  });
  useEffect(() => {
    if (made === null) return;
    navigate({ to: '/manage/groups/$groupId', params: { groupId: String(made) }, replace: true });
  }, [made, navigate]);
  const { draft, set, wrong } = form;
  return (
    <Editor
      form={form}
      shown={['groupName', 'groupId', 'parentGroupId']}
      saveLabel={t('manage.group.make')}
      isNew
      fields={{
        groupName: { name: t('manage.group.name') },
        parentGroupId: {
          name: t('manage.group.above'),
          show: (id) => pathOf(id, known).join(' › '),
        },
      }}
    >
      <FieldGroup title={t('manage.group')}>
        <TextInput
          label={t('manage.group.name')}
          required
          maxLength={100}
          data-autofocus
          value={draft.groupName}
          error={wrong('groupName')}
          onChange={({ currentTarget }) => set({ groupName: currentTarget.value })}
        />
        <NativeSelect
          label={t('manage.group.above')}
          value={String(draft.parentGroupId)}
          error={wrong('groupId', 'parentGroupId')}
          onChange={({ currentTarget }) => set({ parentGroupId: Number(currentTarget.value) })}
          data={[
            { value: '0', label: t('manage.group.top') },
            // A third level has none below it.
            ...groupTree(known, language)
              .filter(({ depth }) => depth < 2)
              .map(({ id, name, depth }) => ({
                value: String(id),
                label: `${'\u2003'.repeat(depth)}${name}`,
              })),
          ]}
        />
      </FieldGroup>
    </Editor>
  );
}
