/** The apps that one lets act in one's name, and how to end that. */
import '@/i18n/account';
import '@/i18n/admin';
import '@/i18n/manage';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Consent, consentsQuery, withdraw } from '@/api/account';
import { useSpeech } from '@/i18n';
import { wordsOf } from '@/pages/manage/apps/scopes';
import { Removing } from '@/pages/manage/ui/Removing';
import { useMe } from '@/shell/session';
import { Trouble } from '@/ui/Notice';
import styles from './Account.module.css';

export function Consents() {
  const { t } = useSpeech();
  const me = useMe();
  const consents = useQuery(consentsQuery(me));
  return (
    <section className="stack">
      <div>
        <h2>{t('consents.title')}</h2>
        <p className="soft small">
          {t(consents.data?.length === 0 ? 'consents.none' : 'consents.text')}
        </p>
      </div>
      {!consents.data &&
        (consents.error ? (
          <Trouble problem={consents.error} retry={() => consents.refetch()} />
        ) : (
          <div role="status" aria-label={t('state.loading')} />
        ))}
      {consents.data && consents.data.length > 0 && (
        <ul className={styles.consents}>
          {consents.data.map((consent) => (
            <One key={consent.appKey} consent={consent} />
          ))}
        </ul>
      )}
    </section>
  );
}

function One({ consent }: { consent: Consent }) {
  const { t, format } = useSpeech();
  const me = useMe();
  const queries = useQueryClient();
  const { appKey, activeSince, endsAt, scopes } = consent;
  const app = consent.appName ?? appKey;
  const may = scopes.map((scope) => {
    const name = wordsOf(scope);
    return name ? t(name) : scope;
  });
  const again = () => queries.invalidateQueries({ queryKey: consentsQuery(me).queryKey });
  return (
    <li className={styles.consent}>
      <div>
        <strong>{app}</strong>
        <p className="soft small">
          {activeSince === undefined
            ? t('consents.waiting')
            : t('consents.since', { time: format.moment(activeSince) })}
          {' · '}
          {t('consents.ends', { time: format.moment(endsAt) })}
        </p>
        {may.length === 0 ? (
          <p className="small">{t('consents.nothing')}</p>
        ) : (
          <details className="small">
            <summary>
              {t('consents.may')} ({may.length})
            </summary>
            <ul className={styles.may}>
              {may.map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <Removing
        isSmall
        label={t('consents.withdraw')}
        of={app}
        title={t('consents.withdraw.title', { app })}
        run={() => withdraw(appKey)}
        onDone={() => {
          again();
          notifications.show({ message: t('consents.withdrawn', { app }), color: 'accent' });
        }}
      >
        <p>{t('consents.withdraw.text')}</p>
      </Removing>
    </li>
  );
}
