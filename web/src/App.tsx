import { MantineProvider, MantineThemeProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { Problem, ServerAway } from './api/problem';
import { SIGNED_IN } from './api/queries';
import { onOtherTabs } from './api/session';
import { SpeechProvider, useSpeech } from './i18n';
import { router } from './router';
import { spoken, theme } from './theme';
import { ErrorBoundary } from './ui/ErrorBoundary';

/**
 * Whoever is signed out elsewhere is led to the door, whichever call noticed. A wrong password says
 * nothing of that.
 */
function noticed(problem: Error): void {
  if (problem instanceof Problem && problem.status === 401 && problem.code !== 'signin.wrong') {
    queries.setQueryData(SIGNED_IN, null);
  }
}

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticed }),
  mutationCache: new MutationCache({ onError: noticed }),
  defaultOptions: {
    queries: {
      staleTime: 20_000,
      // What was refused is refused again; a server that is away, or asked too fast, comes back.
      retry: (count, problem) =>
        problem instanceof ServerAway
          ? count < 2
          : problem instanceof Problem && problem.isTooFast && count < 5,
      retryDelay: (count) => 400 * 2 ** count,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

/** Who left or came in another tab left or came here, too; what another saw is not shown. */
onOtherTabs(async () => {
  await queries.refetchQueries({ queryKey: SIGNED_IN });
  queries.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== SIGNED_IN[0] });
});

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
              <Notifications position="bottom-center" autoClose={6000} />
            </SpokenTheme>
          </QueryClientProvider>
        </ErrorBoundary>
      </SpeechProvider>
    </MantineProvider>
  );
}
