/** Who else comes: found by a word of their names. */
import { MultiSelect } from '@mantine/core';
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

interface Props {
  value: readonly Person[];
  onChange: (people: Person[]) => void;
}

export function PeoplePicker({ value, onChange }: Props) {
  const { t } = useSpeech();
  const me = useMe();
  const [text, setText] = useState('');
  const [word] = useDebouncedValue(text.trim(), 200);
  const found = useQuery({
    queryKey: ['people', me.unionId, word],
    queryFn: ({ signal }) => searchPeople(word, signal),
    enabled: word !== '',
    staleTime: 60_000,
  });
  const others = (word === '' ? [] : (found.data ?? [])).filter(
    (person) =>
      person.unionId !== me.unionId && !value.some((each) => each.unionId === person.unionId),
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
      nothingFoundMessage={word && !found.isFetching ? t('book.people.none') : undefined}
      searchValue={text}
      onSearchChange={setText}
      value={value.map((person) => person.unionId)}
      onChange={(ids) => {
        onChange(known.filter((person) => ids.includes(person.unionId)));
        setText('');
      }}
      data={known.map((person) => ({ value: person.unionId, label: person.name }))}
    />
  );
}
