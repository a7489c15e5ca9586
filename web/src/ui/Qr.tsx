/** A code that telephones read; dark on light in the dark, too, since they read no other. */
import { useMemo } from 'react';
import { qrOf } from '@/rules/qr';

/** How much light stands around it. */
const QUIET = 4;

export function Qr({ text, label, size = 160 }: { text: string; label: string; size?: number }) {
  const rows = useMemo(() => qrOf(text), [text]);
  if (!rows) return null;
  const side = rows.length + 2 * QUIET;
  const path = rows
    .flatMap((row, y) =>
      row.map((isDark, x) => (isDark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : '')),
    )
    .join('');
  return (
    <svg
      role="img"
      aria-label={label}
      width={size}
      height={size}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
