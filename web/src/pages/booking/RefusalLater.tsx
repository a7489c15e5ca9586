/** `Refusal` where its words are no part of what everybody loads first. */
import { type ComponentProps, Suspense } from 'react';
import { lazyPart } from '@/ui/lazyPart';
import type { Refusal as Whole } from './Refusal';

const Refusal = lazyPart(async () => (await import('./Refusal')).Refusal);

export function RefusalLater(props: ComponentProps<typeof Whole>) {
  return (
    <Suspense fallback={null}>
      <Refusal {...props} />
    </Suspense>
  );
}
