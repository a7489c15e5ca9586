/** Somebody, or several people: found by a word of their names. */
import { MultiSelect, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { searchPeople } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { useMe } from '@/shell/session';

export interface Person {
  unionId: string;
  name: string;
}

/** Whoever has the word in their name. */
function useFound(text: string) {
  const me = useMe();
  const [word] = useDebouncedValue(text.trim(), 200);
  const found = useQuery({
    queryKey: ['people', me.unionId, word],
    queryFn: ({ signal }) => searchPeople(word, signal),
    enabled: word !== '',
    staleTime: 60_000,
  });
  const people: readonly Person[] = word === '' ? [] : (found.data ?? []);
  return { word, people, isFetching: found.isFetching };
}

const choices = (people: readonly Person[]) =>
  people.map((person) => ({ value: person.unionId, label: person.name }));

interface Props {
  value: readonly Person[];
  /** Who organises it, and comes anyway. */
  organizer: string;
  onChange: (people: Person[]) => void;
}

export function PeoplePicker({ value, organizer, onChange }: Props) {
  const { t } = useSpeech();
  const [text, setText] = useState('');
  const { word, people, isFetching } = useFound(text);
  const others = people.filter(
    (person) =>
      person.unionId !== organizer && !value.some((each) => each.unionId === person.unionId),
  );
  const known = [...value, ...others];
  return (
    <MultiSelect
      label={t('book.people')}
      placeholder={value.length === 0 ? t('book.people.hint') : undefined}
      searchable
      hidePickedOptions
      // The server has found them already, by its own rules.
      filter={({ options }) => options}
      nothingFoundMessage={word && !isFetching ? t('book.people.none') : undefined}
      searchValue={text}
      onSearchChange={setText}
      value={value.map((person) => person.unionId)}
      onChange={(ids) => {
        onChange(known.filter((person) => ids.includes(person.unionId)));
        setText('');
      }}
      data={choices(known)}
    />
  );
}

interface OneProps {
  value: Person;
  onChange: (person: Person) => void;
}

/** For whom an administrator books: themselves, or somebody whom they look for. */
export function BehalfPicker({ value, onChange }: OneProps) {
  const { t } = useSpeech();
  const me = useMe();
  const [text, setText] = useState(value.name);
  const { word, people, isFetching } = useFound(text === value.name ? '' : text);
  const own = { unionId: me.unionId, name: me.name };
  const known = [own, value, ...people].filter(
    (person, at, all) => all.findIndex((each) => each.unionId === person.unionId) === at,
  );
  return (
    <Select
      label={t('behalf.label')}
      description={value.unionId === me.unionId ? undefined : t('behalf.hint')}
      searchable
      filter={({ options }) => options}
      nothingFoundMessage={word && !isFetching ? t('book.people.none') : undefined}
      searchValue={text}
      onSearchChange={setText}
      value={value.unionId}
      onChange={(id) => {
        const chosen = known.find((person) => person.unionId === id) ?? own;
        onChange(chosen);
        setText(chosen.name);
      }}
      data={choices(known)}
    />
  );
}
