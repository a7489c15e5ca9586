/** The state of a room as a shape, for who cannot tell the colours. */
import type { State } from '@/rules/panel';

const CROSS = 'M8 8l8 8M16 8 8 16';

const PATHS: Record<State, string> = {
  free: 'M6.5 12.5 10.5 16.500 17.500 8',
  busy: 'M7 12h10',
  waits: 'M8.5 7h7M8.5 17h7M9 7c0 3 6 4 6 5s-6 2-6 5M15 7c0 3-6 4-6 5s6 2 6 5',
  closed: CROSS,
  shut: CROSS,
};

export function StateSign({ state }: { state: State }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor">
      <circle cx="12" cy="12" r="10.200" strokeWidth="1.800" />
      <path d={PATHS[state]} strokeWidth="2.400" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
