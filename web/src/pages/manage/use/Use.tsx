/** `/manage/use`: how much rooms are used, for who runs them. */
import '@/i18n/roomUse';
import { Button, Menu, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { usesQuery } from '@/api/manage';
import { groupsQuery } from '@/api/queries';
import { type PlainKey, useSpeech } from '@/i18n';
import { managedUseRoute } from '@/router';
import { runsGroup, wrongField } from '@/rules/manage';
import { groupTree } from '@/rules/rooms';
import { type By, csvOf, daysFrom, type Uses } from '@/rules/uses';
import { useMe } from '@/shell/session';
import { addDays, dayOf, isDay } from '@/time/zone';
import { Notice, Trouble } from '@/ui/Notice';
import { saveTable } from '@/ui/save';
import { Page } from '../ui/Page';
import { Week } from './charts';
import { Sums } from './Sums';
import { Groups, Rooms } from './Tables';
import styles from './Use.module.css';

const WEEK = 7;

export function Use() {
  const { t } = useSpeech();
  const me = useMe();
  const search = managedUseRoute.useSearch();
  const navigate = useNavigate({ from: '/manage/use' });
  const today = dayOf(Date.now(), me.zone);
  const last = (weeks: number) => ({ from: addDays(today, -weeks * WEEK), to: addDays(today, -1) });
  const usual = last(4);
  const { from, to } =
    search.from || search.to
      ? daysFrom(
          search.from ?? addDays(search.to ?? today, -27),
          search.to ?? addDays(search.from ?? today, 27),
          search.to ? 'to' : 'from',
        )
      : usual;
  const found = useQuery(usesQuery(me, from, to, search.group));
  const look = (change: Partial<typeof search>) =>
    navigate({ search: { ...search, ...change }, replace: true });
  const spans: { name: PlainKey; from: string; to: string }[] = [
    { name: 'use.weeks4', ...usual },
    { name: 'use.weeks12', ...last(12) },
    { name: 'use.next4', from: today, to: addDays(today, 4 * WEEK - 1) },
  ];
  const uses = found.data;
  return (
    <Page
      title={t('manage.use')}
      lead={t('use.lead')}
      actions={<Download uses={uses} name={`${from}-${to}`} />}
    >
      <div className={styles.filters}>
        <fieldset className={styles.spans} aria-label={t('use.days')}>
          {spans.map((span) => (
            <Button
              key={span.name}
              variant={span.from === from && span.to === to ? 'light' : 'default'}
              aria-pressed={span.from === from && span.to === to}
              onClick={() => look({ from: span.from, to: span.to })}
            >
              {t(span.name)}
            </Button>
          ))}
        </fieldset>
        <Day label="use.from" day={from} put={(day) => look(daysFrom(day, to, 'from'))} />
        <Day label="use.to" day={to} put={(day) => look(daysFrom(from, day, 'to'))} />
        <GroupChoice value={search.group} put={(group) => look({ group })} />
      </div>
      {found.error && wrongField(found.error.message)?.field === 'groupId' ? (
        <Notice kind="empty" title={t('use.tooMany')} text={t('use.tooMany.text')} />
      ) : found.error ? (
        <Trouble problem={found.error} retry={() => found.refetch()} />
      ) : uses ? (
        <Found uses={uses} next={() => look(spans[2] ?? {})} isOld={found.isPlaceholderData} />
      ) : (
        <div className={styles.ghosts} role="status" aria-label={t('state.loading')}>
          <div className={styles.ghost} />
          <div className={styles.ghost} />
          <div className={styles.ghost} />
        </div>
      )}
    </Page>
  );
}

function Day({ label, day, put }: { label: PlainKey; day: string; put: (day: string) => void }) {
  const { t } = useSpeech();
  return (
    <TextInput
      type="date"
      label={t(label)}
      value={day}
      onChange={({ currentTarget: { value } }) => {
        if (isDay(value)) put(value);
      }}
    />
  );
}

/** The groups that one runs. */
function GroupChoice({
  value,
  put,
}: {
  value: number | undefined;
  put: (group: number | undefined) => void;
}) {
  const { t, language } = useSpeech();
  const me = useMe();
  const groups = useQuery(groupsQuery(me)).data;
  const tree = groups
    ? groupTree(groups, language).filter(({ id }) => runsGroup(me, id, groups))
    : [];
  if (tree.length === 0) return null;
  const least = Math.min(...tree.map(({ depth }) => depth));
  return (
    <NativeSelect
      label={t('use.group')}
      value={String(value ?? '')}
      onChange={({ currentTarget }) => put(Number(currentTarget.value) || undefined)}
      data={[
        { value: '', label: t('use.all') },
        ...tree.map(({ id, name, depth }) => ({
          value: String(id),
          label: `${'\u2003'.repeat(depth - least)}${name}`,
        })),
      ]}
    />
  );
}

function Found({ uses, next, isOld }: { uses: Uses; next: () => void; isOld: boolean }) {
  const { t } = useSpeech();
  if ((uses.rooms ?? []).length === 0) {
    return <Notice kind="empty" title={t('use.noRooms')} text={t('use.noRooms.text')} />;
  }
  return (
    <div className={styles.found} aria-busy={isOld}>
      {uses.total.meetings > 0 ? (
        <>
          <Sums uses={uses} />
          <section aria-labelledby="use-week">
            <h2 id="use-week">{t('use.week')}</h2>
            <p className="soft small">{t('use.week.text')}</p>
            <Week uses={uses} />
          </section>
        </>
      ) : (
        <Notice
          kind="empty"
          title={t('use.empty')}
          text={t('use.empty.text')}
          action={{ label: t('use.next4'), run: next }}
        />
      )}
      <Rooms uses={uses} />
      <Groups uses={uses} />
      <details className={styles.how}>
        <summary>{t('use.how')}</summary>
        <ul>
          <li>{t('use.how.open')}</li>
          <li>{t('use.how.taken')}</li>
          <li>{t('use.how.people')}</li>
          <li>{t('use.how.came')}</li>
          <li>{t('use.how.zones')}</li>
        </ul>
      </details>
    </div>
  );
}

function Download({ uses, name }: { uses: Uses | undefined; name: string }) {
  const { t } = useSpeech();
  const tables: { by: By; label: PlainKey }[] = [
    { by: 'room', label: 'use.download.room' },
    { by: 'group', label: 'use.download.group' },
    { by: 'hour', label: 'use.download.hour' },
  ];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" disabled={!uses || (uses.rooms ?? []).length === 0}>
          {t('use.download')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {tables.map(({ by, label }) => (
          <Menu.Item
            key={by}
            onClick={() => uses && saveTable(`use-by-${by}-${name}.csv`, csvOf(uses, by))}
          >
            {t(label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
