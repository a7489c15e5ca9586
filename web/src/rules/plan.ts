/** Rectangles on the picture of a floor, in per mille of its sides. */

export const SIDE = 1000;
/** The smallest that a room is drawn. */
const LEAST = 20;

export interface Rectangle {
  left: number;
  top: number;
  width: number;
  height: number;
}

const within = (value: number, least: number, most: number) =>
  Math.max(least, Math.min(Math.round(value), most));

/** Moves it, as far as the picture goes. */
export const movedBy = (place: Rectangle, x: number, y: number): Rectangle => ({
  ...place,
  left: within(place.left + x, 0, SIDE - place.width),
  top: within(place.top + y, 0, SIDE - place.height),
});

/** Makes it larger or smaller by its lower right corner. */
export const grownBy = (place: Rectangle, x: number, y: number): Rectangle => ({
  ...place,
  width: within(place.width + x, LEAST, SIDE - place.left),
  height: within(place.height + y, LEAST, SIDE - place.top),
});

/** Where the next room is put: beside those that are there, so that none hides another. */
export function nextPlace(placed: readonly Rectangle[]): Rectangle {
  const size = { width: 140, height: 120 };
  for (let top = 20; top + size.height <= SIDE; top += 40) {
    for (let left = 20; left + size.width <= SIDE; left += 40) {
      const free = { left, top, ...size };
      if (!placed.some((other) => meets(free, other))) return free;
    }
  }
  return { left: 430, top: 440, ...size };
}

const meets = (a: Rectangle, b: Rectangle): boolean =>
  a.left < b.left + b.width &&
  b.left < a.left + a.width &&
  a.top < b.top + b.height &&
  b.top < a.top + a.height;

/** A picture that a server of ours keeps is asked of the one that shows the page. */
export function pictureAt(address: string): string {
  const ours = /\/v1\.0\/rooms\/pictures\/[^/]+\/[^/?#]+$/.exec(address);
  return ours ? ours[0] : address;
}
