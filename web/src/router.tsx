import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { findAddress, roomAddress, roomsAddress, signInAddress } from './rules/address';
import { SignedIn } from './shell/SignedIn';
import { Broken } from './ui/ErrorBoundary';
import { Lost } from './ui/Lost';

const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Outlet,
  notFoundComponent: Lost,
});

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/rooms' });
  },
});

export const signInRoute = createRoute({
  getParentRoute: () => root,
  path: '/signin',
  validateSearch: signInAddress,
  component: lazyRouteComponent(() => import('./pages/door/SignIn'), 'SignIn'),
});

export const inviteRoute = createRoute({
  getParentRoute: () => root,
  path: '/invite/$token',
  component: lazyRouteComponent(() => import('./pages/door/Invitation'), 'Invitation'),
});

export const setupRoute = createRoute({
  getParentRoute: () => root,
  path: '/setup/$token',
  component: lazyRouteComponent(() => import('./pages/door/Setup'), 'Setup'),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signedIn',
  component: SignedIn,
});

export const roomsRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/rooms',
  validateSearch: roomsAddress,
  component: lazyRouteComponent(() => import('./pages/rooms/Rooms'), 'Rooms'),
});

export const findRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/rooms/find',
  validateSearch: findAddress,
  component: lazyRouteComponent(() => import('./pages/find/Find'), 'Find'),
});

export const roomRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/rooms/$roomId',
  validateSearch: roomAddress,
  component: lazyRouteComponent(() => import('./pages/room/RoomWeek'), 'RoomWeek'),
});

export const bookingsRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/bookings',
  component: lazyRouteComponent(() => import('./pages/bookings/Bookings'), 'Bookings'),
});

export const approvalsRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/approvals',
  component: lazyRouteComponent(() => import('./pages/approvals/Approvals'), 'Approvals'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    signInRoute,
    inviteRoute,
    setupRoute,
    signedIn.addChildren([roomsRoute, findRoute, roomRoute, bookingsRoute, approvalsRoute]),
  ]),
  context: { queries: undefined as unknown as QueryClient },
  defaultPreload: 'intent',
  defaultErrorComponent: Broken,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
