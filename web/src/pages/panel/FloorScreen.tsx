/** The rooms of a floor on one screen: which are free, until when, and who has the others. */
import { useSpeech } from '@/i18n';
import { type Day, nowOf, type RoomDay } from '@/rules/panel';
import { dayOf } from '@/time/zone';
import { Age, STATES, useTold } from './RoomScreen';
import { Choices } from './Screen';
import styles from './Screen.module.css';
import { StateSign } from './StateSign';
import type { Screen } from './useScreen';

export function FloorScreen({ day, screen }: { day: Day; screen: Screen }) {
  const { t, format } = useSpeech();
  const free = day.rooms.filter((room) => nowOf(room, screen.now).state === 'free').length;
  const { look, roomsInAll: all = 0 } = day;
  return (
    <main className={styles.floor}>
      <header>
        {look?.logo && <img className={styles.logo} src={look.logo} alt="" />}
        <div>
          <h1>{day.name}</h1>
          <p>
            {look?.organisation ?? day.organisation} · {t('panel.freeNow', { n: free })}
            {all > day.rooms.length && (
              <>
                {' '}
                · {t('panel.roomsOf', { shown: day.rooms.length, all: all > 1000 ? '1000+' : all })}
              </>
            )}
          </p>
        </div>
        <p className={styles.clock}>
          <time dateTime={new Date(screen.now).toISOString()}>
            {format.time(screen.now, day.zone)}
          </time>
          <span>{format.day(dayOf(screen.now, day.zone))}</span>
        </p>
      </header>
      {day.rooms.length === 0 ? (
        <p>{t('panel.noRooms')}</p>
      ) : (
        <ul data-many={day.rooms.length > 12 || undefined}>
          {day.rooms.map((room) => (
            <Room key={room.roomId} room={room} at={screen.now} zone={day.zone} />
          ))}
        </ul>
      )}
      {look?.text && <p className={styles.text}>{look.text}</p>}
      <footer>
        <Age screen={screen} zone={day.zone} />
        <Choices />
      </footer>
    </main>
  );
}

function Room({ room, at, zone }: { room: RoomDay; at: number; zone: string }) {
  const { t, format } = useSpeech();
  const told = useTold();
  const now = nowOf(room, at);
  const until =
    now.until !== undefined
      ? t('panel.until', { time: format.time(now.until, zone) })
      : now.state === 'free' && t('panel.restOfDay');
  return (
    <li data-state={now.state}>
      <h2>{room.name}</h2>
      <p className={styles.mark}>
        <StateSign state={now.state} />
        <b>{t(STATES[now.state])}</b> {until}
      </p>
      <p className={styles.line}>
        {now.meeting
          ? told(now.meeting)
          : [room.location, room.capacity && t('panel.seats', { n: room.capacity })]
              .filter(Boolean)
              .join(' · ')}
      </p>
    </li>
  );
}
