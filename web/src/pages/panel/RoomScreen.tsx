/** A room at its door: who has it, what is next, and what somebody can do who stands there. */

import { useCallback, useEffect, useState } from 'react';
import type { Problem } from '@/api/problem';
import { useSpeech } from '@/i18n';
import {
  type Day,
  type Look,
  type Meeting,
  type Now,
  nowOf,
  type RoomDay,
  roomFor,
  type State,
  seemsFree,
  toCheckIn,
} from '@/rules/panel';
import { PROBLEM_KINDS } from '@/rules/problems';
import { type Refused, whyOf } from '@/rules/why';
import { dayOf } from '@/time/zone';
import { inWords } from '@/ui/inWords';
import { Qr } from '@/ui/Qr';
import { Choices } from './Screen';
import styles from './Screen.module.css';
import { StateSign } from './StateSign';
import type { Said, Screen } from './useScreen';

interface Props {
  day: Day;
  room: RoomDay;
  screen: Screen;
}

const LENGTHS = [15, 30, 60] as const;
const LONGER = [15, 30] as const;

export function RoomScreen({ day, room, screen }: Props) {
  const { t, format } = useSpeech();
  const now = nowOf(room, screen.now);
  const [isReporting, setReporting] = useState(false);
  const endReport = useCallback(() => setReporting(false), []);
  const facts = [
    room.location,
    room.capacity && t('panel.seats', { n: room.capacity }),
    day.look?.organisation ?? day.organisation,
  ].filter(Boolean);
  return (
    <main className={styles.screen} data-state={now.state}>
      <Pictures look={day.look} />
      <section className={styles.state}>
        <header>
          {day.look?.logo && <img className={styles.logo} src={day.look.logo} alt="" />}
          <h1>{room.name}</h1>
          <p>{facts.join(' · ')}</p>
        </header>
        <StateNow now={now} zone={day.zone} />
        {day.look?.text && <p className={styles.text}>{day.look.text}</p>}
      </section>
      <section className={styles.side}>
        <p className={styles.clock}>
          <time dateTime={new Date(screen.now).toISOString()}>
            {format.time(screen.now, day.zone)}
          </time>
          <span>{format.day(dayOf(screen.now, day.zone))}</span>
        </p>
        <Told screen={screen} zone={day.zone} />
        {isReporting && !screen.isAway ? (
          <WhatIsWrong screen={screen} done={endReport} />
        ) : (
          <Actions room={room} now={now} screen={screen} zone={day.zone} />
        )}
        {day.look?.hasCalendar !== false && <Plan room={room} now={screen.now} zone={day.zone} />}
        {day.look?.hasInstruction && <p className={styles.how}>{t('panel.instruction')}</p>}
        <footer>
          <div>
            <Age screen={screen} zone={day.zone} />
            <Choices />
            {!screen.isAway && (
              <button
                type="button"
                className={styles.wrong}
                aria-expanded={isReporting}
                onClick={() => setReporting(!isReporting)}
              >
                {t('panel.wrong')}
              </button>
            )}
          </div>
          <Report roomId={room.roomId} />
        </footer>
      </section>
    </main>
  );
}

/** In one line, what may be told of a meeting. */
export function useTold(): (meeting: Meeting) => string {
  const { t } = useSpeech();
  return ({ title, organizer, isWalkUp }) => {
    if (isWalkUp) return t('panel.walkUp');
    return [title, organizer].filter(Boolean).join(' · ') || t('panel.booked');
  };
}

export const STATES = {
  free: 'panel.free',
  busy: 'panel.busy',
  waits: 'panel.waits',
  closed: 'panel.closed',
  shut: 'rooms.right.notBookable',
} as const satisfies Record<State, string>;

function StateNow({ now, zone }: { now: Now; zone: string }) {
  const { t, format } = useSpeech();
  const told = useTold();
  const until =
    now.until !== undefined
      ? t('panel.until', { time: format.time(now.until, zone) })
      : now.state === 'free' && t('panel.restOfDay');
  return (
    <div className={styles.now} aria-live="polite">
      <p className={styles.word}>
        <StateSign state={now.state} />
        {t(STATES[now.state])}
      </p>
      {until && <p className={styles.until}>{until}</p>}
      {now.meeting && <p className={styles.who}>{told(now.meeting)}</p>}
      {now.state === 'closed' && now.closed?.reason && (
        <p className={styles.who}>{now.closed.reason}</p>
      )}
      {now.next && (
        <p className={styles.next}>
          <span>{t('panel.next')}</span> {format.time(now.next.startTime, zone)} · {told(now.next)}
        </p>
      )}
    </div>
  );
}

