/**
 * A code that telephones read (ISO/IEC 18004): text as bytes, error correction M, up to 213 bytes.
 * An address of a room is far shorter.
 */

/** Error correction codewords of a block, and blocks, for the sizes 1 to 10. */
const CORRECTION = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5];
const CODEWORDS = [26, 44, 70, 100, 134, 172, 196, 242, 292, 346];
/** The middle ones of the places of small squares; the first is 6, the last is the size less 7. */
const MIDDLE = [0, 0, 0, 0, 0, 0, 22, 24, 26, 28];

const at = (list: readonly number[], version: number): number => list[version - 1] ?? 0;

/** Dark or not, row by row. `undefined` where the text is too long. */
export function qrOf(text: string, mask?: number): boolean[][] | undefined {
  const bytes = new TextEncoder().encode(text);
  const capacity = (version: number) =>
    at(CODEWORDS, version) - at(CORRECTION, version) * at(BLOCKS, version);
  let version = 1;
  const needs = (each: number) => Math.ceil((4 + (each < 10 ? 8 : 16) + bytes.length * 8) / 8);
  while (version <= 10 && needs(version) > capacity(version)) version += 1;
  if (version > 10) return undefined;
  const words = withCorrection(packed(bytes, version, capacity(version)), version);
  if (mask !== undefined) return drawn(words, version, mask);
  const all = Array.from({ length: 8 }, (_, each) => drawn(words, version, each));
  return all.reduce((best, each) => (unrest(each) < unrest(best) ? each : best));
}

/** Mode, length, the bytes, the end, and what fills it up. */
function packed(bytes: Uint8Array, version: number, capacity: number): number[] {
  const bits: number[] = [];
  const put = (value: number, length: number) => {
    for (let bit = length - 1; bit >= 0; bit -= 1) bits.push((value >> bit) & 1);
  };
  put(4, 4);
  put(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) put(byte, 8);
  put(0, Math.min(4, capacity * 8 - bits.length));
  while (bits.length % 8 !== 0) bits.push(0);
  const words: number[] = [];
  for (let bit = 0; bit < bits.length; bit += 8) {
    words.push(bits.slice(bit, bit + 8).reduce((word, each) => word * 2 + each, 0));
  }
  for (let pad = 0xec; words.length < capacity; pad ^= 0xec ^ 0x11) words.push(pad);
  return words;
}

/** A product in the field of 256 elements. */
function times(one: number, other: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((other >> bit) & 1) * one;
  }
  return product & 0xff;
}

function withCorrection(data: readonly number[], version: number): number[] {
  const [length, count] = [at(CORRECTION, version), at(BLOCKS, version)];
  const divisor: number[] = [...Array<number>(length - 1).fill(0), 1];
  let root = 1;
  for (let step = 0; step < length; step += 1) {
    for (let place = 0; place < length; place += 1) {
      divisor[place] = times(divisor[place] ?? 0, root) ^ (divisor[place + 1] ?? 0);
    }
    root = times(root, 2);
  }
  const short = Math.floor(data.length / count);
  const longFrom = count - (data.length % count);
  const blocks: { data: readonly number[]; rest: number[] }[] = [];
  let start = 0;
  for (let block = 0; block < count; block += 1) {
    const end = start + short + (block < longFrom ? 0 : 1);
    const part = data.slice(start, end);
    const rest = Array<number>(length).fill(0);
    for (const word of part) {
      const factor = word ^ (rest.shift() ?? 0);
      rest.push(0);
      divisor.forEach((each, place) => {
        rest[place] = (rest[place] ?? 0) ^ times(each, factor);
      });
    }
    blocks.push({ data: part, rest });
    start = end;
  }
  const words: number[] = [];
  for (let place = 0; place <= short; place += 1) {
    for (const block of blocks) {
      const word = block.data[place];
      if (word !== undefined) words.push(word);
    }
  }
  for (let place = 0; place < length; place += 1) {
    for (const block of blocks) words.push(block.rest[place] ?? 0);
  }
  return words;
}

const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

