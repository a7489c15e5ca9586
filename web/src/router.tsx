import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { lazyRouteComponent } from './api/lazy';
import { Rooms } from './pages/rooms/Rooms';
import {
  auditAddress,
  findAddress,
  floorAddress,
  managedRoomsAddress,
  managedUseAddress,
  only,
  pairAddress,
  partAddress,
  problemsAddress,
  roomAddress,
  roomsAddress,
  signInAddress,
} from './rules/address';
import { SignedIn } from './shell/SignedIn';
import { Fault } from './ui/Fault';
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
  validateSearch: only(signInAddress),
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

// Screens at doors and of floors: nobody is signed in there.
const screens = ['/panel', '/panel/$code', '/lobby', '/lobby/$code'].map((path) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(() => import('./pages/panel/Screen'), 'Screen'),
  }),
);

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signedIn',
  component: SignedIn,
});

export const roomsRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/rooms',
  validateSearch: only(roomsAddress),
  // Where most begin: a file more to wait for would save the others little.
  component: Rooms,
});

export const findRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/rooms/find',
  validateSearch: only(findAddress),
  component: lazyRouteComponent(() => import('./pages/find/Find'), 'Find'),
});

export const roomRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/rooms/$roomId',
  validateSearch: only(roomAddress),
  component: lazyRouteComponent(() => import('./pages/room/RoomWeek'), 'RoomWeek'),
});

export const floorRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/floors/$groupId',
  validateSearch: only(floorAddress),
  component: lazyRouteComponent(() => import('./pages/floors/Floor'), 'Floor'),
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

const accountRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/account',
  component: lazyRouteComponent(() => import('./pages/account/Account'), 'Account'),
});

/** For who runs rooms; a folder of `pages/manage` for each part of it. */
export const manageRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/manage',
  component: lazyRouteComponent(() => import('./pages/manage/Manage'), 'Manage'),
});

const manageHome = createRoute({
  getParentRoute: () => manageRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/manage/Overview'), 'Overview'),
});

export const managedUseRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/use',
  validateSearch: only(managedUseAddress),
  component: lazyRouteComponent(() => import('./pages/manage/use/Use'), 'Use'),
});

export const managedRoomsRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/rooms',
  validateSearch: only(managedRoomsAddress),
  component: lazyRouteComponent(() => import('./pages/manage/rooms/RoomList'), 'RoomList'),
});

export const newRoomRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/rooms/new',
  component: lazyRouteComponent(() => import('./pages/manage/rooms/NewRoom'), 'NewRoom'),
});

export const managedRoomRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/rooms/$roomId',
  validateSearch: only(partAddress),
  component: lazyRouteComponent(() => import('./pages/manage/rooms/RoomEditor'), 'RoomEditor'),
});

export const managedGroupsRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/groups',
  component: lazyRouteComponent(() => import('./pages/manage/groups/GroupList'), 'GroupList'),
});

export const newGroupRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/groups/new',
  component: lazyRouteComponent(() => import('./pages/manage/groups/NewGroup'), 'NewGroup'),
});

export const managedGroupRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/groups/$groupId',
  validateSearch: only(partAddress),
  component: lazyRouteComponent(() => import('./pages/manage/groups/GroupEditor'), 'GroupEditor'),
});

export const labelsRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/labels',
  component: lazyRouteComponent(() => import('./pages/manage/labels/Labels'), 'Labels'),
});

export const blacklistRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/blacklist',
  component: lazyRouteComponent(() => import('./pages/manage/blacklist/Blacklist'), 'Blacklist'),
});

export const devicesRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/devices',
  component: lazyRouteComponent(() => import('./pages/manage/devices/DeviceList'), 'DeviceList'),
});

export const newDeviceRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/devices/new',
  component: lazyRouteComponent(() => import('./pages/manage/devices/NewDevice'), 'NewDevice'),
});

export const deviceRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/devices/$deviceUnionId',
  component: lazyRouteComponent(
    () => import('./pages/manage/devices/DeviceEditor'),
    'DeviceEditor',
  ),
});

export const controlsRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/controls',
  component: lazyRouteComponent(() => import('./pages/manage/controls/ControlList'), 'ControlList'),
});

export const newControlRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/controls/new',
  component: lazyRouteComponent(() => import('./pages/manage/controls/NewControl'), 'NewControl'),
});

export const controlRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/controls/$roomId',
  component: lazyRouteComponent(
    () => import('./pages/manage/controls/ControlEditor'),
    'ControlEditor',
  ),
});

export const pairPanelRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/panels/pair',
  validateSearch: only(pairAddress),
  component: lazyRouteComponent(() => import('./pages/manage/PairPanel'), 'PairPanel'),
});

export const templatesRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/templates',
  component: lazyRouteComponent(
    () => import('./pages/manage/templates/TemplateList'),
    'TemplateList',
  ),
});

export const templateRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/templates/$templateId',
  component: lazyRouteComponent(
    () => import('./pages/manage/templates/TemplateEditor'),
    'TemplateEditor',
  ),
});

export const peopleRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/people',
  component: lazyRouteComponent(() => import('./pages/manage/people/PeopleList'), 'PeopleList'),
});

export const newPersonRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/people/new',
  component: lazyRouteComponent(() => import('./pages/manage/people/NewPerson'), 'NewPerson'),
});

export const personRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/people/$userId',
  component: lazyRouteComponent(() => import('./pages/manage/people/PersonEditor'), 'PersonEditor'),
});

export const departmentsRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/departments',
  component: lazyRouteComponent(() => import('./pages/manage/people/Departments'), 'Departments'),
});

export const appsRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/apps',
  component: lazyRouteComponent(() => import('./pages/manage/apps/AppList'), 'AppList'),
});

export const newAppRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/apps/new',
  component: lazyRouteComponent(() => import('./pages/manage/apps/NewApp'), 'NewApp'),
});

export const appRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/apps/$appKey',
  component: lazyRouteComponent(() => import('./pages/manage/apps/AppEditor'), 'AppEditor'),
});

export const auditRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/audit',
  validateSearch: only(auditAddress),
  component: lazyRouteComponent(() => import('./pages/manage/audit/Audit'), 'Audit'),
});

export const problemsRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/problems',
  validateSearch: only(problemsAddress),
  component: lazyRouteComponent(() => import('./pages/manage/problems/Problems'), 'Problems'),
});

export const codesRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/problems/codes',
  component: lazyRouteComponent(() => import('./pages/manage/problems/Codes'), 'Codes'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    signInRoute,
    inviteRoute,
    setupRoute,
    ...screens,
    signedIn.addChildren([
      roomsRoute,
      findRoute,
      roomRoute,
      floorRoute,
      bookingsRoute,
      approvalsRoute,
      accountRoute,
      manageRoute.addChildren([
        manageHome,
        managedRoomsRoute,
        managedUseRoute,
        newRoomRoute,
        managedRoomRoute,
        managedGroupsRoute,
        newGroupRoute,
        managedGroupRoute,
        labelsRoute,
        blacklistRoute,
        devicesRoute,
        controlsRoute,
        newControlRoute,
        controlRoute,
        pairPanelRoute,
        newDeviceRoute,
        deviceRoute,
        templatesRoute,
        templateRoute,
        peopleRoute,
        newPersonRoute,
        personRoute,
        departmentsRoute,
        appsRoute,
        newAppRoute,
        appRoute,
        auditRoute,
        problemsRoute,
        codesRoute,
      ]),
    ]),
  ]),
  context: { queries: undefined as unknown as QueryClient },
  defaultPreload: 'intent',
  defaultErrorComponent: Fault,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
