//! What we decided where neither documents nor recordings nor the SDKs tell.

/// One decision. Whoever has a real tenant can compare it, and tell us where it is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// What it is about.
    pub subject: &'static str,
    /// What we do.
    pub decision: &'static str,
    /// The part of the wire it belongs to.
    pub section: &'static str,
}

const fn decided(section: &'static str, subject: &'static str, decision: &'static str) -> Decision {
    Decision { subject, decision, section }
}

const LISTENER: &str = "listener";
const ERRORS: &str = "errors";
const CHECKS: &str = "checks";
const TOKENS: &str = "tokens";
const SCOPES: &str = "scopes";
const ROOMS: &str = "rooms";
const IMPORT: &str = "import";
const BOOKING: &str = "booking";
const PEOPLE: &str = "people";

/// Every decision, section by section.
#[rustfmt::skip] // a table
pub static DECISIONS: &[Decision] = &[
    decided(LISTENER, "One listener", "The new API and the legacy API are served on one listener, and a token of either serves both."),
    decided(LISTENER, "Bytes that are no HTTP request", "400 param.error, `Error:malformed request`."),
    decided(LISTENER, "Requests that are too large", "A head may have 65,536 bytes with the blank line that ends it; beyond, it is 414 where its first line alone is too long (a path over 65,534 bytes is too), else 431, as for more than 100 headers; a body over 1 MiB 413; the code is RequestTooLarge."),
    decided(LISTENER, "Requests that do not come to an end", "408 RequestTimeout."),
    decided(LISTENER, "HEAD", "A wrong method for an operation, as any that is not its own; on the pages, the health checks and openapi.json GET without its body."),
    decided(ERRORS, "Request id of an error", "x-acs-request-id carries the id that the body has as requestid."),
    decided(ERRORS, "Overload, stopping, no database", "503 ServiceUnavailable with a text of ours."),
    decided(ERRORS, "Text of ApiCountLimitForOrg", "Ours; the code is documented."),
    decided(ERRORS, "Bad parameters of token and contact calls", "400 param.error. A secret that is missing counts as a wrong one."),
    decided(ERRORS, "What is wrong with a parameter", "Is said with its name or its place, such as `Error:unionId is missing`, `Error:roomCapacity must be a whole number` or `Error:roomLabelIds[1] must be a whole number`; `Param Error` alone is never said."),
    decided(ERRORS, "An operator who is not in the organisation", "user.not.employee on room reads, user.not.admin on writes; user.not.org where the person is the target of a blacklist or of central control. The codes are documented."),
    decided(ERRORS, "An unknown room on the detail read", "room.not.found, as on the documented writes; the same where the operator may not see it."),
    decided(CHECKS, "Order", "Route, token present, token valid, address, rate, scope, quota, body, parameters, organisation, operator, object: the first that fails answers. The SDKs show that scope comes before parameters, nothing shows the rest."),
    decided(CHECKS, "The month", "The calendar month in the organisation's time zone. A call refused before its scope was checked does not count; tokens and contacts never do."),
    decided(CHECKS, "Exactness of the month's count", "Exact on one node. Across nodes the quota may be passed by what the others answered within a quarter of a second; a node that is killed may lose a quarter of a second of counting, on the embedded database a second."),
    decided(CHECKS, "Calls a second", "Counted on each node for itself."),
    decided(CHECKS, "The caller's address", "The peer's; behind a proxy that is named as trusted, the last X-Forwarded-For entry that no trusted proxy wrote."),
    decided(CHECKS, "Wrong secrets", "Throttled by address and by key: a minute 100 from one address, 30 of them for one key, and 300 for one key from all addresses; above these an address has one a minute for that key. 403 Forbidden.AccessDenied.QpsLimitForAppkeyAndApi on the new API, errcode 90002 on legacy calls. The right secret from an address that gave no wrong one is let in. An unknown key takes as long as a wrong secret."),
    decided(TOKENS, "An app's token on a call of oneself (me)", "InvalidAuthentication."),
    decided(TOKENS, "A suite's own token on a call of an organisation", "InvalidAuthentication."),
    decided(TOKENS, "Codes of people", "Made by `openrooms token code`, for one person and one app, or suite that their organisation has authorised. A code opens once, within five minutes. A wrong one counts as a wrong secret does; the secret is judged first."),
    decided(TOKENS, "Refresh tokens", "Open once, within 30 days; each token on behalf of a person comes with a new one. Without grantType, a code goes before a refreshToken."),
    decided(TOKENS, "The end of tokens on behalf of people", "Codes, tokens and refresh tokens end when the app's secret is revoked or rotated (or with the old secret, where it lives on for a while: a refresh with the new one is bound to the new one), when the person is removed, and when `openrooms token revoke` names the app; a token that is revoked takes its refresh token along."),
    decided(TOKENS, "What a token on behalf of a person may do", "What its app was granted, as that person. Whomever else a call names as its operator is nobody to it: user.not.employee on room reads, user.not.admin on writes, `userId invalid` in the calendar. Where a call names no operator, the person is it: screen templates are an administrator's (no.permission), QueryDeviceIpByCode is for who administers the device (403 no.permission), and GetUser leaves out the mobile of colleagues who hide it. The legacy API takes no such token (40014), since its calls name nobody and act for the organisation."),
    decided(TOKENS, "The token of an organisation that is gone", "org.not.found."),
    decided(TOKENS, "A suite's wrong secret on corpAccessToken", "invalidSuiteKey, as for an unknown key."),
    decided(TOKENS, "service/get_corp_token", "A timestamp more than five minutes off is refused; 40096 for a wrong key or signature, 400002 for a missing parameter."),
    decided(TOKENS, "A suite that was imported by the hash of its secret", "Serves the calls of the new API, and refuses service/get_corp_token until one of them has brought the secret; what is refused so counts as no wrong secret."),
    decided(TOKENS, "Form of a token", "32 lower-case hexadecimal characters."),
    decided(SCOPES, "Room operations whose scope is not documented", "Setting and removing super users and making and removing control panels are room writes; listing panels and QueryDeviceIpByCode are room reads."),
    decided(SCOPES, "GenerateCaldavAccount", "Counts as a write of events; it is not served yet, and so an unknown path."),
    decided(SCOPES, "qyapi_base", "Every app has it, and it is never checked."),
    decided(ROOMS, "Closed for ever", "taskEndTime is left out."),
    decided(ROOMS, "Policies that were never set", "Restrict nothing; openReservation is true."),
    decided(ROOMS, "Who sees a room", "Every employee may read. An administrator sees all rooms; others see neither a room of status 1 nor one of status 2, unless they, one of their departments or a department above it are authorised. What one may not see is room.not.found in the detail and absent from lists."),
    decided(ROOMS, "Fields beyond the SDKs", "CreateMeetingRoom and UpdateMeetingRoom take extensionConfig, in the form of the read, roomStaffId, deviceUnionIds and timeZone; a read shows timeZone where the room has one of its own. Since commands go to what a room lists, who administers groups or rooms alone adds to deviceUnionIds only devices that they administer: others, known or not, are user.not.admin."),
    decided(ROOMS, "Room ids", "32 lower-case hexadecimal characters; what is imported is kept."),
    decided(ROOMS, "Names of rooms", "room.name.unsafe for control characters and those that turn the direction of text, for a name that shows nothing, and for more than 100 characters. room.exist for the same name letter for letter; names that an import made equal stay."),
    decided(ROOMS, "Bounds of a room's other fields", "Texts up to 2,000 characters, roomDescription up to 5,000, without control characters and those that turn the direction of text; roomDescription may have lines and tabs. isvRoomId is not empty."),
    decided(ROOMS, "Bounds of a room's lists and numbers", " 100 labels, 100 devices, 1,000 members. Numbers are not negative. Beyond that, param.error with the field's name."),
    decided(ROOMS, "Empty and null in a body", "null is absent at any depth; `[]` is an empty object where an object is meant."),
    decided(ROOMS, "Pages of rooms", "Rooms are listed in the order of their making. nextToken is the place of the page's last room: any number from 0 on is taken, and what lies behind it and the operator may see at that moment is shown, so that rooms that come, go or change between pages neither repeat nor hide another. A page may have fewer rooms than maxResults where a right was lost in that very moment."),
    decided(ROOMS, "UpdateMeetingRoom field by field", "roomLocation and extensionConfig change by the fields in them that are given; lists are replaced whole. An empty advanceReservation or reservationCloseDetail takes it away; groupId 0 takes the room out of its group, an empty timeZone gives it the organisation's."),
    decided(ROOMS, "House rules", "extensionConfig of a room and of a group also has rules that DingTalk does not know, each off until it is set: weeklyHours (up to 70 spans of a day, HH:mm to HH:mm or 24:00; days without one are closed), bufferBefore and bufferAfter (0 to 1,440 minutes), capacityCheck, bookingQuota (openBookings, hoursPerDay, hoursPerWeek, hoursPerMonth, 0 to 10,000; 0 is no bound), leastCancelNotice (0 to 527,040 minutes), closedDays (up to 400, YYYY-MM-DD, perhaps endDate and name), accessible, attributes (up to 50, names of 64 and values of 200 characters). An empty list or object takes it away. Beyond that, param.error with the field's place."),
    decided(ROOMS, "Policies of groups", "CreateMeetingRoomGroup and UpdateMeetingRoomGroup take extensionConfig too, and the reads of groups show it where there is one. A room inherits rule by rule what it does not say from its group, or else from the nearest one above; of closures and closed days those of all levels count. The extensionConfig of a room's own reply stays what the room itself says."),
    decided(ROOMS, "openReservation", "Is the one of extensionConfig; where both are given and differ, param.error."),
    decided(ROOMS, "The organisation's licence", "A number of rooms, set with the organisation (roomLimit in the document); none is no limit."),
    decided(ROOMS, "Deleting a room", "Its devices stand in no room after."),
    decided(ROOMS, "Whether a room exists", "Is told to an administrator alone: to others a write on a room that they do not administer is user.not.admin, be it there or not."),
    decided(ROOMS, "An unknown group on CreateMeetingRoom and UpdateMeetingRoom", "group.not.found."),
    decided(ROOMS, "Who reads groups", "Every employee reads the groups and who administers them. QueryMeetingRoomGroupAdmin without a unionId is asked for the organisation; memberId is a unionId, and memberName is left out where the directory does not know the person."),
    decided(ROOMS, "Who makes groups", "Administrators make, rename and remove groups; a group's own administrators do not. To others each of that is user.not.admin, be the group there or not."),
    decided(ROOMS, "Names of groups", "1 to 100 characters that show something, without control characters and those that turn the direction of text; else param.error. Names may repeat."),
    decided(ROOMS, "Ids of groups", "Integers from 1 on that were not given before; 0 is the root and no group. In a path they are digits, else param.error."),
    decided(ROOMS, "Number of groups", "1,000 in an organisation, then group.too.much."),
    decided(ROOMS, "Deleting a group", "One with groups below it is refused, `Error:group has sub groups`; the rooms of a deleted one move to the group above."),
    decided(ROOMS, "A group's administrators", "May do to the rooms of the group and of those below what an administrator may (make, change, move among these groups, close, equip, approve, see, remove), but not make or remove groups, people or apps."),
    decided(ROOMS, "Administrators of single rooms", "May do to that room what an administrator of its group may (see, change, close, equip, approve), but neither move nor remove it, nor make another. SetMeetingRoomAdmin (ours) replaces those that there were; at most 100, each in the organisation, else user.not.org; administrators of the organisation alone may. QueryMeetingRoomAdmin (ours) tells them to whoever administers the room. roomRights of the document holds them; they go with the room."),
    decided(ROOMS, "Super users", "userIds and department ids, departments below included. They pass the rules of policy, and nobody else is restricted by there being some."),
    decided(ROOMS, "Setting super users", "SetSuperUserMeetingRoom replaces those that the room had, since removing takes all of them: a list that is absent is empty, and without either list it is param.error. At most 1,000 people and 1,000 departments; a person who is not there is user.not.org, a department that is not there param.error. Whoever administers the room may; QuerySuperUserMeetingRoom (ours) tells them, and only them. They go with the room."),
    decided(ROOMS, "Blacklist", "Times are milliseconds, from 0 to the end of the year 9999, endTime after startTime; without endTime it is for ever; a second entry for a person replaces the first; memo up to 2,000 characters, with lines and tabs but without other control characters and those that turn the direction of text. Administrators alone write and read it, and QueryBookingBlacklist (ours) lists it. Removing somebody who is not on it changes nothing, somebody who is neither on it nor in the organisation is user.not.org, and then nobody is removed; an empty list is param.error."),
    decided(ROOMS, "Naming the administrators of a group", "SetMeetingRoomGroupAdmin (ours) replaces those that there were; at most 100, each in the organisation, else user.not.org. Administrators of the organisation alone may."),
    decided(ROOMS, "Who administers a device", "An administrator, or one of its room, of the group that the room is in or of one above; a device that stands in no room is an administrator's alone. Who lets a device control another (controlsDeviceUnionId) administers both; of a device that they do not administer, or that is not there, others are told user.not.admin. To others a read of a device is 403 no.permission, be it there or not, and a write user.not.admin; to somebody who is not in the organisation the read is user.not.employee."),
    decided(ROOMS, "QueryDeviceIpByCode names no operator", "An app's token asks for the organisation, and gets no no.permission, which a user's may; a device that has reported no address has an empty result."),
    decided(ROOMS, "Devices", "Registered, changed and removed by operations of ours. deviceUnionId and deviceId are up to 64 of `[A-Za-z0-9_-]` and, like a share code, no other device's of the organisation, a share code that a device reports included; what is imported is kept. Texts are up to 200 characters without control characters. Of several imported devices with the same id or share code the first one counts."),
    decided(ROOMS, "Properties of a device", "What it reports: 50 in a call, 200 in all, names up to 100 characters, values up to 2,000. A property with the name of a field of the detail (deviceStatus, devNetIp and its siblings, firmwareVersion, softwareVersion, sipAccountName, deviceName, deviceType, deviceModel, deviceMac, shareCode) sets that field, and QueryDeviceProperties reads the field by that name. An empty value takes it away."),
    decided(ROOMS, "deviceStatus", "`online` while the device is connected to this server, else what it reported last."),
    decided(ROOMS, "controllers of a device", "The devices that were registered as controlling it; those of an imported document are kept, and not shown."),
    decided(ROOMS, "Screen templates name no operator", "An app's token acts for the organisation, a user's needs an administrator."),
    decided(ROOMS, "no.smart.permission", "Said by CreateDeviceCustomTemplate and UpdateDeviceCustomTemplate where the organisation's hasScreenTemplates is false; it is true unless the document says otherwise."),
    decided(ROOMS, "Bounds of a screen template", "500 in an organisation. templateName is made as a room's name is and letter for letter unique; a name that is none is param.error. customDoc and orgName up to 2,000 characters, without control characters (but lines and tabs in customDoc) and those that turn the direction of text; numbers are not negative; 9 pictures in bgImgList; 1,000 devices, groups and rooms each. Beyond that, param.error with the field's name."),
    decided(ROOMS, "Addresses of pictures", "http or https with a host, up to 2,000 characters, without blanks, control characters, quotes and a user's name. In a template anything else is picture.format.error; an empty one is none. The server fetches no address."),
    decided(ROOMS, "Where a screen template is shown", "deviceUnionIds, groupIds and roomIds that name nothing are param.error; what is removed later is taken out of the template. Several templates may name the same."),
    decided(ROOMS, "What reads show of a screen template", "Every boolean, bgType, isPicTop and bgImageList always; a text or an address that was never set is left out. confType and confSubType are left out."),
    decided(ROOMS, "Uploaded pictures", "CreateMeetingRoomPicture is ours: PNG, JPEG or WebP by content, not animated, up to 716,800 bytes, 8,192 pixels a side and 16,777,216 in all. Pixels stay as they are and so does how a photo is turned; all other metadata, colour profiles included, is taken out. An organisation may keep 64 MiB. The same file has the same address, at the public address that the server was told, or else at the request's Host, which must be a host. One that no room, panel, template or avatar refers to is removed by an upload of the organisation a day later or more. Who administers the organisation, a group of rooms or a room may upload."),
    decided(ROOMS, "Reading an uploaded picture", "GET /v1.0/rooms/pictures/{corpId}/{pictureId} takes no token, since a browser and a door panel have none: the id is 128 random bits, and whoever has it may read. One that is not there is an unknown path. It may be kept for a year by whoever read it."),
    decided(ROOMS, "Control panels", "The result is the string `true`; creating one replaces the room's panel. Panels are shown to those who administer the room, to others none. At most 50 buttons with texts up to 2,000 characters, without control characters, and links of any scheme but javascript, data, vbscript and file; 50 parameters, 100 rooms to take panels from."),
    decided(ROOMS, "Central control", "Stored for every registered device that stands in the room or is listed with it, by who administers the room; api.control.close where there is none, or 100 commands wait for each. controlBody is 1 to 8,000 characters. A device that does not take it within ten minutes never gets it. Commands and answers are kept 30 days."),
    decided(ROOMS, "Labels", "1 TV, 2 Phone, 3 Projector, 4 Whiteboard, 5 Video Meeting; other ids are labels of the organisation's own. Any id from 1 on may be given to a room; one that is no label shows no name."),
    decided(ROOMS, "Labels of the organisation", "CreateMeetingRoomLabel, UpdateMeetingRoomLabel, DeleteMeetingRoomLabel and QueryMeetingRoomLabelList are ours. 200 in an organisation; ids from 6 on that were not given before and that no room has; names are made as a room's are and letter for letter unique, those of 1 to 5 included (label.exist). Administrators of the organisation alone make, rename and remove them; every employee reads them. A room shows the organisation's name of a label; one that was imported with the room shows where the organisation has none. A removed label leaves the rooms that had it."),
    decided(IMPORT, "References that nothing answers", "A member, contact, device or department, or a department or group above, that the document does not list is kept as it is."),
    decided(IMPORT, "Trees", "Departments or groups that go in a circle are refused, and groups on a fourth level, with what is stored already counted in."),
    decided(IMPORT, "Ids", "One that is empty or all blanks is refused; so is a number below 1, or, also as a reference, beyond 9007199254740991, since clients would round it. Other characters are kept as they are."),
    decided(IMPORT, "Groups", "A room's group is the one with its groupId; one that is not listed is made from the room's, and without a groupName there it shows none."),
    decided(IMPORT, "Uniqueness", "appKey and suiteKey on the server, other ids within an organisation; roomUnionId and isvRoomId may repeat. A room's corpId, where given, is its organisation's."),
    decided(IMPORT, "What the document does not hold", "Is left alone; `--replace` removes it."),
    decided(BOOKING, "People who are not in the organisation", "400 invalidParameter `userId invalid`, in a path as in a list."),
    decided(BOOKING, "Ids of events", "32 lower-case hexadecimal characters; an occurrence of a series has that of its series, `_`, and the milliseconds since 1970 of when it was first meant to begin, which stays when it is moved. What is imported is kept."),
    decided(BOOKING, "Calendars", "Everybody has one, `primary`; another calendarId is invalidParameter. ListCalendars tells it with privilege owner, type primary, the organisation's zone, and an eTag that changes with what is in it."),
    decided(BOOKING, "In whose calendar an event is", "In its organiser's and in that of each who is invited; to anybody else, administrators included, it is itemNotFound."),
    decided(BOOKING, "Attendees and the organiser", "The organiser is told as organizer, with responseStatus accepted, and not among attendees; where a request lists them they are passed over. Who is listed twice counts once, as listed first. Attendees are told in the order of their invitations; PatchEvent replaces them all, and the answer of who stays is kept; an empty list changes nothing, of attendees as of reminders, categories, cardInstances and uiConfigs, since the Python SDK sends one where none is set. Their email is passed over."),
    decided(BOOKING, "maxAttendees", "0 to 500, 100 where it is absent."),
    decided(BOOKING, "Times of an event", "Where neither end names a zone, the organisation's counts, and any offset is taken. Where one is named, an offset must be the zone's at that moment, else it is invalidParameter; Z is always taken. Years are 1970 to 2999. What is less than a second is dropped. Whether it takes whole days is told by isAllDay, and where that is absent by start having a date and no dateTime. A read shows dates alone for whole days, and dateTime and timeZone for all else."),
    decided(BOOKING, "createTime and updateTime", "In UTC, to the second: `2020-01-01T02:15:30Z`."),
    decided(BOOKING, "Bounds of an event", "It lasts at most 366 days. The summary has no control characters and none that turn the direction of text. richTextDescription up to 20,000 characters, location 2,000; 10 reminders of 0 to 525,600 minutes; 50 categories, cards, uiConfigs and entries of extra, with texts up to 2,000 characters. Beyond that, invalidParameter with the field's name."),
    decided(BOOKING, "What an event is given and nothing asks for", "location, reminders, categories, cardInstances, uiConfigs, eventConfig, onlineMeetingInfo.type and richTextDescription are kept and shown; no conference is made. extra and freeBusyStatus (busy or free) are kept and not shown. PatchEvent takes eventConfig as well."),
    decided(BOOKING, "location.meetingRooms", "The names of the rooms that the event has or waits for."),
    decided(BOOKING, "id in the body of PatchEvent", "May be absent; where it is there and not the one in the path, invalidParameter."),
    decided(BOOKING, "A cancelled event", "Is told with status cancelled to who asks for it by its id and in lists; its rooms are free. Cancelling it again changes nothing, and it is not changed any more, but deleted."),
    decided(BOOKING, "A deleted event", "Is itemNotFound by its id; ListEvents tells it, as cancelled, with showDeleted and after a syncToken."),
    decided(BOOKING, "ListEvents", "In the order of their making, series as one event, and beside it each of its occurrences that is not as the series says; seriesMasterId asks for those of one series. Where timeMin and timeMax are both given they lie at most 366 days apart; a series counts as in them where one of its occurrences is. An empty syncToken or nextToken is none."),
    decided(BOOKING, "syncToken", "Tells whatever changed since in the calendar, whatever the span that was first asked for, in the order of the changes; with timeMin, timeMax or seriesMasterId it is invalidParameter, as is one that this server did not give. It does not expire."),
    decided(BOOKING, "ListEventsView, ListInstances, ListEventsInstances", "In the order of time. ListEventsView leaves out what was cancelled; without timeMin and timeMax it tells the 366 days from now on, with one of them the 366 days behind or before it. ListInstances and ListEventsInstances tell cancelled occurrences as cancelled; of an event that does not repeat they tell itself. startRecurrenceId is the id of the occurrence to begin with."),
    decided(BOOKING, "TransferEvent", "The new organiser is somebody of the organisation; who organised it stays as an attendee who accepted, unless isExitCalendar says otherwise. Its rooms stay. An occurrence cannot be transferred without its series."),
    decided(BOOKING, "Whom policies bind", "Not super users, nor administrators, be it of the organisation, of the room's group or one above, or of the room: they pass every rule, also the blacklist and the room's status, and need no approval; an overlap, buffers included, is refused to everyone."),
    decided(BOOKING, "Texts of refusals", "One for each rule that is broken: the name of the field that sets it, its value, the group that sets it where it is inherited, and what would pass; of a series also how many dates it refuses. Who may not book the room at all is told that alone."),
    decided(BOOKING, "The advance window", "Opens at advanceBookTimeFormat, or at midnight, of the day that lies so many units before the day of the booking, in the room's zone; a month that lacks the day has its last one, an hour that does not exist moves forward, one that exists twice is the first. 0 units is the day itself; without a number there is no window, without a unit days are meant."),
    decided(BOOKING, "The closure", "Half-open; without taskStartTime it is closed ever since, without taskEndTime for ever, and without both not at all. A span that ends before it starts is empty."),
    decided(BOOKING, "The blacklist", "Refuses while it lasts, and for times that lie in it."),
    decided(BOOKING, "ExplainMeetingRoomBooking, FindMeetingRooms, QueryMeetingRoomsBusy", "Ours, reads of events. They judge for the person in the path, and tell nothing of a room that this person does not see: it is as if it were not there. A search looks at up to 1,000 rooms that have the seats asked for (those without a number have not), the fewest seats first, and ranks those that need nobody's word first, then by seats and name; where none fits it tells rooms of the group above at the very time, then other times within two hours and other lengths of up to 200 rooms, by the least change. The explanation looks for another time within a week, in quarters of an hour and where bookings begin and end, and for another room among up to 200 with as many seats. QueryMeetingRoomsBusy takes up to 1,000 rooms and 8 days; rooms that are not there are left out."),
    decided(BOOKING, "House rules", "weeklyHours and closedDays are of the room's zone, and what is booked lies within hours that may meet at midnight. Buffers are held as the booking is; two bookings have the one's bufferAfter and the other's bufferBefore between them. capacityCheck counts the organiser too, against roomCapacity where that is set. A quota counts what a person has booked at the level that sets it (the room, or all rooms of the group and of those below), each date of a series by itself; hours are of the calendar days, weeks from Monday and months of the room's zone. Who gives a room back later than leastCancelNotice allows is refused, but not once it is over."),
    decided(BOOKING, "Series", "Refused where one occurrence cannot be had; refused without an end where the room has an advance window."),
    decided(BOOKING, "Events of the past", "One that has ended takes no room; one that has begun may, judged by what is still to come."),
    decided(BOOKING, "A room that is deleted, closed or restricted", "A deleted room declines its future bookings. A closure or a stricter policy keeps what is booked, and refuses new bookings, moves and extensions."),
    decided(BOOKING, "A person who leaves", "Their future events are cancelled unless transferred, and of a series the dates to come; they are taken out of the attendees of what is to come, and out of rights, blacklist and administrators, all in one transaction."),
    decided(BOOKING, "A room waiting for approval", "Is tentative and held; accepted or declined after. A declined room is free."),
    decided(BOOKING, "A change of an event's time", "Its rooms are judged anew; where one cannot be had the whole change is refused with meetingRoomNotAvailable."),
    decided(BOOKING, "scope of PatchEvent and DeleteEvent", "A query parameter of ours: this, following or all; this on an occurrence and all on a series where it is absent."),
    decided(BOOKING, "Times", "Every form of ISO 8601 with an offset or Z is taken, by day of the month, of the year or of the week, and a space for the plus that a query did not escape. Years 1970 to 2999. 24:00 is the day's end, there is no second 60, and less than a second of an event's start and end is dropped."),
    decided(BOOKING, "Time zone of an event", "The one that start or end names; where both name one it is the same, else invalidParameter. Where neither does, the organisation's, and then an offset need not be that zone's. An offset that its named zone has not at that time is invalidParameter; Z contradicts no zone."),
    decided(BOOKING, "Which codes bad times have", "A text that is no timestamp, a day that no calendar has and a year beyond are InvalidParameter.ParsedISO8601TimestampError; what is missing, an unknown zone, a contradiction, and an end that is not after the start are invalidParameter."),
    decided(BOOKING, "isAllDay that is absent", "An event is of whole days where its start has a date and no dateTime."),
    decided(BOOKING, "Recurrence and clocks", "Both ends are walked in the wall clock of the event's zone. An hour that does not exist moves forward, one that exists twice is the first; where the end would then not be after the start, the occurrence keeps its length. A day that a month or the zone lacks is left out and does not count. The first occurrence is when it was said to be."),
    decided(BOOKING, "A start that does not fit the recurrence", "Says from when on: the first occurrence is the next date that fits, and is what the event has as start and end then. Weeks, months and years are counted from the start that was given. Where no date fits, invalidParameter."),
    decided(BOOKING, "What a recurrence leaves out", "interval is 1, firstDayOfWeek sunday, index first; daysOfWeek and dayOfMonth are those of the start; a range that has no type is told by endDate or numberOfOccurrences, else it has no end. endDate is a date, or a timestamp whose date in the event's zone counts, and is the last day. What a pattern does not use is not looked at: absoluteYearly repeats the date of its start."),
    decided(BOOKING, "Series without an end", "Hold their rooms two years ahead, and further as time goes on."),
    decided(BOOKING, "GetMeetingRoomsSchedule", "At most 20 rooms a call; a room that is named twice is told once. Times are told in the event's zone, and without the room's buffers. Where a room may not be seen, error says so."),
    decided(BOOKING, "AddMeetingRooms", "Five rooms at once and in total, for each date of a series; more are invalidParameter. The id of a date books for that date alone. A cancelled event takes none: invalidParameter."),
    decided(BOOKING, "RemoveMeetingRooms", "Up to 100 rooms a call. What is over stays booked, as it was used. A room that was declined is no longer shown. Where a room asks for notice and it is too late, meetingRoomNotAvailable."),
    decided(BOOKING, "Who decides on a booking", "Administrators, and those of the room, of its group and of the groups above. A booking that was accepted may be declined later, and one that was declined accepted, where the room is free. A yes judges the rules once more; a room that the event has not asked for is itemNotFound. reason, ours, is one line of 2,000 characters."),
    decided(BOOKING, "Rooms of an event that changes", "What stays or becomes shorter is never refused, and keeps the approval that it has; what moves or becomes longer is judged as if it were new, and waits again where the room asks for approval. What is over keeps its room."),
    decided(BOOKING, "How long a booking waits", "Until the occurrence begins, or ends where it had begun; then it is declined by itself."),
    decided(BOOKING, "flowLimit", "100 events by a person a day is a setting, off unless it is set."),
    decided(BOOKING, "Inviting people", "AddAttendee on a series invites to all of it, on one date to that alone; so does RemoveAttendee. Who is invited already keeps their answer, and is optional or not as the call says; removing somebody who is not invited changes nothing, the organiser cannot be removed. An event that is cancelled takes nobody. chatNotification and pushNotification go into the outbox."),
    decided(BOOKING, "maxResults of ListAttendees", "0 is the default, 100."),
    decided(BOOKING, "Answers", "RespondEvent on a series answers all its dates, those answered before too; on one date that alone. The organiser takes part: another answer of theirs is invalidParameter."),
    decided(BOOKING, "GetSchedule", "1 to 20 people and 90 days a call, beyond it paramIllegal, which has one text; a time that cannot be read is ParsedISO8601TimestampError and an unknown person `userId invalid`, as elsewhere. BUSY for what one organises or accepted, TENTATIVE for what one answered tentatively or not yet; what one declined, what is cancelled, and events whose freeBusyStatus is free are left out. Half-open: what ends when the span begins is not in it. Times alone are told, to whoever is in the organisation."),
    decided(BOOKING, "Signing in and out", "CheckIn is SignIn by another name. The first time counts, and is given again; one may sign out without having signed in. They hang on one date; where a series is named, on the date under way, else the next, else the last. Whoever has the event in their calendar may read the lists, in the order of signing, or, of those who have not, of the invitations; maxResults is 1 to 200. Who is not in the event, or names none, is notInEvent alike."),
    decided(BOOKING, "Addresses to sign in and out by", "Pages of this server that say how it is done; opening one signs nobody in, since it does not tell who opens it."),
    decided(BOOKING, "x-client-token", "Taken by every write of the calendar, in whatever bytes. What was asked for is compared as it was understood: neither the order of fields nor what is passed over counts, the path does. Only what was done is kept: a refused call may be sent again with the same token. On the node that is making the first, the second is told idempotencyProcessing; on another it waits for it and gets its reply."),
    decided(PEOPLE, "GetUser by an app's token", "Taken, as a user's is."),
    decided(PEOPLE, "openId of GetUser", "A hash of the app's key and the unionId: for each app another, and always the same."),
    decided(PEOPLE, "stateCode of GetUser", "The country of a number that is written +49-170…, which mobile then leaves out; of any other number it is 86."),
    decided(PEOPLE, "SearchUser and SearchDepartment", "A word that stands anywhere in the name, A to Z in either case; with fullMatchField 1 the whole name, letter for letter. People in the order of their coming, departments by id. The word has 1 to 200 characters, size is 1 to 100."),
    decided(PEOPLE, "Reading topapi calls", "Query, form and JSON alike: numbers also as text and text as numbers, lists and objects in a form as JSON text. What stands in the body goes before the query. Names that are not known are passed over. An access_token inside JSON does not count."),
    decided(PEOPLE, "Addresses and calls a second on topapi calls", "88 with sub_code 60020 and 90018, in the form of the refusals that are known."),
    decided(PEOPLE, "What is wrong with a parameter", "errcode and errmsg as DingTalk has them, and a sub_msg of ours that names it."),
    decided(PEOPLE, "What was never set of a person", "Is left out. leader_in_dept, role_list, boss, senior, real_authed and exclusive_account say no, active says yes."),
    decided(PEOPLE, "topapi/v2/user/list", "People right in the department, in the order of their coming; next_cursor is left out on the last page, size is 1 to 100. Whoever comes or goes between pages neither repeats nor hides another."),
    decided(PEOPLE, "topapi/user/listadmin", "sys_level 1 for those who administer everything, 2 for those who administer groups of rooms or single rooms alone."),
    decided(PEOPLE, "The root department", "Is always there; where nothing was said of it, it has the organisation's name."),
    decided(PEOPLE, "Departments below one", "By their order, those without behind the others; then by id. member_count is of the people right in it."),
    decided(PEOPLE, "topapi/v2/user/getbyunionid", "Does what topapi/user/getbyunionid does."),
    decided(PEOPLE, "Who administers rooms", "Said in the organisation document, and by a call of ours, topapi/v2/user/setadmin, for which an app needs qyapi_manage_addresslist. There may be nobody: the call names no operator, so it can be undone."),
    decided(PEOPLE, "Fields of a person that create and update take", "userid, name, mobile, dept_id_list, email, title, job_number, hide_mobile, and avatar, which is ours. On update an empty email, title, job_number or avatar takes it away. Others are passed over."),
    decided(PEOPLE, "Bounds of a person's fields", "userid 1 to 64 letters, digits and signs of ASCII (33012); name 1 to 80 characters that show; mobile 3 to 32 digits, hyphens and spaces, perhaps after a plus; 1 to 100 departments; other texts 200 characters, avatar 2,000 and http or https. Characters that control or turn the direction of text are refused (400002)."),
    decided(PEOPLE, "What somebody else has", "A userid that somebody has is 33012, a mobile or a department's name beside it 400002: DingTalk has finer codes, which are not documented here. Imported people and departments may share them."),
    decided(PEOPLE, "Ids that are issued", "userid and unionId of 32 hexadecimal digits, dept_id a random number of 10 to 12 digits, so that none is ever had again."),
    decided(PEOPLE, "topapi/v2/user/delete", "Takes the person out of the members of rooms, the administrators of groups and the blacklist, in one transaction with entries in the record for each. A restricted room whose last member goes stays restricted, to nobody. A contact of a closure stays as a text."),
    decided(PEOPLE, "topapi/v2/department/delete", "People in it are told before departments below it. It leaves the members of rooms as a person does."),
    decided(PEOPLE, "Many at once", "topapi/v2/user/batchcreate and topapi/v2/department/batchcreate, ours: 1 to 1,000 in a call, all or none; sub_msg says which one is refused, such as user_list[3]."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_a_sentence_and_sections_stay_together() {
        let mut sections: Vec<_> = DECISIONS.iter().map(|decision| decision.section).collect();
        sections.dedup();
        let in_order = sections.clone();
        sections.sort_unstable();
        sections.dedup();
        assert_eq!(in_order.len(), sections.len(), "{in_order:?}");
        for decision in DECISIONS {
            assert!(decision.decision.ends_with('.'), "{}", decision.subject);
            assert!(!decision.subject.ends_with('.'), "{}", decision.subject);
        }
    }
}
