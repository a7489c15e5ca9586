import { Notifications } from '@mantine/notifications';

/** What is told in passing. */
export function Notices() {
  return <Notifications position="bottom-center" autoClose={6000} />;
}
