/** The frame of the pages in front of the door. */
import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { LANGUAGES, type Language, useSpeech } from '@/i18n';
import styles from './Door.module.css';

export function Door({ children }: { children: ReactNode }) {
  const { t, language, setLanguage } = useSpeech();
  return (
    <div className={styles.door}>
      <header className={styles.side}>
        <div className={styles.brand}>
          <img src="/icon.svg" alt="" />
          {t('appName')}
        </div>
        <p className={styles.lead}>{t('door.lead')}</p>
        <Day />
      </header>
      <main className={styles.form}>
        <div className={styles.inner}>
          <div className={styles.languages}>
            <SegmentedControl
              aria-label={t('menu.language')}
              data={[...LANGUAGES]}
              value={language}
              onChange={(value) => setLanguage(value as Language)}
            />
          </div>
          {children}
        </div>
      </main>
    </div>
  );
}

/** A day of a few rooms. */
function Day() {
  const rows = [
    [10, 60, 110, 40, 190, 90],
    [60, 120, 250, 60],
    [0, 40, 140, 100, 300, 60],
    [90, 50, 210, 110],
  ];
  return (
    <svg className={styles.day} viewBox="0 0 380 152" aria-hidden="true">
      {rows.map((row, at) => (
        <g key={row.join()} transform={`translate(0 ${at * 38})`}>
          <rect width="380" height="28" rx="8" fill="var(--surface)" />
          {row.map((from, index) =>
            index % 2 === 0 ? (
              <rect
                key={from}
                x={from + 4}
                y="4"
                width={(row[index + 1] ?? 0) - 2}
                height="20"
                rx="5"
                fill={at === 1 && index === 2 ? 'var(--accent)' : 'var(--accent-line)'}
              />
            ) : null,
          )}
        </g>
      ))}
    </svg>
  );
}
