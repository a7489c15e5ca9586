/** A screen that is nobody's yet shows a code, and waits until somebody types it. */
import { useEffect, useState } from 'react';
import { beginPairing, isPaired, keptPairing, type Pairing as Waiting } from '@/api/panel';
import { Problem } from '@/api/problem';
import { useSpeech } from '@/i18n';
import { inWords } from '@/ui/inWords';
import { Qr } from '@/ui/Qr';
import { Choices } from './Screen';
import styles from './Screen.module.css';

const PULSE = 3_000;
const PULSE_AWAY = 10_000;

export function Pairing({ onPaired }: { onPaired: (token: string) => void }) {
  const { t, format } = useSpeech();
  const [waiting, setWaiting] = useState<Waiting | null>(keptPairing.read);
  const [trouble, setTrouble] = useState<Error>();

  useEffect(() => {
    document.title = t('panel.pair.title');
  }, [t]);

  useEffect(() => {
    let ended = false;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      let pulse = PULSE;
      try {
        let held = keptPairing.read();
        if (held && (await known(held))) {
          if (!ended) onPaired(held.deviceToken);
          return;
        }
        // Known to nobody, or too old.
        held = keptPairing.read();
        if (!held || held.until < Date.now()) held = await beginPairing();
        if (ended) return;
        setWaiting(held);
        setTrouble(undefined);
      } catch (problem) {
        if (ended) return;
        setTrouble(problem as Error);
        pulse = PULSE_AWAY;
      }
      timer = setTimeout(look, pulse);
    };
    look();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [onPaired]);

  const address = waiting && `${location.origin}/manage/panels/pair?code=${waiting.code}`;
  return (
    <main className={styles.pairing}>
      <section>
        <h1>{t('panel.pair.title')}</h1>
        {waiting ? (
          <p className={styles.code}>
            <span className="hidden">{[...waiting.code].join(' ')}</span>
            <span aria-hidden="true">{waiting.code}</span>
          </p>
        ) : (
          <p>{t('state.loading')}…</p>
        )}
        <p>{t('panel.pair.how')}</p>
        <p className="soft">{t('panel.pair.good')}</p>
        {trouble && (
          <p role="alert" className={styles.alert}>
            {inWords(trouble, t, format)}
          </p>
        )}
      </section>
      {address && <Qr text={address} label={t('panel.pair.square')} className={styles.square} />}
      <Choices />
    </main>
  );
}

/** Whether it has been paired. What is nobody's any more is forgotten. */
async function known(held: Waiting): Promise<boolean> {
  try {
    return await isPaired(held.deviceToken);
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 401) {
      keptPairing.write(null);
      return false;
    }
    throw problem;
  }
}
