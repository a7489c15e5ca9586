import { useRef } from 'react';

/** Whether something was ever wanted: what is fetched for it then stays, so that it can close as it opened. */
export function useWanted(isWanted: boolean): boolean {
  const was = useRef(false);
  was.current ||= isWanted;
  return was.current;
}
