/** Who has the rooms that are in sight: asked by the twenty, once they stay there for a moment. */
import { useDebouncedValue } from '@mantine/hooks';
import { type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Booking, bookingsOf, personQuery } from '@/api/queries';
import type { Span } from '@/rules/closed';
import { useMe } from '@/shell/session';

/** As many rooms as one call tells of. */
const CALL = 20;

export interface Who extends Span {
  name: string;
}

const data = <Data>(results: UseQueryResult<Data>[]): (Data | undefined)[] =>
  results.map((result) => result.data);

export function useWho(
  roomIds: readonly string[],
  first: number,
  last: number,
  from: number,
  until: number,
): ReadonlyMap<string, readonly Who[]> {
  const me = useMe();
  const [seen] = useDebouncedValue(`${Math.floor(first / CALL)} ${Math.floor(last / CALL)}`, 200);
  const chunks = useMemo(() => {
    const [begin = 0, end = 0] = seen.split(' ').map(Number);
    return Array.from({ length: Math.min(end - begin + 1, 3) }, (_, at) =>
      roomIds.slice((begin + at) * CALL, (begin + at + 1) * CALL),
    ).filter((ids) => ids.length > 0);
  }, [seen, roomIds]);
  const told = useQueries({
    queries: chunks.map((ids) => ({
      queryKey: ['bookings', me.unionId, ids, from, until],
      queryFn: ({ signal }: { signal: AbortSignal }) => bookingsOf(me, ids, from, until, signal),
      staleTime: 60_000,
    })),
    combine: data<Map<string, Booking[]>>,
  });
  const bookings = useMemo(() => told.flatMap((each) => (each ? [...each] : [])), [told]);
  const people = useMemo(
    () => [
      ...new Set(bookings.flatMap(([, list]) => list.flatMap(({ organizer }) => organizer ?? []))),
    ],
    [bookings],
  );
  const names = useQueries({
    queries: people.map((unionId) => personQuery(unionId)),
    combine: data<string>,
  });
  return useMemo(() => {
    const who = new Map<string, Who[]>();
    for (const [roomId, list] of bookings) {
      const known = list.flatMap(({ from, until, organizer }) => {
        const name = organizer && names[people.indexOf(organizer)];
        return name ? [{ from, until, name }] : [];
      });
      if (known.length > 0) who.set(roomId, known);
    }
    return who;
  }, [bookings, people, names]);
}
