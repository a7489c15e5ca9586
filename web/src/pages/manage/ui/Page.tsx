/** A page of `/manage`: where one is, what it is for, and what one can do there. */

import { Link, type LinkProps } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { Icon } from '@/ui/icons';
import { useTitle } from '@/ui/useTitle';
import styles from './Page.module.css';

interface Props {
  title: string;
  lead?: ReactNode;
  /** The page that this one belongs to. */
  back?: { to: LinkProps['to']; name: string };
  actions?: ReactNode;
  children: ReactNode;
}

export function Page({ title, lead, back, actions, children }: Props) {
  useTitle(title);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div className={styles.titles}>
          {back && (
            <Link to={back.to} className={styles.back}>
              <Icon name="left" size={16} />
              {back.name}
            </Link>
          )}
          <h1>{title}</h1>
          {lead && <div className="soft">{lead}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

interface PartsProps {
  label: string;
  parts: readonly { part: string; name: string; isHidden?: boolean }[];
  /** The first part has no name in the address. */
  here: string;
}

/** The parts of a thing, each with an address of its own. */
export function Parts({ label, parts, here }: PartsProps) {
  const list = useRef<HTMLElement>(null);
  // On a phone they are more than fit beside each other.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another part is another place
  useEffect(() => {
    const shown = list.current?.querySelector('[data-here]');
    shown?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [here]);
  return (
    <nav ref={list} aria-label={label} className={styles.parts}>
      {parts
        .filter(({ isHidden }) => !isHidden)
        .map(({ part, name }, at) => (
          <Link
            key={part}
            to="."
            search={at === 0 ? {} : { part }}
            replace
            activeOptions={{ exact: true }}
            className={styles.part}
            data-here={part === here || undefined}
          >
            {name}
          </Link>
        ))}
    </nav>
  );
}

/** Something of which one reads one line after the other. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, fact]) => fact !== undefined && fact !== null && fact !== '')
        .map(([name, fact]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
    </dl>
  );
}
