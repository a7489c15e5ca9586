/** `/signin`: one click in the demo, a password, or another provider. */

import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { waysQuery } from '@/api/queries';
import type { DemoRole } from '@/api/session';
import { type PlainKey, useSpeech } from '@/i18n';
import { signInRoute } from '@/router';
import { Icon } from '@/ui/icons';
import { Notice, Trouble } from '@/ui/Notice';
import { useTitle } from '@/ui/useTitle';
import { Door } from './Door';
import styles from './Door.module.css';
import { Refused } from './Refused';
import { useEnter } from './useEnter';

const ROLES: Record<DemoRole, PlainKey> = {
  employee: 'door.demo.employee',
  groupAdministrator: 'door.demo.groupAdministrator',
  administrator: 'door.demo.administrator',
};

export function SignIn() {
  const { t } = useSpeech();
  const { next, corpId } = signInRoute.useSearch();
  const ways = useQuery({
    ...waysQuery(corpId),
    refetchInterval: ({ state }) => (state.error ? 4000 : false),
  });
  const enter = useEnter(next);
  useTitle(t('door.title'));
  const [organisation, setOrganisation] = useState('');
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter.mutate({
      path: '/console/signin',
      body: { login, password, corpId: corpId ?? organisation.trim() },
    });
  };
  const offered = ways.data;
  const hasOther = offered && (offered.password || offered.oidc.length > 0);
  return (
    <Door>
      <h1>{t('door.title')}</h1>
      {ways.error && !offered && <Trouble problem={ways.error} retry={() => ways.refetch()} />}
      <Refused problem={enter.error} />
      {offered && offered.demo.length > 0 && (
        <section className={styles.roles} aria-label={t('door.demo')}>
          <h2>{t('door.demo')}</h2>
          <p className="soft small">{t('door.demo.text')}</p>
          {offered.demo.map(({ role, name }) => (
            <button
              key={role}
              type="button"
              className={styles.role}
              disabled={enter.isPending}
              onClick={() => enter.mutate({ path: '/console/demo', body: { role } })}
            >
              <span>
                <strong>{t(ROLES[role])}</strong>
                <span className="soft small">{name}</span>
              </span>
              <Icon name="right" size={18} />
            </button>
          ))}
        </section>
      )}
      {offered && offered.demo.length > 0 && hasOther && (
        <p className={styles.or}>{t('door.or')}</p>
      )}
      {offered?.oidc.map(({ id, name }) => (
        <Button
          key={id}
          component="a"
          variant="default"
          size="md"
          href={`/console/oidc/${encodeURIComponent(id)}?next=${encodeURIComponent(next ?? '/rooms')}`}
        >
          {t('door.with', { name })}
        </Button>
      ))}
      {offered?.password && (
        <form className="stack" onSubmit={submit}>
          {offered.needsCorpId && (
            <TextInput
              size="md"
              label={t('door.organisation')}
              description={t('door.organisation.hint')}
              autoComplete="organization"
              autoCapitalize="none"
              spellCheck={false}
              required
              withAsterisk={false}
              value={organisation}
              onChange={(event) => setOrganisation(event.currentTarget.value)}
            />
          )}
          <TextInput
            size="md"
            label={t('door.login')}
            autoComplete="username"
            required
            withAsterisk={false}
            value={login}
            onChange={(event) => setLogin(event.currentTarget.value)}
          />
          <PasswordInput
            size="md"
            label={t('door.password')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" size="md" loading={enter.isPending}>
            {t('door.signIn')}
          </Button>
        </form>
      )}
      {offered && !hasOther && offered.demo.length === 0 && (
        <Notice kind="empty" title={t('door.noWay')} />
      )}
    </Door>
  );
}
