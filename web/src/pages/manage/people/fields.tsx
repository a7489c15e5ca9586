/** The fields of a person. */
import { Checkbox, MultiSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import {
  departmentPath,
  departmentsQuery,
  departmentTree,
  type Person,
  ROOT,
} from '@/api/directory';
import { useSpeech } from '@/i18n';
import { FieldGroup, type FieldNames } from '../ui/Editor';
import type { Drafted } from '../ui/useDraft';

export interface PersonDraft {
  name: string;
  mobile: string;
  email: string;
  title: string;
  jobNumber: string;
  departments: number[];
  hidesMobile: boolean;
}

export const draftOf = (person: Partial<Person>): PersonDraft => ({
  name: person.name ?? '',
  mobile: person.mobile ?? '',
  email: person.email ?? '',
  title: person.title ?? '',
  jobNumber: person.job_number ?? '',
  departments: person.dept_id_list ?? [ROOT],
  hidesMobile: person.hide_mobile ?? false,
});

/** What changed, in the words of the legacy API. */
export const sentOf = (changed: Partial<PersonDraft>) => ({
  ...(changed.name !== undefined && { name: changed.name }),
  ...(changed.mobile !== undefined && { mobile: changed.mobile }),
  ...(changed.email !== undefined && { email: changed.email }),
  ...(changed.title !== undefined && { title: changed.title }),
  ...(changed.jobNumber !== undefined && { job_number: changed.jobNumber }),
  ...(changed.departments !== undefined && { dept_id_list: changed.departments }),
  ...(changed.hidesMobile !== undefined && { hide_mobile: changed.hidesMobile }),
});

export function usePersonNames(): FieldNames<PersonDraft> {
  const { t } = useSpeech();
  const departments = useQuery(departmentsQuery);
  return {
    name: { name: t('people.name') },
    mobile: { name: t('people.mobile') },
    email: { name: t('people.email') },
    title: { name: t('people.title') },
    jobNumber: { name: t('people.jobNumber') },
    departments: {
      name: t('manage.departments'),
      show: (ids) => ids.map((id) => departments.data?.get(id)?.name ?? String(id)).join(', '),
    },
    hidesMobile: { name: t('people.hidesMobile') },
  };
}

type Form = Pick<Drafted<PersonDraft>, 'draft' | 'set' | 'wrong'>;

export function PersonFieldset({ form }: { form: Form }) {
  const { t } = useSpeech();
  const departments = useQuery(departmentsQuery);
  const known = departments.data ?? new Map();
  const { draft, set, wrong } = form;
  return (
    <FieldGroup title={t('people.who')}>
      <TextInput
        label={t('people.name')}
        required
        maxLength={80}
        value={draft.name}
        error={wrong('name')}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
      />
      <TextInput
        label={t('people.mobile')}
        required
        type="tel"
        maxLength={40}
        value={draft.mobile}
        error={wrong('mobile')}
        onChange={({ currentTarget }) => set({ mobile: currentTarget.value })}
      />
      <TextInput
        label={t('people.email')}
        type="email"
        maxLength={200}
        value={draft.email}
        error={wrong('email')}
        onChange={({ currentTarget }) => set({ email: currentTarget.value })}
      />
      <TextInput
        label={t('people.title')}
        maxLength={200}
        value={draft.title}
        error={wrong('title')}
        onChange={({ currentTarget }) => set({ title: currentTarget.value })}
      />
      <TextInput
        label={t('people.jobNumber')}
        maxLength={200}
        value={draft.jobNumber}
        error={wrong('job_number')}
        onChange={({ currentTarget }) => set({ jobNumber: currentTarget.value })}
      />
      <div data-wide>
        <MultiSelect
          label={t('manage.departments')}
          required
          searchable
          limit={80}
          value={draft.departments.map(String)}
          error={wrong('dept_id_list')}
          onChange={(ids) => set({ departments: ids.map(Number) })}
          data={departmentTree(known).map(({ dept_id }) => ({
            value: String(dept_id),
            label: departmentPath(dept_id, known).slice(-2).join(' › '),
          }))}
        />
      </div>
      <Checkbox
        data-wide
        label={t('people.hidesMobile')}
        checked={draft.hidesMobile}
        onChange={({ currentTarget }) => set({ hidesMobile: currentTarget.checked })}
      />
    </FieldGroup>
  );
}
