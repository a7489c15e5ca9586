import { Problem, ServerAway } from '@/api/problem';
import { type PlainKey, useSpeech } from '@/i18n';
import styles from './Door.module.css';

/** What the server says only in English, and says to whoever stands before the door. */
const WORDS: Readonly<Record<string, PlainKey>> = {
  'signin.wrong': 'door.wrong',
  'signin.throttled': 'door.throttled',
  'invitation.not.found': 'door.invite.usedText',
  'setup.not.found': 'door.setup.used',
  'password.weak': 'door.weak',
};

/** Why the door stays shut. */
export function Refused({ problem }: { problem: Error | null }) {
  const { t } = useSpeech();
  if (!problem) return null;
  const text =
    problem instanceof ServerAway
      ? t('state.away.title')
      : problem instanceof Problem
        ? WORDS[problem.code]
          ? t(WORDS[problem.code] as PlainKey)
          : problem.message
        : t('door.refused');
  return (
    <p className={styles.refused} role="alert">
      {text}
    </p>
  );
}
