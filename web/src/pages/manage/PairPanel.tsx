/** A screen at a door becomes a device of a room: by the code that it shows. */

import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '@/api/client';
import { Problem } from '@/api/problem';
import { groupsQuery, roomsQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { pairPanelRoute } from '@/router';
import { useMe } from '@/shell/session';
import { inWords } from '@/ui/inWords';
import { Notice, Trouble } from '@/ui/Notice';
import { useTitle } from '@/ui/useTitle';
import styles from './PairPanel.module.css';

type Place = 'room' | 'floor';

/** How many are offered at once; the others by what is typed. */
const MOST = 80;

export function PairPanel() {
  const { t, format, language } = useSpeech();
  const me = useMe();
  useTitle(t('pair.title'));
  const { code: given, room: named } = pairPanelRoute.useSearch();
  const rooms = useQuery(roomsQuery(me));
  const groups = useQuery(groupsQuery(me));
  const [code, setCode] = useState(given ?? '');
  const [place, setPlace] = useState<Place>('room');
  const [roomId, setRoomId] = useState(named ?? '');
  const [groupId, setGroupId] = useState('');
  const [name, setName] = useState('');
  const pairing = useMutation({
    mutationFn: () =>
      told(
        api.POST('/v1.0/rooms/panels/pair', {
          body: {
            unionId: me.unionId,
            code,
            ...(place === 'room' ? { roomId } : { groupId: Number(groupId) }),
            ...(name.trim() && { deviceName: name.trim() }),
          },
        }),
      ),
  });
  if (rooms.error || groups.error) return <Trouble problem={rooms.error ?? groups.error} />;
  if (!rooms.data || !groups.data) {
    return <div role="status" aria-label={t('state.loading')} className={styles.loading} />;
  }

  const all = groups.data;
  const above = (id: number): number[] => {
    const chain: number[] = [];
    for (let at = id; at && !chain.includes(at); at = all.get(at)?.parentId ?? 0) chain.push(at);
    return chain;
  };
  const runs = (id: number) =>
    me.isAdmin || above(id).some((each) => me.administersGroups.includes(each));
  const compare = new Intl.Collator(language, { numeric: true }).compare;
  const path = (id: number) =>
    above(id)
      .reverse()
      .map((each) => all.get(each)?.groupName ?? `#${each}`)
      .join(' / ');
  const ownRooms = rooms.data
    .filter(
      (room) => me.administersRooms.includes(room.roomId) || runs(room.roomGroup?.groupId ?? 0),
    )
    .map((room) => {
      const where = room.roomGroup?.groupId ? ` — ${path(room.roomGroup.groupId)}` : '';
      return { value: room.roomId, label: room.roomName + where };
    })
    .sort((one, other) => compare(one.label, other.label));
  const ownFloors = [...all.keys()]
    .filter(runs)
    .map((id) => ({ value: String(id), label: path(id) }))
    .sort((one, other) => compare(one.label, other.label));

  if (ownRooms.length === 0 && ownFloors.length === 0) {
    return (
      <div className={styles.page}>
        <h1>{t('pair.title')}</h1>
        <Notice kind="empty" title={t('pair.none')} />
      </div>
    );
  }
  if (pairing.isSuccess) {
    return (
      <div className={styles.page} role="status">
        <h1>{t('pair.done.title')}</h1>
        <p>{t('pair.done.text')}</p>
        <Button
          variant="light"
          onClick={() => {
            setCode('');
            pairing.reset();
          }}
        >
          {t('pair.another')}
        </Button>
      </div>
    );
  }
  const isReady = code.trim() !== '' && (place === 'room' ? roomId !== '' : groupId !== '');
  const problem = pairing.error;
  const isUnknown = problem instanceof Problem && problem.code === 'panel.code.not.found';
  return (
    <div className={styles.page}>
      <h1>{t('pair.title')}</h1>
      <p className="soft">{t('pair.lead', { address: `${location.origin}/panel` })}</p>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) pairing.mutate();
        }}
      >
        <TextInput
          label={t('pair.code')}
          value={code}
          onChange={({ currentTarget }) => setCode(currentTarget.value)}
          placeholder="7KQM-2XWD"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={16}
          required
          error={isUnknown && t('pair.unknown')}
          classNames={{ input: styles.code ?? '' }}
        />
        <fieldset>
          <legend>{t('pair.where')}</legend>
          <SegmentedControl
            fullWidth
            value={place}
            onChange={(value) => setPlace(value as Place)}
            data={[
              { value: 'room', label: t('pair.room'), disabled: ownRooms.length === 0 },
              { value: 'floor', label: t('pair.floor'), disabled: ownFloors.length === 0 },
            ]}
          />
        </fieldset>
        {place === 'room' ? (
          <Select
            label={t('pair.whichRoom')}
            placeholder={t('pair.search')}
            value={roomId || null}
            onChange={(chosen) => setRoomId(chosen ?? '')}
            data={ownRooms}
            searchable
            limit={MOST}
            nothingFoundMessage={t('manage.nothingFits.title')}
            required
          />
        ) : (
          <Select
            label={t('pair.whichFloor')}
            placeholder={t('pair.search')}
            value={groupId || null}
            onChange={(chosen) => setGroupId(chosen ?? '')}
            data={ownFloors}
            searchable
            limit={MOST}
            nothingFoundMessage={t('manage.nothingFits.title')}
            required
          />
        )}
        <TextInput
          label={t('pair.name')}
          description={t('pair.name.hint')}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          maxLength={200}
        />
        {problem && !isUnknown && (
          <p role="alert" className={styles.alert}>
            {inWords(problem, t, format)}
          </p>
        )}
        <Button type="submit" disabled={!isReady} loading={pairing.isPending}>
          {t('pair.submit')}
        </Button>
      </form>
    </div>
  );
}
