/** What a tab, the history and whoever hears the page call it. */
import { useEffect } from 'react';
import { useSpeech } from '@/i18n';

/** A page without a title of its own leaves the one that is there. */
export function useTitle(title: string | undefined): void {
  const { t } = useSpeech();
  const name = t('appName');
  useEffect(() => {
    if (title !== undefined) document.title = title ? `${title} · ${name}` : name;
  }, [title, name]);
}
