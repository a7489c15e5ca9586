/** The pages behind the door: whoever is not signed in is led to it, and back. */
import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { sessionQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { BookingProvider } from '@/pages/booking/useBooking';
import { Trouble } from '@/ui/Notice';
import { Shell } from './Shell';
import styles from './Shell.module.css';
import { SessionContext } from './session';

export function SignedIn() {
  const { t } = useSpeech();
  const session = useQuery({
    ...sessionQuery,
    // The page tries by itself while the server is away.
    refetchInterval: ({ state }) => (state.error ? 4000 : false),
  });
  if (session.data) {
    return (
      <SessionContext.Provider value={session.data}>
        <BookingProvider>
          <Shell>
            <Outlet />
          </Shell>
        </BookingProvider>
      </SessionContext.Provider>
    );
  }
  if (session.data === null) {
    return <ToTheDoor />;
  }
  return (
    <main className={styles.alone}>
      {session.error ? (
        <Trouble isPage problem={session.error} retry={() => session.refetch()} />
      ) : (
        <Loader aria-label={t('state.loading')} />
      )}
    </main>
  );
}

/** Leads to the door once, and keeps in mind where one came from. */
function ToTheDoor() {
  const navigate = useNavigate();
  const { href } = useLocation();
  const [from] = useState(href);
  useEffect(() => {
    navigate({ to: '/signin', search: from === '/rooms' ? {} : { next: from }, replace: true });
  }, [navigate, from]);
  return null;
}
