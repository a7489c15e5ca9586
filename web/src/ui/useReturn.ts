import { useEffect } from 'react';
import { answers } from '@/api/lazy';

const PAUSE = 4_000;
const again = () => window.location.reload();

/** Loads the page again where the server answers. */
export async function tryAgain() {
  if (await answers()) again();
}

/** While this is shown: as soon as the server answers, the page is loaded again, with what it lacked. */
export function useReturn() {
  useEffect(() => {
    const timer = setInterval(tryAgain, PAUSE);
    return () => clearInterval(timer);
  }, []);
}
