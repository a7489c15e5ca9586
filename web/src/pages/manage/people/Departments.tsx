/** `/manage/departments`: the tree of departments. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import {
  createDepartment,
  type Department,
  deleteDepartment,
  departmentPath,
  departmentsQuery,
  departmentTree,
  ROOT,
  updateDepartment,
} from '@/api/directory';
import { useSpeech } from '@/i18n';
import { ForAdministrators } from '../ForAdministrators';
import { FormDialog } from '../ui/FormDialog';
import { type Column, Listing } from '../ui/Listing';
import { Page } from '../ui/Page';
import { Removing } from '../ui/Removing';
import { useSaved } from '../ui/useSaved';
import styles from './People.module.css';

type Line = Department & { depth: number };

const KEYS = ['departments', 'peopleIn', 'members'] as const;

export function Departments() {
  return (
    <ForAdministrators>
      <Tree />
    </ForAdministrators>
  );
}

function Tree() {
  const { t } = useSpeech();
  const saved = useSaved();
  const departments = useQuery(departmentsQuery);
  const [editing, setEditing] = useState<Department | 'new' | null>(null);
  const lines = useMemo(
    () => departments.data && departmentTree(departments.data),
    [departments.data],
  );
  const columns: Column<Line>[] = [
    {
      key: 'name',
      name: t('people.department.name'),
      width: 'minmax(0, 2fr)',
      cell: ({ name, depth }) => (
        <span className={styles.name} data-depth={Math.min(depth, 6)}>
          {name}
        </span>
      ),
    },
    {
      key: 'id',
      name: t('people.department.id'),
      width: '132px',
      cell: ({ dept_id }) => <span className="soft">{dept_id}</span>,
    },
    {
      key: 'change',
      name: t('manage.actions'),
      width: 'minmax(0, 1fr)',
      cell: (line) =>
        line.dept_id === ROOT ? (
          <span className="soft small">{t('people.department.root')}</span>
        ) : (
          <div className="row">
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={`${t('manage.change')}: ${line.name}`}
              onClick={() => setEditing(line)}
            >
              {t('manage.change')}
            </Button>
            <Removing
              isSmall
              label={t('manage.remove')}
              of={line.name}
              title={t('manage.room.remove.sure', { room: line.name })}
              run={() => deleteDepartment(line.dept_id)}
              onDone={() => saved(...KEYS)}
            >
              <p>{t('people.department.goes')}</p>
            </Removing>
          </div>
        ),
    },
  ];
  return (
    <Page
      title={t('manage.departments')}
      lead={t('manage.departments.about')}
      actions={<Button onClick={() => setEditing('new')}>{t('people.department.new')}</Button>}
    >
      <Listing
        label={t('manage.departments')}
        rows={lines}
        columns={columns}
        rowKey={({ dept_id }) => String(dept_id)}
        problem={departments.error}
        retry={() => departments.refetch()}
        empty={{ title: t('manage.nothingFits.title') }}
      />
      {editing && departments.data && (
        <DepartmentDialog
          of={editing}
          departments={departments.data}
          onClose={() => setEditing(null)}
          onDone={() => {
            setEditing(null);
            saved(...KEYS);
          }}
        />
      )}
    </Page>
  );
}

interface DialogProps {
  of: Department | 'new';
  departments: ReadonlyMap<number, Department>;
  onClose: () => void;
  onDone: () => void;
}

function DepartmentDialog({ of, departments, onClose, onDone }: DialogProps) {
  const { t } = useSpeech();
  const [name, setName] = useState(of === 'new' ? '' : of.name);
  const [above, setAbove] = useState(of === 'new' ? ROOT : of.parent_id);
  return (
    <FormDialog
      title={t(of === 'new' ? 'people.department.new' : 'people.department.change')}
      submit={t(of === 'new' ? 'people.department.make' : 'manage.save')}
      shown={['name', 'parent_id']}
      onClose={onClose}
      onDone={onDone}
      run={() =>
        of === 'new'
          ? createDepartment(name, above)
          : updateDepartment(of.dept_id, {
              ...(name !== of.name && { name }),
              ...(above !== of.parent_id && { parent_id: above }),
            })
      }
    >
      {(wrong) => (
        <>
          <TextInput
            label={t('people.department.name')}
            required
            data-autofocus
            maxLength={64}
            value={name}
            error={wrong('name')}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <NativeSelect
            label={t('manage.group.above')}
            value={String(above)}
            error={wrong('parent_id')}
            onChange={({ currentTarget }) => setAbove(Number(currentTarget.value))}
            data={departmentTree(departments)
              .filter(({ dept_id }) => of === 'new' || dept_id !== of.dept_id)
              .map(({ dept_id }) => ({
                value: String(dept_id),
                label: departmentPath(dept_id, departments).join(' › '),
              }))}
          />
        </>
      )}
    </FormDialog>
  );
}
