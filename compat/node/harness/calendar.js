// Somebody's calendar by the SDK.

import assert from 'node:assert/strict';

import { refusalOf } from './refusal.js';

/** Calls on behalf of somebody. */
export function caller(sdk, token, userId) {
  const call = async (operation, args = {}) =>
    (await sdk.calendarCall(operation, token, { userId, ...args })).body;
  const refused = (operation, args) =>
    refusalOf(sdk.calendarCall(operation, token, { userId, ...args }));
  /** The rooms of an event, and whether it has them. */
  const rooms = async (eventId) => {
    const { meetingRooms } = await call('getEvent', { eventId });
    return Object.fromEntries(meetingRooms.map((room) => [room.roomId, room.responseStatus]));
  };
  return { call, refused, rooms };
}

export const wanted = (...rooms) => ({ meetingRoomsToAdd: rooms.map((roomId) => ({ roomId })) });

/** The rooms that a refusal tells of: name and text. */
export function reasons({ data }) {
  assert.equal(data.code, 'meetingRoomNotAvailable');
  const [, told] = /^code: 321001, developerMessage: (.*)$/.exec(data.message);
  const rooms = JSON.parse(told);
  assert.ok(rooms.every(({ text }) => text !== ''));
  return rooms.map(({ roomName, text }) => [roomName, text]);
}

/** A moment by the clock of Shanghai. */
export const at = (day, time) => ({ dateTime: `${day}T${time}:00+08:00`, timeZone: 'Asia/Shanghai' });
