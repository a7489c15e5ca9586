/** Pictures of use, each with its numbers in it. */
import { useSpeech } from '@/i18n';
import { type Cell, percent, STEPS, stepOf, type Uses, weekOf } from '@/rules/uses';
import styles from './Use.module.css';

/** A share as a length. The number stands beside it. */
export function Bar({ percent: of }: { percent: number | undefined }) {
  if (of === undefined) return <span className="soft">–</span>;
  return (
    <span className={styles.bar}>
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect className={styles.rail} width="100" height="8" />
        <rect className={styles.share} width={Math.min(of, 100)} height="8" />
      </svg>
      <span>{of} %</span>
    </span>
  );
}

/** Hours down, the days of the week across; the darker, the more is taken. */
export function Week({ uses }: { uses: Uses }) {
  const { t, format } = useSpeech();
  const { weekdays, hours, days, fullest, quietest } = weekOf(uses);
  if (hours.length === 0) return null;
  // 2024 began on a Monday.
  const name = (weekday: number) => format.weekday(`2024-01-0${weekday}`);
  const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
  const told = (cell: Cell) => ({
    day: name(cell.weekday),
    hour: clock(cell.hour),
    percent: percent(cell.used, cell.open) ?? 0,
  });
  return (
    <div className={styles.week}>
      <p>
        {fullest && t('use.fullest', told(fullest))}{' '}
        {quietest && quietest !== fullest && t('use.quietest', told(quietest))}
      </p>
      <table aria-label={t('use.week')}>
        <thead>
          <tr>
            <th scope="col">
              <span className={styles.unseen}>{t('use.hour')}</span>
            </th>
            {weekdays.map((weekday) => (
              <th key={weekday} scope="col">
                {name(weekday)}
              </th>
            ))}
            <th scope="col" className={styles.all}>
              {t('use.allDays')}
            </th>
          </tr>
        </thead>
        <tbody>
          {hours.map(({ hour, cells, all }) => (
            <tr key={hour}>
              <th scope="row">{clock(hour)}</th>
              {cells.map((cell) => (
                <Hour key={cell.weekday} cell={cell} />
              ))}
              <Sum cell={all} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('use.allHours')}</th>
            {days.map((day) => (
              <Sum key={day.weekday} cell={day} />
            ))}
            <td />
          </tr>
        </tfoot>
      </table>
      <Legend />
    </div>
  );
}

function Hour({ cell }: { cell: Cell }) {
  const { t } = useSpeech();
  const step = stepOf(cell);
  if (step === undefined) {
    return (
      <td data-step="closed">
        <span className={styles.unseen}>{t('use.closed')}</span>
      </td>
    );
  }
  return <td data-step={step}>{percent(cell.used, cell.open)}</td>;
}

function Sum({ cell }: { cell: Cell }) {
  const of = percent(cell.used, cell.open);
  return <td className={styles.all}>{of === undefined ? '–' : `${of} %`}</td>;
}

function Legend() {
  const { t } = useSpeech();
  const begins = [0, ...STEPS];
  return (
    <p className={styles.legend}>
      <span>{t('use.legend')}</span>
      {begins.map((from, step) => (
        <span key={from} className={styles.key}>
          <span className={styles.swatch} data-step={step} aria-hidden="true" />
          {`${from}–${(begins[step + 1] ?? 101) - 1}`}
        </span>
      ))}
      <span className={styles.key}>
        <span className={styles.swatch} data-step="closed" aria-hidden="true" />
        {t('use.closed')}
      </span>
    </p>
  );
}