function Actions({
  room,
  now,
  screen,
  zone,
}: {
  room: RoomDay;
  now: Now;
  screen: Screen;
  zone: string;
}) {
  const { t, format } = useSpeech();
  if (screen.isAway) return <Wishes room={room} now={now} screen={screen} />;
  const arriving = toCheckIn(now, screen.now);
  const { meeting } = now;
  const offers = meeting ? [] : room.offers;
  const none = offers.length > 0 && offers.every(({ available }) => !available);
  return (
    <div className={styles.actions}>
      {arriving && (
        <button
          type="button"
          className={styles.main}
          disabled={screen.isBusy}
          onClick={() => screen.act({ what: 'checkIn', eventId: arriving.eventId })}
        >
          {t('panel.checkIn')}
        </button>
      )}
      {meeting &&
        LONGER.map((minutes) => (
          <button
            key={minutes}
            type="button"
            disabled={screen.isBusy || !roomFor(now, minutes)}
            onClick={() => screen.act({ what: 'extend', eventId: meeting.eventId, minutes })}
          >
            {t('panel.extend', { n: minutes })}
          </button>
        ))}
      {meeting && <End screen={screen} eventId={meeting.eventId} />}
      {offers.map(({ minutes, available, needsApproval, endTime }) => (
        <button
          key={minutes}
          type="button"
          className={styles.main}
          disabled={screen.isBusy || !available}
          onClick={() => screen.act({ what: 'book', minutes })}
        >
          <b>{t(needsApproval ? 'panel.ask' : 'panel.book', { n: minutes })}</b>
          <small>{t('panel.until', { time: format.time(endTime, zone) })}</small>
        </button>
      ))}
      {none && <Why refusal={offers[0]?.refusals[0]} />}
    </div>
  );
}

/** Why nothing is to be had. */
function Why({ refusal }: { refusal: Refused | undefined }) {
  const { t, format } = useSpeech();
  if (!refusal) return <p className={styles.why}>{t('panel.notNow')}</p>;
  // At the door nobody is known: the rooms of certain people are theirs to book elsewhere.
  if (refusal.rule === 'roomStatus') return <p className={styles.why}>{t('panel.notHere')}</p>;
  const { name, says } = whyOf(refusal, t, format);
  return (
    <p className={styles.why}>
      <b>{name}</b>
      {says && ` · ${says}`}
    </p>
  );
}

/** Ends a meeting: asked twice, since whoever passes could press it. */
function End({ screen, eventId }: { screen: Screen; eventId: string }) {
  const { t } = useSpeech();
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (!asked) return;
    const timer = setTimeout(() => setAsked(false), 6_000);
    return () => clearTimeout(timer);
  }, [asked]);
  return (
    <button
      type="button"
      className={asked ? styles.danger : undefined}
      disabled={screen.isBusy}
      onClick={() => {
        if (asked) screen.act({ what: 'end', eventId });
        setAsked(!asked);
      }}
    >
      {t(asked ? 'panel.endSure' : 'panel.end')}
    </button>
  );
}

/** While the network is gone: what somebody would like, which is no booking. */
function Wishes({ room, now, screen }: { room: RoomDay; now: Now; screen: Screen }) {
  const { t, format } = useSpeech();
  const { wish } = screen;
  if (wish) {
    return (
      <div className={styles.actions}>
        <p className={styles.wish}>
          <b>{t('panel.wish.title', { n: wish.minutes })}</b>
          <span>{t('panel.wish.text', { time: format.time(wish.madeAt) })}</span>
        </p>
        <button type="button" onClick={screen.dropWish}>
          {t('panel.wish.drop')}
        </button>
      </div>
    );
  }
  if (now.meeting) return null;
  return (
    <div className={styles.actions}>
      {LENGTHS.map((minutes) => (
        <button
          key={minutes}
          type="button"
          disabled={!seemsFree(room, minutes, screen.now)}
          onClick={() => screen.wishFor(minutes)}
        >
          {t('panel.wish.for', { n: minutes })}
        </button>
      ))}
    </div>
  );
}

