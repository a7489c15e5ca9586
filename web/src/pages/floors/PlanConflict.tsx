/** What somebody else has drawn meanwhile, beside what is drawn here. */
import '@/i18n/manage';
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Schemas } from '@/api/client';
import { useSpeech } from '@/i18n';
import { same } from '@/rules/manage';
import { pictureAt } from '@/rules/plan';
import styles from './PlanConflict.module.css';

interface Drawn {
  picture: string;
  places?: readonly Schemas['RoomPlace'][];
}

interface Props {
  theirs: Drawn | undefined;
  yours: Drawn;
  nameOf: (roomId: string) => string;
  onKeep: () => void;
  onTake: () => void;
}

export function PlanConflict({ theirs, yours, nameOf, onKeep, onTake }: Props) {
  const { t } = useSpeech();
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current?.focus(), []);
  return (
    <section ref={section} className={styles.conflict} role="alert" tabIndex={-1}>
      <h2>{t('manage.conflict.title')}</h2>
      <p className="soft">{t('manage.conflict.text')}</p>
      <div className={styles.both}>
        <Small title={t('manage.conflict.theirs')} plan={theirs} other={yours} nameOf={nameOf} />
        <Small title={t('manage.conflict.yours')} plan={yours} other={theirs} nameOf={nameOf} />
      </div>
      <div className="row">
        <Button variant="default" onClick={onKeep}>
          {t('manage.conflict.keepMine')}
        </Button>
        <Button variant="default" onClick={onTake}>
          {t('manage.conflict.takeTheirs')}
        </Button>
      </div>
    </section>
  );
}

interface SmallProps {
  title: string;
  plan: Drawn | undefined;
  other: Drawn | undefined;
  nameOf: (roomId: string) => string;
}

/** A plan, small; what is elsewhere in the other one is drawn with a thick line and named below. */
function Small({ title, plan, other, nameOf }: SmallProps) {
  const { t } = useSpeech();
  const places = plan?.places ?? [];
  const isElsewhere = (place: Schemas['RoomPlace']) =>
    !other?.places?.some((each) => same(each, place));
  const changed = places.filter(isElsewhere);
  return (
    <figure className={styles.small}>
      <figcaption>{title}</figcaption>
      {plan?.picture ? (
        <div className={styles.board}>
          <img src={pictureAt(plan.picture)} alt="" />
          {places.map((place) => (
            <i
              key={place.roomId}
              data-elsewhere={isElsewhere(place) || undefined}
              style={{
                left: `${place.left / 10}%`,
                top: `${place.top / 10}%`,
                width: `${place.width / 10}%`,
                height: `${place.height / 10}%`,
              }}
            />
          ))}
        </div>
      ) : (
        <p className="soft">{t('floor.none.title')}</p>
      )}
      {changed.length > 0 && (
        <p className="small">{changed.map(({ roomId }) => nameOf(roomId)).join(', ')}</p>
      )}
    </figure>
  );
}
