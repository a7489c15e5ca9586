/** The filters on a phone, where there is no space for them beside the rooms. */
import { Button, Modal } from '@mantine/core';
import { useSpeech } from '@/i18n';
import type { RoomsAddress } from '@/rules/address';
import { Filters } from './Filters';
import styles from './Rooms.module.css';

interface Props {
  address: RoomsAddress;
  opened: boolean;
  /** How many rooms they leave. */
  shown: number;
  onChange: (change: Partial<RoomsAddress>) => void;
  onClose: () => void;
}

export function FilterDialog({ address, opened, shown, onChange, onClose }: Props) {
  const { t } = useSpeech();
  return (
    <Modal opened={opened} onClose={onClose} title={t('rooms.filters')}>
      <div className={`stack ${styles.below}`}>
        <Filters address={address} onChange={onChange} />
        <Button onClick={onClose}>{t('rooms.count', { n: shown })}</Button>
      </div>
    </Modal>
  );
}
