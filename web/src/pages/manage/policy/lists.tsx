/** The rules that are lists: opening hours, closed days, what else there is to say. */
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useSpeech } from '@/i18n';
import { DAY_NAMES } from '@/rules/days';
import type { ClosedDay, Hours } from '@/rules/policy';
import { Icon } from '@/ui/icons';
import styles from './Policy.module.css';
import { dayName } from './words';

type Wrong = (...names: string[]) => string | undefined;

interface HourProps {
  hours: readonly Hours[];
  set: (hours: Hours[]) => void;
  wrong: Wrong;
}

/** The end of a day is 24:00, which a clock shows as 00:00. */
const shown = (time: string | undefined) => (time === '24:00' ? '00:00' : (time ?? ''));
const meant = (time: string) => (time === '00:00' ? '24:00' : time);

export function HourFields({ hours, set, wrong }: HourProps) {
  const { t, format } = useSpeech();
  const at = (index: number, span: Hours) => set(hours.map((was, i) => (i === index ? span : was)));
  return (
    <div className={styles.week}>
      {DAY_NAMES.map((day, place) => {
        const name = dayName(place, format);
        const spans = hours
          .map((span, index) => ({ span, index }))
          .filter(({ span }) => span.day === day);
        return (
          <div key={day} className={styles.day}>
            <span>{name}</span>
            <div className={styles.spans}>
              {spans.length === 0 && (
                <div className={styles.span}>
                  <span className="soft">{t('policy.hours.closed')}</span>
                  <Add
                    label={`${t('policy.hours.open')}: ${name}`}
                    text={t('policy.hours.open')}
                    run={() => set([...hours, { day, from: '08:00', to: '20:00' }])}
                  />
                </div>
              )}
              {spans.map(({ span, index }, n) => {
                const path = `extensionConfig.weeklyHours[${index}]`;
                return (
                  <div key={index} className={styles.span}>
                    <TextInput
                      type="time"
                      aria-label={`${name}: ${t('book.start')}`}
                      value={span.from ?? ''}
                      error={wrong(path)}
                      onChange={({ currentTarget }) =>
                        at(index, { ...span, from: currentTarget.value })
                      }
                    />
                    <span aria-hidden="true">–</span>
                    <TextInput
                      type="time"
                      aria-label={`${name}: ${t('book.end')}`}
                      value={shown(span.to)}
                      onChange={({ currentTarget }) =>
                        at(index, { ...span, to: meant(currentTarget.value) })
                      }
                    />
                    <Remove
                      label={`${t('policy.hours.remove')}: ${name} ${span.from}–${span.to}`}
                      run={() => set(hours.filter((_, i) => i !== index))}
                    />
                    {n === spans.length - 1 && (
                      <Add
                        label={`${t('policy.hours.more')}: ${name}`}
                        text={t('policy.hours.more')}
                        run={() => set([...hours, { day, from: span.to ?? '', to: '24:00' }])}
                      />
                    )}
                  </div>
                );
              })}
            </div>
          </div>
        );
      })}
    </div>
  );
}

interface DayProps {
  days: readonly ClosedDay[];
  set: (days: ClosedDay[]) => void;
  wrong: Wrong;
}

export function ClosedDayFields({ days, set, wrong }: DayProps) {
  const { t } = useSpeech();
  const at = (index: number, day: ClosedDay) =>
    set(days.map((was, i) => (i === index ? day : was)));
  return (
    <div className={styles.pairs}>
      {days.map((day, index) => {
        const path = `extensionConfig.closedDays[${index}]`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a day has no other name while it is written
          <div key={index} className={styles.pair}>
            <TextInput
              type="date"
              aria-label={t('policy.days.first', { n: index + 1 })}
              value={day.date ?? ''}
              error={wrong(path)}
              onChange={({ currentTarget }) => at(index, { ...day, date: currentTarget.value })}
            />
            <TextInput
              type="date"
              aria-label={t('policy.days.last', { n: index + 1 })}
              value={day.endDate ?? ''}
              min={day.date ?? ''}
              onChange={({ currentTarget: { value } }) => {
                const { endDate: _, ...rest } = day;
                at(index, value ? { ...rest, endDate: value } : rest);
              }}
            />
            <TextInput
              aria-label={t('policy.days.name', { n: index + 1 })}
              placeholder={t('policy.days.name.hint')}
              maxLength={200}
              value={day.name ?? ''}
              onChange={({ currentTarget: { value } }) => {
                const { name: _, ...rest } = day;
                at(index, value ? { ...rest, name: value } : rest);
              }}
            />
            <Remove
              label={t('policy.days.remove', { n: index + 1 })}
              run={() => set(days.filter((_, i) => i !== index))}
            />
          </div>
        );
      })}
      <div>
        <Add text={t('policy.days.more')} run={() => set([...days, { date: '' }])} />
      </div>
    </div>
  );
}

interface AttributeProps {
  pairs: readonly [string, string][];
  set: (pairs: [string, string][]) => void;
  wrong: Wrong;
}

export function AttributeFields({ pairs, set, wrong }: AttributeProps) {
  const { t } = useSpeech();
  const at = (index: number, pair: [string, string]) =>
    set(pairs.map((was, i) => (i === index ? pair : was)));
  return (
    <div className={styles.pairs}>
      {pairs.map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: it has no other name while it is written
        <div key={index} className={styles.pair}>
          <TextInput
            aria-label={t('policy.attributes.name', { n: index + 1 })}
            placeholder={t('policy.attributes.name.hint')}
            maxLength={64}
            value={name}
            error={wrong(`extensionConfig.attributes[${JSON.stringify(name)}]`)}
            onChange={({ currentTarget }) => at(index, [currentTarget.value, value])}
          />
          <TextInput
            aria-label={t('policy.attributes.value', { n: index + 1 })}
            placeholder={t('policy.attributes.value.hint')}
            maxLength={200}
            value={value}
            onChange={({ currentTarget }) => at(index, [name, currentTarget.value])}
          />
          <Remove
            label={t('policy.attributes.remove', { n: index + 1 })}
            run={() => set(pairs.filter((_, i) => i !== index))}
          />
        </div>
      ))}
      <div>
        <Add text={t('policy.attributes.more')} run={() => set([...pairs, ['', '']])} />
      </div>
    </div>
  );
}

function Add({ label, text, run }: { label?: string; text: string; run: () => void }) {
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      {...(label && { 'aria-label': label })}
      onClick={run}
    >
      {text}
    </Button>
  );
}

function Remove({ label, run }: { label: string; run: () => void }) {
  return (
    <ActionIcon variant="subtle" color="gray" size="input-sm" aria-label={label} onClick={run}>
      <Icon name="close" size={16} />
    </ActionIcon>
  );
}
