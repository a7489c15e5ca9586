import { MantineProvider, MantineThemeProvider } from '@mantine/core';
import { notificationsStore } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react';
import { queries } from './api/cache';
import { SIGNED_IN } from './api/queries';
import { onOtherTabs } from './api/session';
import { SpeechProvider, useSpeech } from './i18n';
import { router } from './router';
import { spoken, theme } from './theme';
import { ErrorBoundary } from './ui/ErrorBoundary';

/** Who left or came in another tab left or came here, too; what another saw is not shown. */
onOtherTabs(async () => {
  await queries.refetchQueries({ queryKey: SIGNED_IN });
  queries.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== SIGNED_IN[0] });
});

const fetchNotices = () => import('./ui/Notices');
const Notices = lazy(async () => ({ default: (await fetchNotices()).Notices }));
/** When they are fetched at the latest: they tell of a server that is away, too. */
const A_WHILE = 3_000;

/** What is told in passing, at the foot of the page; nothing of it is drawn before something is told. */
function ToldInPassing() {
  const [isTold, setTold] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => fetchNotices().catch(() => {}), A_WHILE);
    const end = notificationsStore.subscribe(() => setTold(true));
    return () => {
      clearTimeout(timer);
      end();
    };
  }, []);
  return <Suspense fallback={null}>{isTold && <Notices />}</Suspense>;
}

/** The theme in the person's language. */
function SpokenTheme({ children }: { children: ReactNode }) {
  const { t } = useSpeech();
  const close = t('close');
  const theme = useMemo(() => spoken(close), [close]);
  return <MantineThemeProvider theme={theme}>{children}</MantineThemeProvider>;
}

export function App() {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <SpeechProvider>
        <ErrorBoundary>
          <QueryClientProvider client={queries}>
            <SpokenTheme>
              <RouterProvider router={router} context={{ queries }} />
              <ToldInPassing />
            </SpokenTheme>
          </QueryClientProvider>
        </ErrorBoundary>
      </SpeechProvider>
    </MantineProvider>
  );
}
