/** `/manage/people`: who is in the directory, by department or by name. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import {
  departmentsQuery,
  departmentTree,
  type Person,
  peopleInQuery,
  ROOT,
} from '@/api/directory';
import { searchPeople } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { ForAdministrators } from '../ForAdministrators';
import { type Column, Listing } from '../ui/Listing';
import { Page } from '../ui/Page';

/** Somebody of a department, or somebody who was found by name, of whom less is told. */
type Line = Pick<Person, 'userid' | 'name'> & Partial<Person>;

export function PeopleList() {
  return (
    <ForAdministrators>
      <People />
    </ForAdministrators>
  );
}

/** How many are shown of those that a word finds. */
const FOUND = 100;

function People() {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const departments = useQuery(departmentsQuery);
  const [department, setDepartment] = useState(ROOT);
  const [text, setText] = useState('');
  const [word] = useDebouncedValue(text.trim(), 200);
  const here = peopleInQuery(department, departments.data);
  const inIt = useQuery({ ...here, enabled: word === '' && departments.data !== undefined });
  const found = useQuery({
    queryKey: ['people', 'manage', word],
    queryFn: async ({ signal }): Promise<Line[]> =>
      (await searchPeople(word, signal, FOUND)).map(({ userId, unionId, name }) => ({
        userid: userId,
        unionid: unionId,
        name,
      })),
    enabled: word !== '',
    placeholderData: keepPreviousData,
  });
  const shown = word === '' ? inIt : found;
  const rows: readonly Line[] | undefined = shown.data;
  const columns: Column<Line>[] = [
    {
      key: 'name',
      name: t('people.name'),
      width: 'minmax(0, 1.4fr)',
      order: ({ name }) => name,
      cell: ({ userid, name }) => (
        <Link to="/manage/people/$userId" params={{ userId: userid }}>
          {name}
        </Link>
      ),
    },
    {
      key: 'userid',
      name: t('people.userId'),
      width: 'minmax(0, 1fr)',
      order: ({ userid }) => userid,
      cell: ({ userid }) => userid,
    },
    ...(word === ''
      ? ([
          {
            key: 'title',
            name: t('people.title'),
            width: 'minmax(0, 1fr)',
            order: ({ title }) => title ?? '',
            cell: ({ title }) => title,
          },
          {
            key: 'email',
            name: t('people.email'),
            width: 'minmax(0, 1.4fr)',
            cell: ({ email }) => email,
          },
          {
            key: 'admin',
            name: t('people.role'),
            width: '132px',
            order: ({ admin }) => (admin ? 0 : 1),
            cell: ({ admin }) => (admin ? t('menu.role.admin') : ''),
          },
        ] satisfies Column<Line>[])
      : []),
  ];
  const add = () => navigate({ to: '/manage/people/new' });
  return (
    <Page
      title={t('manage.people')}
      lead={t('manage.people.about')}
      actions={<Button onClick={add}>{t('people.new')}</Button>}
    >
      <Listing
        label={t('manage.people')}
        rows={rows}
        columns={columns}
        rowKey={({ userid }) => userid}
        problem={shown.error ?? departments.error}
        retry={() => (departments.error ? departments.refetch() : shown.refetch())}
        isStillLoading={word === '' && inIt.isFetching && rows !== undefined}
        filters={
          <>
            <TextInput
              type="search"
              aria-label={t('people.find')}
              placeholder={t('people.find')}
              maxLength={200}
              value={text}
              onChange={({ currentTarget }) => setText(currentTarget.value)}
            />
            <NativeSelect
              aria-label={t('manage.department')}
              value={String(department)}
              disabled={word !== ''}
              onChange={({ currentTarget }) => setDepartment(Number(currentTarget.value))}
              data={departmentTree(departments.data ?? new Map()).map(
                ({ dept_id, name, depth }) => ({
                  value: String(dept_id),
                  label: `${'\u2003'.repeat(depth)}${name}`,
                }),
              )}
            />
          </>
        }
        empty={
          word === ''
            ? {
                title: t('people.none'),
                text: t('people.none.text'),
                action: { label: t('people.new'), run: add },
              }
            : { title: t('book.people.none') }
        }
      />
    </Page>
  );
}
