import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { SIGNED_IN } from '@/api/queries';
import { consoleCall, forgetSession, tellTabs } from '@/api/session';

/** Goes through the door, and on to where one wanted to be. */
export function useEnter(next = '/rooms') {
  const queries = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body: unknown }) =>
      consoleCall<void>('POST', path, body),
    onSuccess: async () => {
      forgetSession();
      tellTabs();
      queries.removeQueries({ queryKey: SIGNED_IN });
      // The consent page is the server's own, not one of these.
      if (next.startsWith('/oauth2/')) window.location.assign(next);
      else router.history.replace(next);
    },
  });
}
