/** What rooms are wanted; all of it goes into the address. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { groupsQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import type { RoomsAddress } from '@/rules/address';
import { groupTree } from '@/rules/rooms';
import { useMe } from '@/shell/session';
import { Drop } from '@/ui/Drop';
import { Icon } from '@/ui/icons';
import { lazyPart } from '@/ui/lazyPart';
import styles from './Rooms.module.css';

const Equipment = lazyPart(async () => (await import('./Equipment')).Equipment);

interface Props {
  address: RoomsAddress;
  onChange: (change: Partial<RoomsAddress>) => void;
}

const SEATS = [2, 4, 6, 8, 10, 12, 16, 20, 30, 50, 100];

/** `00:00` to `24:00`, by the half hour. */
export const HALF_HOURS = Array.from(
  { length: 49 },
  (_, at) => `${String(Math.floor(at / 2)).padStart(2, '0')}:${at % 2 ? '30' : '00'}`,
);

export function SearchField({ address, onChange }: Props) {
  const { t } = useSpeech();
  const [text, setText] = useState(address.text ?? '');
  // The address follows once one has stopped to type for a moment.
  useEffect(() => {
    const wanted = text.trim() || undefined;
    if (wanted === address.text) return;
    const timer = setTimeout(() => onChange({ text: wanted }), 150);
    return () => clearTimeout(timer);
  }, [text, address.text, onChange]);
  return (
    <TextInput
      className={styles.search}
      type="search"
      aria-label={t('rooms.search')}
      placeholder={t('rooms.search')}
      leftSection={<Icon name="find" size={16} />}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
}

/** A building or a floor. */
export function GroupSelect({
  value,
  onChange,
  label,
}: {
  value: number | undefined;
  onChange: (group: number | undefined) => void;
  label?: string;
}) {
  const { t, language } = useSpeech();
  const groups = useQuery(groupsQuery(useMe()));
  const tree = groups.data ? groupTree(groups.data, language) : [];
  return (
    <NativeSelect
      className={styles.where}
      label={label}
      aria-label={t('rooms.filter.group')}
      value={String(value ?? '')}
      onChange={(event) => onChange(Number(event.currentTarget.value) || undefined)}
      data={[
        { value: '', label: t('rooms.filter.anywhere') },
        ...tree.map(({ id, name, depth }) => ({
          value: String(id),
          label: `${'\u2003'.repeat(depth)}${name}`,
        })),
      ]}
    />
  );
}

export function EquipmentSelect({
  value,
  onChange,
}: {
  value: readonly number[];
  onChange: (labels: number[] | undefined) => void;
}) {
  const { t } = useSpeech();
  return (
    <Drop
      label={t('rooms.filter.labels')}
      button={(opener) => (
        <Button variant="default" rightSection={<Icon name="down" size={14} />} {...opener}>
          {t('rooms.filter.labels')}
          {value.length > 0 && ` · ${value.length}`}
        </Button>
      )}
    >
      {() => <Equipment value={value} onChange={onChange} />}
    </Drop>
  );
}

export function Filters({ address, onChange }: Props) {
  const { t } = useSpeech();
  const isFiltered = Object.entries(address).some(
    ([name, value]) => name !== 'day' && value !== undefined,
  );
  const { from, to } = address;
  return (
    <>
      <GroupSelect value={address.group} onChange={(group) => onChange({ group })} />
      <NativeSelect
        className={styles.seats}
        aria-label={t('rooms.filter.seats')}
        value={String(address.seats ?? '')}
        onChange={(event) => onChange({ seats: Number(event.currentTarget.value) || undefined })}
        data={[
          { value: '', label: t('rooms.filter.anySeats') },
          ...[...new Set([...SEATS, ...(address.seats ? [address.seats] : [])])]
            .sort((a, b) => a - b)
            .map((n) => ({ value: String(n), label: t('rooms.filter.seatsMin', { n }) })),
        ]}
      />
      <EquipmentSelect value={address.labels ?? []} onChange={(labels) => onChange({ labels })} />
      <Button
        variant={address.free ? 'light' : 'default'}
        aria-pressed={address.free === 'now'}
        leftSection={address.free && <Icon name="check" size={15} />}
        onClick={() =>
          onChange({
            free: address.free ? undefined : 'now',
            day: undefined,
            from: undefined,
            to: undefined,
          })
        }
      >
        {t('rooms.filter.freeNow')}
      </Button>
      <div className={styles.times}>
        <NativeSelect
          aria-label={t('rooms.filter.from')}
          value={from ?? ''}
          onChange={(event) => {
            const begin = event.currentTarget.value;
            const end = HALF_HOURS[HALF_HOURS.indexOf(begin) + 2] ?? '24:00';
            const keeps = to && to > begin;
            onChange(
              begin
                ? { from: begin, to: keeps ? to : end, free: undefined }
                : { from: undefined, to: undefined },
            );
          }}
          data={[
            { value: '', label: `${t('rooms.filter.from')}…` },
            ...HALF_HOURS.slice(0, -1).map((value) => ({ value, label: value })),
          ]}
        />
        {from && to && (
          <>
            <span>{t('rooms.filter.to')}</span>
            <NativeSelect
              aria-label={t('rooms.filter.to')}
              value={to}
              onChange={(event) => onChange({ to: event.currentTarget.value })}
              data={[...new Set([...HALF_HOURS, to])].filter((time) => time > from).sort()}
            />
          </>
        )}
      </div>
      {isFiltered && (
        <Button
          variant="subtle"
          onClick={() =>
            onChange({
              group: undefined,
              seats: undefined,
              labels: undefined,
              text: undefined,
              free: undefined,
              from: undefined,
              to: undefined,
            })
          }
        >
          {t('rooms.filter.clear')}
        </Button>
      )}
    </>
  );
}
