/** What went wrong in the language of the page, and the server's own words below. */
import '@/i18n/refusal';
import type { Problem } from '@/api/problem';
import { useSpeech } from '@/i18n';
import { refusalEn } from '@/i18n/refusal.en';
import { saidOf } from '@/rules/said';
import styles from './Said.module.css';

export function Said({ problem }: { problem: Problem }) {
  const { t } = useSpeech();
  return (
    <div className={styles.said}>
      <p>{saidOf(problem, refusalEn, t)}</p>
      <details open={problem.status >= 500}>
        <summary>{t('said.label')}</summary>
        <p className={styles.words}>{problem.message}</p>
        {problem.requestId && (
          <p className={styles.words}>{t('state.requestId', { id: problem.requestId })}</p>
        )}
      </details>
    </div>
  );
}
