/** What the server says of a room and a time, and what could be had instead. */

import '@/i18n/refusal';
import { Button } from '@mantine/core';
import { Problem } from '@/api/problem';
import type { Explained, RoomFound } from '@/api/queries';
import { useSpeech } from '@/i18n';
import type { Span } from '@/rules/closed';
import { type Refused, whyOf } from '@/rules/why';
import { Icon } from '@/ui/icons';
import { Said } from '@/ui/Said';
import styles from './Refusal.module.css';

interface Props {
  room: string;
  explained: Explained | undefined;
  isAsking: boolean;
  onTime: (span: Span) => void;
  onRoom: (room: RoomFound) => void;
}

export function RoomAnswer({ room, explained, isAsking, onTime, onRoom }: Props) {
  const { t, format } = useSpeech();
  if (!explained) {
    return isAsking ? (
      <p className={`${styles.fine} ${styles.asking}`}>{t('book.checking')}…</p>
    ) : null;
  }
  if (explained.available) {
    return (
      <p className={`${styles.fine} ${explained.needsApproval ? styles.wait : ''}`}>
        <Icon name={explained.needsApproval ? 'hourglass' : 'check'} size={18} />
        <span>
          {room}: {t(explained.needsApproval ? 'book.needsApproval' : 'book.available')}
        </span>
      </p>
    );
  }
  const span = (time: { startTime: string; endTime: string }): Span => ({
    from: Date.parse(time.startTime),
    until: Date.parse(time.endTime),
  });
  const { nearestTime, nearestLength, nearestRoom } = explained;
  const time = nearestTime && span(nearestTime);
  const length = nearestLength && span(nearestLength);
  return (
    <section className={styles.refusal} aria-live="polite">
      <h3>{t('book.refused', { room })}</h3>
      <Whys refusals={explained.refusals} />
      {(time || length || nearestRoom) && (
        <div className={styles.instead}>
          <span className="soft">{t('book.instead')}</span>
          {nearestRoom && (
            <Button size="xs" variant="filled" onClick={() => onRoom(nearestRoom)}>
              {t('book.instead.room', { room: nearestRoom.roomName })}
            </Button>
          )}
          {time && (
            <Button size="xs" variant="default" onClick={() => onTime(time)}>
              {format.daySpan(time.from, time.until)}
            </Button>
          )}
          {length && (
            <Button size="xs" variant="default" onClick={() => onTime(length)}>
              {t('book.instead.length', { to: format.time(length.until) })}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

/** The rules that refuse a room, each with what it says and what would pass. */
function Whys({ refusals }: { refusals: readonly Refused[] }) {
  const { t, format } = useSpeech();
  return (
    <ul>
      {refusals.map((refusal) => {
        const { name, says, by, passes } = whyOf(refusal, t, format);
        return (
          <li key={refusal.rule + refusal.value} className={styles.rule}>
            <strong>{name}</strong>
            {says && <span className="soft"> · {says}</span>}
            {by && <span className="soft"> · {by}</span>}
            {passes && (
              <span className={`${styles.passes} soft`}>{t('pass.label', { text: passes })}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Why a call failed, with the reasons of each room. */
export function Refusal({ problem, note }: { problem: Error; note?: string }) {
  const { t } = useSpeech();
  const rooms = problem instanceof Problem ? problem.rooms : [];
  return (
    <section className={styles.refusal} role="alert">
      {rooms.length > 0 ? (
        rooms.map((room) => (
          <div key={room.roomId} className={styles.room}>
            <h3>{t('book.refused', { room: room.roomName })}</h3>
            <Whys refusals={room.refusals} />
          </div>
        ))
      ) : (
        <>
          <h3>{t(problem instanceof Problem ? 'state.error.title' : 'state.away.title')}</h3>
          {problem instanceof Problem && <Said problem={problem} />}
        </>
      )}
      {note && <p>{note}</p>}
    </section>
  );
}
