/** In the place of a page that broke, or could not be fetched. */
import { ServerAway } from '@/api/problem';
import { Broken } from './ErrorBoundary';
import { Trouble } from './Notice';
import { tryAgain, useReturn } from './useReturn';

export function Fault({ error }: { error: unknown }) {
  return error instanceof ServerAway ? <Away problem={error} /> : <Broken />;
}

/** Until the server answers: then the page is fetched after all. */
function Away({ problem }: { problem: ServerAway }) {
  useReturn();
  return <Trouble isPage problem={problem} retry={tryAgain} />;
}
