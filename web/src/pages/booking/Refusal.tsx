/** What the server says of a room and a time, and what could be had instead. */

import '@/i18n/refusal';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Problem } from '@/api/problem';
import type { Explained, RoomFound } from '@/api/queries';
import { useSpeech } from '@/i18n';
import type { Span } from '@/rules/closed';
import { type Refused, whyOf } from '@/rules/why';
import { Icon } from '@/ui/icons';
import { Said } from '@/ui/Said';
import styles from './Refusal.module.css';
import { useWhereabouts } from './whereabouts';

interface Props {
  roomId: string;
  room: string;
  explained: Explained | undefined;
  isAsking: boolean;
  onTime: (span: Span) => void;
  onRoom: (room: RoomFound) => void;
}

export function RoomAnswer({ roomId, room, explained, isAsking, onTime, onRoom }: Props) {
  const { t } = useSpeech();
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
  return (
    <section className={styles.refusal} aria-live="polite">
      <h3>{t('book.refused', { room })}</h3>
      <Whys refusals={explained.refusals} />
      <Offers roomId={roomId} explained={explained} onTime={onTime} onRoom={onRoom} />
    </section>
  );
}

interface OffersProps {
  /** The room that cannot be had. */
  roomId: string;
  explained: Partial<Explained> | undefined;
  isTrying?: boolean;
  onTime: (span: Span) => void;
  onRoom: (room: RoomFound) => void;
}

/** What could be had instead: another room, and where it is, or this one at another time. */
export function Offers({ roomId, explained, isTrying = false, onTime, onRoom }: OffersProps) {
  const { t, format } = useSpeech();
  const whereabouts = useWhereabouts(roomId);
  const { nearestTime, nearestLength, nearestRoom } = explained ?? {};
  const time = nearestTime && spanOf(nearestTime);
  const length = nearestLength && spanOf(nearestLength);
  if (!time && !length && !nearestRoom) return null;
  const where = nearestRoom && whereabouts(nearestRoom);
  return (
    <div className={styles.instead}>
      <span className="soft">{t('book.instead')}</span>
      {nearestRoom && (
        <Button
          size="xs"
          variant="filled"
          className={styles.offer}
          loading={isTrying}
          onClick={() => onRoom(nearestRoom)}
        >
          {where
            ? t('book.instead.room.at', { room: nearestRoom.roomName, where })
            : t('book.instead.room', { room: nearestRoom.roomName })}
        </Button>
      )}
      {time && (
        <Button size="xs" variant="default" loading={isTrying} onClick={() => onTime(time)}>
          {format.daySpan(time.from, time.until)}
        </Button>
      )}
      {length && (
        <Button size="xs" variant="default" loading={isTrying} onClick={() => onTime(length)}>
          {t('book.instead.length', { to: format.time(length.until) })}
        </Button>
      )}
    </div>
  );
}

const spanOf = (time: { startTime: string; endTime: string }): Span => ({
  from: Date.parse(time.startTime),
  until: Date.parse(time.endTime),
});

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

interface RefusalProps {
  problem: Error;
  note?: string;
  /** What stands below the reasons of a room. */
  instead?: (roomId: string) => ReactNode;
}

/** What was refused just now is in sight, however long the form is. */
const show = (refusal: HTMLElement | null) => refusal?.scrollIntoView({ block: 'nearest' });

/** Why a call failed, with the reasons of each room. */
export function Refusal({ problem, note, instead }: RefusalProps) {
  const { t } = useSpeech();
  const rooms = problem instanceof Problem ? problem.rooms : [];
  return (
    <section className={styles.refusal} role="alert" ref={show}>
      {rooms.length > 0 ? (
        rooms.map((room) => (
          <div key={room.roomId} className={styles.room}>
            <h3>{t('book.refused', { room: room.roomName })}</h3>
            <Whys refusals={room.refusals} />
            {instead?.(room.roomId)}
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
