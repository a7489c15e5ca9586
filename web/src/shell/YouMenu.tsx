/** Who one is, how the console looks and speaks, and the way out. */
import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { SIGNED_IN } from '@/api/queries';
import { type Session, signOut } from '@/api/session';
import { LANGUAGES, type Language, type PlainKey, useSpeech } from '@/i18n';
import styles from './Shell.module.css';
import { runsAny } from './session';

export function YouMenu({ me, onLeave }: { me: Session; onLeave: () => void }) {
  const { t, language, setLanguage } = useSpeech();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
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
    <>
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
        <Link to="/account" onClick={onLeave}>
          {t('account.title')}
        </Link>
        <button type="button" onClick={() => leave.mutate('here')}>
          {t('menu.signOut')}
        </button>
        <button type="button" onClick={() => leave.mutate('everywhere')}>
          {t('menu.signOutEverywhere')}
        </button>
      </div>
    </>
  );
}
