/** What rooms are equipped with, to choose of. */
import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { labelsQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { useMe } from '@/shell/session';
import { useLabelName } from '@/ui/useLabelName';
import styles from './Rooms.module.css';

interface Props {
  value: readonly number[];
  onChange: (labels: number[] | undefined) => void;
}

export function Equipment({ value, onChange }: Props) {
  const { t } = useSpeech();
  const nameOf = useLabelName();
  const labels = useQuery(labelsQuery(useMe()));
  return (
    <Checkbox.Group
      aria-label={t('rooms.filter.labels')}
      value={value.map(String)}
      onChange={(chosen) => onChange(chosen.length > 0 ? chosen.map(Number) : undefined)}
    >
      <div className={styles.equipment}>
        {labels.data?.length === 0 && <p className="soft">{t('rooms.filter.noLabels')}</p>}
        {labels.data?.map((label) => (
          <Checkbox key={label.labelId} value={String(label.labelId)} label={nameOf(label)} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
