/** What a finger does in the timeline, where it would scroll else. */
import { useEffect } from 'react';

/** How far a mouse goes before it drags, in pixels. */
export const SLACK = 4;
/** How long a finger stays before it holds or draws, in milliseconds. */
export const LONG = 350;

/** While a finger holds something there, it does not scroll, and opens no menu. */
export function useStillness(element: HTMLElement | null, isHeld: () => boolean) {
  useEffect(() => {
    if (!element) return;
    const keep = (event: Event) => {
      if (isHeld() && event.cancelable) event.preventDefault();
    };
    element.addEventListener('touchmove', keep, { passive: false });
    element.addEventListener('contextmenu', keep);
    return () => {
      element.removeEventListener('touchmove', keep);
      element.removeEventListener('contextmenu', keep);
    };
  }, [element, isHeld]);
}
