import { useSpeech } from '@/i18n';
import styles from './Devices.module.css';

/** Whether a device is connected, by a mark and a word. */
export function Online({ status }: { status: string | undefined }) {
  const { t } = useSpeech();
  const isOnline = status === 'online';
  return (
    <span className={styles.online} data-online={isOnline || undefined}>
      {isOnline
        ? t('manage.device.online')
        : status && status !== 'offline'
          ? status
          : t('manage.device.offline')}
    </span>
  );
}
