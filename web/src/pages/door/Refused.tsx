import { Problem, ServerAway } from '@/api/problem';
import { useSpeech } from '@/i18n';
import styles from './Door.module.css';

/** Why the door stays shut. */
export function Refused({ problem }: { problem: Error | null }) {
  const { t } = useSpeech();
  if (!problem) return null;
  const text =
    problem instanceof ServerAway
      ? t('state.away.title')
      : problem instanceof Problem
        ? problem.message
        : t('door.refused');
  return (
    <p className={styles.refused} role="alert">
      {text}
    </p>
  );
}
