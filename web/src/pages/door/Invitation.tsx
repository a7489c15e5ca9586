/** `/invite/{token}`: whoever is invited chooses a password. */

import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Problem } from '@/api/problem';
import { consoleCall } from '@/api/session';
import { useSpeech } from '@/i18n';
import { inviteRoute } from '@/router';
import { Notice, Trouble } from '@/ui/Notice';
import { useTitle } from '@/ui/useTitle';
import { Door } from './Door';
import { isChosen, NewPassword } from './NewPassword';
import { Refused } from './Refused';
import { useEnter } from './useEnter';

export function Invitation() {
  const { t } = useSpeech();
  const { token } = inviteRoute.useParams();
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () =>
      consoleCall<{ name: string; organisation: string }>(
        'GET',
        `/console/invitation/${encodeURIComponent(token)}`,
      ),
  });
  const enter = useEnter();
  useTitle(invitation.data && t('door.invite.title', { name: invitation.data.name }));
  const [chosen, setChosen] = useState({ password: '', again: '' });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isChosen(chosen)) return;
    enter.mutate({ path: '/console/invitation', body: { token, password: chosen.password } });
  };
  if (invitation.error instanceof Problem) {
    return (
      <Door>
        <Notice isPage kind="lost" title={t('door.invite.used')} text={t('door.invite.usedText')} />
      </Door>
    );
  }
  if (!invitation.data) {
    return (
      <Door>
        {invitation.error ? (
          <Trouble isPage problem={invitation.error} retry={() => invitation.refetch()} />
        ) : (
          <Loader aria-label={t('state.loading')} />
        )}
      </Door>
    );
  }
  const { name, organisation } = invitation.data;
  return (
    <Door>
      <h1>{t('door.invite.title', { name })}</h1>
      <p className="soft">{t('door.invite.text', { organisation })}</p>
      <Refused problem={enter.error} />
      <form className="stack" onSubmit={submit}>
        <NewPassword value={chosen} onChange={setChosen} />
        <Button type="submit" size="md" loading={enter.isPending} disabled={!isChosen(chosen)}>
          {t('door.begin')}
        </Button>
      </form>
    </Door>
  );
}
