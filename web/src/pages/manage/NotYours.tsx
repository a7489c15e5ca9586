/** What is told to somebody who opens a page of `/manage` that is not theirs. */

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { groupsQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { pathOf } from '@/rules/rooms';
import { runsAny, useMe } from '@/shell/session';
import { Notice } from '@/ui/Notice';
import { useTitle } from '@/ui/useTitle';
import styles from './Manage.module.css';

export function NotYours() {
  const { t } = useSpeech();
  const me = useMe();
  useTitle(t('nav.manage'));
  const groups = useQuery({ ...groupsQuery(me), enabled: me.administersGroups.length > 0 });
  return (
    <div className={styles.notYours}>
      <h1 className="hidden">{t('nav.manage')}</h1>
      <Notice
        kind="lost"
        title={t('manage.notYours.title')}
        text={t(runsAny(me) ? 'manage.notYours.runner' : 'manage.notYours.employee')}
      />
      {groups.data && (
        <ul className={styles.yours}>
          {me.administersGroups.map((group) => (
            <li key={group}>{pathOf(group, groups.data).join(' › ')}</li>
          ))}
        </ul>
      )}
      <p className="row">
        {runsAny(me) && <Link to="/manage/rooms">{t('manage.notYours.yourRooms')}</Link>}
        <Link to="/rooms">{t('state.toRooms')}</Link>
        <Link to="/bookings">{t('nav.bookings')}</Link>
      </p>
    </div>
  );
}
