/** `/rooms`: all rooms on a day; a timeline where there is space, a list on a phone. */

import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { Suspense, useCallback, useState } from 'react';
import type { Taken } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { roomsRoute } from '@/router';
import type { RoomsAddress } from '@/rules/address';
import type { Room } from '@/rules/rooms';
import { useMe } from '@/shell/session';
import { dayOf } from '@/time/zone';
import { DayPicker } from '@/ui/DayPicker';
import { Icon } from '@/ui/icons';
import { lazyPart } from '@/ui/lazyPart';
import { Notice, Trouble } from '@/ui/Notice';
import { useTitle } from '@/ui/useTitle';
import { useWanted } from '@/ui/useWanted';
import { Filters, SearchField } from './Filters';
import { PhoneRooms } from './PhoneRooms';
import styles from './Rooms.module.css';
import { RIGHTS } from './Row';
import type { Right } from './roomFacts';
import type { TakenRoom } from './TakenDialog';
import { Timeline } from './Timeline';
import { type Day, type Own, useDay } from './useDay';

const FilterDialog = lazyPart(async () => (await import('./FilterDialog')).FilterDialog);
const TakenDialog = lazyPart(async () => (await import('./TakenDialog')).TakenDialog);

const KINDS = ['busy', 'own', 'tentative', 'outside', 'closed'] as const;

export function Rooms() {
  const { t, format } = useSpeech();
  const address = roomsRoute.useSearch();
  const navigate = useNavigate({ from: '/rooms' });
  const day = useDay(address);
  const me = useMe();
  const toPage = useNavigate();
  useTitle(t('rooms.title'));
  const isPhone = useMediaQuery('(max-width: 47.99em)', undefined, {
    getInitialValueInEffect: false,
  });
  const [taken, setTaken] = useState<TakenRoom | null>(null);
  const [filtering, setFiltering] = useState(false);
  const [wasFiltering, wasTaken] = [useWanted(filtering), useWanted(taken !== null)];
  const today = dayOf(day.now, format.zone);
  const change = useCallback(
    (change: Partial<RoomsAddress>) => {
      navigate({ search: (before: RoomsAddress) => ({ ...before, ...change }), replace: true });
    },
    [navigate],
  );
  const facts = day.factsOf;
  const onTaken = useCallback(
    (room: Room, span: Taken, own: Own | undefined) =>
      setTaken({ room, span, own, isRunner: facts(room).isRunner }),
    [facts],
  );
  const active = Object.entries(address).filter(
    ([name, value]) => value !== undefined && !['day', 'text', 'to'].includes(name),
  ).length;

  return (
    <div className={styles.page}>
      <h1 className="hidden">{t('rooms.title')}</h1>
      <div className={styles.tools}>
        <DayPicker
          day={day.day}
          today={today}
          onChange={(chosen) =>
            change({ day: chosen === today ? undefined : chosen, free: undefined })
          }
        />
        <SearchField address={address} onChange={change} />
        {isPhone ? (
          <Button
            variant={active > 0 ? 'light' : 'default'}
            leftSection={<Icon name="filter" size={16} />}
            onClick={() => setFiltering(true)}
          >
            {t('rooms.filters')}
            {active > 0 && ` · ${active}`}
          </Button>
        ) : (
          <Filters address={address} onChange={change} />
        )}
      </div>
      {day.problem ? (
        <Trouble problem={day.problem} retry={day.again} />
      ) : day.isLoading ? (
        <div className={styles.skeleton} role="status" aria-label={t('state.loading')}>
          {Array.from({ length: 12 }, (_, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
            <div key={at} />
          ))}
        </div>
      ) : day.all === 0 ? (
        <Notice
          kind="empty"
          title={t('rooms.none.title')}
          text={t('rooms.none.text')}
          {...(me.isAdmin && {
            action: { label: t('rooms.none.make'), run: () => toPage({ to: '/manage/rooms/new' }) },
          })}
        />
      ) : day.shown === 0 ? (
        <Notice
          kind="empty"
          title={t('rooms.empty.title')}
          text={t('rooms.empty.text')}
          action={{
            label: t('rooms.filter.clear'),
            run: () => navigate({ search: { day: address.day }, replace: true }),
          }}
        />
      ) : isPhone ? (
        <PhoneRooms day={day} onTaken={onTaken} />
      ) : (
        <>
          <Timeline day={day} onTaken={onTaken} />
          <div className={styles.legend}>
            <ul aria-label={t('rooms.legend')}>
              <li>
                <span className={styles.sample} />
                {t('rooms.legend.free')}
              </li>
              {KINDS.map((kind) => (
                <li key={kind}>
                  <span className={styles.sample} data-kind={kind} />
                  {t(`block.${kind}`)}
                </li>
              ))}
              {rightsOf(day).map((right) => (
                <li key={right}>
                  <Icon name={RIGHTS[right][1]} size={15} />
                  {t(RIGHTS[right][0])}
                </li>
              ))}
            </ul>
            <Count shown={day.shown} all={day.all} />
          </div>
        </>
      )}
      <Suspense fallback={null}>
        {wasFiltering && (
          <FilterDialog
            address={address}
            opened={filtering}
            shown={day.shown}
            onChange={change}
            onClose={() => setFiltering(false)}
          />
        )}
        {wasTaken && <TakenDialog taken={taken} onClose={() => setTaken(null)} />}
      </Suspense>
    </div>
  );
}

/** The rights that any of the rooms shown asks to be explained. */
function rightsOf(day: Day): Right[] {
  const found = new Set<Right>();
  for (const floor of day.floors) {
    for (const room of floor.rooms) for (const right of day.factsOf(room).rights) found.add(right);
  }
  return [...found];
}

function Count({ shown, all }: { shown: number; all: number }) {
  const { t } = useSpeech();
  return (
    <p className={styles.count} role="status">
      {shown === all ? t('rooms.count', { n: all }) : t('rooms.countOf', { shown, n: all })}
    </p>
  );
}
