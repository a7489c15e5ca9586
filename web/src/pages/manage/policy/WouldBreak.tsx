/** Which bookings to come would not pass with a change, before it is saved. They stay as they are. */
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Change, wouldBreakQuery } from '@/api/manage';
import { Problem } from '@/api/problem';
import { useSpeech } from '@/i18n';
import { ruleName } from '@/rules/ruleName';
import { useMe } from '@/shell/session';
import styles from './Policy.module.css';

/** So long after the last key. */
const PAUSE = 500;
/** So many are named; the rest is counted. */
const NAMED = 8;

export function WouldBreak({ of }: { of: Change }) {
  const { t, format } = useSpeech();
  const me = useMe();
  const [change] = useDebouncedValue(JSON.stringify(of), PAUSE);
  const asked = useQuery({
    ...wouldBreakQuery(me, JSON.parse(change) as Change),
    placeholderData: keepPreviousData,
  });
  const found = asked.data;
  if (asked.error instanceof Problem) return null; // Saving is refused by the same words.
  if (!found) return <p className="soft small">{t('policy.breaks.asking')}</p>;
  if (found.brokenBookings === 0) {
    return (
      <p className="soft small" role="status">
        {t('policy.breaks.none')}
        {!found.complete && ` · ${t('policy.breaks.part', { n: found.judgedBookings })}`}
      </p>
    );
  }
  return (
    <details className={styles.breaks}>
      <summary>
        <span role="status">{t('policy.breaks', { n: found.brokenBookings })}</span>
      </summary>
      <p>{t('policy.breaks.stay')}</p>
      {!found.complete && <p>{t('policy.breaks.part', { n: found.judgedBookings })}</p>}
      <ul>
        {found.events.slice(0, NAMED).map((event) => (
          <li key={`${event.eventId} ${event.roomId}`}>
            <span>
              {format.daySpan(Date.parse(event.startTime), Date.parse(event.endTime))}
              {event.brokenDates > 1 && ` · ${t('policy.breaks.dates', { n: event.brokenDates })}`}
            </span>
            <span>
              <Link to="/rooms/$roomId" params={{ roomId: event.roomId }} target="_blank">
                {event.roomName}
              </Link>
              {event.organizerName && ` · ${event.organizerName}`}
            </span>
            <span className="soft">
              {[
                ...new Set(
                  event.refusals.map(({ rule }) => {
                    const name = ruleName(rule);
                    return name ? t(name) : rule;
                  }),
                ),
              ].join(', ')}
            </span>
          </li>
        ))}
      </ul>
      {found.brokenEvents > NAMED && (
        <p className="soft">{t('book.repeat.more', { n: found.brokenEvents - NAMED })}</p>
      )}
    </details>
  );
}
