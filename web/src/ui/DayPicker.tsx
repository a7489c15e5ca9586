/** A day, and the ones beside it. */
import { ActionIcon, Button } from '@mantine/core';
import { useSpeech } from '@/i18n';
import styles from '@/pages/rooms/Rooms.module.css';
import { addDays, isDay } from '@/time/zone';
import { Icon } from './icons';

interface Props {
  day: string;
  today: string;
  onChange: (day: string) => void;
  step?: 1 | 7;
  label?: string;
}

export function DayPicker({ day, today, onChange, step = 1, label }: Props) {
  const { t, format } = useSpeech();
  const [before, after] =
    step === 1
      ? (['day.previous', 'day.next'] as const)
      : (['week.previous', 'week.next'] as const);
  return (
    <div className={styles.days}>
      <ActionIcon
        variant="default"
        size="input-sm"
        aria-label={t(before)}
        onClick={() => onChange(addDays(day, -step))}
      >
        <Icon name="left" size={18} />
      </ActionIcon>
      <label className={styles.date}>
        <span className="hidden">{t('day.pick')}</span>
        <span aria-hidden="true">{label ?? format.day(day)}</span>
        <input
          type="date"
          required
          value={day}
          onChange={({ currentTarget }) => {
            if (isDay(currentTarget.value)) onChange(currentTarget.value);
          }}
          onClick={({ currentTarget }) => currentTarget.showPicker?.()}
        />
      </label>
      <ActionIcon
        variant="default"
        size="input-sm"
        aria-label={t(after)}
        onClick={() => onChange(addDays(day, step))}
      >
        <Icon name="right" size={18} />
      </ActionIcon>
      <Button variant="default" disabled={day === today} onClick={() => onChange(today)}>
        {t(step === 1 ? 'day.today' : 'week.this')}
      </Button>
    </div>
  );
}
