/** What is around every page: where one is, where one can go, and who one is. */
import { Popover, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, type LinkProps } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { SIGNED_IN } from '@/api/queries';
import { type Session, signOut } from '@/api/session';
import { LANGUAGES, type Language, type PlainKey, useSpeech } from '@/i18n';
import { Icon, type IconName } from '@/ui/icons';
import { AwayBanner } from './AwayBanner';
import styles from './Shell.module.css';
import { runsAny, useMe } from './session';
import { useLive } from './useLive';

interface Place {
  to: LinkProps['to'];
  name: PlainKey;
  icon: IconName;
}

const PLACES: readonly Place[] = [
  { to: '/rooms', name: 'nav.rooms', icon: 'rooms' },
  { to: '/rooms/find', name: 'nav.find', icon: 'find' },
  { to: '/bookings', name: 'nav.bookings', icon: 'bookings' },
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
        <Places places={places} />
      </nav>
    </div>
  );
}

function Places({ places }: { places: readonly Place[] }) {
  const { t } = useSpeech();
  return places.map(({ to, name, icon }) => (
    <Link
      key={name}
      to={to}
      className={styles.link}
      activeOptions={{ exact: to === '/rooms', includeSearch: false }}
    >
      <Icon name={icon} size={18} />
      <span>{t(name)}</span>
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
  const { t, language, setLanguage } = useSpeech();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [isOpen, setOpen] = useState(false);
  const queries = useQueryClient();
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: () => {
      queries.setQueryData(SIGNED_IN, null);
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SIGNED_IN[0] });
    },
  });
  const role: PlainKey = me.isAdmin
    ? 'menu.role.admin'
    : runsAny(me)
      ? 'menu.role.groupAdmin'
      : 'menu.role.employee';
  return (
    <Popover
      position="bottom-end"
      width={300}
      shadow="md"
      trapFocus
      returnFocus
      opened={isOpen}
      onChange={setOpen}
    >
      <Popover.Target>
        <button type="button" className={styles.you} onClick={() => setOpen(!isOpen)}>
          <span className={styles.face} aria-hidden="true">
            {initials(me.name)}
          </span>
          <span className="hidden">{t('nav.you')}: </span>
          <span className={styles.youName}>{me.name}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown p={4}>
        <div className={styles.menuPart}>
          <strong>{me.name}</strong>
          <span className="soft small">
            {t(role)} · {me.userId}
          </span>
        </div>
        <div className={styles.menuPart}>
          <span className="soft small">{t('menu.language')}</span>
          <SegmentedControl
            aria-label={t('menu.language')}
            fullWidth
            size="sm"
            data={[...LANGUAGES]}
            value={language}
            onChange={(value) => setLanguage(value as Language)}
          />
          <span className="soft small">{t('menu.look')}</span>
          <SegmentedControl
            aria-label={t('menu.look')}
            fullWidth
            size="sm"
            data={[
              { value: 'auto', label: t('menu.look.auto') },
              { value: 'light', label: t('menu.look.light') },
              { value: 'dark', label: t('menu.look.dark') },
            ]}
            value={colorScheme}
            onChange={(value) => setColorScheme(value as 'auto' | 'light' | 'dark')}
          />
        </div>
        <div className={styles.leave}>
          <Link to="/account" onClick={() => setOpen(false)}>
            {t('account.title')}
          </Link>
          <button type="button" onClick={() => leave.mutate('here')}>
            {t('menu.signOut')}
          </button>
          <button type="button" onClick={() => leave.mutate('everywhere')}>
            {t('menu.signOutEverywhere')}
          </button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
