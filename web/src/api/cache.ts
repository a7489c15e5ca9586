/** What the pages have asked the server, and keep. */
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem, ServerAway } from './problem';
import { SIGNED_IN } from './queries';

/**
 * Whoever is signed out elsewhere is led to the door, whichever call noticed. A wrong password says
 * nothing of that.
 */
function noticed(problem: Error): void {
  if (problem instanceof Problem && problem.status === 401 && problem.code !== 'signin.wrong') {
    queries.setQueryData(SIGNED_IN, null);
  }
}

export const queries: QueryClient = new QueryClient({
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
