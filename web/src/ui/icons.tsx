/** The few pictures of the console, drawn with one pen. They say nothing by themselves to a reader. */
const PATHS = {
  rooms: 'M5 20V6.5L14 4v16M14 7h5v13M3 20h18M10.5 12v1',
  find: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM15.4 15.4 20 20',
  bookings: 'M5 6h14v14H5ZM5 10h14M9 3.5V7M15 3.5V7M9 14.5l2 2 4-4',
  approvals: 'M12 3l7.5 3v5.5c0 4.5-3 7.6-7.5 9.5-4.5-1.9-7.5-5-7.5-9.5V6ZM8.8 12l2.3 2.3 4.2-4.6',
  manage: 'M4 7h9M17 7h3M15 4.5v5M4 12h3M11 12h9M9 9.5v5M4 17h9M17 17h3M15 14.5v5',
  left: 'M14.5 5.5 8 12l6.5 6.5',
  right: 'M9.5 5.5 16 12l-6.5 6.5',
  down: 'M6 9.5 12 15.5l6-6',
  people:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c.4-3.600 3-5.5 6.5-5.5s6.100 1.900 6.5 5.5M16 5a3.300 3.300 0 0 1 0 6.300M18 14.800c2 .8 3.200 2.5 3.5 5.200',
  close: 'M6 6l12 12M18 6 6 18',
  filter: 'M4 6h16M7 12h10M10 18h4',
  lock: 'M6.5 11h11v9h-11ZM9 11V8a3 3 0 0 1 6 0v3',
  hourglass: 'M7 4h10M7 20h10M8 4c0 5 8 5.5 8 8s-8 3-8 8M16 4c0 5-8 5.5-8 8s8 3 8 8',
  check: 'M5 12.5 10 17.5 19.5 7',
  dash: 'M6 12h12',
  you: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.6-4 3.600-6 7.5-6s6.900 2 7.5 6',
  repeat:
    'M5 11V9.5A3.5 3.5 0 0 1 8.5 6H18M15 3l3 3-3 3M19 13v1.5a3.5 3.5 0 0 1-3.5 3.5H6M9 21l-3-3 3-3',
  clock: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16ZM12 8v4.300l3 1.700',
  plus: 'M12 5v14M5 12h14',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
