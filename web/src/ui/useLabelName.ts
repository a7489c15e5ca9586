import { useCallback } from 'react';
import { type PlainKey, useSpeech } from '@/i18n';

interface Label {
  labelId: number;
  labelName?: string;
}

/** Labels that every organisation has, whose names on the wire are English. */
const FIXED: Readonly<Record<number, PlainKey>> = {
  1: 'label.tv',
  2: 'label.phone',
  3: 'label.projector',
  4: 'label.whiteboard',
  5: 'label.video',
};

/** What a label is called: one of an organisation's own as it was named, a fixed one in one's language. */
export function useLabelName() {
  const { t } = useSpeech();
  return useCallback(
    ({ labelId, labelName }: Label): string => {
      const fixed = FIXED[labelId];
      return fixed ? t(fixed) : (labelName ?? String(labelId));
    },
    [t],
  );
}
