/** `/manage/labels`: what rooms can be equipped with. */
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { createLabel, deleteLabel, updateLabel } from '@/api/manage';
import { labelsQuery, roomsQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { useMe } from '@/shell/session';
import { useLabelName } from '@/ui/useLabelName';
import { ForAdministrators } from '../ForAdministrators';
import { FormDialog } from '../ui/FormDialog';
import { type Column, Listing } from '../ui/Listing';
import { Page } from '../ui/Page';
import { Removing } from '../ui/Removing';
import { useSaved } from '../ui/useSaved';

/** Labels that are the same everywhere. */
const FIXED = 5;

interface Line {
  id: number;
  name: string;
  rooms: number;
}

export function Labels() {
  return (
    <ForAdministrators>
      <LabelPage />
    </ForAdministrators>
  );
}

function LabelPage() {
  const { t } = useSpeech();
  const me = useMe();
  const saved = useSaved();
  const nameOf = useLabelName();
  const labels = useQuery(labelsQuery(me));
  const rooms = useQuery(roomsQuery(me));
  const [editing, setEditing] = useState<Line | 'new' | null>(null);
  const lines = useMemo(() => {
    const counts = new Map<number, number>();
    for (const room of rooms.data ?? []) {
      for (const { labelId } of room.roomLabels ?? []) {
        counts.set(labelId, (counts.get(labelId) ?? 0) + 1);
      }
    }
    return labels.data?.map(
      (label): Line => ({
        id: label.labelId,
        name: nameOf(label),
        rooms: counts.get(label.labelId) ?? 0,
      }),
    );
  }, [labels.data, rooms.data, nameOf]);
  const columns: Column<Line>[] = [
    {
      key: 'name',
      name: t('manage.label.name'),
      width: 'minmax(0, 2fr)',
      order: ({ name }) => name,
      cell: ({ name }) => name,
    },
    {
      key: 'rooms',
      name: t('manage.rooms'),
      width: '120px',
      order: ({ rooms: n }) => n,
      cell: ({ rooms: n }) => t('rooms.count', { n }),
    },
    {
      key: 'change',
      name: t('manage.actions'),
      width: 'minmax(0, 1.2fr)',
      cell: (line) =>
        line.id <= FIXED ? (
          <span className="soft small">{t('manage.label.fixed')}</span>
        ) : (
          <div className="row">
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={`${t('manage.rename')}: ${line.name}`}
              onClick={() => setEditing(line)}
            >
              {t('manage.rename')}
            </Button>
            <Removing
              isSmall
              label={t('manage.remove')}
              of={line.name}
              title={t('manage.room.remove.sure', { room: line.name })}
              run={() => deleteLabel(me, line.id)}
              onDone={() => saved('labels', 'rooms', 'room')}
            >
              <p>{t('manage.label.goes', { n: line.rooms })}</p>
            </Removing>
          </div>
        ),
    },
  ];
  return (
    <Page
      title={t('manage.labels')}
      lead={t('manage.labels.about')}
      actions={<Button onClick={() => setEditing('new')}>{t('manage.label.new')}</Button>}
    >
      <Listing
        label={t('manage.labels')}
        rows={lines}
        columns={columns}
        rowKey={({ id }) => String(id)}
        problem={labels.error}
        retry={() => labels.refetch()}
        empty={{ title: t('manage.nothingFits.title') }}
      />
      {editing && (
        <LabelDialog
          label={editing}
          onClose={() => setEditing(null)}
          onDone={() => {
            setEditing(null);
            saved('labels', 'rooms', 'room');
          }}
        />
      )}
    </Page>
  );
}

interface DialogProps {
  label: Line | 'new';
  onClose: () => void;
  onDone: () => void;
}

function LabelDialog({ label, onClose, onDone }: DialogProps) {
  const { t } = useSpeech();
  const me = useMe();
  const [name, setName] = useState(label === 'new' ? '' : label.name);
  return (
    <FormDialog
      title={t(label === 'new' ? 'manage.label.new' : 'manage.label.rename')}
      submit={t(label === 'new' ? 'manage.label.make' : 'manage.save')}
      shown={['labelName']}
      onClose={onClose}
      onDone={onDone}
      run={() => (label === 'new' ? createLabel(me, name) : updateLabel(me, label.id, name))}
    >
      {(wrong) => (
        <TextInput
          label={t('manage.label.name')}
          required
          data-autofocus
          maxLength={100}
          value={name}
          error={wrong('labelName')}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
      )}
    </FormDialog>
  );
}
