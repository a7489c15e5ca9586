/** What there is to know of a room. */
import { Button } from '@mantine/core';
import { useSpeech } from '@/i18n';
import { policiesOf } from '@/rules/closed';
import { type Group, pathOf, type Room } from '@/rules/rooms';
import { dayOf } from '@/time/zone';
import { useLabelName } from '@/ui/useLabelName';
import { rulesOf } from './houseRules';
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
  const nameOf = useLabelName();
  const policies = policiesOf(room, groups);
  const path = pathOf(room.roomGroup?.groupId ?? 0, groups);
  const closure = policies
    .map((policy) => policy.reservationCloseDetail)
    .find((each) => each?.taskStartTime !== undefined && (each.taskEndTime ?? now + 1) > now);
  const rules = rulesOf(policies, dayOf(now, room.timeZone ?? zone), t, format);
  if (room.enableCycleReservation === false) rules.push(t('room.rule.noSeries'));
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
                  <li key={label.labelId}>{nameOf(label)}</li>
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
