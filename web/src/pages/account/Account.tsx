/** `/account`: who one is here, and another password. */
import { Button, PasswordInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { consoleCall, forgetSession } from '@/api/session';
import { useSpeech } from '@/i18n';
import { isChosen, NewPassword } from '@/pages/door/NewPassword';
import { Refused } from '@/pages/door/Refused';
import { useMe } from '@/shell/session';
import { useTitle } from '@/ui/useTitle';
import styles from './Account.module.css';
import { Consents } from './Consents';

const NOTHING = { password: '', again: '' };

export function Account() {
  const { t } = useSpeech();
  const me = useMe();
  useTitle(t('account.title'));
  const [current, setCurrent] = useState('');
  const [chosen, setChosen] = useState(NOTHING);
  const changing = useMutation({
    mutationFn: () =>
      consoleCall<void>('POST', '/console/password', { current, password: chosen.password }),
    onSuccess: () => {
      // The token of before ended with the password.
      forgetSession();
      setCurrent('');
      setChosen(NOTHING);
      notifications.show({ message: t('account.changed'), color: 'accent' });
    },
  });
  const isWhole = current !== '' && isChosen(chosen);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole) changing.mutate();
  };
  return (
    <div className={styles.page}>
      <div>
        <h1>{t('account.title')}</h1>
        <p className="soft">
          {me.name} · {me.userId} · {me.organisation}
        </p>
      </div>
      <form className="stack" onSubmit={submit}>
        <div>
          <h2>{t('account.password')}</h2>
          <p className="soft small">{t('account.text')}</p>
        </div>
        <Refused problem={changing.error} />
        <input type="text" hidden autoComplete="username" value={me.userId} readOnly />
        <PasswordInput
          size="md"
          label={t('account.current')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <NewPassword value={chosen} onChange={setChosen} />
        <div className="row">
          <Button type="submit" size="md" loading={changing.isPending} disabled={!isWhole}>
            {t('account.change')}
          </Button>
        </div>
      </form>
      <Consents />
    </div>
  );
}
