/** Something is wrong in a room: whoever sees the room says so. */
import { useFocusBack } from '@/ui/useFocusBack';
import '@/i18n/admin';
import { Button, Modal, NativeSelect, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { problemsQuery, reportProblem } from '@/api/admin';
import { useSpeech } from '@/i18n';
import { Refusal } from '@/pages/booking/Refusal';
import { kindKey, PROBLEM_KINDS } from '@/rules/problems';
import type { Room } from '@/rules/rooms';
import { useMe } from '@/shell/session';
import styles from './RoomWeek.module.css';

export function ReportProblem({ room, onClose }: { room: Room; onClose: () => void }) {
  useFocusBack();
  const { t, format } = useSpeech();
  const me = useMe();
  const queries = useQueryClient();
  const [kind, setKind] = useState<string>(PROBLEM_KINDS[0]);
  const [text, setText] = useState('');
  const known = useInfiniteQuery(problemsQuery(me, 'open', room.roomId));
  const already = known.data?.pages[0]?.result ?? [];
  const report = useMutation({
    mutationFn: () => reportProblem(me, room.roomId, kind, text),
    onSuccess: () => {
      queries.invalidateQueries({ queryKey: ['problems'] });
      notifications.show({
        message: t('admin.problems.report.done', { room: room.roomName }),
        color: 'accent',
      });
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('admin.problems.report.title', { room: room.roomName })}
      centered
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!report.isPending) report.mutate();
        }}
      >
        {already.length > 0 && (
          <section className={styles.already}>
            <h3>{t('admin.problems.report.known')}</h3>
            <ul>
              {already.slice(0, 5).map((problem) => (
                <li key={problem.problemId}>
                  {t(kindKey(problem.problemKind))}
                  {problem.description && `: ${problem.description}`}{' '}
                  <span className="soft small">{format.dateTime(problem.reportTime)}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
        <NativeSelect
          label={t('admin.problems.report.kind')}
          data-autofocus
          value={kind}
          onChange={({ currentTarget }) => setKind(currentTarget.value)}
          data={PROBLEM_KINDS.map((value) => ({ value, label: t(kindKey(value)) }))}
        />
        <Textarea
          label={t('admin.problems.report.text')}
          placeholder={t('admin.problems.report.hint')}
          autosize
          minRows={3}
          maxRows={10}
          maxLength={2000}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        {report.error && <Refusal problem={report.error} />}
        <div className="row">
          <Button type="submit" loading={report.isPending}>
            {t('admin.problems.report.do')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('book.cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
