import { useEffect, useState } from 'react';

/** How long something must be in sight before it is asked about. */
const MOMENT = 160;

/** Whether a component has been there for a moment: what is scrolled past is not asked about. */
export function useSettled(): boolean {
  const [isSettled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), MOMENT);
    return () => clearTimeout(timer);
  }, []);
  return isSettled;
}
