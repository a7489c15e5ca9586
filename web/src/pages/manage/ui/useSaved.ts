import { useForget } from '@/api/manage';
import { useSpeech } from '@/i18n';
import { tellSaved } from '@/ui/saved';

/** Says that something was saved, and asks anew for what that concerns. */
export function useSaved(): (...keys: readonly string[]) => void {
  const { t } = useSpeech();
  const forget = useForget();
  return (...keys) => {
    forget(...keys);
    tellSaved(t('manage.saved'));
  };
}

/** What shows rooms, their rules, and what can be booked. */
export const ROOM_KEYS = ['room', 'rooms', 'groups', 'busy', 'find', 'explain'] as const;
