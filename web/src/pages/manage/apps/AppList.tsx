/** `/manage/apps`: programs that call, and what each may do. */
import '@/i18n/admin';
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { type AppDetail, appsQuery } from '@/api/admin';
import { useSpeech } from '@/i18n';
import { useMe } from '@/shell/session';
import { ForAdministrators } from '../ForAdministrators';
import { type Column, Listing } from '../ui/Listing';
import { Page } from '../ui/Page';
import styles from './Apps.module.css';
import { wordsOf } from './scopes';

export function AppList() {
  return (
    <ForAdministrators>
      <AppPage />
    </ForAdministrators>
  );
}

function AppPage() {
  const { t, format } = useSpeech();
  const me = useMe();
  const navigate = useNavigate();
  const apps = useQuery(appsQuery(me));
  const [text, setText] = useState('');
  const shown = useMemo(() => {
    const word = text.trim().toLowerCase();
    return apps.data?.filter((app) =>
      `${app.appName ?? ''} ${app.appKey}`.toLowerCase().includes(word),
    );
  }, [apps.data, text]);
  const columns: Column<AppDetail>[] = [
    {
      key: 'name',
      name: t('admin.apps.name'),
      width: 'minmax(0, 1.4fr)',
      order: (app) => app.appName ?? app.appKey,
      cell: (app) => (
        <>
          <Link to="/manage/apps/$appKey" params={{ appKey: app.appKey }}>
            {app.appName ?? t('admin.apps.unnamed')}
          </Link>
          <div className={styles.key}>{app.appKey}</div>
        </>
      ),
    },
    {
      key: 'may',
      name: t('admin.apps.may'),
      width: 'minmax(0, 2fr)',
      order: (app) => app.scopes.length,
      cell: (app) => {
        const words = app.scopes.map((scope) => {
          const key = wordsOf(scope);
          return key ? t(key) : scope;
        });
        return words.length === 0 ? (
          <span className="soft">{t('admin.apps.may.nothing')}</span>
        ) : (
          <span className={styles.may} title={words.join('\n')}>
            {words.join(' · ')}
          </span>
        );
      },
    },
    {
      key: 'secret',
      name: t('admin.apps.secrets'),
      width: 'minmax(0, 1fr)',
      order: (app) => app.liveSecrets,
      cell: (app) =>
        app.liveSecrets === 0 ? (
          <span className={styles.out}>{t('admin.apps.secret.none')}</span>
        ) : app.oldSecretsEndAt ? (
          t('admin.apps.secret.two', { until: format.dateTime(app.oldSecretsEndAt) })
        ) : (
          t('admin.apps.secret.one')
        ),
    },
  ];
  const make = () => navigate({ to: '/manage/apps/new' });
  return (
    <Page
      title={t('manage.apps')}
      lead={`${t('manage.apps.about')} ${t('admin.apps.lead')}`}
      actions={<Button onClick={make}>{t('admin.apps.new')}</Button>}
    >
      <Listing
        label={t('manage.apps')}
        rows={shown}
        of={apps.data?.length}
        columns={columns}
        rowKey={({ appKey }) => appKey}
        problem={apps.error}
        retry={() => apps.refetch()}
        filters={
          <TextInput
            type="search"
            aria-label={t('manage.find')}
            placeholder={t('manage.find')}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
        }
        empty={{
          title: t('admin.apps.none'),
          text: t('admin.apps.none.text'),
          action: { label: t('admin.apps.new'), run: make },
        }}
      />
    </Page>
  );
}
