/**
 * What the browser keeps for the pages. One that may keep nothing throws where its store is as much as
 * looked at, or when it is written to: then it is kept as long as the page is open.
 */
const inHand = new Map<string, string>();

export function readKept(key: string): string | null {
  const held = inHand.get(key);
  if (held !== undefined) return held;
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a text, or no longer. */
export function keep(key: string, text: string | null): void {
  inHand.delete(key);
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    if (text !== null) inHand.set(key, text);
  }
}
