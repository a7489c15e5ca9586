/** What a problem of a room can be about, as the server has it. */
export const PROBLEM_KINDS = [
  'screen',
  'sound',
  'cable',
  'network',
  'furniture',
  'climate',
  'cleaning',
  'other',
] as const;

export type ProblemKind = (typeof PROBLEM_KINDS)[number];

/** The words for a kind; a kind of a newer server has none, and is something else. */
export const kindKey = (kind: string): `admin.problems.kind.${ProblemKind}` =>
  `admin.problems.kind.${PROBLEM_KINDS.find((each) => each === kind) ?? 'other'}`;
