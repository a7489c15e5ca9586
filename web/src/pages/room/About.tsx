/** What there is to know of a room. */
import { Button } from '@mantine/core';
import { type Say, useSpeech } from '@/i18n';
import { inherited, type Policy, policiesOf } from '@/rules/closed';
import { type Group, pathOf, type Room } from '@/rules/rooms';
import type { Formats } from '@/time/format';
import { addDays, MINUTE, monday } from '@/time/zone';
import styles from './RoomWeek.module.css';

interface Props {
  room: Room;
  groups: ReadonlyMap<number, Group>;
  zone: string;
  now: number;
  onReport: () => void;
}

export function About({ room, groups, zone, now, onReport }: Props) {
  const { t, format } = useSpeech();
  const policies = policiesOf(room, groups);
  const path = pathOf(room.roomGroup?.groupId ?? 0, groups);
  const closure = policies
    .map((policy) => policy.reservationCloseDetail)
    .find((each) => each?.taskStartTime !== undefined && (each.taskEndTime ?? now + 1) > now);
  const rules = rulesOf(policies, t, format);
  if (room.roomStatus === 1) rules.unshift(t('rooms.right.adminsOnly'));
  if (room.roomStatus === 2) rules.unshift(t('rooms.right.members'));
  return (
    <aside className={styles.about} aria-label={t('room.about')}>
      {closure && (
        <p className={styles.closure}>
          {closure.taskEndTime
            ? t('room.closed', {
                from: format.dateTime(closure.taskStartTime ?? 0, zone),
                until: format.dateTime(closure.taskEndTime, zone),
              })
            : t('room.closedForEver', { from: format.dateTime(closure.taskStartTime ?? 0, zone) })}
          {closure.closeReason && `: ${closure.closeReason}`}
        </p>
      )}
      <h2>{t('room.about')}</h2>
      <dl>
        <dt>{t('room.where')}</dt>
        <dd>
          {path.join(' › ') || t('rooms.noGroup')}
          {room.roomLocation?.title && <div className="soft">{room.roomLocation.title}</div>}
          {room.roomLocation?.desc && <div className="soft small">{room.roomLocation.desc}</div>}
        </dd>
        {room.roomCapacity ? (
          <>
            <dt>{t('rooms.filter.seats')}</dt>
            <dd>{t('rooms.seats', { n: room.roomCapacity })}</dd>
          </>
        ) : null}
        {room.roomLabels && room.roomLabels.length > 0 && (
          <>
            <dt>{t('room.equipment')}</dt>
            <dd>
              <ul className={styles.labels}>
                {room.roomLabels.map((label) => (
                  <li key={label.labelId}>{label.labelName ?? label.labelId}</li>
                ))}
              </ul>
            </dd>
          </>
        )}
        <dt>{t('room.rules')}</dt>
        <dd>
          {rules.length === 0 ? (
            t('room.rule.none')
          ) : (
            <ul>
              {rules.map((rule) => (
                <li key={rule}>{rule}</li>
              ))}
            </ul>
          )}
        </dd>
      </dl>
      {room.roomDescription && <p className="soft">{room.roomDescription}</p>}
      <p>
        <Button variant="default" size="compact-sm" onClick={onReport}>
          {t('room.report')}
        </Button>
      </p>
    </aside>
  );
}

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** The policy of a room, in words. */
function rulesOf(policies: readonly Policy[], t: Say, format: Formats): string[] {
  const rules: string[] = [];
  const length = (minutes: number) => format.length(minutes * MINUTE);
  if (inherited(policies, 'openReservation') === false) rules.push(t('rooms.right.notBookable'));
  if (inherited(policies, 'approvalSwitch')) rules.push(t('room.rule.approval'));
  const most = inherited(policies, 'maxReservationTimeInterval');
  if (most) rules.push(t('room.rule.max', { minutes: length(most) }));
  const least = inherited(policies, 'minReservationTimeInterval');
  if (least) rules.push(t('room.rule.min', { minutes: length(least) }));
  const advance = inherited(policies, 'advanceReservation');
  if (advance?.advanceReservationTime !== undefined) {
    const n = advance.advanceReservationTime;
    const unit = advance.advanceReservationTimeUnit;
    const time =
      unit === 'weeks'
        ? t('room.unit.weeks', { n })
        : unit === 'months'
          ? t('room.unit.months', { n })
          : unit === 'years'
            ? t('room.unit.years', { n })
            : t('room.unit.days', { n });
    rules.push(t('room.rule.advance', { time }));
  }
  const hours = inherited(policies, 'weeklyHours') ?? [];
  if (hours.length > 0) {
    // Any Monday has the names of the days.
    const first = monday('2026-01-05');
    const said: { hours: string; first: number; last: number }[] = [];
    DAYS.forEach((day, at) => {
      const spans = hours.filter((span) => span.day === day);
      if (spans.length === 0) return;
      const open = spans.map((span) => `${span.from}–${span.to}`).join(', ');
      const before = said.at(-1);
      if (before && before.hours === open && before.last === at - 1) before.last = at;
      else said.push({ hours: open, first: at, last: at });
    });
    const name = (at: number) => format.weekday(addDays(first, at));
    const told = said.map((span) =>
      span.first === span.last
        ? `${name(span.first)} ${span.hours}`
        : `${name(span.first)}–${name(span.last)} ${span.hours}`,
    );
    rules.push(t('room.rule.hours', { hours: told.join(', ') }));
  }
  return rules;
}
