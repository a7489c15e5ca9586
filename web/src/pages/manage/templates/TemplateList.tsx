/** `/manage/templates`: how screens look. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { templatesQuery } from '@/api/manage';
import { groupsQuery, roomsQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { pathOf } from '@/rules/rooms';
import { useMe } from '@/shell/session';
import { ForAdministrators } from '../ForAdministrators';
import { type Column, Listing } from '../ui/Listing';
import { Page } from '../ui/Page';

interface Line {
  id: number;
  name: string;
  where: string;
}

export function TemplateList() {
  return (
    <ForAdministrators>
      <Templates />
    </ForAdministrators>
  );
}

function Templates() {
  const { t } = useSpeech();
  const me = useMe();
  const navigate = useNavigate();
  const templates = useQuery(templatesQuery);
  const groups = useQuery(groupsQuery(me));
  const rooms = useQuery(roomsQuery(me));
  const lines = useMemo(() => {
    const roomNames = new Map(rooms.data?.map((room) => [room.roomId, room.roomName]));
    const all = templates.data;
    return all?.deviceCustomTemplates.map(({ templateId, templateName }): Line => {
      const key = String(templateId);
      const places = [
        ...(all.groupIdTemplateMap[key] ?? []).map((id) =>
          pathOf(id, groups.data ?? new Map()).join(' › '),
        ),
        ...(all.roomIdTemplateMap[key] ?? []).map((id) => roomNames.get(id) ?? id),
      ];
      const devices = all.deviceTemplateMap[key]?.length ?? 0;
      if (devices > 0) places.push(t('templates.devices', { n: devices }));
      return { id: templateId, name: templateName, where: places.join(', ') };
    });
  }, [templates.data, groups.data, rooms.data, t]);
  const columns: Column<Line>[] = [
    {
      key: 'name',
      name: t('templates.name'),
      width: 'minmax(0, 1fr)',
      order: ({ name }) => name,
      cell: ({ id, name }) => (
        <Link to="/manage/templates/$templateId" params={{ templateId: String(id) }}>
          {name}
        </Link>
      ),
    },
    {
      key: 'where',
      name: t('templates.where'),
      width: 'minmax(0, 2fr)',
      cell: ({ where }) => where || <span className="soft">{t('templates.nowhere')}</span>,
    },
  ];
  const add = () =>
    navigate({ to: '/manage/templates/$templateId', params: { templateId: 'new' } });
  return (
    <Page
      title={t('manage.templates')}
      lead={t('manage.templates.about')}
      actions={<Button onClick={add}>{t('templates.new')}</Button>}
    >
      <Listing
        label={t('manage.templates')}
        rows={lines}
        columns={columns}
        rowKey={({ id }) => String(id)}
        problem={templates.error}
        retry={() => templates.refetch()}
        empty={{
          title: t('templates.none'),
          text: t('templates.none.text'),
          action: { label: t('templates.new'), run: add },
        }}
      />
    </Page>
  );
}
