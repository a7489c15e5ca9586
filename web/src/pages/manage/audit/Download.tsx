/** The record as a file: all that the filters let through, page after page. */
import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type AuditFilter, type AuditItem, auditPage } from '@/api/admin';
import { Problem } from '@/api/problem';
import { useSpeech } from '@/i18n';
import { csvOf, jsonLinesOf } from '@/rules/audit';
import { inWords } from '@/ui/inWords';
import { save, saveTable } from '@/ui/save';

/** More entries than this are not held by a page. */
const MOST = 20_000;

type Form = 'csv' | 'json';

export function Download({ filter }: { filter: AuditFilter }) {
  const { t, format } = useSpeech();
  const [count, setCount] = useState(0);
  const stop = useRef<AbortController | null>(null);
  const gather = useMutation({
    mutationFn: async (form: Form) => {
      const ended = new AbortController();
      stop.current = ended;
      setCount(0);
      const entries: AuditItem[] = [];
      let next: number | undefined;
      do {
        const page = await patiently(() => auditPage(filter, next, 200, ended.signal));
        entries.push(...page.result);
        setCount(entries.length);
        next = page.hasMore ? page.nextToken : undefined;
      } while (next && entries.length < MOST);
      if (form === 'csv') saveTable('record.csv', csvOf(entries));
      else save('record.jsonl', jsonLinesOf(entries), 'application/x-ndjson');
      return next !== undefined;
    },
    onSuccess: (isCut) => {
      if (isCut) notifications.show({ message: t('admin.audit.download.most', { n: MOST }) });
    },
    onError: (problem) => {
      if (!stop.current?.signal.aborted) {
        notifications.show({ message: inWords(problem, t, format) });
      }
    },
  });
  if (gather.isPending) {
    return (
      <>
        <span role="status" className="soft">
          {t('admin.audit.downloading', { n: count })}
        </span>
        <Button variant="default" onClick={() => stop.current?.abort()}>
          {t('admin.audit.download.stop')}
        </Button>
      </>
    );
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default">{t('admin.audit.download')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => gather.mutate('csv')}>{t('admin.audit.download.csv')}</Menu.Item>
        <Menu.Item onClick={() => gather.mutate('json')}>
          {t('admin.audit.download.json')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Asks again a moment later where it was asked too fast. */
async function patiently<Told>(ask: () => Promise<Told>): Promise<Told> {
  for (;;) {
    try {
      return await ask();
    } catch (problem) {
      if (!(problem instanceof Problem && problem.isTooFast)) throw problem;
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
  }
}
