/** Shows what others book as soon as they do. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Problem, ServerAway } from '@/api/problem';
import { SIGNED_IN, watchRooms } from '@/api/queries';
import type { Session } from '@/api/session';

/** How long to wait after a call that failed. */
const PAUSE = 5_000;
/** What tells of bookings. */
const STALE = ['busy', 'bookings', 'events', 'waiting', 'explain', 'find'];

export function useLive(me: Session): void {
  const queries = useQueryClient();
  useEffect(() => {
    const end = new AbortController();
    const watch = async () => {
      let version: string | undefined;
      while (!end.signal.aborted) {
        try {
          const changed = await watchRooms(me, version, end.signal);
          version = changed.version;
          if (changed.everything || changed.roomIds.length > 0) {
            for (const key of STALE) queries.invalidateQueries({ queryKey: [key] });
          }
        } catch (problem) {
          if (end.signal.aborted) return;
          // Signed out elsewhere: nothing else may ask for long.
          if (problem instanceof Problem && problem.status === 401) {
            queries.setQueryData(SIGNED_IN, null);
            return;
          }
          // What is asked now fails too, and the pages say how old that is which they show.
          if (problem instanceof ServerAway) queries.invalidateQueries({ queryKey: ['busy'] });
          version = undefined;
          await new Promise((resolve) => setTimeout(resolve, PAUSE));
        }
      }
    };
    watch();
    return () => end.abort();
  }, [me, queries]);
}
