/** `/manage/blacklist`: who may not book, since when, until when and why. */
import { Button, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type Ban, ban, blacklistQuery, unban } from '@/api/manage';
import { useSpeech } from '@/i18n';
import { useMe } from '@/shell/session';
import { useNow } from '@/ui/useNow';
import { ForAdministrators } from '../ForAdministrators';
import { Moment } from '../policy/ClosurePart';
import { FormDialog } from '../ui/FormDialog';
import { type Column, Listing } from '../ui/Listing';
import { type Member, Members } from '../ui/Members';
import { Page } from '../ui/Page';
import { Removing } from '../ui/Removing';
import { useSaved } from '../ui/useSaved';

export function Blacklist() {
  return (
    <ForAdministrators>
      <BlacklistPage />
    </ForAdministrators>
  );
}

const nameOf = ({ blacklistName, blacklistUnionId }: Ban) => blacklistName ?? blacklistUnionId;

function BlacklistPage() {
  const { t, format } = useSpeech();
  const me = useMe();
  const now = useNow();
  const saved = useSaved();
  const bans = useQuery(blacklistQuery(me));
  const [text, setText] = useState('');
  const [editing, setEditing] = useState<Ban | 'new' | null>(null);
  const shown = useMemo(() => {
    const word = text.trim().toLowerCase();
    return bans.data?.filter((each) =>
      `${nameOf(each)} ${each.memo ?? ''}`.toLowerCase().includes(word),
    );
  }, [bans.data, text]);
  const columns: Column<Ban>[] = [
    {
      key: 'name',
      name: t('manage.ban.who'),
      width: 'minmax(0, 1.2fr)',
      order: nameOf,
      cell: (each) => nameOf(each),
    },
    {
      key: 'when',
      name: t('manage.ban.when'),
      width: 'minmax(0, 1.6fr)',
      order: ({ startTime }) => startTime,
      cell: ({ startTime, endTime }) => (
        <>
          {endTime === undefined
            ? t('manage.ban.since', { from: format.moment(startTime) })
            : t('manage.ban.span', {
                from: format.moment(startTime),
                until: format.moment(endTime),
              })}
          {endTime !== undefined && endTime <= now && (
            <span className="soft small"> · {t('manage.ban.over')}</span>
          )}
        </>
      ),
    },
    {
      key: 'memo',
      name: t('manage.ban.memo'),
      width: 'minmax(0, 1.6fr)',
      cell: ({ memo }) => memo,
    },
    {
      key: 'change',
      name: t('manage.actions'),
      width: '236px',
      cell: (each) => (
        <div className="row">
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={`${t('manage.change')}: ${nameOf(each)}`}
            onClick={() => setEditing(each)}
          >
            {t('manage.change')}
          </Button>
          <Removing
            isSmall
            label={t('manage.ban.end')}
            of={nameOf(each)}
            title={t('manage.ban.end.sure', { name: nameOf(each) })}
            run={() => unban(me, [each.blacklistUnionId])}
            onDone={() => saved('blacklist')}
          >
            <p>{t('manage.ban.end.text')}</p>
          </Removing>
        </div>
      ),
    },
  ];
  return (
    <Page
      title={t('manage.blacklist')}
      lead={t('manage.blacklist.about')}
      actions={<Button onClick={() => setEditing('new')}>{t('manage.ban.new')}</Button>}
    >
      <Listing
        label={t('manage.blacklist')}
        rows={shown}
        of={bans.data?.length}
        columns={columns}
        rowKey={({ blacklistUnionId }) => blacklistUnionId}
        problem={bans.error}
        retry={() => bans.refetch()}
        filters={
          <TextInput
            type="search"
            aria-label={t('manage.find')}
            placeholder={t('manage.find')}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
        }
        empty={{ title: t('manage.blacklist.none'), text: t('manage.blacklist.none.text') }}
      />
      {editing && (
        <BanDialog
          of={editing}
          onClose={() => setEditing(null)}
          onDone={() => {
            setEditing(null);
            saved('blacklist');
          }}
        />
      )}
    </Page>
  );
}

interface DialogProps {
  of: Ban | 'new';
  onClose: () => void;
  onDone: () => void;
}

function BanDialog({ of, onClose, onDone }: DialogProps) {
  const { t, format } = useSpeech();
  const me = useMe();
  const [who, setWho] = useState<Member[]>(
    of === 'new' ? [] : [{ kind: 'user', id: of.blacklistUnionId, name: nameOf(of) }],
  );
  const [from, setFrom] = useState<number | undefined>(
    of === 'new' ? Math.floor(Date.now() / 60_000) * 60_000 : of.startTime,
  );
  const [until, setUntil] = useState(of === 'new' ? undefined : of.endTime);
  const [memo, setMemo] = useState(of === 'new' ? '' : (of.memo ?? ''));
  return (
    <FormDialog
      title={t(of === 'new' ? 'manage.ban.new' : 'manage.ban.change')}
      submit={t('manage.save')}
      shown={['blacklistUnionId', 'startTime', 'endTime', 'memo']}
      isOff={who.length === 0}
      onClose={onClose}
      onDone={onDone}
      run={() =>
        ban(me, {
          blacklistUnionId: who[0]?.id ?? '',
          startTime: from ?? 0,
          ...(until !== undefined && { endTime: until }),
          ...(memo.trim() && { memo: memo.trim() }),
        })
      }
    >
      {(wrong) => (
        <>
          <Members
            label={t('manage.ban.who')}
            nobody={t('manage.ban.nobody')}
            value={who}
            onChange={setWho}
            most={1}
            error={wrong('blacklistUnionId')}
            {...(of !== 'new' && { isFixed: true })}
          />
          <Moment
            label={t('closure.from')}
            zone={format.zone}
            value={from}
            error={wrong('startTime')}
            onChange={setFrom}
          />
          <Moment
            label={t('closure.until')}
            description={t('manage.ban.until.hint')}
            zone={format.zone}
            value={until}
            error={wrong('endTime')}
            onChange={setUntil}
          />
          <Textarea
            label={t('manage.ban.memo')}
            rows={3}
            maxLength={2000}
            value={memo}
            error={wrong('memo')}
            onChange={({ currentTarget }) => setMemo(currentTarget.value)}
          />
        </>
      )}
    </FormDialog>
  );
}
