/** The policy of a room or a group as a form holds it, and what it inherits from above. */
import type { Policy } from './closed';
import type { Group } from './rooms';

export type Quota = NonNullable<Policy['bookingQuota']>;
export type Advance = NonNullable<Policy['advanceReservation']>;
export type Hours = NonNullable<Policy['weeklyHours']>[number];
export type ClosedDay = NonNullable<Policy['closedDays']>[number];
export type Closure = NonNullable<Policy['reservationCloseDetail']>;

/** Every rule but the closure; one that is undefined is not said here. */
export interface PolicyDraft {
  openReservation: boolean | undefined;
  approvalSwitch: boolean | undefined;
  approvalType: number | undefined;
  minReservationTimeInterval: number | undefined;
  maxReservationTimeInterval: number | undefined;
  advanceReservation: Advance | undefined;
  weeklyHours: Hours[] | undefined;
  closedDays: ClosedDay[] | undefined;
  bufferBefore: number | undefined;
  bufferAfter: number | undefined;
  capacityCheck: boolean | undefined;
  bookingQuota: Quota | undefined;
  leastCancelNotice: number | undefined;
  accessible: boolean | undefined;
  doorDisplay: string | undefined;
  /** Pairs, since a name is empty while it is written. */
  attributes: [name: string, value: string][] | undefined;
}

export type RuleName = keyof PolicyDraft;

/** A list that says nothing is none. */
const filled = <Value>(list: readonly Value[] | undefined): Value[] | undefined =>
  list && list.length > 0 ? [...list] : undefined;

export function policyDraft(policy: Policy | undefined): PolicyDraft {
  const said = policy ?? {};
  return {
    openReservation: said.openReservation,
    approvalSwitch: said.approvalSwitch,
    approvalType: said.approvalType,
    minReservationTimeInterval: said.minReservationTimeInterval,
    maxReservationTimeInterval: said.maxReservationTimeInterval,
    advanceReservation: said.advanceReservation,
    weeklyHours: filled(said.weeklyHours),
    closedDays: filled(said.closedDays),
    bufferBefore: said.bufferBefore,
    bufferAfter: said.bufferAfter,
    capacityCheck: said.capacityCheck,
    bookingQuota: said.bookingQuota,
    leastCancelNotice: said.leastCancelNotice,
    accessible: said.accessible,
    doorDisplay: said.doorDisplay,
    attributes: filled(Object.entries(said.attributes ?? {})),
  };
}

/** The changes of a policy, as the server takes them: what is said here no longer goes by its name. */
export function sentPolicy(changed: Partial<PolicyDraft>): Policy {
  const { attributes, ...rest } = changed;
  const given: Record<string, unknown> = {};
  const takeAway: string[] = [];
  for (const [name, value] of Object.entries(rest)) {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) takeAway.push(name);
    else given[name] = value;
  }
  if ('attributes' in changed) {
    const pairs = (attributes ?? []).filter(([name]) => name.trim() !== '');
    if (pairs.length === 0) takeAway.push('attributes');
    else given.attributes = Object.fromEntries(pairs);
  }
  return { ...given, ...(takeAway.length > 0 && { takeAway }) };
}

/** A group above a room or a group, and what it says. */
export interface Level {
  groupId: number;
  name: string;
  policy: Policy;
}

/** The groups whose policies count there, the nearest first. */
export function levelsFrom(group: number, groups: ReadonlyMap<number, Group>): Level[] {
  const levels: Level[] = [];
  let at = groups.get(group);
  for (let depth = 0; at && depth < 4; depth++) {
    levels.push({
      groupId: at.groupId ?? 0,
      name: at.groupName ?? '',
      policy: at.extensionConfig ?? {},
    });
    at = groups.get(at.parentId ?? 0);
  }
  return levels;
}

/** What the nearest level says that says anything of a rule. */
export function inheritedRule<Name extends RuleName>(
  levels: readonly Level[],
  name: Name,
): { level: Level; value: NonNullable<PolicyDraft[Name]> } | undefined {
  for (const level of levels) {
    const value = policyDraft(level.policy)[name];
    if (value !== undefined) return { level, value: value as NonNullable<PolicyDraft[Name]> };
  }
  return undefined;
}
