/** The focus, back where it was before a dialog that is there only while it is open. */
import { useEffect, useState } from 'react';

export function useFocusBack(): void {
  // Before the dialog itself takes it.
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      setTimeout(() => {
        if (document.activeElement && document.activeElement !== document.body) return;
        // What opened it may be gone, as a booking is that was cancelled.
        const isThere = before instanceof HTMLElement && before.isConnected;
        const place = isThere && before !== document.body ? before : null;
        (place ?? document.getElementById('content'))?.focus({ preventScroll: true });
      });
    },
    [before],
  );
}
