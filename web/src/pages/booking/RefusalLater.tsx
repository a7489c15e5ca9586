/** `Refusal` where its words are no part of what everybody loads first. */
import { type ComponentProps, lazy, Suspense } from 'react';
import type { Refusal as Whole } from './Refusal';

const Refusal = lazy(async () => ({ default: (await import('./Refusal')).Refusal }));

export function RefusalLater(props: ComponentProps<typeof Whole>) {
  return (
    <Suspense fallback={null}>
      <Refusal {...props} />
    </Suspense>
  );
}
