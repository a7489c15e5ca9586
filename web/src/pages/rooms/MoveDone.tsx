/** That a booking is elsewhere now, and the way back. */
import { useSpeech } from '@/i18n';
import styles from './Rooms.module.css';

export function MoveDone({ text, onUndo }: { text: string; onUndo: () => void }) {
  const { t } = useSpeech();
  return (
    <span className={styles.done}>
      <span>{text}</span>
      <button type="button" onClick={onUndo}>
        {t('move.undo')}
      </button>
    </span>
  );
}
