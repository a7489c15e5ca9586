import { useNavigate } from '@tanstack/react-router';
import { useSpeech } from '@/i18n';
import { Notice } from './Notice';

/** An address that names nothing. */
export function Lost() {
  const { t } = useSpeech();
  const navigate = useNavigate();
  return (
    <main>
      <Notice
        isPage
        kind="lost"
        title={t('state.notFound.title')}
        text={t('state.notFound.text')}
        action={{ label: t('state.toRooms'), run: () => navigate({ to: '/rooms' }) }}
      />
    </main>
  );
}
