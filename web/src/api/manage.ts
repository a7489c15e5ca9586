/** What the pages of `/manage` ask the server, and what they change there. */
import {
  keepPreviousData,
  type QueryClient,
  queryOptions,
  useQueryClient,
} from '@tanstack/react-query';
import type { Group, Room } from '@/rules/rooms';
import { api, type Schemas, told } from './client';
import type { Session } from './session';

export type RoomFields = Schemas['NewRoom'];
type Picture = Schemas['RoomPicture'];

/** What is asked anew once something was changed. */
export function forget(queries: QueryClient, ...keys: readonly string[]): void {
  for (const key of keys) queries.invalidateQueries({ queryKey: [key] });
}

export const useForget = () => {
  const queries = useQueryClient();
  return (...keys: readonly string[]) => forget(queries, ...keys);
};

export async function createRoom(me: Session, fields: Omit<RoomFields, 'unionId'>) {
  const { result } = await told(
    api.POST('/v1.0/rooms/meetingrooms', { body: { ...fields, unionId: me.unionId } }),
  );
  return result;
}

type RoomChanges = Partial<Omit<RoomFields, 'unionId'>>;
type GroupChanges = Partial<Omit<Schemas['GroupUpdate'], 'unionId' | 'groupId' | 'expected'>>;

/** `expected` is the room as it was read: where it is not so any more, nothing is written. */
export const updateRoom = (
  me: Session,
  roomId: string,
  fields: RoomChanges,
  expected: Room | undefined,
) =>
  told(
    api.PUT('/v1.0/rooms/meetingRooms', {
      body: { ...fields, roomId, unionId: me.unionId, ...(expected && { expected }) },
    }),
  );

/** A change that is not made yet. */
export type Change =
  | { roomId: string; fields: RoomChanges }
  | { groupId: number; fields: GroupChanges };

/** Which bookings to come a change would refuse, were they made again. */
export const wouldBreakQuery = (me: Session, change: Change) =>
  queryOptions({
    queryKey: ['wouldBreak', me.unionId, change],
    staleTime: 20_000,
    queryFn: async ({ signal }) => {
      const { fields, ...of } = change;
      const body = { ...fields, unionId: me.unionId };
      const { result } =
        'roomId' in of
          ? await told(
              api.POST('/v1.0/rooms/meetingRooms/updates/explain', {
                body: { ...body, ...of },
                signal,
              }),
            )
          : await told(
              api.POST('/v1.0/rooms/groups/updates/explain', { body: { ...body, ...of }, signal }),
            );
      return result;
    },
  });

export const deleteRoom = (me: Session, roomId: string) =>
  told(
    api.DELETE('/v1.0/rooms/meetingRooms/{roomId}', {
      params: { path: { roomId }, query: { unionId: me.unionId } },
    }),
  );

/** How many bytes a picture may have. */
const MOST_BYTES = 700 * 1024;
/** How long a side it is made to have, if it has more bytes than that. */
const SIDES = [2400, 1600, 1200, 800];

/** Keeps a picture, made smaller where it is too large, and tells its address. */
export async function uploadPicture(me: Session, file: File): Promise<Picture> {
  const bytes = file.size <= MOST_BYTES ? file : await smaller(file);
  const { result } = await told(
    api.POST('/v1.0/rooms/pictures', {
      body: { unionId: me.unionId, content: await base64(bytes) },
    }),
  );
  return result;
}

async function smaller(file: Blob): Promise<Blob> {
  const drawn = await createImageBitmap(file);
  try {
    for (const side of SIDES) {
      const scale = Math.min(1, side / Math.max(drawn.width, drawn.height));
      const canvas = new OffscreenCanvas(
        Math.max(1, Math.round(drawn.width * scale)),
        Math.max(1, Math.round(drawn.height * scale)),
      );
      canvas.getContext('2d')?.drawImage(drawn, 0, 0, canvas.width, canvas.height);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.86 });
      if (blob.size <= MOST_BYTES) return blob;
    }
    return file;
  } finally {
    drawn.close();
  }
}

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  // A call takes so many arguments and no more.
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text);
}

/** A picture that this server keeps, by an address that the page may show; of others nothing. */
export function shownPicture(address: string | undefined): string | undefined {
  const at = address?.indexOf('/v1.0/rooms/pictures/') ?? -1;
  return at < 0 ? undefined : address?.slice(at);
}

/** What somebody administers. */
export type Administered = { roomId: string } | { groupId: number };

/** Who administers a room or a group. */
export const administratorsQuery = (me: Session, of: Administered) =>
  queryOptions({
    queryKey: ['administrators', me.unionId, of],
    queryFn: async ({ signal }) => {
      const query = { unionId: me.unionId };
      if ('roomId' in of) {
        const { result } = await told(
          api.GET('/v1.0/rooms/roomAdmin/{roomId}', { params: { path: of, query }, signal }),
        );
        return result.roomAdmins;
      }
      const { result } = await told(
        api.GET('/v1.0/rooms/groupAdmin/{groupId}', {
          params: { path: { groupId: String(of.groupId) }, query },
          signal,
        }),
      );
      return result.groupAdmins;
    },
  });