/** Why something was not done; what became of a wish. */
function Told({ screen, zone }: { screen: Screen; zone: string }) {
  const { t, format } = useSpeech();
  const { said, hush } = screen;
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(hush, 30_000);
    return () => clearTimeout(timer);
  }, [said, hush]);
  if (!said) return null;
  const words = (problem: Problem) => inWords(problem, t, format);
  const text: Record<Said['kind'], () => string> = {
    away: () => t('panel.said.away'),
    reported: () => t('panel.said.reported'),
    'wish-late': () => t('panel.said.wishLate'),
    'wish-met': () =>
      said.kind === 'wish-met' ? t('panel.said.wishMet', { n: said.minutes }) : '',
    refused: () => (said.kind === 'refused' ? words(said.problem) : ''),
    'wish-refused': () =>
      said.kind === 'wish-refused' ? `${t('panel.said.wishRefused')} ${words(said.problem)}` : '',
  };
  return (
    <p role="alert" className={styles.alert} data-kind={said.kind} data-zone={zone}>
      {text[said.kind]()}
      <button type="button" onClick={hush}>
        {t('panel.said.close')}
      </button>
    </p>
  );
}

function Plan({ room, now, zone }: { room: RoomDay; now: number; zone: string }) {
  const { t, format } = useSpeech();
  const told = useTold();
  const coming = room.meetings.filter(({ endTime }) => now < endTime);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long day is scrolled by keys as well
    <section className={styles.plan} tabIndex={0} aria-label={t('panel.today')}>
      <h2>{t('panel.today')}</h2>
      {coming.length === 0 ? (
        <p className="soft">{t('panel.nothing')}</p>
      ) : (
        <ol>
          {coming.map((meeting) => (
            <li key={meeting.eventId} data-now={meeting.startTime <= now || undefined}>
              <time>{format.span(meeting.startTime, meeting.endTime, zone)}</time>
              <span>{told(meeting)}</span>
              {meeting.waits && <em>{t('panel.waits')}</em>}
              {meeting.checkedIn && <em>{t('panel.checkedIn')}</em>}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** How old what is shown is, where that counts. */
export function Age({ screen, zone }: { screen: Screen; zone: string }) {
  const { t, format } = useSpeech();
  const { heard, isAway } = screen;
  if (!heard) return null;
  const time = format.time(heard.day.now, zone);
  return (
    <span className={styles.age} data-away={isAway || undefined} role="status">
      {isAway
        ? t('panel.away', {
            time,
            n: Math.max(1, Math.round((screen.now - heard.day.now) / 60_000)),
          })
        : t('panel.live')}
    </span>
  );
}

/** Pictures of the template, behind: they take turns. */
function Pictures({ look }: { look: Look | undefined }) {
  const [at, setAt] = useState(0);
  const [broken, setBroken] = useState<readonly string[]>([]);
  const pictures = (look?.pictures ?? []).filter((each) => !broken.includes(each));
  const seconds = look?.pictureSeconds ?? 20;
  useEffect(() => {
    if (pictures.length < 2) return;
    const timer = setInterval(() => setAt((shown) => shown + 1), seconds * 1000);
    return () => clearInterval(timer);
  }, [pictures.length, seconds]);
  const shown = pictures[at % Math.max(1, pictures.length)];
  if (!shown) return null;
  return (
    <img
      className={styles.picture}
      src={shown}
      alt=""
      onError={() => setBroken((known) => [...known, shown])}
    />
  );
}

/** What somebody says is wrong, in one press. It goes away by itself when nobody presses. */
function WhatIsWrong({ screen, done }: { screen: Screen; done: () => void }) {
  const { t } = useSpeech();
  useEffect(() => {
    const timer = setTimeout(done, 30_000);
    return () => clearTimeout(timer);
  }, [done]);
  return (
    <section className={styles.actions} data-many aria-label={t('panel.wrong')}>
      <h2 className={styles.why}>{t('panel.wrong.what')}</h2>
      {PROBLEM_KINDS.map((problemKind) => (
        <button
          key={problemKind}
          type="button"
          disabled={screen.isBusy}
          onClick={() => {
            screen.act({ what: 'report', problemKind });
            done();
          }}
        >
          {t(`panel.wrong.${problemKind}`)}
        </button>
      ))}
      <button type="button" onClick={done}>
        {t('panel.wrong.none')}
      </button>
    </section>
  );
}

/** Where somebody tells with their telephone that something is broken. */
function Report({ roomId }: { roomId: string }) {
  const { t } = useSpeech();
  const address = `${location.origin}/rooms/${encodeURIComponent(roomId)}?report=1`;
  return (
    <aside className={styles.report}>
      <Qr text={address} label={t('panel.report')} className={styles.square} />
      <span>{t('panel.report')}</span>
    </aside>
  );
}
