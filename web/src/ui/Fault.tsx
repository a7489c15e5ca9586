/** In the place of a page that broke, or could not be fetched. */
import { useEffect } from 'react';
import { answers } from '@/api/lazy';
import { ServerAway } from '@/api/problem';
import { Broken } from './ErrorBoundary';
import { Trouble } from './Notice';

const PAUSE = 4_000;
const again = () => window.location.reload();

export function Fault({ error }: { error: unknown }) {
  return error instanceof ServerAway ? <Away problem={error} /> : <Broken />;
}

/** Until the server answers: then the page is fetched after all. */
function Away({ problem }: { problem: ServerAway }) {
  useEffect(() => {
    const timer = setInterval(async () => {
      if (await answers()) again();
    }, PAUSE);
    return () => clearInterval(timer);
  }, []);
  return (
    <Trouble
      isPage
      problem={problem}
      retry={async () => {
        if (await answers()) again();
      }}
    />
  );
}
