/** What the pages of `/manage/controls` ask the server, and what they change there. */
import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas, told } from './client';
import type { Session } from './session';

export type ControlPanel = Schemas['ControlPanel'];
export type PanelFields = Omit<Schemas['NewControlPanel'], 'unionId' | 'roomId' | 'expected'>;

async function pages(me: Session, roomId: string | undefined, signal: AbortSignal) {
  const panels: ControlPanel[] = [];
  let nextToken: number | undefined;
  do {
    const query = {
      unionId: me.unionId,
      maxResults: 100,
      ...(roomId && { roomId }),
      ...(nextToken && { nextToken }),
    };
    const page: Schemas['PanelPage'] = await told(
      api.GET('/v1.0/rooms/panels/lists', { params: { query }, signal }),
    );
    panels.push(...page.result);
    nextToken = page.hasMore ? page.nextToken : undefined;
  } while (nextToken);
  return panels;
}

/** The control panels of the rooms that one runs. */
export const panelsQuery = (me: Session) =>
  queryOptions({
    queryKey: ['panels', me.unionId, 'all'],
    queryFn: ({ signal }) => pages(me, undefined, signal),
  });

/** A room's; null where it has none. */
export const panelQuery = (me: Session, roomId: string) =>
  queryOptions({
    queryKey: ['panels', me.unionId, roomId],
    queryFn: async ({ signal }) => (await pages(me, roomId, signal))[0] ?? null,
  });

/** What a room has that has no panel, as the server compares it. */
export const noPanel = (roomId: string): ControlPanel => ({ roomId, roomIotConfig: [] });

/** Gives a room its panel, in place of the one that it had, unless that is another by now. */
export const putPanel = (
  me: Session,
  roomId: string,
  fields: PanelFields,
  expected: ControlPanel = noPanel(roomId),
) =>
  told(
    api.POST('/v1.0/rooms/panels', { body: { ...fields, roomId, unionId: me.unionId, expected } }),
  );

export const removePanel = (me: Session, panel: ControlPanel) =>
  told(
    api.POST('/v1.0/rooms/panels/remove', {
      body: { unionId: me.unionId, roomIds: [panel.roomId], expected: [panel] },
    }),
  );
