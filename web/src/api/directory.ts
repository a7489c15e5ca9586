/** People and departments: the calls of the legacy API, which administrators may make here. */
import { queryOptions } from '@tanstack/react-query';
import { Problem, ServerAway } from './problem';
import { readBody, token } from './session';

export interface Person {
  userid: string;
  unionid: string;
  name: string;
  mobile?: string;
  email?: string;
  title?: string;
  job_number?: string;
  dept_id_list: number[];
  admin: boolean;
  hide_mobile?: boolean;
}

export interface Department {
  dept_id: number;
  name: string;
  parent_id: number;
}

export interface PersonFields {
  userid?: string;
  name?: string;
  mobile?: string;
  email?: string;
  title?: string;
  job_number?: string;
  dept_id_list?: readonly number[];
  hide_mobile?: boolean;
}

interface Told<Result> {
  errcode: number;
  errmsg: string;
  request_id?: string;
  sub_msg?: string;
  result: Result;
}

type Field = string | number | boolean | readonly number[] | object | undefined;

/** A token that is no longer good. */
const BAD_TOKEN = 88;
const SPENT = '40014';
const BAD_PARAMETER = 400_002;

/** The token goes with the form, not into the address, where logs would have it. */
async function topapi<Result>(
  path: string,
  fields: Readonly<Record<string, Field>>,
  signal?: AbortSignal,
): Promise<Result> {
  const once = async (accessToken: string) => {
    const form = new URLSearchParams({ access_token: accessToken });
    for (const [name, value] of Object.entries(fields)) {
      if (value === undefined) continue;
      const isList = Array.isArray(value);
      const isObject = typeof value === 'object' && !isList;
      form.set(name, isList ? value.join(',') : isObject ? JSON.stringify(value) : String(value));
    }
    let response: Response;
    try {
      response = await fetch(`/topapi/${path}`, {
        method: 'POST',
        body: form,
        ...(signal && { signal }),
      });
    } catch (cause) {
      if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
      throw new ServerAway(cause);
    }
    return (await readBody(response)) as Told<Result> & { sub_code?: string };
  };
  const first = await token();
  let told = await once(first);
  if (told.errcode === BAD_TOKEN && told.sub_code === SPENT) told = await once(await token(first));
  if (told.errcode !== 0) {
    // Which parameter is wrong is said as the new API says it.
    const message =
      told.errcode === BAD_PARAMETER && told.sub_msg
        ? `Error:${told.sub_msg}`
        : [told.errmsg, told.sub_msg].filter(Boolean).join(': ');
    throw new Problem(400, { code: String(told.errcode), message, requestid: told.request_id });
  }
  return told.result;
}

/** The department above all. */
export const ROOT = 1;

/** Departments, each with those below it; asked for level by level. */
export const departmentsQuery = queryOptions({
  queryKey: ['departments'],
  staleTime: 60_000,
  queryFn: async ({ signal }): Promise<ReadonlyMap<number, Department>> => {
    const root = await topapi<Department>('v2/department/get', { dept_id: ROOT }, signal);
    const found = new Map([[ROOT, root]]);
    let level = [ROOT];
    while (level.length > 0) {
      const next: number[] = [];
      for (const above of level) {
        const below = await topapi<Department[]>(
          'v2/department/listsub',
          { dept_id: above },
          signal,
        );
        for (const department of below) {
          // A wrong document may have made a circle.
          if (found.has(department.dept_id)) continue;
          found.set(department.dept_id, department);
          next.push(department.dept_id);
        }
      }
      level = next;
    }
    return found;
  },
});

/** Who is in a department and in those below it, each once; whoever waits is shown those that came. */
export const peopleInQuery = (
  department: number,
  departments: ReadonlyMap<number, Department> | undefined,
) =>
  queryOptions({
    queryKey: ['peopleIn', department],
    staleTime: 60_000,
    enabled: departments !== undefined,
    queryFn: async ({ client, queryKey, signal }): Promise<Person[]> => {
      const people = new Map<string, Person>();
      const isFirst = client.getQueryData(queryKey) === undefined;
      for (const below of departmentTree(departments ?? new Map(), department)) {
        let cursor: number | undefined = 0;
        while (cursor !== undefined) {
          const page: { has_more: boolean; next_cursor?: number; list: Person[] } = await topapi(
            'v2/user/list',
            { dept_id: below.dept_id, cursor, size: 100 },
            signal,
          );
          for (const person of page.list) people.set(person.userid, person);
          cursor = page.has_more ? page.next_cursor : undefined;
          if (isFirst) client.setQueryData(queryKey, [...people.values()]);
        }
      }
      return [...people.values()];
    },
  });

export const personByIdQuery = (userId: string) =>
  queryOptions({
    queryKey: ['personById', userId],
    queryFn: ({ signal }) => topapi<Person>('v2/user/get', { userid: userId }, signal),
  });

export const createPerson = (fields: PersonFields) =>
  topapi<{ userid: string; unionId: string }>('v2/user/create', { ...fields });

export const updatePerson = (userid: string, fields: PersonFields, expected: Person | undefined) =>
  topapi<void>('v2/user/update', { ...fields, userid, expected });

export const deletePerson = (userid: string) => topapi<void>('v2/user/delete', { userid });

export const setAdministrator = (userid: string, admin: boolean) =>
  topapi<void>('v2/user/setadmin', { userid, admin });

export const createDepartment = (name: string, parent_id: number) =>
  topapi<{ dept_id: number }>('v2/department/create', { name, parent_id });

export const updateDepartment = (dept_id: number, fields: { name?: string; parent_id?: number }) =>
  topapi<void>('v2/department/update', { ...fields, dept_id });

export const deleteDepartment = (dept_id: number) =>
  topapi<void>('v2/department/delete', { dept_id });

/** The names from the department above all to this one. */
export function departmentPath(id: number, departments: ReadonlyMap<number, Department>): string[] {
  const path: string[] = [];
  let at = departments.get(id);
  while (at && path.length < 30) {
    path.unshift(at.name);
    at = departments.get(at.parent_id);
  }
  return path;
}

/** Departments as a tree: each with its depth, below the one above it, in the order of the server. */
export function departmentTree(
  departments: ReadonlyMap<number, Department>,
  from = ROOT,
): (Department & { depth: number })[] {
  const below = new Map<number, Department[]>();
  for (const department of departments.values()) {
    if (department.dept_id === ROOT) continue;
    const list = below.get(department.parent_id) ?? [];
    list.push(department);
    below.set(department.parent_id, list);
  }
  const tree: (Department & { depth: number })[] = [];
  const seen = new Set<number>();
  const add = (department: Department, depth: number) => {
    if (seen.has(department.dept_id)) return;
    seen.add(department.dept_id);
    tree.push({ ...department, depth });
    for (const each of below.get(department.dept_id) ?? []) add(each, depth + 1);
  };
  const first = departments.get(from);
  if (first) add(first, 0);
  return tree;
}
