/** What of a room its form holds, and what of that the server is told. */
import type { RoomFields } from '@/api/manage';
import type { Room } from '@/rules/rooms';

export interface RoomDraft {
  roomName: string;
  groupId: number;
  roomCapacity: number;
  roomLabelIds: number[];
  roomLocationTitle: string;
  roomLocationDesc: string;
  roomDescription: string;
  roomPicture: string;
  timeZone: string;
  isvRoomId: string;
  roomStaffId: string;
}

export const draftOf = (room: Room): RoomDraft => ({
  roomName: room.roomName,
  groupId: room.roomGroup?.groupId ?? 0,
  roomCapacity: room.roomCapacity ?? 0,
  roomLabelIds: (room.roomLabels ?? []).map(({ labelId }) => labelId),
  roomLocationTitle: room.roomLocation?.title ?? '',
  roomLocationDesc: room.roomLocation?.desc ?? '',
  roomDescription: room.roomDescription ?? '',
  roomPicture: room.roomPicture ?? '',
  timeZone: room.timeZone ?? '',
  isvRoomId: room.isvRoomId ?? '',
  roomStaffId: room.roomStaffId ?? '',
});

/** The fields that changed, as `UpdateMeetingRoom` takes them. */
export function sentOf(changed: Partial<RoomDraft>): Partial<Omit<RoomFields, 'unionId'>> {
  const { roomLocationTitle, roomLocationDesc, ...rest } = changed;
  const isPlace = roomLocationTitle !== undefined || roomLocationDesc !== undefined;
  return {
    ...rest,
    ...(isPlace && {
      roomLocation: {
        ...(roomLocationTitle !== undefined && { title: roomLocationTitle }),
        ...(roomLocationDesc !== undefined && { desc: roomLocationDesc }),
      },
    }),
  };
}

/** The names by which the server refuses fields of this form. */
export const SHOWN = [
  'roomName',
  'groupId',
  'roomCapacity',
  'roomLabelIds',
  'roomLocation',
  'roomDescription',
  'roomPicture',
  'timeZone',
  'isvRoomId',
  'roomStaffId',
];
