import type { ControlPanel, PanelFields } from '@/api/control';

/** As many buttons as the server takes. */
export const MOST_BUTTONS = 50;

export interface ButtonDraft {
  name: string;
  enName: string;
  icon: string;
  url: string;
  showTime: string;
}

export interface PanelDraft {
  /** In the order in which they are shown. */
  buttons: ButtonDraft[];
  status: string;
  /** A line each, as `name=value`. */
  extra: string;
}

export const EMPTY: PanelDraft = { buttons: [], status: '', extra: '' };

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
  extra: Object.entries(panel.extra?.param ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .join('\n'),
});

export const isNumber = (text: string): boolean => /^-?\d{1,9}$/.test(text.trim());

/** The first line of parameters that is none, counted from 1; 0 where all are. */
export function wrongLine(extra: string): number {
  return extra.split('\n').findIndex((line) => line.trim() !== '' && line.indexOf('=') < 1) + 1;
}

/** Whether the server can be asked at all: what is no number cannot be said in its words. */
export const isWhole = (draft: PanelDraft): boolean =>
  wrongLine(draft.extra) === 0 &&
  (draft.status.trim() === '' || isNumber(draft.status)) &&
  draft.buttons.every(({ showTime }) => isNumber(showTime));

/** A panel is written whole: what is left out is gone. */
export function sentOf({ buttons, status, extra }: PanelDraft): PanelFields {
  const lines = extra.split('\n').filter((line) => line.trim() !== '');
  const param = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  return {
    roomConfig: buttons.map(({ showTime, ...texts }, at) => ({
      ...texts,
      showTime: Number(showTime),
      sort: at + 1,
    })),
    ...(status.trim() !== '' && { status: Number(status) }),
    ...(lines.length > 0 && { extra: { param } }),
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
