/**
 * A list of things to run: a table where there is room, lines on a phone. It bears thousands, since
 * only the rows in sight are there.
 */
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type ReactNode,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useSpeech } from '@/i18n';
import { Notice, Trouble } from '@/ui/Notice';
import styles from './Listing.module.css';

export interface Column<Row> {
  key: string;
  name: string;
  cell: (row: Row) => ReactNode;
  /** By what it is put in order; a column without it is not. */
  order?: (row: Row) => string | number;
  /** Wide as its share of what the fixed ones leave (`2fr`), or fixed (`120px`). */
  width?: string;
  /** Numbers stand to the right. */
  isNumber?: boolean;
}

interface Props<Row> {
  /** What the list is of, for whoever hears it. */
  label: string;
  rows: readonly Row[] | undefined;
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  /** How many there are before filters. */
  of?: number | undefined;
  problem?: unknown;
  retry?: () => void;
  /** Where there is nothing at all, and where the filters leave nothing. */
  empty: { title: string; text?: string; action?: { label: string; run: () => void } };
  filters?: ReactNode;
  /** The order that it comes in is kept until somebody asks for another. */
  isStillLoading?: boolean;
}

const ROW = 52;
/** Up to so many, all rows are there: then the browser finds words in them. */
const FEW = 120;

export function Listing<Row>(props: Props<Row>) {
  const { rows, of, problem, retry, filters, empty, isStillLoading } = props;
  const { t } = useSpeech();
  const total = of ?? rows?.length ?? 0;
  return (
    <section className={styles.listing}>
      {filters && <div className={styles.filters}>{filters}</div>}
      {rows === undefined && problem ? (
        <Trouble problem={problem} {...(retry && { retry })} />
      ) : rows === undefined ? (
        <div className={styles.ghosts} role="status" aria-label={t('state.loading')}>
          {Array.from({ length: 8 }, (_, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
            <div key={at} className={styles.ghost} />
          ))}
        </div>
      ) : (
        <>
          <p className={`${styles.count} soft small`} aria-live="polite">
            {rows.length === total
              ? t('manage.count', { n: total })
              : t('manage.countOf', { shown: rows.length, n: total })}
            {isStillLoading && ` · ${t('manage.more')}`}
          </p>
          {rows.length > 0 ? (
            <Table {...props} rows={rows} />
          ) : total > 0 ? (
            <Notice
              kind="empty"
              title={t('manage.nothingFits.title')}
              text={t('manage.nothingFits.text')}
            />
          ) : (
            <Notice kind="empty" {...empty} />
          )}
        </>
      )}
    </section>
  );
}

interface Order {
  key: string;
  isDown: boolean;
}

function useOrder<Row>(rows: readonly Row[], columns: readonly Column<Row>[]) {
  const { language } = useSpeech();
  const [order, setOrder] = useState<Order | null>(null);
  const ordered = useMemo(() => {
    const by = columns.find(({ key }) => key === order?.key)?.order;
    if (!order || !by) return rows;
    const collator = new Intl.Collator(language, { numeric: true });
    const sign = order.isDown ? -1 : 1;
    return [...rows].sort((a, b) => {
      const [one, other] = [by(a), by(b)];
      const compared =
        typeof one === 'number' && typeof other === 'number'
          ? one - other
          : collator.compare(String(one), String(other));
      return sign * compared;
    });
  }, [rows, columns, order, language]);
  const turn = (key: string) =>
    setOrder((was) =>
      was?.key !== key ? { key, isDown: false } : was.isDown ? null : { key, isDown: true },
    );
  return { ordered, order, turn };
}

function Table<Row>({ label, rows, columns, rowKey }: Props<Row> & { rows: readonly Row[] }) {
  const { ordered, order, turn } = useOrder(rows, columns);
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    setTop(body.current ? body.current.getBoundingClientRect().top + window.scrollY : 0);
  }, []);
  const isLong = ordered.length > FEW;
  const virtual = useWindowVirtualizer({
    count: ordered.length,
    estimateSize: () => ROW,
    overscan: 12,
    scrollMargin: top,
    enabled: isLong,
    getItemKey: (at) => {
      const row = ordered[at];
      return row === undefined ? at : rowKey(row);
    },
  });
  const shown = isLong
    ? virtual.getVirtualItems().map(({ index }) => index)
    : ordered.map((_, at) => at);
  const items = virtual.getVirtualItems();
  const before = isLong ? Math.max((items[0]?.start ?? top) - top, 0) : 0;
  const after = isLong
    ? Math.max(virtual.getTotalSize() - ((items.at(-1)?.end ?? top) - top), 0)
    : 0;
  const widths = columns.map(({ width }) => width ?? 'minmax(0, 1fr)').join(' ');
  return (
    <table
      className={styles.table}
      style={{ '--columns': widths } as CSSProperties}
      aria-label={label}
      aria-rowcount={ordered.length + 1}
    >
      <thead>
        <tr>
          {columns.map(({ key, name, order: by, isNumber }) => {
            const isBy = order?.key === key;
            return (
              <th
                key={key}
                scope="col"
                data-number={isNumber || undefined}
                aria-sort={isBy ? (order.isDown ? 'descending' : 'ascending') : undefined}
              >
                {by ? (
                  <button type="button" onClick={() => turn(key)}>
                    {name}
                    <span aria-hidden="true">{isBy ? (order.isDown ? ' ↓' : ' ↑') : ''}</span>
                  </button>
                ) : (
                  name
                )}
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody ref={body}>
        {before > 0 && <tr className={styles.space} style={{ height: before }} />}
        {shown.map((at) => {
          const row = ordered[at];
          if (row === undefined) return null;
          return (
            <tr
              key={rowKey(row)}
              ref={isLong ? virtual.measureElement : undefined}
              data-index={at}
              aria-rowindex={at + 2}
            >
              {columns.map(({ key, cell, isNumber }) => (
                <td key={key} data-number={isNumber || undefined}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          );
        })}
        {after > 0 && <tr className={styles.space} style={{ height: after }} />}
      </tbody>
    </table>
  );
}
