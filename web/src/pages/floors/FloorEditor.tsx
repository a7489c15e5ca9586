/** Draws the plan of a floor: a picture is uploaded, and rooms are put where they are. */
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ChangeEvent, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { Problem } from '@/api/problem';
import { type FloorPlan, planQuery, savePlan, uploadPicture } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { Refusal } from '@/pages/booking/Refusal';
import { grownBy, movedBy, nextPlace, pictureAt, type Rectangle, SIDE } from '@/rules/plan';
import type { Room } from '@/rules/rooms';
import { useMe } from '@/shell/session';
import { tellSaved } from '@/ui/saved';
import styles from './Floor.module.css';
import { PlanConflict } from './PlanConflict';

/** How far a key moves a room, and how far with Alt. */
const STEP = 10;
const FINE = 1;
/** What the server takes. */
const MOST_BYTES = 716_800;

interface Placed extends Rectangle {
  roomId: string;
}

interface Props {
  groupId: number;
  plan: FloorPlan | undefined;
  rooms: readonly Room[];
  onClose: () => void;
}

export function FloorEditor({ groupId, plan, rooms, onClose }: Props) {
  const { t } = useSpeech();
  const me = useMe();
  const queries = useQueryClient();
  const [picture, setPicture] = useState(plan?.picture ?? '');
  const [places, setPlaces] = useState<readonly Placed[]>(plan?.places ?? []);
  const [chosen, setChosen] = useState<string | null>(null);
  /** What the server is to have still, where it is to be written. */
  const [seen, setSeen] = useState(plan);
  /** What somebody else has drawn meanwhile. */
  const [theirs, setTheirs] = useState<{ plan: FloorPlan | undefined } | null>(null);
  const board = useRef<HTMLElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const nameOf = (id: string) => rooms.find((room) => room.roomId === id)?.roomName ?? id;
  // What one does not see stays where it is.
  const missing = rooms.filter((room) => !places.some((place) => place.roomId === room.roomId));

  const uploading = useMutation({
    mutationFn: async (chosenFile: File) => {
      if (chosenFile.size > MOST_BYTES) throw new Error(t('floor.tooLarge'));
      return uploadPicture(me, chosenFile);
    },
    onSuccess: setPicture,
  });
  const saving = useMutation({
    mutationFn: async (kept: string) => {
      try {
        await savePlan(me, groupId, kept, kept ? places : [], seen);
        return true;
      } catch (problem) {
        if (!(problem instanceof Problem && problem.code === 'plan.changed')) throw problem;
        const now = await queries.fetchQuery({ ...planQuery(me, groupId), staleTime: 0 });
        setTheirs(now);
        return false;
      }
    },
    onSuccess: async (isSaved) => {
      if (!isSaved) return;
      await queries.invalidateQueries({ queryKey: ['plan'] });
      queries.invalidateQueries({ queryKey: ['plans'] });
      tellSaved(t('floor.saved'));
      onClose();
    },
  });

  const change = (roomId: string, how: (place: Placed) => Rectangle) =>
    setPlaces((before) =>
      before.map((place) => (place.roomId === roomId ? { ...place, ...how(place) } : place)),
    );
  const remove = (roomId: string) =>
    setPlaces((before) => before.filter((place) => place.roomId !== roomId));
  const add = (roomId: string) => {
    setPlaces((before) => [...before, { roomId, ...nextPlace(before) }]);
    setChosen(roomId);
  };

  const onDown = (roomId: string, how: typeof movedBy) => (event: PointerEvent<HTMLElement>) => {
    const box = board.current?.getBoundingClientRect();
    const before = places.find((place) => place.roomId === roomId);
    if (!box || !before || event.button !== 0) return;
    event.stopPropagation();
    const target = event.currentTarget;
    target.setPointerCapture(event.pointerId);
    setChosen(roomId);
    const first = { x: event.clientX, y: event.clientY };
    const onMove = (move: globalThis.PointerEvent) => {
      const x = ((move.clientX - first.x) / box.width) * SIDE;
      const y = ((move.clientY - first.y) / box.height) * SIDE;
      change(roomId, () => how(before, x, y));
    };
    const onUp = () => {
      target.removeEventListener('pointermove', onMove);
      target.removeEventListener('pointerup', onUp);
      target.removeEventListener('pointercancel', onUp);
    };
    target.addEventListener('pointermove', onMove);
    target.addEventListener('pointerup', onUp);
    target.addEventListener('pointercancel', onUp);
  };
  const onKey = (roomId: string) => (event: KeyboardEvent) => {
    const step = event.altKey ? FINE : STEP;
    const [x, y] =
      {
        ArrowLeft: [-step, 0],
        ArrowRight: [step, 0],
        ArrowUp: [0, -step],
        ArrowDown: [0, step],
      }[event.key] ?? [];
    if (x !== undefined && y !== undefined) {
      change(roomId, (place) => (event.shiftKey ? grownBy : movedBy)(place, x, y));
    } else if (event.key === 'Delete' || event.key === 'Backspace') remove(roomId);
    else return;
    event.preventDefault();
  };
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const first = event.currentTarget.files?.[0];
    if (first) uploading.mutate(first);
    event.currentTarget.value = '';
  };

  const problem = uploading.error ?? saving.error;
  return (
    <div className={styles.columns}>
      <div className="stack">
        <input
          ref={file}
          type="file"
          hidden
          aria-label={t('floor.upload')}
          accept="image/png,image/jpeg,image/webp"
          onChange={choose}
        />
        {picture ? (
          <figure ref={board} className={styles.plan}>
            <img src={pictureAt(picture)} alt={t('floor.picture')} draggable={false} />
            {places
              .filter((place) => rooms.some((room) => room.roomId === place.roomId))
              .map((place) => (
                <button
                  key={place.roomId}
                  type="button"
                  className={`${styles.room} ${styles.place}`}
                  aria-pressed={chosen === place.roomId}
                  aria-label={t('floor.place', {
                    room: nameOf(place.roomId),
                    left: Math.round(place.left / 10),
                    top: Math.round(place.top / 10),
                  })}
                  style={{
                    left: `${place.left / 10}%`,
                    top: `${place.top / 10}%`,
                    width: `${place.width / 10}%`,
                    height: `${place.height / 10}%`,
                  }}
                  onFocus={() => setChosen(place.roomId)}
                  onPointerDown={onDown(place.roomId, movedBy)}
                  onKeyDown={onKey(place.roomId)}
                >
                  <strong>{nameOf(place.roomId)}</strong>
                  <i className={styles.corner} onPointerDown={onDown(place.roomId, grownBy)} />
                </button>
              ))}
          </figure>
        ) : (
          <div className={styles.drop}>
            <p>{t('floor.first')}</p>
            <Button loading={uploading.isPending} onClick={() => file.current?.click()}>
              {t('floor.upload')}
            </Button>
          </div>
        )}
        <p className="soft small">{t('floor.help')}</p>
      </div>
      <section className="stack" aria-label={t('floor.edit')}>
        {problem && <Refusal problem={problem} />}
        {theirs && (
          <PlanConflict
            theirs={theirs.plan}
            yours={{ picture, places }}
            nameOf={nameOf}
            onKeep={() => {
              setSeen(theirs.plan);
              setTheirs(null);
            }}
            onTake={() => {
              setSeen(theirs.plan);
              setPicture(theirs.plan?.picture ?? '');
              setPlaces(theirs.plan?.places ?? []);
              setTheirs(null);
            }}
          />
        )}
        <div className={styles.actions}>
          <Button
            disabled={!picture || theirs !== null}
            loading={saving.isPending}
            onClick={() => saving.mutate(picture)}
          >
            {t('floor.save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('book.cancel')}
          </Button>
          {picture && (
            <Button
              variant="default"
              loading={uploading.isPending}
              onClick={() => file.current?.click()}
            >
              {t('floor.other')}
            </Button>
          )}
          {plan && (
            <Button
              variant="subtle"
              color="danger"
              loading={saving.isPending}
              onClick={() => saving.mutate('')}
            >
              {t('floor.remove')}
            </Button>
          )}
        </div>
        {picture && (
          <>
            <h2>{t('floor.missing', { n: missing.length })}</h2>
            <ul className="stack">
              {missing.map((room) => (
                <li key={room.roomId}>
                  <Button variant="light" size="xs" onClick={() => add(room.roomId)}>
                    {t('floor.put', { room: room.roomName })}
                  </Button>
                </li>
              ))}
            </ul>
            {chosen && places.some((place) => place.roomId === chosen) && (
              <Button variant="subtle" color="danger" onClick={() => remove(chosen)}>
                {t('floor.take', { room: nameOf(chosen) })}
              </Button>
            )}
          </>
        )}
      </section>
    </div>
  );
}
