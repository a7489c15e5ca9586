import type { ControlPanel, PanelFields } from '@/api/control';
import { wrongField } from '@/rules/manage';

/** As many buttons as the server takes. */
export const MOST_BUTTONS = 50;

export interface ButtonDraft {
  name: string;
  enName: string;
  icon: string;
  url: string;
  showTime: string;
}

/** What a button cannot be without. */
export const TEXT_FIELDS = ['name', 'enName', 'url', 'icon'] as const;
const BUTTON_FIELDS = [...TEXT_FIELDS, 'showTime'] as const;

/** Parameters: those that a line can say, and all as they were read. */
export interface ExtraDraft {
  /** A line each, as `name=value`. */
  lines: string;
  read?: Readonly<Record<string, string>> | undefined;
}

export interface PanelDraft {
  /** In the order in which they are shown. */
  buttons: ButtonDraft[];
  status: string;
  extra: ExtraDraft;
}

export const EMPTY: PanelDraft = { buttons: [], status: '', extra: { lines: '' } };

export const BLANK: ButtonDraft = { name: '', enName: '', icon: '', url: '', showTime: '0' };

export const draftOf = (panel: ControlPanel): PanelDraft => ({
  buttons: [...panel.roomIotConfig]
    .sort((one, other) => (one.sort ?? 0) - (other.sort ?? 0))
    .map(({ name, enName, icon, url, showTime }) => ({
      name: name ?? '',
      enName: enName ?? '',
      icon: icon ?? '',
      url: url ?? '',
      showTime: String(showTime ?? 0),
    })),
  status: panel.status === undefined ? '' : String(panel.status),
  extra: { lines: linesOf(panel.extra?.param), read: panel.extra?.param },
});

type Read = ExtraDraft['read'];
type Pair = readonly [name: string, value: string];

/** Whether a line can say it: it ends where a line breaks, and its name at the first `=`. */
const isLine = ([name, value]: Pair): boolean => /^[^=\r\n]+$/.test(name) && !/[\r\n]/.test(value);

const linesOf = (read: Read): string =>
  Object.entries(read ?? {})
    .filter(isLine)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');

const pairsOf = (lines: string): Pair[] =>
  lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);

/** What no line can say, and stays as it was read; but a line of the same name takes its place. */
export function keptOf({ lines, read }: ExtraDraft): Pair[] {
  const written = new Set(pairsOf(lines).map(([name]) => name));
  return Object.entries(read ?? {}).filter((pair) => !isLine(pair) && !written.has(pair[0]));
}

/** Lines that nobody touched are sent as they were read. */
function paramOf(extra: ExtraDraft): Read {
  if (extra.lines === linesOf(extra.read)) return extra.read;
  const pairs = [...pairsOf(extra.lines), ...keptOf(extra)];
  return pairs.length > 0 ? Object.fromEntries(pairs) : undefined;
}

/** Of 32 bits, as the server has it. */
export const NUMBERS = { from: -(2 ** 31), to: 2 ** 31 - 1 } as const;

export const isDigits = (text: string): boolean => /^-?\d+$/.test(text.trim());

export const isNumber = (text: string): boolean =>
  isDigits(text) && Number(text) >= NUMBERS.from && Number(text) <= NUMBERS.to;

export const isBlank = (text: string): boolean => text.trim() === '';

/** Whether a button is without a text that it needs. The server says so of one at a time. */
export const lacksTexts = ({ buttons }: PanelDraft): boolean =>
  buttons.some((button) => TEXT_FIELDS.some((field) => isBlank(button[field])));

/** What of the buttons is not the same everywhere: a conflict shows that, and not fifty buttons. */
export function differing(
  buttons: readonly ButtonDraft[],
  among: readonly (readonly ButtonDraft[])[],
): { at: number; fields: (keyof ButtonDraft)[] }[] {
  return buttons
    .map((button, at) => ({
      at,
      fields: BUTTON_FIELDS.filter((field) =>
        among.some((others) => others[at]?.[field] !== button[field]),
      ),
    }))
    .filter(({ fields }) => fields.length > 0);
}

/** The place of the button that a refusal is about, as it was sent. */
export function refusedPlace(message: string): number | undefined {
  const found = /^roomConfig\[(\d+)\]/.exec(wrongField(message)?.field ?? '');
  return found ? Number(found[1]) : undefined;
}

/** A field by the name that it had when it was sent, wherever its button stands now. */
export function sentName(
  name: string,
  placeOf: (at: number) => number | undefined,
): string | undefined {
  const found = /^roomConfig\[(\d+)\](.*)$/.exec(name);
  if (!found) return name;
  const place = placeOf(Number(found[1]));
  return place === undefined ? undefined : `roomConfig[${place}]${found[2]}`;
}

/** The first line of parameters that is none, counted from 1; 0 where all are. */
export function wrongLine(lines: string): number {
  return lines.split('\n').findIndex((line) => line.trim() !== '' && line.indexOf('=') < 1) + 1;
}

/** Whether the server can be asked at all: what is no number cannot be said in its words. */
export const isWhole = (draft: PanelDraft): boolean =>
  wrongLine(draft.extra.lines) === 0 &&
  (draft.status.trim() === '' || isNumber(draft.status)) &&
  draft.buttons.every(({ showTime }) => isNumber(showTime));

/** A panel is written whole: what is left out is gone. */
export function sentOf({ buttons, status, extra }: PanelDraft): PanelFields {
  const param = paramOf(extra);
  return {
    roomConfig: buttons.map(({ showTime, ...texts }, at) => ({
      ...texts,
      showTime: Number(showTime),
      sort: at + 1,
    })),
    ...(status.trim() !== '' && { status: Number(status) }),
    ...(param && { extra: { param } }),
  };
}

/** A list with one of it a place further up or down. */
export function moved<Each>(list: readonly Each[], from: number, by: 1 | -1): Each[] {
  const next = [...list];
  const [taken] = next.splice(from, 1);
  if (taken !== undefined) next.splice(from + by, 0, taken);
  return next;
}

export const SHOWN = ['roomConfig', 'roomId', 'status', 'extra'];
