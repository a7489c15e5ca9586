/** Parts of a page that are fetched when they are first needed: dialogs, menus. */
import { notifications } from '@mantine/notifications';
import { type ComponentType, lazy, useEffect } from 'react';
import { answers } from '@/api/lazy';
import { useSpeech } from '@/i18n';
import { useReturn } from './useReturn';

/**
 * React's own, but where nothing answers. It would put a fault in the place of the whole page, also of
 * what can be read there still.
 */
export function lazyPart<P extends object>(load: () => Promise<ComponentType<P>>) {
  return lazy(async () => {
    try {
      return { default: await load() };
    } catch (fault) {
      if (await answers()) throw fault;
      return { default: Away as ComponentType<P> };
    }
  });
}

/** Says so in passing. Browsers remember what they could not fetch: only a new page fetches it. */
function Away() {
  const { t } = useSpeech();
  const [title, message] = [t('state.away.title'), t('state.away.text')];
  useReturn();
  useEffect(() => {
    notifications.show({ id: 'away', color: 'red', title, message });
  }, [title, message]);
  return null;
}
