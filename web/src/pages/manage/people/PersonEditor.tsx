/** `/manage/people/{id}`: one person, their rights, and how they get in. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import {
  deletePerson,
  type Person,
  personByIdQuery,
  setAdministrator,
  updatePerson,
} from '@/api/directory';
import { invite, useForget } from '@/api/manage';
import { useSpeech } from '@/i18n';
import { useMe } from '@/shell/session';
import { Trouble } from '@/ui/Notice';
import { ForAdministrators } from '../ForAdministrators';
import { Editor, Refused } from '../ui/Editor';
import styles from '../ui/Editor.module.css';
import { Once } from '../ui/Once';
import { Page } from '../ui/Page';
import { Removing } from '../ui/Removing';
import { useDraft } from '../ui/useDraft';
import { useSaved } from '../ui/useSaved';
import { draftOf, PersonFieldset, sentOf, usePersonNames } from './fields';
import { SHOWN } from './shown';

const KEYS = ['peopleIn', 'people', 'personById', 'person', 'members'] as const;

export function PersonEditor() {
  const { userId } = useParams({ from: '/signedIn/manage/people/$userId' });
  return (
    <ForAdministrators>
      <PersonPage key={userId} userId={userId} />
    </ForAdministrators>
  );
}

function PersonPage({ userId }: { userId: string }) {
  const { t } = useSpeech();
  const person = useQuery(personByIdQuery(userId));
  const back = { to: '/manage/people', name: t('manage.people') } as const;
  if (!person.data) {
    return (
      <Page title={t('manage.person')} back={back}>
        {person.error ? (
          <Trouble problem={person.error} retry={() => person.refetch()} />
        ) : (
          <div role="status" aria-label={t('state.loading')} />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={person.data.name}
      back={back}
      lead={`${userId}${person.data.admin ? ` · ${t('menu.role.admin')}` : ''}`}
    >
      <Form person={person.data} />
      <Invite person={person.data} />
      <Rights person={person.data} />
      <Remove person={person.data} />
    </Page>
  );
}

function Form({ person }: { person: Person }) {
  const queries = useQueryClient();
  const saved = useSaved();
  const names = usePersonNames();
  const known = useMemo(() => draftOf(person), [person]);
  const form = useDraft({
    known,
    guard: {
      source: person,
      read: () => queries.fetchQuery({ ...personByIdQuery(person.userid), staleTime: 0 }),
      draftOf,
    },
    write: (changed, _, expected) => updatePerson(person.userid, sentOf(changed), expected),
    onSaved: () => saved(...KEYS),
  });
  return (
    <Editor form={form} fields={names} shown={SHOWN}>
      <PersonFieldset form={form} />
    </Editor>
  );
}

function Invite({ person }: { person: Person }) {
  const { t, format } = useSpeech();
  const me = useMe();
  const inviting = useMutation({ mutationFn: () => invite(me, person.unionid) });
  const { data } = inviting;
  return (
    <section className={styles.end}>
      <h2>{t('people.invite.title')}</h2>
      <p className="soft">{t('people.invite.text')}</p>
      {inviting.error && <Refused problem={inviting.error} />}
      <div>
        <Button variant="default" loading={inviting.isPending} onClick={() => inviting.mutate()}>
          {t('people.invite')}
        </Button>
      </div>
      {data && (
        <Once
          title={t('people.invite.made', { name: person.name })}
          label={t('people.invite.link')}
          // Where the server does not know its own address, it is the one that this page has.
          value={data.url ?? `${window.location.origin}/invite/${data.token}`}
          onClose={() => inviting.reset()}
        >
          <p>{t('people.invite.until', { time: format.dateTime(data.expireAt) })}</p>
        </Once>
      )}
    </section>
  );
}

function Rights({ person }: { person: Person }) {
  const { t } = useSpeech();
  const me = useMe();
  const saved = useSaved();
  const { userid, name, admin } = person;
  const isSelf = userid === me.userId;
  return (
    <section className={styles.end}>
      <h2>{t('people.admin.title')}</h2>
      <p className="soft">{t(admin ? 'people.admin.is' : 'people.admin.isNot', { name })}</p>
      {admin && isSelf && <p className="soft">{t('people.admin.self')}</p>}
      <div>
        {admin ? (
          <Removing
            label={t('people.admin.end')}
            title={t('people.admin.end.sure', { name })}
            run={() => setAdministrator(userid, false)}
            onDone={() => saved(...KEYS)}
          >
            <p>{t(isSelf ? 'people.admin.end.self' : 'people.admin.end.text')}</p>
          </Removing>
        ) : (
          <Removing
            isPlain
            label={t('people.admin.make')}
            title={t('people.admin.make.sure', { name })}
            run={() => setAdministrator(userid, true)}
            onDone={() => saved(...KEYS)}
          >
            <p>{t('people.admin.make.text')}</p>
          </Removing>
        )}
      </div>
    </section>
  );
}

function Remove({ person }: { person: Person }) {
  const { t } = useSpeech();
  const me = useMe();
  const navigate = useNavigate();
  const forget = useForget();
  const { userid, name } = person;
  if (userid === me.userId) return null;
  return (
    <section className={styles.end}>
      <h2>{t('people.remove.title')}</h2>
      <div>
        <Removing
          label={t('people.remove')}
          title={t('manage.room.remove.sure', { room: name })}
          run={() => deletePerson(userid)}
          onDone={async () => {
            await navigate({ to: '/manage/people', replace: true });
            forget(...KEYS, 'busy', 'rooms', 'blacklist');
            notifications.show({ message: t('manage.removed', { name }), color: 'accent' });
          }}
        >
          <p>{t('people.goes')}</p>
        </Removing>
      </div>
    </section>
  );
}
