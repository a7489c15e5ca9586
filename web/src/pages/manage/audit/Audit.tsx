/** `/manage/audit`: who did what, when and from where. */
import '@/i18n/admin';
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type AuditItem, auditQuery } from '@/api/admin';
import { useSpeech } from '@/i18n';
import { auditRoute } from '@/router';
import { changes } from '@/rules/audit';
import { useMe } from '@/shell/session';
import { addDays, startOfDay } from '@/time/zone';
import { Notice, Trouble } from '@/ui/Notice';
import { ForAdministrators } from '../ForAdministrators';
import { Page } from '../ui/Page';
import styles from './Audit.module.css';
import { Download } from './Download';
import { Filters } from './Filters';
import { kindName } from './kinds';

export function Audit() {
  return (
    <ForAdministrators>
      <Record />
    </ForAdministrators>
  );
}

function Record() {
  const { t, format } = useSpeech();
  const me = useMe();
  const address = auditRoute.useSearch();
  const filter = {
    ...(address.kind && { objectKind: address.kind }),
    ...(address.object && { objectId: address.object }),
    ...(address.by && { operatorUnionId: address.by }),
    ...(address.app && { appKey: address.app }),
    ...(address.action && { action: address.action }),
    ...(address.from && { startTime: startOfDay(address.from, format.zone) }),
    ...(address.until && { endTime: startOfDay(addDays(address.until, 1), format.zone) }),
  };
  const record = useInfiniteQuery(auditQuery(me, filter));
  const entries = record.data?.pages.flatMap(({ result }) => result) ?? [];
  return (
    <Page
      title={t('manage.audit')}
      lead={`${t('manage.audit.about')} ${t('admin.audit.lead')}`}
      actions={<Download filter={filter} />}
    >
      <Filters />
      {record.error && !record.data ? (
        <Trouble problem={record.error} retry={() => record.refetch()} />
      ) : !record.data ? (
        <div className="stack" role="status" aria-label={t('state.loading')}>
          <div className={styles.ghost} />
          <div className={styles.ghost} />
          <div className={styles.ghost} />
        </div>
      ) : (
        <>
          {entries.length > 0 && (
            <p className="soft small" aria-live="polite">
              {t(record.hasNextPage ? 'admin.audit.countMore' : 'admin.audit.count', {
                n: entries.length,
              })}
            </p>
          )}
          {entries.length === 0 && !record.hasNextPage ? (
            <Notice kind="empty" title={t('admin.audit.none')} text={t('admin.audit.none.text')} />
          ) : (
            <ol className={styles.entries}>
              {entries.map((entry) => (
                <Entry key={entry.seq} entry={entry} />
              ))}
            </ol>
          )}
          {record.hasNextPage && (
            <div className={styles.more}>
              {entries.length === 0 && <p className="soft">{t('admin.audit.looking')}</p>}
              <Button
                variant="default"
                loading={record.isFetchingNextPage}
                onClick={() => record.fetchNextPage()}
              >
                {t('admin.audit.more')}
              </Button>
            </div>
          )}
        </>
      )}
    </Page>
  );
}

function Entry({ entry }: { entry: AuditItem }) {
  const { t, format } = useSpeech();
  const kind = kindName(entry.objectKind);
  const who = entry.operatorName ?? entry.operatorUnionId;
  const by = [
    who,
    entry.appKey && t('admin.audit.by.app', { app: entry.appKey }),
    !who && !entry.appKey && !entry.address && t('admin.audit.by.commandLine'),
    entry.address && t('admin.audit.from.address', { address: entry.address }),
  ].filter(Boolean);
  const told = changes(entry.before, entry.after);
  return (
    <li className={styles.entry}>
      <time className={styles.time} dateTime={new Date(entry.time).toISOString()}>
        {format.dateTime(entry.time)}
      </time>
      <div className={styles.what}>
        <p>
          <strong>{entry.action}</strong>{' '}
          <span className={styles.kind}>{kind ? t(kind) : entry.objectKind}</span>
        </p>
        <p className="soft small">{by.join(' · ')}</p>
        <p className={styles.id}>{entry.objectId}</p>
        {told.length > 0 && (
          <details className={styles.details}>
            <summary>
              {t('admin.audit.show')}
              <span className="soft small">
                {' '}
                {entry.before === undefined && t('admin.audit.absent')}
                {entry.after === undefined && t('admin.audit.gone')}
                {entry.before !== undefined &&
                  entry.after !== undefined &&
                  told.map(({ field }) => field).join(', ')}
              </span>
            </summary>
            <div className={styles.scroll}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t('admin.audit.field')}</th>
                    {entry.before !== undefined && <th scope="col">{t('admin.audit.before')}</th>}
                    {entry.after !== undefined && <th scope="col">{t('admin.audit.after')}</th>}
                  </tr>
                </thead>
                <tbody>
                  {told.map(({ field, before, after }) => (
                    <tr key={field}>
                      <th scope="row">{field}</th>
                      {entry.before !== undefined && <td data-old>{before || '–'}</td>}
                      {entry.after !== undefined && <td>{after || '–'}</td>}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </details>
        )}
      </div>
    </li>
  );
}
