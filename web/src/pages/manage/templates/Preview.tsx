/** How a screen at a door would look with a template, as it is written. */
import { useEffect, useState } from 'react';
import { shownPicture } from '@/api/manage';
import { useSpeech } from '@/i18n';
import { useMe } from '@/shell/session';
import { useNow } from '@/ui/useNow';
import type { TemplateDraft } from './fields';
import styles from './Templates.module.css';

/** A picture takes its turn after so long, where nothing is said. */
const TURN = 10;

/** `Lin Xiaoyu` is shown as `L**`. */
export const unreadable = (name: string): string => `${[...name][0] ?? ''}**`;

export function Preview({ draft, room }: { draft: TemplateDraft; room: string }) {
  const { t, format } = useSpeech();
  const me = useMe();
  const now = useNow();
  const pictures = draft.bgImgList.map(shownPicture).filter((each) => each !== undefined);
  const seconds = draft.picturePlayInterval || TURN;
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (pictures.length < 2) return;
    const timer = setInterval(() => setTurn((was) => was + 1), seconds * 1000);
    return () => clearInterval(timer);
  }, [pictures.length, seconds]);
  const hour = Math.floor(now / 3_600_000) * 3_600_000;
  const name = t('templates.preview.person');
  const who = draft.desensitizeUserName ? unreadable(name) : name;
  const title = t('templates.preview.meeting');
  const back = shownPicture(draft.bgUrl);
  const front = pictures[turn % Math.max(pictures.length, 1)];
  const logo = shownPicture(draft.logo);
  const isHidden = (address: string, shown: string | undefined) => address !== '' && !shown;
  const picture = front && <img className={styles.turning} src={front} alt="" />;
  return (
    <figure className={styles.preview}>
      <div className={styles.screen} data-plain={!back || undefined}>
        {back && <img className={styles.back} src={back} alt="" />}
        {!draft.isPicTop && picture}
        <div className={styles.top}>
          {logo && <img className={styles.logo} src={logo} alt="" />}
          <span>{draft.orgName || me.organisation}</span>
          <time>{format.time(now)}</time>
        </div>
        <div className={styles.middle}>
          <p className={styles.room}>{room}</p>
          <p className={styles.state}>
            {t('rooms.busyUntil', { time: format.time(hour + 3_600_000) })}
          </p>
          <p>{draft.showCalendarTitle ? `${title} · ${who}` : who}</p>
        </div>
        {draft.showCalendarCard && (
          <ul className={styles.card}>
            {[1, 2].map((later) => (
              <li key={later}>
                <span>{format.span(hour + later * 3_600_000, hour + (later + 1) * 3_600_000)}</span>
                <span>{draft.showCalendarTitle ? title : who}</span>
              </li>
            ))}
          </ul>
        )}
        {draft.isPicTop && picture}
        <div className={styles.foot}>
          {draft.showFunctionCard && <span>{t('templates.preview.functions')}</span>}
          {draft.instruction && <span>{t('templates.preview.instruction')}</span>}
          {!draft.hideServerCodeWhenProjecting && <span>{t('templates.preview.code')}</span>}
        </div>
        {draft.customDoc && <p className={styles.doc}>{draft.customDoc}</p>}
      </div>
      <figcaption className="soft small">
        {t('templates.preview.note')}
        {(isHidden(draft.bgUrl, back) ||
          isHidden(draft.logo, logo) ||
          draft.bgImgList.length > pictures.length) &&
          ` ${t('templates.preview.elsewhere')}`}
      </figcaption>
    </figure>
  );
}
