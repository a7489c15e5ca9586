/** `/manage`: what there is to run, and which of it is yours. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { groupsQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { pathOf } from '@/rules/rooms';
import { useMe } from '@/shell/session';
import styles from './Manage.module.css';
import { chaptersFor } from './sections';
import { Page } from './ui/Page';

export function Overview() {
  const { t } = useSpeech();
  const me = useMe();
  const groups = useQuery(groupsQuery(me));
  const yours = groups.data
    ? me.administersGroups.map((group) => pathOf(group, groups.data).join(' › ')).filter(Boolean)
    : [];
  return (
    <Page
      title={t('nav.manage')}
      lead={
        me.isAdmin
          ? t('manage.overview.admin', { organisation: me.organisation })
          : yours.length > 0
            ? t('manage.overview.groups', { groups: yours.join(', ') })
            : t('manage.overview.rooms', { n: me.administersRooms.length })
      }
    >
      <div className={styles.overview}>
        {chaptersFor(me).map(({ name, sections }) => (
          <section key={name}>
            <h2>{t(name)}</h2>
            <ul>
              {sections.map((section) => (
                <li key={section.name}>
                  <Link to={section.to}>{t(section.name)}</Link>
                  <p className="soft">{t(section.about)}</p>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Page>
  );
}
