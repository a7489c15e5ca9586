/** People and departments that are named for something: looked for by name, added, taken out. */
import { ActionIcon, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '@/api/client';
import { useSpeech } from '@/i18n';
import { Icon } from '@/ui/icons';
import styles from './Members.module.css';

export interface Member {
  kind: 'user' | 'dept';
  /** A person's unionId, or a department's id. */
  id: string;
  /** A person's userId, where it is known. */
  userId?: string;
  name?: string | undefined;
}

interface Props {
  label: string;
  description?: string;
  value: readonly Member[];
  onChange: (members: Member[]) => void;
  /** Departments as well as people. */
  withDepartments?: boolean;
  most?: number;
  error?: string | undefined;
  /** What is said where there is nobody. */
  nobody: string;
  /** Whoever may only look. */
  isFixed?: boolean;
}

const keyOf = ({ kind, id }: Member) => `${kind} ${id}`;

async function search(word: string, withDepartments: boolean, signal: AbortSignal) {
  const body = { queryWord: word, offset: 0, size: 12 };
  const [people, departments] = await Promise.all([
    told(api.POST('/v1.0/contact/users/search', { body, signal })),
    withDepartments
      ? told(api.POST('/v1.0/contact/departments/search', { body, signal }))
      : undefined,
  ]);
  return [
    ...(departments?.departments ?? []).map(
      ({ deptId, name }): Member => ({ kind: 'dept', id: String(deptId), name }),
    ),
    ...people.users.map(
      ({ unionId, userId, name }): Member => ({ kind: 'user', id: unionId, userId, name }),
    ),
  ];
}

export function Members(props: Props) {
  const { label, description, value, onChange, withDepartments = false, most = 100 } = props;
  const { t } = useSpeech();
  const [text, setText] = useState('');
  const [word] = useDebouncedValue(text.trim(), 200);
  const found = useQuery({
    queryKey: ['members', withDepartments, word],
    queryFn: ({ signal }) => search(word, withDepartments, signal),
    enabled: word !== '',
    staleTime: 60_000,
  });
  const has = new Set(value.map(keyOf));
  const others = (word === '' ? [] : (found.data ?? [])).filter((each) => !has.has(keyOf(each)));
  return (
    <div className={styles.members} data-wide>
      {!props.isFixed && (
        <Select
          label={label}
          description={description}
          placeholder={t(withDepartments ? 'manage.members.find' : 'manage.members.findPeople')}
          error={props.error}
          disabled={value.length >= most}
          searchable
          // The server has found them already, by its own rules.
          filter={({ options }) => options}
          nothingFoundMessage={word && !found.isFetching ? t('book.people.none') : undefined}
          searchValue={text}
          onSearchChange={setText}
          value={null}
          onChange={(key) => {
            const chosen = others.find((each) => keyOf(each) === key);
            if (chosen) onChange([...value, chosen]);
            setText('');
          }}
          data={others.map((each) => ({
            value: keyOf(each),
            label:
              each.kind === 'dept'
                ? t('manage.members.dept', { name: each.name ?? each.id })
                : (each.name ?? each.id),
          }))}
        />
      )}
      {value.length === 0 ? (
        <p className="soft small">{props.nobody}</p>
      ) : (
        <>
          <p className="soft small">{t('manage.members.count', { n: value.length })}</p>
          <ul className={styles.list} aria-label={label}>
            {value.map((member) => {
              const name = member.name ?? t('manage.members.unknown', { id: member.id });
              return (
                <li key={keyOf(member)}>
                  <Icon name={member.kind === 'dept' ? 'people' : 'you'} size={16} />
                  <span>
                    {member.kind === 'dept' ? t('manage.members.dept', { name }) : name}
                    {member.userId && <span className="soft small"> · {member.userId}</span>}
                  </span>
                  {!props.isFixed && (
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={t('manage.members.remove', { name })}
                      onClick={() => onChange(value.filter((each) => each !== member))}
                    >
                      <Icon name="close" size={16} />
                    </ActionIcon>
                  )}
                </li>
              );
            })}
          </ul>
        </>
      )}
    </div>
  );
}

export const showMembers = (members: readonly Member[]): string =>
  members.map(({ name, id }) => name ?? id).join(', ');