/** Names who administers a room or a group, in place of those who did. */
export const setAdministrators = (me: Session, of: Administered, adminUnionIds: string[]) => {
  const body = { unionId: me.unionId, adminUnionIds };
  return 'roomId' in of
    ? told(api.PUT('/v1.0/rooms/roomAdmin/{roomId}', { params: { path: of }, body }))
    : told(
        api.PUT('/v1.0/rooms/groupAdmin/{groupId}', {
          params: { path: { groupId: String(of.groupId) } },
          body,
        }),
      );
};

export const superUsersQuery = (me: Session, roomId: string) =>
  queryOptions({
    queryKey: ['superUsers', me.unionId, roomId],
    queryFn: async ({ signal }) => {
      const { result } = await told(
        api.GET('/v1.0/rooms/meetingRooms/superUsers/query', {
          params: { query: { unionId: me.unionId, roomId } },
          signal,
        }),
      );
      return result;
    },
  });

export const setSuperUsers = (
  me: Session,
  roomId: string,
  userIdWhiteList: string[],
  deptIdWhiteList: number[],
) =>
  told(
    api.POST('/v1.0/rooms/meetingRooms/superUsers/set', {
      body: { unionId: me.unionId, roomId, userIdWhiteList, deptIdWhiteList },
    }),
  );

export async function createGroup(me: Session, groupName: string, parentGroupId: number) {
  const { result } = await told(
    api.POST('/v1.0/rooms/groups', {
      body: { unionId: me.unionId, groupName, parentGroupId },
    }),
  );
  return result;
}

export const updateGroup = (
  me: Session,
  groupId: number,
  fields: GroupChanges,
  expected: Group | undefined,
) =>
  told(
    api.PUT('/v1.0/rooms/groups', {
      body: { ...fields, groupId, unionId: me.unionId, ...(expected && { expected }) },
    }),
  );

export const deleteGroup = (me: Session, groupId: number) =>
  told(
    api.DELETE('/v1.0/rooms/groups/{groupId}', {
      params: { path: { groupId: String(groupId) }, query: { unionId: me.unionId } },
    }),
  );

export const createLabel = (me: Session, labelName: string) =>
  told(api.POST('/v1.0/rooms/labels', { body: { unionId: me.unionId, labelName } }));

export const updateLabel = (me: Session, labelId: number, labelName: string) =>
  told(api.PUT('/v1.0/rooms/labels', { body: { unionId: me.unionId, labelId, labelName } }));

export const deleteLabel = (me: Session, labelId: number) =>
  told(
    api.DELETE('/v1.0/rooms/labels/{labelId}', {
      params: { path: { labelId: String(labelId) }, query: { unionId: me.unionId } },
    }),
  );

export type Ban = Schemas['BlacklistItem'];

export const blacklistQuery = (me: Session) =>
  queryOptions({
    queryKey: ['blacklist', me.unionId],
    queryFn: async ({ signal }): Promise<Ban[]> => {
      const bans: Ban[] = [];
      let nextToken: string | undefined;
      do {
        const page: Schemas['BanPage'] = await told(
          api.GET('/v1.0/rooms/bookings/blacklist', {
            params: {
              query: { unionId: me.unionId, maxResults: 100, ...(nextToken && { nextToken }) },
            },
            signal,
          }),
        );
        bans.push(...page.result);
        nextToken = page.hasMore ? page.nextToken : undefined;
      } while (nextToken);
      return bans;
    },
  });

export const ban = (me: Session, fields: Omit<Schemas['NewBan'], 'unionId'>) =>
  told(api.POST('/v1.0/rooms/bookings/blacklist', { body: { ...fields, unionId: me.unionId } }));

export const unban = (me: Session, blacklistUnionIds: string[]) =>
  told(
    api.POST('/v1.0/rooms/bookings/blacklist/remove', {
      body: { unionId: me.unionId, blacklistUnionIds },
    }),
  );

export type Device = Schemas['MeetingRoomDevice'];
export type DeviceFields = Omit<Schemas['NewDevice'], 'unionId'>;

/** The devices that one administers, or those of them that stand in a room. */
export const devicesQuery = (me: Session, roomId?: string) =>
  queryOptions({
    queryKey: ['devices', me.unionId, roomId ?? 'all'],
    queryFn: async ({ signal }): Promise<Device[]> => {
      const devices: Device[] = [];
      let nextToken: number | undefined;
      do {
        const page: Schemas['DevicePage'] = await told(
          api.GET('/v1.0/rooms/deviceLists', {
            params: {
              query: {
                unionId: me.unionId,
                maxResults: 100,
                ...(roomId && { roomId }),
                ...(nextToken && { nextToken }),
              },
            },
            signal,
          }),
        );
        devices.push(...page.result);
        nextToken = page.hasMore ? page.nextToken : undefined;
      } while (nextToken);
      return devices;
    },
  });

