import { NativeSelect } from '@mantine/core';
import { useSpeech } from '@/i18n';
import { MINUTE } from '@/time/zone';

const minutesOf = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
};

const QUARTERS = Array.from({ length: 97 }, (_, at) => {
  const minutes = at * 15;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
});

interface Props {
  label: string;
  value: string;
  /** Of an end: when it starts; its choices say how long that is. */
  after?: string;
  onChange: (time: string) => void;
}

/** A time of the day, by the quarter of an hour. */
export function TimeSelect({ label, value, after, onChange }: Props) {
  const { format } = useSpeech();
  const times = [...new Set([...QUARTERS, value])].sort();
  const shown = after
    ? times.filter((time) => time > after || time === value)
    : times.filter((time) => time !== '24:00');
  return (
    <NativeSelect
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={shown.map((time) => ({
        value: time,
        label:
          after && time > after
            ? `${time} (${format.length((minutesOf(time) - minutesOf(after)) * MINUTE)})`
            : time,
      }))}
    />
  );
}
