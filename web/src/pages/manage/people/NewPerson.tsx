/** `/manage/people/new`: adds somebody to the directory. */
import { TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { createPerson } from '@/api/directory';
import { useSpeech } from '@/i18n';
import { ForAdministrators } from '../ForAdministrators';
import { Editor, FieldGroup } from '../ui/Editor';
import { Page } from '../ui/Page';
import { useDraft } from '../ui/useDraft';
import { useSaved } from '../ui/useSaved';
import { draftOf, type PersonDraft, PersonFieldset, sentOf, usePersonNames } from './fields';
import { SHOWN } from './shown';

interface NewDraft extends PersonDraft {
  userId: string;
}

export function NewPerson() {
  const { t } = useSpeech();
  return (
    <ForAdministrators>
      <Page
        title={t('people.new')}
        back={{ to: '/manage/people', name: t('manage.people') }}
        lead={t('people.new.text')}
      >
        <Form />
      </Page>
    </ForAdministrators>
  );
}

function Form() {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const saved = useSaved();
  const names = usePersonNames();
  const [made, setMade] = useState<string | null>(null);
  const known = useMemo<NewDraft>(() => ({ ...draftOf({}), userId: '' }), []);
  const form = useDraft({
    known,
    write: async (_, { userId, ...fields }) => {
      const given = Object.entries(sentOf(fields)).filter(([, value]) => value !== '');
      const { userid } = await createPerson({
        ...Object.fromEntries(given),
        ...(userId.trim() && { userid: userId.trim() }),
      });
      setMade(userid);
    },
    onSaved: () => saved('peopleIn', 'people', 'personById'),
  });
  useEffect(() => {
    if (made === null) return;
    navigate({ to: '/manage/people/$userId', params: { userId: made }, replace: true });
  }, [made, navigate]);
  return (
    <Editor
      form={form}
      fields={{ ...names, userId: { name: t('people.userId') } }}
      shown={[...SHOWN, 'userid']}
      saveLabel={t('people.make')}
      isNew
    >
      <PersonFieldset form={form} />
      <FieldGroup title={t('people.userId')} text={t('people.userId.hint')}>
        <TextInput
          label={t('people.userId')}
          maxLength={64}
          value={form.draft.userId}
          error={form.wrong('userid')}
          onChange={({ currentTarget }) => form.set({ userId: currentTarget.value })}
        />
      </FieldGroup>
    </Editor>
  );
}
