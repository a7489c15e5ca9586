/** What a problem of a room can be about, as the server has it. */
export const KINDS = [
  'screen',
  'sound',
  'cable',
  'network',
  'furniture',
  'climate',
  'cleaning',
  'other',
] as const;

export type Kind = (typeof KINDS)[number];

/** The words for a kind; a kind of a newer server has none, and is something else. */
export const kindKey = (kind: string): `admin.problems.kind.${Kind}` =>
  `admin.problems.kind.${KINDS.find((each) => each === kind) ?? 'other'}`;
