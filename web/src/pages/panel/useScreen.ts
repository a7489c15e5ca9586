/** What a screen knows: the day as it was last heard, how old that is, and what was asked for. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import {
  askDay,
  type Deed,
  doIt,
  type Heard,
  isLost,
  keptDay,
  keptWish,
  listen,
} from '@/api/panel';
import { Problem } from '@/api/problem';
import { type Wish, worth } from '@/rules/panel';

const DAY = ['panel', 'day'] as const;
/** How often the day is asked for, though nothing was told. */
const PULSE = 30_000;
const PULSE_AWAY = 5_000;

/** What became of what somebody asked for. */
export type Said =
  | { kind: 'refused'; problem: Problem }
  | { kind: 'away' }
  | { kind: 'wish-met'; minutes: number }
  | { kind: 'wish-refused'; problem: Problem }
  | { kind: 'wish-late' }
  | { kind: 'reported' };

export interface Screen {
  heard: Heard | undefined;
  /** Whether the server did not answer when it was last asked. */
  isAway: boolean;
  problem: Error | null;
  now: number;
  isBusy: boolean;
  said: Said | undefined;
  wish: Wish | null;
  act: (deed: Deed) => void;
  wishFor: (minutes: number) => void;
  dropWish: () => void;
  hush: () => void;
}

/** The time of the server, each second, as far as this browser can tell. */
function useServerTime(heard: Heard | undefined): number {
  const [own, setOwn] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setOwn(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return own + (heard ? heard.day.now - heard.at : 0);
}

export function useScreen(token: string, onLost: () => void): Screen {
  const queries = useQueryClient();
  const [said, setSaid] = useState<Said>();
  const [wish, setWish] = useState(keptWish.read);
  const kept = useRef(keptDay.read());
  const query = useQuery({
    queryKey: DAY,
    queryFn: () => askDay(token),
    ...(kept.current && { initialData: kept.current, initialDataUpdatedAt: 0 }),
    refetchInterval: ({ state }) => (state.status === 'error' ? PULSE_AWAY : PULSE),
    refetchIntervalInBackground: true,
    refetchOnReconnect: 'always',
    networkMode: 'always',
    retry: false,
  });
  const heard = query.data;
  const now = useServerTime(heard);

  const lost = isLost(query.error);
  useEffect(() => {
    if (lost) onLost();
  }, [lost, onLost]);

  useEffect(
    () => listen(token, () => queries.invalidateQueries({ queryKey: DAY })),
    [token, queries],
  );

  // A browser knows at once that its network is gone.
  useEffect(() => {
    const ask = () => {
      queries.invalidateQueries({ queryKey: DAY });
    };
    window.addEventListener('offline', ask);
    return () => window.removeEventListener('offline', ask);
  }, [queries]);

  const doing = useMutation({
    mutationFn: (deed: Deed) => doIt(token, deed),
    onSuccess: (next, { what }) => {
      queries.setQueryData(DAY, next);
      setSaid(what === 'report' ? { kind: 'reported' } : undefined);
    },
    onError: (problem) => {
      setSaid(problem instanceof Problem ? { kind: 'refused', problem } : { kind: 'away' });
      queries.invalidateQueries({ queryKey: DAY });
    },
  });

  const hush = useCallback(() => setSaid(undefined), []);
  const keepWish = useCallback((next: Wish | null) => {
    keptWish.write(next);
    setWish(next);
  }, []);

  // The server answers again: what was wished for is asked for, if there is still use in it.
  const asking = useRef(false);
  const answers = query.isSuccess && query.isFetchedAfterMount && !query.isFetching;
  useEffect(() => {
    if (!wish || !answers || asking.current) return;
    const minutes = worth(wish, now);
    if (minutes === 0) {
      keepWish(null);
      setSaid({ kind: 'wish-late' });
      return;
    }
    asking.current = true;
    doIt(token, { what: 'book', minutes })
      .then((next) => {
        queries.setQueryData(DAY, next);
        keepWish(null);
        setSaid({ kind: 'wish-met', minutes });
      })
      .catch((problem: unknown) => {
        // A server that is away again is asked again.
        if (!(problem instanceof Problem)) return;
        keepWish(null);
        setSaid({ kind: 'wish-refused', problem });
      })
      .finally(() => {
        asking.current = false;
      });
  }, [wish, answers, now, token, queries, keepWish]);

  return {
    heard,
    isAway: query.isError && !lost,
    problem: query.error,
    now,
    isBusy: doing.isPending,
    said,
    wish,
    act: (deed) => {
      setSaid(undefined);
      doing.mutate(deed);
    },
    wishFor: (minutes) => {
      setSaid(undefined);
      keepWish({ minutes, madeAt: now });
    },
    dropWish: () => keepWish(null),
    hush,
  };
}
