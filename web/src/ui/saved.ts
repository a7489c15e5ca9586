import { notifications } from '@mantine/notifications';

let last: string | undefined;

/** Says in passing that something was saved: in the place of what was said so before. */
export function tellSaved(message: string): void {
  if (last !== undefined) notifications.hide(last);
  last = notifications.show({ message, color: 'accent' });
}
