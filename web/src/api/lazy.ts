/** Parts of the console that are fetched when they are first needed. */
import * as router from '@tanstack/react-router';
import { ServerAway } from './problem';

/** Whether anything answers at all. */
export const answers = (): Promise<boolean> =>
  fetch('/healthz', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );

/**
 * The router's own, but where nothing answers. It would load the page anew, which is right where the
 * server was replaced, and leaves people with their browser's own fault where it is away.
 */
export const lazyRouteComponent = ((load, name) =>
  router.lazyRouteComponent(
    () =>
      load().catch(async (fault: unknown) => {
        throw (await answers()) ? fault : new ServerAway(fault);
      }),
    name,
  )) as typeof router.lazyRouteComponent;
