/** A page or a part of one that has nothing to show, and says why. */

import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Problem, ServerAway } from '@/api/problem';
import { useSpeech } from '@/i18n';
import { useTitle } from '@/ui/useTitle';
import styles from './Notice.module.css';
import { SaidLater } from './SaidLater';

export type Kind = 'empty' | 'away' | 'broken' | 'lost';

interface Props {
  kind: Kind;
  title: string;
  /** Whether there is nothing else on the page. */
  isPage?: boolean;
  text?: ReactNode;
  action?: { label: string; run: () => void };
}

export function Notice({ kind, title, isPage, text, action }: Props) {
  useTitle(isPage ? title : undefined);
  const Heading = isPage ? 'h1' : 'h2';
  return (
    <section className={styles.notice} role={kind === 'empty' ? undefined : 'alert'}>
      <Picture kind={kind} />
      <Heading className={styles.heading}>{title}</Heading>
      {typeof text === 'string' ? <p>{text}</p> : text}
      {action && (
        <Button variant="light" onClick={action.run} mt={6}>
          {action.label}
        </Button>
      )}
    </section>
  );
}

interface TroubleProps {
  problem: unknown;
  isPage?: boolean;
  retry?: () => void;
}

/** What went wrong. */
export function Trouble({ problem, isPage = false, retry }: TroubleProps) {
  const { t } = useSpeech();
  const action = { isPage, ...(retry && { action: { label: t('state.retry'), run: retry } }) };
  if (problem instanceof ServerAway) {
    return (
      <Notice kind="away" title={t('state.away.title')} text={t('state.away.text')} {...action} />
    );
  }
  if (problem instanceof Problem) {
    if (problem.isMissing) {
      return (
        <Notice
          isPage={isPage}
          kind="lost"
          title={t('state.notFound.title')}
          text={t('state.notFound.text')}
        />
      );
    }
    return (
      <Notice
        kind="broken"
        title={t('state.error.title')}
        text={<SaidLater problem={problem} />}
        {...action}
      />
    );
  }
  return (
    <Notice kind="broken" title={t('state.broken.title')} text={String(problem)} {...action} />
  );
}

/** A table with chairs; the chairs tell what is the matter. */
function Picture({ kind }: { kind: Kind }) {
  return (
    <svg viewBox="0 0 120 78" fill="none" stroke="currentColor" strokeWidth="3" aria-hidden="true">
      <rect x="24" y="28" width="72" height="22" rx="11" />
      <path strokeLinecap="round" d="M38 16h10M55 16h10M72 16h10M38 62h10M55 62h10M72 62h10" />
      {kind === 'away' && <path strokeLinecap="round" strokeDasharray="2 7" d="M12 39h96" />}
      {kind === 'broken' && <path strokeLinecap="round" d="m52 31 8 8-6 4 8 6" />}
      {kind === 'lost' && <path strokeLinecap="round" d="M56 36a5 5 0 1 1 6 5v2M62 47.5v.1" />}
    </svg>
  );
}