function drawn(words: readonly number[], version: number, mask: number): boolean[][] {
  const size = version * 4 + 17;
  const dark = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  const fixed = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  const set = (x: number, y: number, isDark: boolean) => {
    const [row, marks] = [dark[y], fixed[y]];
    if (!row || !marks || x < 0 || x >= size) return;
    row[x] = isDark;
    marks[x] = true;
  };
  const square = (x: number, y: number, reach: number) => {
    for (let dy = -reach; dy <= reach; dy += 1) {
      for (let dx = -reach; dx <= reach; dx += 1) {
        const ring = Math.max(Math.abs(dx), Math.abs(dy));
        set(x + dx, y + dy, reach === 4 ? ring !== 2 && ring !== 4 : ring !== 1);
      }
    }
  };
  for (let step = 0; step < size; step += 1) {
    set(6, step, step % 2 === 0);
    set(step, 6, step % 2 === 0);
  }
  square(3, 3, 4);
  square(size - 4, 3, 4);
  square(3, size - 4, 4);
  const middle = at(MIDDLE, version);
  const places = version === 1 ? [] : [6, ...(middle ? [middle] : []), size - 7];
  const last = size - 7;
  for (const x of places) {
    for (const y of places) {
      const isCorner = (x === 6 && y === 6) || (x === 6 && y === last) || (x === last && y === 6);
      if (!isCorner) square(x, y, 2);
    }
  }
  // Error correction M is 0; the mask; their remainder.
  let rest = mask;
  for (let step = 0; step < 10; step += 1) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  const form = ((mask << 10) | rest) ^ 0x5412;
  const bit = (value: number, place: number) => ((value >> place) & 1) === 1;
  for (let place = 0; place < 15; place += 1) {
    const isDark = bit(form, place);
    const near = place < 6 ? place : place < 8 ? place + 1 : size - 15 + place;
    set(8, near, isDark);
    const far = place < 8 ? size - 1 - place : place === 8 ? 7 : 14 - place;
    set(far, 8, isDark);
  }
  set(8, size - 8, true);
  if (version >= 7) {
    let remainder = version;
    for (let step = 0; step < 12; step += 1) {
      remainder = (remainder << 1) ^ ((remainder >> 11) * 0x1f25);
    }
    const told = (version << 12) | remainder;
    for (let place = 0; place < 18; place += 1) {
      const [far, near] = [size - 11 + (place % 3), Math.floor(place / 3)];
      set(far, near, bit(told, place));
      set(near, far, bit(told, place));
    }
  }
  let next = 0;
  const isMasked = MASKS[mask] ?? (() => false);
  for (let right = size - 1; right >= 1; right -= 2) {
    const column = right <= 6 ? right - 1 : right;
    for (let step = 0; step < size; step += 1) {
      const isUp = ((column + 1) & 2) === 0;
      const y = isUp ? size - 1 - step : step;
      for (const x of [column, column - 1]) {
        if (fixed[y]?.[x]) continue;
        const word = words[next >> 3];
        const isDark = word !== undefined && bit(word, 7 - (next & 7));
        const row = dark[y];
        if (row) row[x] = isDark !== isMasked(x, y);
        next += 1;
      }
    }
  }
  return dark;
}

/** How hard it is to read: long runs, blocks of one colour, what looks like a corner, imbalance. */
function unrest(dark: readonly (readonly boolean[])[]): number {
  const size = dark.length;
  const cell = (x: number, y: number) => dark[y]?.[x] ?? false;
  let found = 0;
  let count = 0;
  for (const turned of [false, true]) {
    const look = (a: number, b: number) => (turned ? cell(b, a) : cell(a, b));
    for (let b = 0; b < size; b += 1) {
      let run = 0;
      let line = '';
      for (let a = 0; a < size; a += 1) {
        const isDark = look(a, b);
        line += isDark ? '1' : '0';
        run = a > 0 && isDark === look(a - 1, b) ? run + 1 : 1;
        if (run === 5) found += 3;
        else if (run > 5) found += 1;
        if (!turned && isDark) count += 1;
        if (!turned && a > 0 && b > 0) {
          const same = cell(a - 1, b) === isDark && cell(a, b - 1) === isDark;
          if (same && cell(a - 1, b - 1) === isDark) found += 3;
        }
      }
      found += 40 * (line.match(/(?=10111010000)|(?=00001011101)/g) ?? []).length;
    }
  }
  const share = Math.abs((count * 20) / (size * size) - 10);
  return found + 10 * Math.max(Math.ceil(share) - 1, 0);
}
