/** Asks before what somebody wrote is lost: on another page, in another part, by closing the window. */
import { Button, Modal } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { type ReactNode, useRef } from 'react';
import { useSpeech } from '@/i18n';

/** `letGo` opens the way for once: what was written is saved, or is meant to be lost. */
export function useGuard(isDirty: boolean): { dialog: ReactNode; letGo: () => void } {
  const { t } = useSpeech();
  const isFree = useRef(false);
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => isDirty && !isFree.current,
    enableBeforeUnload: () => isDirty && !isFree.current,
    withResolver: true,
  });
  const dialog = (
    <Modal
      opened={status === 'blocked'}
      onClose={() => reset?.()}
      title={t('manage.unsaved.title')}
      centered
    >
      <div className="stack">
        <p>{t('manage.unsaved.text')}</p>
        <div className="row">
          <Button data-autofocus onClick={() => reset?.()}>
            {t('manage.unsaved.stay')}
          </Button>
          <Button variant="default" onClick={() => proceed?.()}>
            {t('manage.unsaved.leave')}
          </Button>
        </div>
      </div>
    </Modal>
  );
  return {
    dialog,
    letGo: () => {
      isFree.current = true;
    },
  };
}
