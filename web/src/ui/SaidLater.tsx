/** `Said` where its words are no part of what everybody loads first. */
import { lazy, Suspense } from 'react';
import type { Problem } from '@/api/problem';

const Said = lazy(() =>
  import('./Said').then(
    ({ Said }) => ({ default: Said }),
    // The server may be away by now: its own words are here.
    () => ({ default: Plain }),
  ),
);

export function SaidLater({ problem }: { problem: Problem }) {
  return (
    <Suspense fallback={null}>
      <Said problem={problem} />
    </Suspense>
  );
}

function Plain({ problem }: { problem: Problem }) {
  return <p>{problem.message}</p>;
}
