/** The rules of a room: its own, and those of the groups above it. */
import { SegmentedControl } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { updateRoom } from '@/api/manage';
import { roomQuery } from '@/api/queries';
import { useSpeech } from '@/i18n';
import { levelsFrom, type PolicyDraft, policyDraft, sentPolicy } from '@/rules/policy';
import type { Group, Room } from '@/rules/rooms';
import { useMe } from '@/shell/session';
import styles from '../policy/Policy.module.css';
import { PolicyPart } from '../policy/PolicyPart';
import { WouldBreak } from '../policy/WouldBreak';
import { changesOf, useDraft } from '../ui/useDraft';
import { ROOM_KEYS, useSaved } from '../ui/useSaved';

interface RoomPolicy extends PolicyDraft {
  enableCycleReservation: boolean;
}

const draftOf = (room: Room): RoomPolicy => ({
  ...policyDraft(room.extensionConfig),
  enableCycleReservation: room.enableCycleReservation ?? true,
});

const sentOf = ({ enableCycleReservation, ...policy }: Partial<RoomPolicy>) => ({
  ...(enableCycleReservation !== undefined && { enableCycleReservation }),
  ...(Object.keys(policy).length > 0 && { extensionConfig: sentPolicy(policy) }),
});

export function RoomRules({ room, groups }: { room: Room; groups: ReadonlyMap<number, Group> }) {
  const { t } = useSpeech();
  const me = useMe();
  const queries = useQueryClient();
  const saved = useSaved();
  const known = useMemo(() => draftOf(room), [room]);
  const form = useDraft({
    known,
    guard: {
      source: room,
      draftOf,
      read: () => queries.fetchQuery({ ...roomQuery(me, room.roomId), staleTime: 0 }),
    },
    write: (changed, _, expected) => updateRoom(me, room.roomId, sentOf(changed), expected),
    onSaved: () => saved(...ROOM_KEYS),
  });
  const label = t('policy.series');
  return (
    <PolicyPart
      form={form}
      levels={levelsFrom(room.roomGroup?.groupId ?? 0, groups)}
      before={
        form.isDirty && <WouldBreak of={{ roomId: room.roomId, fields: sentOf(changesOf(form)) }} />
      }
      extraFields={{
        enableCycleReservation: {
          name: label,
          show: (is) => t(is ? 'policy.yes' : 'policy.no'),
        },
      }}
      extra={
        <section className={styles.chapter}>
          <h2>{t('policy.chapter.room')}</h2>
          <div className={styles.rule}>
            <div className={styles.about}>
              <h3>{label}</h3>
              <p className="soft small">{t('policy.series.hint')}</p>
            </div>
            <div className={styles.value}>
              <div>
                <SegmentedControl
                  aria-label={label}
                  size="sm"
                  value={form.draft.enableCycleReservation ? 'yes' : 'no'}
                  onChange={(value) => form.set({ enableCycleReservation: value === 'yes' })}
                  data={[
                    { value: 'yes', label: t('policy.yes') },
                    { value: 'no', label: t('policy.no') },
                  ]}
                />
              </div>
            </div>
          </div>
        </section>
      }
    />
  );
}
