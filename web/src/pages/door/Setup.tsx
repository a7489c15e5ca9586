/** `/setup/{token}`: the first start without a demo. */

import { Button, Loader, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { Problem } from '@/api/problem';
import { consoleCall } from '@/api/session';
import { type PlainKey, useSpeech } from '@/i18n';
import { setupRoute } from '@/router';
import { Notice, Trouble } from '@/ui/Notice';
import { useTitle } from '@/ui/useTitle';
import { Door } from './Door';
import { isChosen, NewPassword } from './NewPassword';
import { Refused } from './Refused';
import { useEnter } from './useEnter';

const FIELDS = [
  ['organisation', 'door.setup.organisation', 'organization'],
  ['name', 'door.setup.name', 'name'],
  ['login', 'door.setup.login', 'username'],
] as const satisfies readonly (readonly [string, PlainKey, string])[];

export function Setup() {
  const { t } = useSpeech();
  const { token } = setupRoute.useParams();
  const navigate = useNavigate();
  const opens = useQuery({
    queryKey: ['setup', token],
    queryFn: () => consoleCall('GET', `/console/setup/${encodeURIComponent(token)}`),
    // Once it was used it opens for nobody, who is at it the least of all.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const enter = useEnter();
  useTitle(t('door.setup.title'));
  const [values, setValues] = useState({ organisation: '', name: '', login: '' });
  const [chosen, setChosen] = useState({ password: '', again: '' });
  const isWhole = isChosen(chosen) && Object.values(values).every((value) => value.trim() !== '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isWhole) return;
    enter.mutate({ path: '/console/setup', body: { token, ...values, password: chosen.password } });
  };
  if (opens.error instanceof Problem) {
    return (
      <Door>
        <Notice
          isPage
          kind="lost"
          title={t('door.setup.usedTitle')}
          text={t('door.setup.used')}
          action={{ label: t('door.title'), run: () => navigate({ to: '/signin' }) }}
        />
      </Door>
    );
  }
  if (!opens.isSuccess) {
    return (
      <Door>
        {opens.error ? (
          <Trouble isPage problem={opens.error} retry={() => opens.refetch()} />
        ) : (
          <Loader aria-label={t('state.loading')} />
        )}
      </Door>
    );
  }
  return (
    <Door>
      <h1>{t('door.setup.title')}</h1>
      <p className="soft">{t('door.setup.text')}</p>
      <Refused problem={enter.error} />
      <form className="stack" onSubmit={submit}>
        {FIELDS.map(([name, label, autoComplete]) => (
          <TextInput
            key={name}
            size="md"
            label={t(label)}
            autoComplete={autoComplete}
            required
            withAsterisk={false}
            value={values[name]}
            onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
          />
        ))}
        <NewPassword value={chosen} onChange={setChosen} />
        <Button type="submit" size="md" loading={enter.isPending} disabled={!isWhole}>
          {t('door.setup.done')}
        </Button>
      </form>
    </Door>
  );
}
