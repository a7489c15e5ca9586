/** Something that the server tells once and never again: to be copied now. */

import { Button, Modal, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useSpeech } from '@/i18n';
import { useFocusBack } from '@/ui/useFocusBack';

interface Props {
  title: string;
  label: string;
  value: string;
  children?: ReactNode;
  onClose: () => void;
}

export function Once({ title, label, value, children, onClose }: Props) {
  useFocusBack();
  const { t } = useSpeech();
  const [isCopied, setCopied] = useState(false);
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      centered
      closeOnClickOutside={false}
      closeOnEscape={isCopied}
    >
      <div className="stack">
        {children}
        <TextInput
          label={label}
          readOnly
          value={value}
          data-autofocus
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
        <p className="soft small">{t('manage.once.text')}</p>
        <div className="row">
          <Button
            onClick={async () => {
              // Where a browser forbids it, the text is there to be taken by hand.
              const done = await navigator.clipboard?.writeText(value).then(
                () => true,
                () => false,
              );
              setCopied(done === true);
            }}
          >
            {t('manage.once.copy')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('manage.once.done')}
          </Button>
          <span role="status" className="soft small">
            {isCopied ? t('manage.once.copied') : ''}
          </span>
        </div>
      </div>
    </Modal>
  );
}
