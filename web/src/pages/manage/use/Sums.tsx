/** What one reads first: four sentences with a number in front. */
import { useSpeech } from '@/i18n';
import { HARDLY, percent, ranked, tellsWhoCame, type Uses } from '@/rules/uses';
import styles from './Use.module.css';

export function Sums({ uses }: { uses: Uses }) {
  const { t, language } = useSpeech();
  const { total } = uses;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const hours = (minutes: number) => number.format(Math.round(minutes / 6) / 10);
  const invited = total.meetings - total.walkUps;
  const idle = ranked(uses, 'idle').length;
  const tells = tellsWhoCame(total);
  const show = (of: number | undefined) => (of === undefined ? '–' : `${of} %`);
  const sums = [
    {
      number: show(percent(total.usedMinutes, total.openMinutes)),
      what: t('use.taken'),
      more: [
        t('use.takenOf', { used: hours(total.usedMinutes), open: hours(total.openMinutes) }),
        total.outsideMinutes > 0 && t('use.outside', { n: hours(total.outsideMinutes) }),
      ],
    },
    {
      number: number.format(idle),
      what: t(idle === 1 ? 'use.idle.one' : 'use.idle.many'),
      more: [t('use.idle.of', { all: (uses.rooms ?? []).length, percent: HARDLY })],
    },
    {
      number: show(percent(total.halfEmpty, total.sizedMeetings)),
      what: t('use.half'),
      more: [
        t('use.halfOf', {
          n: total.halfEmpty,
          all: total.sizedMeetings,
          people: invited > 0 ? number.format(total.people / invited) : '–',
        }),
      ],
    },
    {
      number: tells ? show(percent(total.noShows, total.pastMeetings)) : '–',
      what: t('use.noShows'),
      more: [
        tells
          ? t('use.noShowsOf', { n: total.noShows, all: total.pastMeetings })
          : t(total.pastMeetings > 0 ? 'use.noSignIns' : 'use.noneOver'),
      ],
    },
  ];
  return (
    <dl className={styles.sums}>
      {sums.map(({ number, what, more }) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd className={styles.number}>{number}</dd>
          <dd className="soft small">{more.filter(Boolean).join(t('use.and'))}</dd>
        </div>
      ))}
    </dl>
  );
}
