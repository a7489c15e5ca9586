/** `/manage`: for who runs rooms. What is around each of its pages, and who may open them. */
import '@/i18n/manage';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useSpeech } from '@/i18n';
import { runsAny, useMe } from '@/shell/session';
import { Icon } from '@/ui/icons';
import styles from './Manage.module.css';
import { NotYours } from './NotYours';
import { chaptersFor } from './sections';

export function Manage() {
  const { t } = useSpeech();
  const me = useMe();
  const { pathname } = useLocation();
  const [isOpen, setOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list closes where one goes on
  useEffect(() => setOpen(false), [pathname]);
  if (!runsAny(me)) return <NotYours />;
  const chapters = chaptersFor(me);
  const here = chapters
    .flatMap(({ sections }) => sections)
    .find(({ to }) => pathname === to || pathname.startsWith(`${to}/`));
  return (
    <div className={styles.manage}>
      <nav className={styles.side} aria-label={t('manage.nav')}>
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <span className="soft">{t('nav.manage')}</span>
          <strong>{here ? t(here.name) : t('manage.overview')}</strong>
          <Icon name="down" size={18} />
        </button>
        <div className={styles.chapters} data-open={isOpen || undefined}>
          {chapters.map(({ name, sections }) => (
            <section key={name}>
              <p className={styles.chapter}>{t(name)}</p>
              <ul>
                {sections.map((section) => (
                  <li key={section.name}>
                    <Link
                      to={section.to}
                      className={styles.link}
                      activeOptions={{ includeSearch: false }}
                    >
                      {t(section.name)}
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </nav>
      <div className={styles.content}>
        <Outlet />
      </div>
    </div>
  );
}
