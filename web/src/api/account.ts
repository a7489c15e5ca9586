/** What a person lets apps do. */
import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas, told } from './client';
import type { Session } from './session';

export type Consent = Schemas['Consent'];

export const consentsQuery = (me: Session) =>
  queryOptions({
    queryKey: ['consents', me.unionId],
    queryFn: async ({ signal }) => {
      const { result } = await told(api.GET('/v1.0/console/consents', { signal }));
      return result;
    },
  });

export const withdraw = (appKey: string) =>
  told(api.DELETE('/v1.0/console/consents/{appKey}', { params: { path: { appKey } } }));
