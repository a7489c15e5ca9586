/** All rules of a policy, by what they are about. */
import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useSpeech } from '@/i18n';
import { MINUTE } from '@/time/zone';
import { Whole } from '../ui/Whole';
import { AttributeFields, ClosedDayFields, HourFields } from './lists';
import styles from './Policy.module.css';
import { type PolicyForm, Rule } from './Rule';
import { DOOR_SHOWS, doorName } from './words';

export function PolicyFields({ form }: { form: PolicyForm }) {
  const { t } = useSpeech();
  return (
    <>
      <section className={styles.chapter}>
        <h2>{t('policy.chapter.booking')}</h2>
        <Rule
          form={form}
          name="openReservation"
          hint={t('policy.openReservation.hint')}
          otherwise={t('policy.yes')}
          first={false}
        >
          {(is, set) => <YesNo label={t('policy.openReservation')} is={is} set={set} />}
        </Rule>
        <Rule
          form={form}
          name="approvalSwitch"
          hint={t('policy.approvalSwitch.hint')}
          otherwise={t('policy.no')}
          first={true}
        >
          {(is, set) => <YesNo label={t('policy.approvalSwitch')} is={is} set={set} />}
        </Rule>
        <Rule
          form={form}
          name="approvalType"
          hint={t('policy.approvalType.hint')}
          otherwise={t('policy.approval.standard')}
          first={2}
        >
          {(type, set) => (
            <NativeSelect
              aria-label={t('policy.approvalType')}
              value={String(type)}
              onChange={({ currentTarget }) => set(Number(currentTarget.value))}
              data={[
                { value: '1', label: t('policy.approval.standard') },
                { value: '2', label: t('policy.approval.custom') },
              ]}
            />
          )}
        </Rule>
        <Rule
          form={form}
          name="minReservationTimeInterval"
          hint={t('policy.minReservationTimeInterval.hint')}
          otherwise={t('policy.none')}
          first={15}
        >
          {(minutes, set) => (
            <Minutes label={t('policy.minReservationTimeInterval')} value={minutes} set={set} />
          )}
        </Rule>
        <Rule
          form={form}
          name="maxReservationTimeInterval"
          hint={t('policy.maxReservationTimeInterval.hint')}
          otherwise={t('policy.none')}
          first={240}
        >
          {(minutes, set) => (
            <Minutes label={t('policy.maxReservationTimeInterval')} value={minutes} set={set} />
          )}
        </Rule>
        <Rule
          form={form}
          name="advanceReservation"
          hint={t('policy.advanceReservation.hint')}
          otherwise={t('policy.none')}
          first={{ advanceReservationTime: 4, advanceReservationTimeUnit: 'weeks' }}
        >
          {(advance, set) => (
            <div className={styles.numbers}>
              <Whole
                label={t('policy.advance.count')}
                value={advance.advanceReservationTime}
                onChange={(count) => set({ ...advance, advanceReservationTime: count ?? 0 })}
              />
              <NativeSelect
                label={t('policy.advance.unit')}
                value={advance.advanceReservationTimeUnit ?? 'days'}
                onChange={({ currentTarget }) =>
                  set({ ...advance, advanceReservationTimeUnit: currentTarget.value })
                }
                data={[
                  { value: 'days', label: t('policy.unit.days') },
                  { value: 'weeks', label: t('policy.unit.weeks') },
                  { value: 'months', label: t('policy.unit.months') },
                  { value: 'years', label: t('policy.unit.years') },
                ]}
              />
              <TextInput
                label={t('policy.advance.clock')}
                type="time"
                value={advance.advanceBookTimeFormat ?? ''}
                onChange={({ currentTarget: { value } }) => {
                  const { advanceBookTimeFormat: _, ...rest } = advance;
                  set(value ? { ...rest, advanceBookTimeFormat: value } : rest);
                }}
              />
            </div>
          )}
        </Rule>
      </section>
      <section className={styles.chapter}>
        <h2>{t('policy.chapter.open')}</h2>
        <Rule
          form={form}
          name="weeklyHours"
          hint={t('policy.weeklyHours.hint')}
          otherwise={t('policy.always')}
          first={['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => ({
            day,
            from: '08:00',
            to: '20:00',
          }))}
        >
          {(hours, set) => <HourFields hours={hours} set={set} wrong={form.wrong} />}
        </Rule>
        <Rule
          form={form}
          name="closedDays"
          hint={t('policy.closedDays.hint')}
          otherwise={t('policy.never')}
          first={[{ date: '' }]}
        >
          {(days, set) => <ClosedDayFields days={days} set={set} wrong={form.wrong} />}
        </Rule>
      </section>
      <section className={styles.chapter}>
        <h2>{t('policy.chapter.fair')}</h2>
        <Rule
          form={form}
          name="bufferBefore"
          hint={t('policy.bufferBefore.hint')}
          otherwise={t('policy.none')}
          first={10}
        >
          {(minutes, set) => <Minutes label={t('policy.bufferBefore')} value={minutes} set={set} />}
        </Rule>
        <Rule
          form={form}
          name="bufferAfter"
          hint={t('policy.bufferAfter.hint')}
          otherwise={t('policy.none')}
          first={10}
        >
          {(minutes, set) => <Minutes label={t('policy.bufferAfter')} value={minutes} set={set} />}
        </Rule>
        <Rule
          form={form}
          name="capacityCheck"
          hint={t('policy.capacityCheck.hint')}
          otherwise={t('policy.no')}
          first={true}
        >
          {(is, set) => <YesNo label={t('policy.capacityCheck')} is={is} set={set} />}
        </Rule>
        <Rule
          form={form}
          name="bookingQuota"
          hint={t('policy.bookingQuota.hint')}
          otherwise={t('policy.none')}
          first={{ hoursPerWeek: 8 }}
        >
          {(quota, set) => (
            <div className={styles.numbers}>
              {(
                [
                  ['openBookings', 'policy.quota.openBookings'],
                  ['hoursPerDay', 'policy.quota.hoursPerDay'],
                  ['hoursPerWeek', 'policy.quota.hoursPerWeek'],
                  ['hoursPerMonth', 'policy.quota.hoursPerMonth'],
                ] as const
              ).map(([name, label]) => (
                <Whole
                  key={name}
                  label={t(label)}
                  placeholder={t('policy.none')}
                  value={quota[name] || undefined}
                  error={form.wrong(`extensionConfig.bookingQuota.${name}`)}
                  onChange={(value) => {
                    const { [name]: _, ...rest } = quota;
                    set(value === undefined ? rest : { ...rest, [name]: value });
                  }}
                />
              ))}
            </div>
          )}
        </Rule>
        <Rule
          form={form}
          name="leastCancelNotice"
          hint={t('policy.leastCancelNotice.hint')}
          otherwise={t('policy.none')}
          first={60}
        >
          {(minutes, set) => (
            <Minutes label={t('policy.leastCancelNotice')} value={minutes} set={set} />
          )}
        </Rule>
      </section>
      <section className={styles.chapter}>
        <h2>{t('policy.chapter.door')}</h2>
        <Rule
          form={form}
          name="doorDisplay"
          hint={t('policy.doorDisplay.hint')}
          otherwise={t('policy.doorDisplay.organizer')}
          first="title"
        >
          {(shows, set) => (
            <NativeSelect
              aria-label={t('policy.doorDisplay')}
              value={shows}
              onChange={({ currentTarget }) => set(currentTarget.value)}
              data={DOOR_SHOWS.map((each) => ({ value: each, label: t(doorName(each)) }))}
            />
          )}
        </Rule>
      </section>
      <section className={styles.chapter}>
        <h2>{t('policy.chapter.find')}</h2>
        <Rule
          form={form}
          name="accessible"
          hint={t('policy.accessible.hint')}
          otherwise={t('policy.unsaid')}
          first={true}
        >
          {(is, set) => <YesNo label={t('policy.accessible')} is={is} set={set} />}
        </Rule>
        <Rule
          form={form}
          name="attributes"
          hint={t('policy.attributes.hint')}
          otherwise={t('policy.unsaid')}
          first={[['', '']]}
        >
          {(pairs, set) => <AttributeFields pairs={pairs} set={set} wrong={form.wrong} />}
        </Rule>
      </section>
    </>
  );
}

function YesNo({ label, is, set }: { label: string; is: boolean; set: (is: boolean) => void }) {
  const { t } = useSpeech();
  return (
    <div>
      <SegmentedControl
        aria-label={label}
        size="sm"
        value={is ? 'yes' : 'no'}
        onChange={(value) => set(value === 'yes')}
        data={[
          { value: 'yes', label: t('policy.yes') },
          { value: 'no', label: t('policy.no') },
        ]}
      />
    </div>
  );
}

interface MinutesProps {
  label: string;
  value: number;
  set: (minutes: number) => void;
}

function Minutes({ label, value, set }: MinutesProps) {
  const { t, format } = useSpeech();
  return (
    <div className={styles.numbers}>
      <Whole
        aria-label={t('policy.minutes', { rule: label })}
        description={value >= 60 ? format.length(value * MINUTE) : t('policy.inMinutes')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={value}
        onChange={(minutes) => set(minutes ?? 0)}
      />
    </div>
  );
}
