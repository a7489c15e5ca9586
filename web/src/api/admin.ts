/** What the pages of apps, the record and problems ask the server, and what they change there. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, type Schemas, told } from './client';
import type { Session } from './session';

export type AppDetail = Schemas['AppDetail'];
export type AuditItem = Schemas['AuditItem'];
export type RoomProblem = Schemas['RoomProblem'];
export type AppSecret = Schemas['AppSecret'];

export const appsQuery = (me: Session) =>
  queryOptions({
    queryKey: ['apps', me.unionId],
    queryFn: async ({ signal }) => {
      const { result } = await told(api.GET('/v1.0/console/apps', { signal }));
      return result;
    },
  });

type AppFields = Omit<Schemas['AppUpdate'], 'appKey' | 'expected'>;

export async function createApp(fields: AppFields): Promise<AppSecret> {
  const body = { ...fields, appName: fields.appName ?? '' };
  const { result } = await told(api.POST('/v1.0/console/apps', { body }));
  return result;
}

export const updateApp = (appKey: string, fields: AppFields, expected: AppDetail | undefined) =>
  told(
    api.PUT('/v1.0/console/apps', { body: { ...fields, appKey, ...(expected && { expected }) } }),
  );

export async function rotateSecret(appKey: string, keepOldSeconds: number): Promise<AppSecret> {
  const body = { appKey, keepOldSeconds };
  const { result } = await told(api.POST('/v1.0/console/apps/secrets', { body }));
  return result;
}

export const revokeApp = (appKey: string) =>
  told(api.POST('/v1.0/console/apps/revoke', { body: { appKey } }));

export const deleteApp = (appKey: string) =>
  told(api.DELETE('/v1.0/console/apps/{appKey}', { params: { path: { appKey } } }));

/** Which entries of the record; what is absent leaves none out. */
export interface AuditFilter {
  objectKind?: string;
  objectId?: string;
  operatorUnionId?: string;
  appKey?: string;
  action?: string;
  startTime?: number;
  endTime?: number;
}

export async function auditPage(
  filter: AuditFilter,
  nextToken: number | undefined,
  maxResults: number,
  signal?: AbortSignal,
) {
  return told(
    api.GET('/v1.0/console/audit', {
      params: { query: { ...filter, maxResults, ...(nextToken && { nextToken }) } },
      ...(signal && { signal }),
    }),
  );
}

export const auditQuery = (me: Session, filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', me.unionId, filter],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) => auditPage(filter, pageParam, 50, signal),
    getNextPageParam: (page) => (page.hasMore ? page.nextToken : undefined),
  });

export type ProblemState = 'open' | 'closed' | 'all';

export const problemsQuery = (me: Session, state: ProblemState, roomId?: string) =>
  infiniteQueryOptions({
    queryKey: ['problems', me.unionId, state, roomId ?? ''],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      told(
        api.GET('/v1.0/rooms/problemLists', {
          params: {
            query: {
              unionId: me.unionId,
              state,
              maxResults: 50,
              ...(roomId && { roomId }),
              ...(pageParam && { nextToken: pageParam }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: (page) => (page.hasMore ? page.nextToken : undefined),
  });

export const reportProblem = (
  me: Session,
  roomId: string,
  problemKind: string,
  description: string,
) =>
  told(
    api.POST('/v1.0/rooms/problems', {
      body: {
        unionId: me.unionId,
        roomId,
        problemKind,
        ...(description.trim() && { description: description.trim() }),
      },
    }),
  );

export const closeProblem = (me: Session, problemId: string, note: string) =>
  told(
    api.POST('/v1.0/rooms/problems/close', {
      body: {
        unionId: me.unionId,
        problemId,
        ...(note.trim() && { closeNote: note.trim() }),
      },
    }),
  );
