/** What is around every page: where one is, where one can go, and who one is. */
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Session } from '@/api/session';
import { type PlainKey, useSpeech } from '@/i18n';
import { Drop } from '@/ui/Drop';
import { Icon, type IconName } from '@/ui/icons';
import { lazyPart } from '@/ui/lazyPart';
import { AwayBanner } from './AwayBanner';
import styles from './Shell.module.css';
import { runsAny, useMe } from './session';
import { useLive } from './useLive';

const YouMenu = lazyPart(async () => (await import('./YouMenu')).YouMenu);

interface Place {
  to: LinkProps['to'];
  name: PlainKey;
  /** What it is called where there is little space. */
  short?: PlainKey;
  icon: IconName;
}

const PLACES: readonly Place[] = [
  { to: '/rooms', name: 'nav.rooms', icon: 'rooms' },
  { to: '/rooms/find', name: 'nav.find', short: 'nav.find.short', icon: 'find' },
  { to: '/bookings', name: 'nav.bookings', short: 'nav.bookings.short', icon: 'bookings' },
];
/** For who runs rooms. */
const RUN: readonly Place[] = [
  { to: '/approvals', name: 'nav.approvals', icon: 'approvals' },
  { to: '/manage', name: 'nav.manage', icon: 'manage' },
];

export function Shell({ children }: { children: ReactNode }) {
  const { t } = useSpeech();
  const me = useMe();
  useLive(me);
  const places = runsAny(me) ? [...PLACES, ...RUN] : PLACES;
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {t('skipToContent')}
      </a>
      <header className={styles.bar}>
        <Link to="/rooms" className={styles.brand}>
          <img src="/icon.svg" alt="" />
          <span>{me.organisation || t('appName')}</span>
        </Link>
        <nav className={styles.links} aria-label={t('nav.label')}>
          <Places places={places} />
        </nav>
        <You me={me} />
      </header>
      <AwayBanner />
      <main id="content" tabIndex={-1} className={styles.main}>
        {children}
      </main>
      <nav className={styles.bottom} aria-label={t('nav.label')}>
        <Places places={places} isNarrow />
      </nav>
    </div>
  );
}

function Places({ places, isNarrow }: { places: readonly Place[]; isNarrow?: boolean }) {
  const { t } = useSpeech();
  return places.map(({ to, name, short, icon }) => (
    <Link
      key={name}
      to={to}
      aria-label={isNarrow && short ? t(name) : undefined}
      className={styles.link}
      activeOptions={{ exact: to === '/rooms', includeSearch: false }}
    >
      <Icon name={icon} size={18} />
      <span>{t((isNarrow && short) || name)}</span>
    </Link>
  ));
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const han = /^\p{Script=Han}+$/u;
  if (words[0] && han.test(words[0])) return words[0].slice(-2);
  return words
    .map((word) => word[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();
}

function You({ me }: { me: Session }) {
  const { t } = useSpeech();
  return (
    <Drop
      at="end"
      width={300}
      label={t('nav.you')}
      button={(opener) => (
        <button type="button" className={styles.you} {...opener}>
          <span className={styles.face} aria-hidden="true">
            {initials(me.name)}
          </span>
          <span className="hidden">{t('nav.you')}: </span>
          <span className={styles.youName}>{me.name}</span>
        </button>
      )}
    >
      {(close) => <YouMenu me={me} onLeave={close} />}
    </Drop>
  );
}
