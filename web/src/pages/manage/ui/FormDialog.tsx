/** A small form in a dialog. What was written stays where the server refuses it. */

import { Button, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSpeech } from '@/i18n';
import { useFocusBack } from '@/ui/useFocusBack';
import { Refused } from './Editor';
import styles from './Editor.module.css';
import { wrongOf } from './useDraft';

interface Props {
  title: string;
  submit: string;
  onClose: () => void;
  run: () => Promise<unknown>;
  /** Not asked where the dialog goes on to show something. */
  onDone?: () => void;
  /** The fields of the server's that are shown here. */
  shown?: readonly string[];
  isOff?: boolean;
  children: (wrong: (...names: string[]) => string | undefined) => ReactNode;
}

export function FormDialog(props: Props) {
  useFocusBack();
  const { title, submit, onClose, run, onDone, shown = [], isOff, children } = props;
  const { t } = useSpeech();
  const sending = useMutation({ mutationFn: run, onSuccess: () => onDone?.() });
  const wrong = (...names: string[]) => wrongOf(sending.error, names, t);
  return (
    <Modal opened onClose={onClose} title={title} centered closeOnClickOutside={false}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!sending.isPending) sending.mutate();
        }}
      >
        <div className={styles.column}>{children(wrong)}</div>
        {sending.error && (
          <Refused problem={sending.error} isBeside={wrong(...shown) !== undefined} />
        )}
        <div className="row">
          <Button type="submit" loading={sending.isPending} disabled={isOff}>
            {submit}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('book.cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
