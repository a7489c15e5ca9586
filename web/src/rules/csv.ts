/** Tables for other programs, as RFC 4180 has them. */

/** Programs of tables take a cell that begins so for a formula: an apostrophe stands in front. */
const FORMULA = /^[=+\-@\t\r']/;

type Cell = string | number | undefined | null;

function cell(value: Cell): string {
  const text = String(value ?? '');
  const safe = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Lines of cells as one text. */
export function csv(lines: readonly (readonly Cell[])[]): string {
  return lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}
