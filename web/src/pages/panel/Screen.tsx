/** The screen at a door, or of a floor: paired first, then nobody's but the room's. */
import { useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { keptDay, keptPairing, keptToken, keptWish } from '@/api/panel';
import { LANGUAGES, useSpeech } from '@/i18n';
import { FloorScreen } from './FloorScreen';
import { Pairing } from './Pairing';
import { RoomScreen } from './RoomScreen';
import styles from './Screen.module.css';
import { useScreen } from './useScreen';

/** Keeps the page for when the network is gone. A browser that cannot is a screen as well. */
async function keepPage(): Promise<void> {
  const worker = navigator.serviceWorker;
  if (!worker) return;
  const scope = location.pathname.startsWith('/lobby') ? '/lobby' : '/panel';
  await worker.register('/panel-worker.js', { scope });
  const { active } = await worker.ready;
  const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name));
  const own = loaded.filter(
    ({ origin, pathname }) => origin === location.origin && /^\/(assets\/|icon)/.test(pathname),
  );
  active?.postMessage({ keep: ['/panel', ...own.map(({ pathname }) => pathname)] });
}

export function Screen() {
  const [token, setToken] = useState(keptToken.read);
  const queries = useQueryClient();
  useEffect(() => {
    keepPage().catch(() => undefined);
  }, []);
  const paired = useCallback((held: string) => {
    keptPairing.write(null);
    keptDay.write(null);
    keptToken.write(held);
    setToken(held);
  }, []);
  const lost = useCallback(() => {
    for (const kept of [keptToken, keptDay, keptWish]) kept.write(null);
    queries.removeQueries({ queryKey: ['panel'] });
    setToken(null);
  }, [queries]);
  return token === null ? (
    <Pairing onPaired={paired} />
  ) : (
    <Paired key={token} token={token} onLost={lost} />
  );
}

function Paired({ token, onLost }: { token: string; onLost: () => void }) {
  const { t } = useSpeech();
  const screen = useScreen(token, onLost);
  const day = screen.heard?.day;
  // The address tells which screen it is; it opens nothing by itself.
  useEffect(() => {
    if (!day) return;
    document.title = day.name || t('appName');
    const own = `/${day.kind === 'floor' ? 'lobby' : 'panel'}/${encodeURIComponent(day.deviceUnionId)}`;
    if (location.pathname !== own) history.replaceState(history.state, '', own);
  }, [day, t]);
  if (!day) {
    return (
      <main className={styles.plain}>
        <h1>{t(screen.isAway ? 'state.away.title' : 'state.loading')}</h1>
        {screen.isAway && <p>{t('panel.away.nothing')}</p>}
      </main>
    );
  }
  const room = day.kind === 'room' ? day.rooms[0] : undefined;
  if (room) return <RoomScreen day={day} room={room} screen={screen} />;
  if (day.kind === 'floor') return <FloorScreen day={day} screen={screen} />;
  return (
    <main className={styles.plain}>
      <h1>{t('panel.nowhere.title')}</h1>
      <p>{t('panel.nowhere.text')}</p>
      <Choices />
    </main>
  );
}

/** Language and look: small, in a corner, for whoever puts the screen up. */
export function Choices() {
  const { t, language, setLanguage } = useSpeech();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const other = LANGUAGES.find(({ value }) => value !== language);
  const looks = ['auto', 'light', 'dark'] as const;
  const next = looks[(looks.indexOf(colorScheme) + 1) % looks.length] ?? 'auto';
  return (
    <span className={styles.choices}>
      {other && (
        <button type="button" lang={other.value} onClick={() => setLanguage(other.value)}>
          {other.label}
        </button>
      )}
      <button type="button" onClick={() => setColorScheme(next)}>
        {t('menu.look')}: {t(`menu.look.${colorScheme}`)}
      </button>
    </span>
  );
}
