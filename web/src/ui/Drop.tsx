/**
 * A button and what opens below it: the browser's own popover, which is above all else, closes by Escape
 * or a press outside, and gives the focus back.
 */
import {
  type ReactNode,
  type Ref,
  Suspense,
  type ToggleEvent,
  useCallback,
  useId,
  useRef,
  useState,
} from 'react';
import styles from './Drop.module.css';
import { focusFirst } from './focusFirst';

/** What makes a button the one that opens it. */
export interface Opener {
  ref: Ref<HTMLButtonElement>;
  popoverTarget: string;
  'aria-haspopup': 'dialog';
  'aria-expanded': boolean;
}

interface Props {
  button: (opener: Opener) => ReactNode;
  /** What it opens; made when it is first opened. */
  children: (close: () => void) => ReactNode;
  label: string;
  /** Which edge of the button it begins at. */
  at?: 'start' | 'end';
  width?: number;
}

/** How far it stays from the edges of the window. */
const MARGIN = 8;

export function Drop({ button, children, label, at = 'start', width = 240 }: Props) {
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  const close = useCallback(() => panel.current?.hidePopover(), []);
  const onToggle = (event: ToggleEvent<HTMLDivElement>) => {
    const opens = event.newState === 'open';
    setOpen(opens);
    const [from, to] = [opener.current, panel.current];
    if (!opens || !from || !to) return;
    setOpened(true);
    const { left, right, bottom } = from.getBoundingClientRect();
    const most = document.documentElement.clientWidth - width - MARGIN;
    const wanted = at === 'start' ? left : right - width;
    to.style.left = `${Math.max(MARGIN, Math.min(wanted, most))}px`;
    to.style.top = `${bottom + 4}px`;
    to.style.maxHeight = `${window.innerHeight - bottom - 4 - MARGIN}px`;
  };
  return (
    <>
      {button({
        ref: opener,
        popoverTarget: id,
        'aria-haspopup': 'dialog',
        'aria-expanded': isOpen,
      })}
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        className={styles.panel}
        style={{ width }}
        onBeforeToggle={onToggle}
      >
        {wasOpened && (
          <Suspense fallback={null}>
            {isOpen && <Entered />}
            {children(close)}
          </Suspense>
        )}
      </div>
    </>
  );
}

/** Takes the focus to the first thing beside it, as soon as that is there. */
function Entered() {
  const place = useCallback((mark: HTMLElement | null) => {
    if (mark) setTimeout(() => focusFirst(mark.parentElement));
  }, []);
  return <span ref={place} hidden />;
}