export const deviceQuery = (me: Session, deviceUnionId: string) =>
  queryOptions({
    queryKey: ['device', me.unionId, deviceUnionId],
    queryFn: async ({ signal }): Promise<Device> => {
      const { result } = await told(
        api.GET('/v1.0/rooms/devices', {
          params: { query: { operatorUnionId: me.unionId, deviceUnionId } },
          signal,
        }),
      );
      return result;
    },
  });

export async function registerDevice(me: Session, fields: DeviceFields) {
  const { result } = await told(
    api.POST('/v1.0/rooms/devices', { body: { ...fields, unionId: me.unionId } }),
  );
  return result;
}

export const updateDevice = (
  me: Session,
  deviceUnionId: string,
  fields: DeviceFields,
  expected: Device | undefined,
) =>
  told(
    api.PUT('/v1.0/rooms/devices', {
      body: { ...fields, deviceUnionId, unionId: me.unionId, ...(expected && { expected }) },
    }),
  );

export const deleteDevice = (me: Session, deviceUnionId: string) =>
  told(api.POST('/v1.0/rooms/devices/remove', { body: { deviceUnionId, unionId: me.unionId } }));

/** The token is told this once. */
export async function createDeviceToken(me: Session, deviceUnionId: string): Promise<string> {
  const { result } = await told(
    api.POST('/v1.0/rooms/devices/tokens', { body: { deviceUnionId, unionId: me.unionId } }),
  );
  return result.deviceToken;
}

export const deleteDeviceToken = (me: Session, deviceUnionId: string) =>
  told(
    api.POST('/v1.0/rooms/devices/tokens/remove', {
      body: { deviceUnionId, unionId: me.unionId },
    }),
  );

export async function deviceProperties(
  me: Session,
  deviceUnionId: string,
  propertyNames: string[],
) {
  const { result } = await told(
    api.POST('/v1.0/rooms/devices/properties/query', {
      params: { query: { operatorUnionId: me.unionId, deviceUnionId } },
      body: { propertyNames },
    }),
  );
  return result;
}

export const commandsQuery = (me: Session, roomId: string) =>
  queryOptions({
    queryKey: ['commands', me.unionId, roomId],
    refetchInterval: 5_000,
    queryFn: async ({ signal }) => {
      const { result } = await told(
        api.GET('/v1.0/rooms/central/controlLists', {
          params: { query: { unionId: me.unionId, roomId, maxResults: 10 } },
          signal,
        }),
      );
      return result;
    },
  });

export const sendCommand = (me: Session, roomId: string, controlBody: string) =>
  told(
    api.POST('/v1.0/rooms/central/control', {
      body: { unionId: me.unionId, roomId, controlBody },
    }),
  );

export type Template = Schemas['ScreenTemplate'];

export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: async ({ signal }) => {
    const { result } = await told(api.GET('/v1.0/rooms/devices/screens/templateLists', { signal }));
    return result;
  },
});

export const templateQuery = (templateId: string) =>
  queryOptions({
    queryKey: ['template', templateId],
    queryFn: async ({ signal }): Promise<Template> => {
      const { result } = await told(
        api.GET('/v1.0/rooms/devices/screens/templates/{templateId}', {
          params: { path: { templateId } },
          signal,
        }),
      );
      return result;
    },
  });

export async function createTemplate(fields: Schemas['NewTemplate']): Promise<number> {
  const { templateId } = await told(
    api.POST('/v1.0/rooms/devices/screens/templates', { body: fields }),
  );
  return templateId;
}

/** What is left out goes back to its default. */
export const updateTemplate = (fields: Schemas['TemplateUpdate']) =>
  told(api.PUT('/v1.0/rooms/devices/screens/templates', { body: fields }));

export const deleteTemplate = (templateId: number) =>
  told(api.POST('/v1.0/rooms/devices/screens/templates/remove', { body: { templateId } }));

export async function invite(me: Session, inviteeUnionId: string) {
  const { result } = await told(
    api.POST('/v1.0/contact/users/invitations', { body: { unionId: me.unionId, inviteeUnionId } }),
  );
  return result;
}

/** How much the rooms are used that one runs, from one day to another. */
export const usesQuery = (me: Session, from: string, to: string, group: number | undefined) =>
  queryOptions({
    queryKey: ['uses', me.unionId, from, to, group],
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const query = {
        unionId: me.unionId,
        startDate: from,
        endDate: to,
        ...(group !== undefined && { groupId: group }),
      };
      const call = api.GET('/v1.0/rooms/meetingRoomUses', { params: { query }, signal });
      return (await told(call)).result;
    },
  });
