/** `/manage/problems`: what people report of the rooms that one runs. */
import { kindKey } from '@/rules/problems';
import '@/i18n/admin';
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { closeProblem, type ProblemState, problemsQuery, type RoomProblem } from '@/api/admin';
import { useSpeech } from '@/i18n';
import { problemsRoute } from '@/router';
import { useMe } from '@/shell/session';
import { FormDialog } from '../ui/FormDialog';
import { type Column, Listing } from '../ui/Listing';
import { Page } from '../ui/Page';
import { RoomSelect } from '../ui/RoomSelect';
import { useSaved } from '../ui/useSaved';
import styles from './Problems.module.css';

const STATES: readonly ProblemState[] = ['open', 'closed', 'all'];

export function Problems() {
  const { t, format } = useSpeech();
  const me = useMe();
  const navigate = useNavigate({ from: '/manage/problems' });
  const { state = 'open', room } = problemsRoute.useSearch();
  const [closing, setClosing] = useState<RoomProblem | null>(null);
  const problems = useInfiniteQuery(problemsQuery(me, state, room));
  const rows = problems.data?.pages.flatMap(({ result }) => result);
  const put = (part: { state?: ProblemState; room?: string }) => {
    const next = { ...(state !== 'open' && { state }), ...(room && { room }), ...part };
    navigate({
      search: {
        ...(next.state && next.state !== 'open' && { state: next.state }),
        ...(next.room && { room: next.room }),
      },
      replace: true,
    });
  };
  const columns: Column<RoomProblem>[] = [
    {
      key: 'what',
      name: t('admin.problems.what'),
      width: 'minmax(0, 2.2fr)',
      order: ({ problemKind }) => t(kindKey(problemKind)),
      cell: (problem) => (
        <>
          <strong>{t(kindKey(problem.problemKind))}</strong>
          {problem.description && <p className={styles.text}>{problem.description}</p>}
          {problem.closeTime !== undefined && (
            <p className="soft small">
              {t('admin.problems.closed', {
                when: format.dateTime(problem.closeTime),
                who: problem.closerName ?? problem.closerUnionId ?? '–',
              })}
              {problem.closeNote && `: ${problem.closeNote}`}
            </p>
          )}
        </>
      ),
    },
    {
      key: 'room',
      name: t('admin.problems.room'),
      width: 'minmax(0, 1.2fr)',
      order: ({ roomName }) => roomName,
      cell: ({ roomId, roomName }) => (
        <Link to="/rooms/$roomId" params={{ roomId }}>
          {roomName}
        </Link>
      ),
    },
    {
      key: 'by',
      name: t('admin.problems.by'),
      width: 'minmax(0, 1.2fr)',
      order: ({ reportTime }) => reportTime,
      cell: ({ reportTime, reporterName, reporterUnionId, deviceUnionId }) =>
        t('admin.problems.reported', {
          when: format.dateTime(reportTime),
          who:
            reporterName ?? reporterUnionId ?? (deviceUnionId ? t('admin.problems.atDoor') : '–'),
        }),
    },
    {
      key: 'close',
      name: t('manage.actions'),
      width: '110px',
      cell: (problem) =>
        problem.open && (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={`${t('admin.problems.close')}: ${problem.roomName}, ${t(kindKey(problem.problemKind))}`}
            onClick={() => setClosing(problem)}
          >
            {t('admin.problems.close')}
          </Button>
        ),
    },
  ];
  return (
    <Page
      title={t('manage.problems')}
      lead={t('manage.problems.about')}
      actions={
        <Button variant="default" onClick={() => navigate({ to: '/manage/problems/codes' })}>
          {t('admin.problems.codes')}
        </Button>
      }
    >
      <Listing
        label={t('manage.problems')}
        rows={rows}
        columns={columns}
        rowKey={({ problemId }) => problemId}
        problem={problems.error}
        retry={() => problems.refetch()}
        isStillLoading={problems.hasNextPage}
        filters={
          <>
            <RoomSelect
              label={t('admin.problems.room')}
              none={t('admin.problems.room.all')}
              value={room ?? ''}
              onChange={(roomId) => put({ room: roomId })}
            />
            <NativeSelect
              label={t('admin.problems.state')}
              value={state}
              onChange={({ currentTarget }) => {
                const picked = STATES.find((each) => each === currentTarget.value);
                put({ state: picked ?? 'open' });
              }}
              data={STATES.map((value) => ({ value, label: t(`admin.problems.state.${value}`) }))}
            />
          </>
        }
        empty={
          state === 'closed'
            ? { title: t('admin.problems.noneClosed') }
            : { title: t('admin.problems.none'), text: t('admin.problems.none.text') }
        }
      />
      {problems.hasNextPage && (
        <div>
          <Button
            variant="default"
            loading={problems.isFetchingNextPage}
            onClick={() => problems.fetchNextPage()}
          >
            {t('admin.problems.more')}
          </Button>
        </div>
      )}
      {closing && <CloseDialog problem={closing} onClose={() => setClosing(null)} />}
    </Page>
  );
}

function CloseDialog({ problem, onClose }: { problem: RoomProblem; onClose: () => void }) {
  const { t } = useSpeech();
  const me = useMe();
  const saved = useSaved();
  const [note, setNote] = useState('');
  return (
    <FormDialog
      title={`${problem.roomName}: ${t(kindKey(problem.problemKind))}`}
      submit={t('admin.problems.close.do')}
      shown={['closeNote']}
      onClose={onClose}
      onDone={() => {
        onClose();
        saved('problems');
      }}
      run={() => closeProblem(me, problem.problemId, note)}
    >
      {(wrong) => (
        <>
          {problem.description && <p className={styles.text}>{problem.description}</p>}
          <Textarea
            label={t('admin.problems.close.note')}
            description={t('admin.problems.close.hint')}
            autosize
            minRows={2}
            maxLength={2000}
            data-autofocus
            value={note}
            error={wrong('closeNote')}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
        </>
      )}
    </FormDialog>
  );
}
