import type { ReactNode } from 'react';
import { useMe } from '@/shell/session';
import { NotYours } from './NotYours';

/** Stands around a page that is for administrators of the organisation alone. */
export function ForAdministrators({ children }: { children: ReactNode }) {
  return useMe().isAdmin ? children : <NotYours />;
}
