/** A control panel that is written: what it lacks is said first, and what is refused moves with its button. */
import { useState } from 'react';
import { same } from '@/rules/manage';
import { type Drafted, useDraft } from '../ui/useDraft';
import { lacksTexts, type PanelDraft, refusedPlace, sentName, sentOf } from './fields';

export interface PanelDrafted<Draft extends PanelDraft = PanelDraft> extends Drafted<Draft> {
  /** How often somebody wanted to save what lacks texts; 0 as long as nothing is said of it. */
  lacking: number;
  /** Other buttons, or another order, by the places that they had; -1 is one that had none. */
  arrange: (places: readonly number[], buttons: PanelDraft['buttons']) => void;
}

export function usePanelDraft<Draft extends PanelDraft, Source = undefined>(
  options: Parameters<typeof useDraft<Draft, Source>>[0],
): PanelDrafted<Draft> {
  const { guard } = options;
  const form: Drafted<Draft> = useDraft<Draft, Source>({
    ...options,
    // What is written in other lines and says the same is nobody's change.
    ...(guard && {
      guard: {
        ...guard,
        draftOf: (source: Source) => {
          const now = guard.draftOf(source);
          return same(sentOf(now), sentOf(form.base)) ? form.base : now;
        },
      },
    }),
  });
  const [lacking, setLacking] = useState(0);
  // Where the buttons stood when they were sent: by that the server names them.
  const [sent, setSent] = useState<readonly number[]>([]);
  const placeOf = (at: number) => {
    const place = sent[at];
    return place === undefined || place < 0 ? undefined : place;
  };
  const place = form.problem ? refusedPlace(form.problem.message) : undefined;
  return {
    ...form,
    lacking,
    // Of a button that is gone there is nothing to say any more.
    problem: place === undefined || sent.includes(place) ? form.problem : null,
    wrong: (...names) => form.wrong(...names.flatMap((name) => sentName(name, placeOf) ?? [])),
    arrange: (places, buttons) => {
      setSent(places.map((at) => placeOf(at) ?? -1));
      form.set({ buttons } as Partial<Draft>);
    },
    save: () => {
      if (lacksTexts(form.draft)) {
        setLacking(lacking + 1);
        return;
      }
      setLacking(0);
      setSent(form.draft.buttons.map((_, at) => at));
      form.save();
    },
    reset: () => {
      setLacking(0);
      form.reset();
    },
  };
}
