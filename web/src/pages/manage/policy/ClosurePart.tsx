/** Since when and until when a room, or all of a group's, is closed; and whom to ask. */
import { Button, Checkbox, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useSpeech } from '@/i18n';
import type { Closure, Level } from '@/rules/policy';
import { dayOf, instantAt, timeOf } from '@/time/zone';
import { Editor, FieldGroup } from '../ui/Editor';
import { Members } from '../ui/Members';
import type { Drafted } from '../ui/useDraft';
import styles from './Policy.module.css';

export interface ClosureDraft {
  isClosed: boolean;
  from: number | undefined;
  until: number | undefined;
  reason: string;
  contact: string;
  contactName: string;
  tells: boolean;
}

export const closureDraft = (closure: Closure | undefined): ClosureDraft => ({
  isClosed: closure?.taskStartTime !== undefined || closure?.taskEndTime !== undefined,
  from: closure?.taskStartTime,
  until: closure?.taskEndTime,
  reason: closure?.closeReason ?? '',
  contact: closure?.contactUnionId ?? '',
  contactName: closure?.contactNick ?? '',
  tells: closure?.sendNotify ?? false,
});

/** A closure is written whole; an empty one opens the room. */
export const sentClosure = (draft: ClosureDraft): Closure =>
  draft.isClosed
    ? {
        ...(draft.from !== undefined && { taskStartTime: draft.from }),
        ...(draft.until !== undefined && { taskEndTime: draft.until }),
        ...(draft.reason.trim() && { closeReason: draft.reason.trim() }),
        ...(draft.contact && { contactUnionId: draft.contact }),
        ...(draft.contactName && { contactNick: draft.contactName }),
        sendNotify: draft.tells,
      }
    : {};

interface Props {
  form: Drafted<ClosureDraft>;
  zone: string;
  levels: readonly Level[];
  /** What is booked in that time. */
  before?: ReactNode;
}

export function ClosurePart({ form, zone, levels, before }: Props) {
  const { t, format } = useSpeech();
  const { draft, set, wrong } = form;
  const [now] = useState(Date.now);
  const place = 'extensionConfig.reservationCloseDetail';
  const time = (instant: number | undefined) =>
    instant === undefined ? '' : format.moment(instant, zone);
  const above = levels
    .map(({ name, policy }) => ({ name, closure: policy.reservationCloseDetail }))
    .filter(({ closure }) => closure && (closure.taskEndTime ?? now + 1) > now);
  return (
    <Editor
      form={form}
      shown={[place]}
      before={before}
      fields={{
        isClosed: { name: t('closure.title'), show: (is) => t(is ? 'policy.yes' : 'policy.no') },
        from: { name: t('closure.from'), show: time },
        until: { name: t('closure.until'), show: time },
        reason: { name: t('closure.reason') },
        contact: { name: t('closure.contact'), show: () => draft.contactName },
        contactName: { name: t('closure.contact') },
        tells: { name: t('closure.tells'), show: (is) => t(is ? 'policy.yes' : 'policy.no') },
      }}
    >
      {above.map(({ name, closure }) => (
        <p key={name} className={styles.above}>
          {closure?.taskEndTime !== undefined
            ? t('closure.above', { level: name, until: time(closure.taskEndTime) })
            : t('closure.aboveForEver', { level: name })}
          {closure?.closeReason && `: ${closure.closeReason}`}
        </p>
      ))}
      {draft.isClosed ? (
        <>
          <FieldGroup title={t('closure.when')} text={t('room.zone', { zone: format.city(zone) })}>
            <Moment
              label={t('closure.from')}
              zone={zone}
              value={draft.from}
              error={wrong(`${place}.taskStartTime`)}
              onChange={(from) => set({ from })}
            />
            <Moment
              label={t('closure.until')}
              description={t('closure.until.hint')}
              zone={zone}
              value={draft.until}
              error={wrong(`${place}.taskEndTime`)}
              onChange={(until) => set({ until })}
            />
          </FieldGroup>
          <FieldGroup title={t('closure.why')}>
            <TextInput
              data-wide
              label={t('closure.reason')}
              description={t('closure.reason.hint')}
              maxLength={2000}
              value={draft.reason}
              error={wrong(`${place}.closeReason`)}
              onChange={({ currentTarget }) => set({ reason: currentTarget.value })}
            />
            <Members
              label={t('closure.contact')}
              nobody={t('closure.nobody')}
              most={1}
              value={
                draft.contact
                  ? [{ kind: 'user', id: draft.contact, name: draft.contactName || undefined }]
                  : []
              }
              onChange={([person]) =>
                set({ contact: person?.id ?? '', contactName: person?.name ?? '' })
              }
            />
            <Checkbox
              data-wide
              label={t('closure.tells')}
              description={t('closure.tells.hint')}
              checked={draft.tells}
              onChange={({ currentTarget }) => set({ tells: currentTarget.checked })}
            />
          </FieldGroup>
          <div>
            <Button variant="default" onClick={() => set(closureDraft(undefined))}>
              {t('closure.open')}
            </Button>
          </div>
        </>
      ) : (
        <div className="stack">
          <p>{t('closure.isOpen')}</p>
          <p className="soft">{t('closure.lead')}</p>
          <div>
            <Button
              variant="default"
              onClick={() => set({ isClosed: true, from: Math.ceil(now / 900_000) * 900_000 })}
            >
              {t('closure.close')}
            </Button>
          </div>
        </div>
      )}
    </Editor>
  );
}

interface MomentProps {
  label: string;
  description?: string;
  zone: string;
  value: number | undefined;
  error?: string | undefined;
  onChange: (instant: number | undefined) => void;
}

/** A moment, by the clock of where the room is. */
export function Moment({ label, description, zone, value, error, onChange }: MomentProps) {
  return (
    <TextInput
      type="datetime-local"
      label={label}
      description={description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={error}
      value={value === undefined ? '' : `${dayOf(value, zone)}T${timeOf(value, zone)}`}
      onChange={({ currentTarget }) => {
        const [day, time] = currentTarget.value.split('T');
        onChange(day && time ? instantAt(day, time, zone) : undefined);
      }}
    />
  );
}
