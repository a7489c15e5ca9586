/** What of the record is looked at; it stands in the address, so that a view can be sent on. */
import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { appsQuery } from '@/api/admin';
import { useSpeech } from '@/i18n';
import { auditRoute } from '@/router';
import { useMe } from '@/shell/session';
import { type Member, Members } from '../ui/Members';
import styles from './Audit.module.css';
import { KINDS } from './kinds';

export function Filters() {
  const { t } = useSpeech();
  const me = useMe();
  const address = auditRoute.useSearch();
  const navigate = useNavigate({ from: '/manage/audit' });
  const apps = useQuery(appsQuery(me));
  const put = (part: Partial<typeof address>) =>
    navigate({
      search: (was) =>
        Object.fromEntries(
          Object.entries({ ...was, ...part }).filter(([, value]) => value !== undefined),
        ),
      replace: true,
    });
  const [object, setObject] = useState(address.object ?? '');
  const [word] = useDebouncedValue(object.trim(), 300);
  const putWord = useRef(put);
  putWord.current = put;
  useEffect(() => {
    putWord.current({ object: word || undefined });
  }, [word]);
  const [by, setBy] = useState<Member[]>(
    address.by ? [{ kind: 'user', id: address.by, name: undefined }] : [],
  );
  return (
    <div className={styles.filters}>
      <NativeSelect
        label={t('admin.audit.kind')}
        value={address.kind ?? ''}
        onChange={({ currentTarget }) => put({ kind: currentTarget.value || undefined })}
        data={[
          { value: '', label: t('admin.audit.kind.all') },
          ...Object.entries(KINDS).map(([value, name]) => ({ value, label: t(name) })),
        ]}
      />
      <NativeSelect
        label={t('admin.audit.app')}
        value={address.app ?? ''}
        onChange={({ currentTarget }) => put({ app: currentTarget.value || undefined })}
        data={[
          { value: '', label: t('admin.audit.app.all') },
          ...(apps.data ?? []).map(({ appKey, appName }) => ({
            value: appKey,
            label: appName ?? appKey,
          })),
        ]}
      />
      <TextInput
        type="date"
        label={t('admin.audit.from')}
        value={address.from ?? ''}
        onChange={({ currentTarget }) => put({ from: currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        label={t('admin.audit.until')}
        value={address.until ?? ''}
        onChange={({ currentTarget }) => put({ until: currentTarget.value || undefined })}
      />
      <TextInput
        label={t('admin.audit.object')}
        value={object}
        onChange={({ currentTarget }) => setObject(currentTarget.value)}
      />
      <div className={styles.who}>
        <Members
          label={t('admin.audit.operator')}
          nobody={t('admin.audit.operator.all')}
          value={by}
          onChange={(people) => {
            const last = people.at(-1);
            setBy(last ? [last] : []);
            put({ by: last?.id });
          }}
        />
      </div>
    </div>
  );
}
