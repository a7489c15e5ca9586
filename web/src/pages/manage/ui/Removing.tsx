/** A button that takes something away for good, and asks first what comes of it. */
import { Button, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useSpeech } from '@/i18n';
import { Refused } from './Editor';

interface Props {
  label: string;
  /** What it is about, for whoever hears one button among many. */
  of?: string;
  title: string;
  /** What goes with it. */
  children: ReactNode;
  /** What the button says that does it, where it is not `label`. */
  confirm?: string;
  run: () => Promise<unknown>;
  onDone?: () => void;
  isSmall?: boolean;
  /** It takes nothing away, but is asked about first all the same. */
  isPlain?: boolean;
}

export function Removing(props: Props) {
  const { label, of, title, children, confirm, run, onDone, isSmall, isPlain } = props;
  const { t } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  const removing = useMutation({
    mutationFn: run,
    onSuccess: () => {
      setOpen(false);
      onDone?.();
    },
  });
  return (
    <>
      <Button
        {...(!isPlain && { color: 'danger' })}
        variant={isPlain ? 'default' : isSmall ? 'subtle' : 'light'}
        size={isSmall ? 'compact-sm' : 'sm'}
        {...(of && { 'aria-label': `${label}: ${of}` })}
        onClick={() => {
          removing.reset();
          setOpen(true);
        }}
      >
        {label}
      </Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={title} centered>
        <div className="stack">
          {children}
          {removing.error && <Refused problem={removing.error} />}
          <div className="row">
            <Button
              {...(!isPlain && { color: 'danger' })}
              loading={removing.isPending}
              onClick={() => removing.mutate()}
            >
              {confirm ?? label}
            </Button>
            <Button variant="default" data-autofocus onClick={() => setOpen(false)}>
              {t('manage.keepIt')}
            </Button>
          </div>
        </div>
      </Modal>
    </>
  );
}
