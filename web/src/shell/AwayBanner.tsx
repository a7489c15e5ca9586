/** Says that what is shown grows old, where the server stopped to answer. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ServerAway } from '@/api/problem';
import { useSpeech } from '@/i18n';
import styles from './Shell.module.css';

export function AwayBanner() {
  const { t, format } = useSpeech();
  const queries = useQueryClient();
  const [since, setSince] = useState<number | null>(null);
  useEffect(() => {
    const cache = queries.getQueryCache();
    return cache.subscribe(() => {
      let oldest: number | null = null;
      for (const query of cache.getAll()) {
        const { error, data, dataUpdatedAt } = query.state;
        if (query.getObserversCount() > 0 && data !== undefined && error instanceof ServerAway) {
          oldest = Math.min(oldest ?? dataUpdatedAt, dataUpdatedAt);
        }
      }
      setSince(oldest);
    });
  }, [queries]);
  return (
    <div role="status">
      {since !== null && (
        <p className={styles.away}>{t('state.away.banner', { time: format.time(since) })}</p>
      )}
    </div>
  );
}
