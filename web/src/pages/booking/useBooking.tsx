/** The booking dialog, opened from wherever one sees a room. */
import {
  createContext,
  type ReactNode,
  Suspense,
  useCallback,
  useContext,
  useMemo,
  useState,
} from 'react';
import type { Event } from '@/api/queries';
import type { Span } from '@/rules/closed';
import { lazyPart } from '@/ui/lazyPart';

const BookingDialog = lazyPart(async () => (await import('./BookingDialog')).BookingDialog);

/** What is wished at first. */
export interface Wished extends Span {
  roomIds: readonly string[];
  people?: number;
  /** What is to be changed; absent for a new one. */
  event?: Event;
}

const BookingContext = createContext<(wished: Wished) => void>(() => {});

export function BookingProvider({ children }: { children: ReactNode }) {
  const [wished, setWished] = useState<Wished | null>(null);
  const [count, setCount] = useState(0);
  const open = useCallback((next: Wished) => {
    setWished(next);
    setCount((before) => before + 1);
  }, []);
  const dialog = useMemo(
    () =>
      wished && (
        <Suspense fallback={null}>
          <BookingDialog key={count} wished={wished} onClose={() => setWished(null)} />
        </Suspense>
      ),
    [wished, count],
  );
  return (
    <BookingContext.Provider value={open}>
      {children}
      {dialog}
    </BookingContext.Provider>
  );
}

export const useBooking = () => useContext(BookingContext);
