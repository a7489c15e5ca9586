/** Books rooms, or changes what is booked. */

import {
  Button,
  Checkbox,
  Modal,
  MultiSelect,
  SegmentedControl,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { Problem } from '@/api/problem';
import {
  type Event,
  explain,
  type RoomFound,
  roomQuery,
  roomsQuery,
  type Wish,
} from '@/api/queries';
import { useSpeech } from '@/i18n';
import type { Span } from '@/rules/closed';
import { type Repeat, recurrenceOf } from '@/rules/repeat';
import { useMe } from '@/shell/session';
import { hoursAhead } from '@/time/format';
import { dayOf, instantAt, isZone, timeOf } from '@/time/zone';
import { useFocusBack } from '@/ui/useFocusBack';
import styles from './Booking.module.css';
import { book, changeBooking, type Scope, timeAt } from './book';
import { BehalfPicker, PeoplePicker, type Person } from './PeoplePicker';
import { Offers, Refusal, RoomAnswer } from './Refusal';
import { RepeatFields, RepeatPreview } from './RepeatFields';
import { TimeSelect } from './TimeSelect';
import type { Wished } from './useBooking';

const MOST_ROOMS = 5;

export function BookingDialog({ wished, onClose }: { wished: Wished; onClose: () => void }) {
  useFocusBack();
  const { t, format } = useSpeech();
  const me = useMe();
  const queries = useQueryClient();
  const isPhone = useMediaQuery('(max-width: 47.99em)', undefined, {
    getInitialValueInEffect: false,
  });
  const { zone } = format;
  const { event: old } = wished;

  const [summary, setSummary] = useState(old?.summary ?? '');
  const [notes, setNotes] = useState(old?.description ?? '');
  const [day, setDay] = useState(dayOf(wished.from, zone));
  const [start, setStart] = useState(timeOf(wished.from, zone));
  const [end, setEnd] = useState(endOf(wished, zone));
  const [roomIds, setRoomIds] = useState<string[]>([...wished.roomIds]);
  const [organizer, setOrganizer] = useState<Person>({
    unionId: old?.organizer?.id ?? me.unionId,
    name: old?.organizer?.displayName ?? me.name,
  });
  const whose = organizer.unionId;
  const [people, setPeople] = useState<Person[]>(() => invitedTo(old));
  const [scope, setScope] = useState<Scope>('this');
  const [repeat, setRepeat] = useState<Repeat>('none');
  const [times, setTimes] = useState(8);
  const [skips, setSkips] = useState(false);

  const from = instantAt(day, start, zone);
  const until = instantAt(day, end, zone);
  const isSpan = until > from;
  const count = Math.max(people.length + 1, wished.people ?? 1);
  const wish = useMemo<Wish>(() => {
    const recurrence = recurrenceOf(repeat, day, times);
    return {
      start: timeAt(from, zone),
      end: timeAt(until, zone),
      attendeesCount: count,
      ...(recurrence && { recurrence }),
    };
  }, [from, until, zone, count, repeat, day, times]);

  const [asked] = useDebouncedValue(wish, 250);
  const all = useQuery(roomsQuery(me));
  const nameOf = (roomId: string) =>
    all.data?.find((room) => room.roomId === roomId)?.roomName ?? roomId;
  // A booking that is changed holds its own time: only the server can tell that from an overlap.
  const answers = useQueries({
    queries: roomIds.map((roomId) => ({
      queryKey: ['explain', whose, roomId, asked],
      queryFn: ({ signal }: { signal: AbortSignal }) => explain(whose, roomId, asked, signal),
      enabled: !old && isSpan,
      staleTime: 10_000,
    })),
  });
  const first = useQuery({ ...roomQuery(me, roomIds[0] ?? ''), enabled: roomIds.length > 0 });
  const roomZone =
    first.data?.timeZone && isZone(first.data.timeZone) ? first.data.timeZone : me.zone;

  const refresh = () => {
    for (const key of ['busy', 'events', 'bookings', 'explain', 'find', 'waiting']) {
      queries.invalidateQueries({ queryKey: [key] });
    }
  };
  const saving = useMutation({
    mutationFn: async (_: Wish) => {
      const title = summary.trim() || t('book.summary.default');
      if (old) {
        const isMoved = from !== wished.from || until !== wished.until;
        const ids = people.map((person) => person.unionId);
        const before = invitedTo(old).map((person) => person.unionId);
        const isSame = ids.length === before.length && ids.every((id) => before.includes(id));
        const change = {
          summary: title,
          ...(notes !== (old.description ?? '') && { description: notes }),
          ...(isMoved && { start: timeAt(from, zone), end: timeAt(until, zone) }),
          ...(!isSame && { attendees: ids.map((id) => ({ id })) }),
        };
        await changeBooking(whose, old, old.seriesMasterId ? scope : 'this', change, roomIds);
        return t('book.changed');
      }
      const done = await book(whose, {
        summary: title,
        description: notes.trim(),
        wish,
        roomIds,
        people: people.map((person) => person.unionId),
        skipUnavailable: repeat !== 'none' && skips,
      });
      const waits = answers.some((answer) => answer.data?.needsApproval);
      const said = [
        waits
          ? t('book.waiting', { title })
          : t('book.done', { title, time: format.daySpan(from, until) }),
      ];
      if (done.skipped.length > 0) said.push(t('book.skipped', { n: done.skipped.length }));
      if (done.uninvited) said.push(t('book.partly'));
      return said.join(' · ');
    },
    onSettled: refresh,
    onSuccess: (message) => {
      notifications.show({ message, color: 'accent' });
      onClose();
    },
  });

  const take = (span: Span) => {
    setDay(dayOf(span.from, zone));
    setStart(timeOf(span.from, zone));
    setEnd(endOf(span, zone));
    saving.reset();
  };
  const replace = (roomId: string, found: RoomFound) => {
    setRoomIds((before) => before.map((each) => (each === roomId ? found.roomId : each)));
    saving.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isSpan) saving.mutate(wish);
  };

  // What was refused is of the time and the people that were asked for. A room that the server refused
  // says so once, where one asked, and no longer where it was foretold.
  const failed = saving.variables === wish ? saving.error : null;
  const told = !old && failed instanceof Problem ? failed.rooms.map((room) => room.roomId) : [];
  const isFarAway = hoursAhead(roomZone, zone, from) !== 0;
  const refused = answers.flatMap((answer) => answer.data?.refusals ?? []);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(old ? 'book.change' : 'book.title')}
      size={620}
      fullScreen={isPhone}
    >
      <form className={styles.form} onSubmit={submit}>
        {old?.seriesMasterId && (
          <SegmentedControl
            aria-label={t('change.scope')}
            fullWidth
            value={scope}
            onChange={(value) => setScope(value as Scope)}
            data={SCOPES.map((value) => ({ value, label: t(`bookings.scope.${value}`) }))}
          />
        )}
        {!old && me.isAdmin && <BehalfPicker value={organizer} onChange={setOrganizer} />}
        <TextInput
          data-autofocus
          label={t('book.summary')}
          placeholder={t('book.summary.default')}
          maxLength={2048}
          value={summary}
          onChange={(event) => setSummary(event.currentTarget.value)}
        />
        <div className={styles.when}>
          <TextInput
            type="date"
            label={t('book.day')}
            required
            withAsterisk={false}
            value={day}
            onChange={(event) => event.currentTarget.value && setDay(event.currentTarget.value)}
          />
          <TimeSelect
            label={t('book.start')}
            value={start}
            onChange={(value) => {
              // The length stays where it can.
              const moved = instantAt(day, value, zone) + Math.max(until - from, 0);
              setStart(value);
              setEnd(dayOf(moved, zone) === day ? timeOf(moved, zone) : '24:00');
            }}
          />
          <TimeSelect label={t('book.end')} value={end} after={start} onChange={setEnd} />
        </div>
        {!isSpan && <p role="alert">{t('book.endBeforeStart')}</p>}
        {isFarAway && isSpan && (
          <p className={styles.zones}>
            {t('book.roomTime', {
              zone: format.city(roomZone),
              time: format.daySpan(from, until, roomZone),
            })}
          </p>
        )}
        <MultiSelect
          label={t('book.rooms')}
          description={roomIds.length === 0 ? t('book.rooms.hint') : undefined}
          searchable
          hidePickedOptions
          limit={60}
          maxValues={MOST_ROOMS}
          value={roomIds}
          onChange={(ids) => {
            setRoomIds(ids);
            saving.reset();
          }}
          data={(all.data ?? []).map((room) => ({ value: room.roomId, label: room.roomName }))}
        />
        {!old &&
          isSpan &&
          roomIds.map((roomId, at) =>
            told.includes(roomId) ? null : (
              <RoomAnswer
                key={roomId}
                roomId={roomId}
                room={nameOf(roomId)}
                explained={answers[at]?.data}
                isAsking={answers[at]?.isFetching ?? false}
                onTime={take}
                onRoom={(found) => replace(roomId, found)}
              />
            ),
          )}
        <PeoplePicker value={people} organizer={whose} onChange={setPeople} />
        {!old && (
          <>
            <RepeatFields
              repeat={repeat}
              times={times}
              day={day}
              onRepeat={setRepeat}
              onTimes={setTimes}
            />
            {repeat !== 'none' && isSpan && (
              <>
                <RepeatPreview
                  repeat={repeat}
                  first={{ day, start, end }}
                  times={times}
                  refused={refused.flatMap((refusal) => refusal.dates)}
                  roomZone={roomZone}
                />
                <Checkbox
                  label={t('book.repeat.skip')}
                  checked={skips}
                  onChange={(event) => setSkips(event.currentTarget.checked)}
                />
              </>
            )}
          </>
        )}
        <Textarea
          label={t('book.notes')}
          autosize={false}
          rows={2}
          maxLength={5000}
          value={notes}
          onChange={(event) => setNotes(event.currentTarget.value)}
        />
        {failed && (
          <Refusal
            problem={failed}
            {...(!old && {
              ...(failed instanceof Problem && { note: t('book.undone') }),
              instead: (roomId) => (
                <Offers
                  roomId={roomId}
                  explained={answers[roomIds.indexOf(roomId)]?.data}
                  onTime={take}
                  onRoom={(found) => replace(roomId, found)}
                />
              ),
            })}
          />
        )}
        <div className={styles.actions}>
          <Button variant="default" onClick={onClose}>
            {t('book.cancel')}
          </Button>
          <Button type="submit" loading={saving.isPending} disabled={!isSpan}>
            {t(old ? 'book.saveChange' : 'book.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

const SCOPES: readonly Scope[] = ['this', 'following', 'all'];

/** Who is invited to an event, whoever organises it left out. */
function invitedTo(event: Event | undefined): Person[] {
  const invited = (event?.attendees ?? []).filter((each) => each.id !== event?.organizer?.id);
  return invited.map(({ id, displayName }) => ({ unionId: id, name: displayName ?? id }));
}

/** The clock's time of an end; midnight is the day's own. */
function endOf(span: Span, zone: string): string {
  const time = timeOf(span.until, zone);
  return time === '00:00' || dayOf(span.until, zone) !== dayOf(span.from, zone) ? '24:00' : time;
}
