/**
 * A link to the page of a room. The router's own follows the address with each of them, which is felt where
 * there are hundreds.
 */
import { useRouter } from '@tanstack/react-router';
import type { ComponentProps, MouseEvent } from 'react';

interface Props extends Omit<ComponentProps<'a'>, 'href' | 'onClick' | 'onPointerDown'> {
  roomId: string;
}

export function RoomLink({ roomId, ...rest }: Props) {
  const router = useRouter();
  const there = { to: '/rooms/$roomId', params: { roomId } } as const;
  const go = (event: MouseEvent) => {
    const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey);
    if (event.defaultPrevented || event.altKey || !isPlain) return;
    event.preventDefault();
    router.navigate(there);
  };
  return (
    <a
      {...rest}
      href={`/rooms/${encodeURIComponent(roomId)}`}
      onClick={go}
      onPointerDown={() => router.preloadRoute(there)}
    />
  );
}
