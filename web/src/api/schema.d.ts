// Written by `npm run api` from /openapi.json. Not by hand.

export interface paths {
    "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes an event in a person's calendar.
         * @description It takes no rooms: AddMeetingRooms does.
         */
        post: operations["CreateEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reads one event, or one occurrence of a series. */
        get: operations["GetEvent"];
        /**
         * Changes the fields of an event that are given.
         * @description A PUT that leaves alone what it does not name. Takes the query parameter scope (this, following or all), as CancelEvent does; this on an occurrence and all on a series where it is absent. A change of time is refused whole where a room cannot be had then. Takes meetingRooms: the rooms that the event is to have in place of those that it has, and with a new time, in one change.
         */
        put: operations["PatchEvent"];
        post?: never;
        /**
         * Removes an event.
         * @description Takes the query parameter scope (this, following or all), as CancelEvent does; this on an occurrence and all on a series where it is absent.
         */
        delete: operations["DeleteEvent"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/attendees": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invites people to an event.
         * @description 500 people a call, 5,000 in all.
         */
        post: operations["AddAttendee"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancels an event, and keeps it to be seen.
         * @description scope is this, following or all; all where it is absent.
         */
        post: operations["CancelEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/meetingRooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Books rooms for an event, all of them or none.
         * @description Five rooms an event. A room that the event holds already counts as had. skipUnavailable=true leaves out the dates of a series that cannot have a room, and the reply names them.
         */
        post: operations["AddMeetingRooms"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/meetingRooms/batchRemove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives rooms of an event back.
         * @description True for a room that the event does not hold, too.
         */
        post: operations["RemoveMeetingRooms"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/meetingRooms/{roomId}/respond": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accepts or declines a booking that waits for approval.
         * @description The Python SDK takes calendarId before userId. Takes a reason beside responseStatus.
         */
        post: operations["MeetingRoomRespond"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/calendar/users/{userId}/calendars/{calendarId}/eventsview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what lies in a span of time, series expanded. */
        get: operations["ListEventsView"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/calendar/users/{userId}/meetingRooms/bookings/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tells whether a person may have a room then, and if not why, and what comes nearest. */
        post: operations["ExplainMeetingRoomBooking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/calendar/users/{userId}/meetingRooms/busy/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tells when up to 1,000 rooms are taken and by whom, for 8 days at most. */
        post: operations["QueryMeetingRoomsBusy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/calendar/users/{userId}/meetingRooms/find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Finds rooms that a person can have then, or what comes near. */
        post: operations["FindMeetingRooms"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/calendar/users/{userId}/meetingRooms/schedules/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tells when rooms are taken.
         * @description At most 20 rooms a call. At most 90 days a call.
         */
        post: operations["GetMeetingRoomsSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/calendar/users/{userId}/meetingRooms/watch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Waits until what rooms hold has changed, and tells which of them. */
        get: operations["WatchMeetingRooms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/console/apps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the apps of the organisation. */
        get: operations["QueryAppList"];
        /**
         * Changes the fields of an app that are given.
         * @description expected, ours, is what the caller read; where that has changed since, nothing is written. A list is replaced whole; tokens that there are may do what the app may.
         */
        put: operations["UpdateApp"];
        /**
         * Makes an app.
         * @description The secret is told this once; its hash is kept.
         */
        post: operations["CreateApp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/console/apps/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ends every secret and every token of an app.
         * @description The app stays; RotateAppSecret gives it a secret again.
         */
        post: operations["RevokeApp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/console/apps/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives an app a new secret.
         * @description The secret is told this once; its hash is kept. The secrets before it and their tokens end at once, or after keepOldSeconds.
         */
        post: operations["RotateAppSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/console/apps/{appKey}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes an app with its secrets and tokens. */
        delete: operations["DeleteApp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/console/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tells who did what in the organisation, page by page.
         * @description The newest first. A page of few entries need not be the last.
         */
        get: operations["QueryAuditList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/console/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the apps that whoever asks lets act for them.
         * @description Every person asks it for themselves, with the console's token.
         */
        get: operations["QueryConsentList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/console/consents/{appKey}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Lets an app act for whoever asks no more.
         * @description Every person asks it for themselves, with the console's token. Its tokens end at once; another code begins anew.
         */
        delete: operations["WithdrawConsent"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/contact/departments/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finds departments by a word in their names.
         * @description departments tells their deptId, name and parentId, in the order of list.
         */
        post: operations["SearchDepartment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/contact/users/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Invites a person to choose a password for the console. */
        post: operations["CreateUserInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/contact/users/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finds people by a word in their names.
         * @description users tells their userId, unionId and name, in the order of list.
         */
        post: operations["SearchUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/contact/users/{unionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads one person by unionId.
         * @description me is the person of a user's token. An app's token is taken as well.
         */
        get: operations["GetUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/bookings/blacklist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists who may not book, page by page. */
        get: operations["QueryBookingBlacklist"];
        put?: never;
        /**
         * Bars a person from booking for a time.
         * @description Without endTime it is for ever; a second entry for a person replaces the first.
         */
        post: operations["CreateBookingBlacklist"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/bookings/blacklist/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lets people book again.
         * @description At most 100 people a call.
         */
        post: operations["DeleteBookingBlacklist"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/central/control": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends a command to the devices of a room.
         * @description True tells that the command is stored, not that a device obeyed. Unknown to the SDK on npm (2.2.27).
         */
        post: operations["SendCentralControl"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/central/controlLists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tells what became of the newest commands to a room. */
        get: operations["QueryCentralControlList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/deviceLists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the devices, page by page.
         * @description A group's administrator gets those in the rooms of that group.
         */
        get: operations["QueryMeetingRoomDeviceList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads one device.
         * @description Exactly one of deviceId and deviceUnionId; else it is param.error. deviceStatus is online while the device is connected to this server.
         */
        get: operations["QueryMeetingRoomDevice"];
        /** Changes the fields of a device that are given. */
        put: operations["UpdateMeetingRoomDevice"];
        /** Registers a device. */
        post: operations["RegisterMeetingRoomDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/devices/properties/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reads properties of a device by name.
         * @description Exactly one of deviceId and deviceUnionId; else it is param.error. Who asks and which device are a query, the names a body. At most 10 names; those that the device does not have are left out.
         */
        post: operations["QueryDeviceProperties"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/devices/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Removes a device.
         * @description Its token and its connection end.
         */
        post: operations["DeleteMeetingRoomDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/devices/screens/templateLists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the screen templates and where each is shown.
         * @description Names no operator: an app's token acts for the organisation, a user's needs an administrator. Its three maps are objects keyed by templateId. Each map has a list for each template, in the order of their ids.
         */
        get: operations["QueryDeviceCustomTemplateList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/devices/screens/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Replaces a screen template.
         * @description Names no operator: an app's token acts for the organisation, a user's needs an administrator. What is absent goes back to its default; name and id stay. A templateName that is given is its new name. deviceUnionIds, groupIds and roomIds name what there is; what is removed later is taken out.
         */
        put: operations["UpdateDeviceCustomTemplate"];
        /**
         * Makes a screen template.
         * @description Names no operator: an app's token acts for the organisation, a user's needs an administrator. Its reply is bare, not under result. deviceUnionIds, groupIds and roomIds name what there is; what is removed later is taken out.
         */
        post: operations["CreateDeviceCustomTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/devices/screens/templates/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Removes a screen template.
         * @description Names no operator: an app's token acts for the organisation, a user's needs an administrator.
         */
        post: operations["DeleteDeviceCustomTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/devices/screens/templates/{templateId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads one screen template.
         * @description Names no operator: an app's token acts for the organisation, a user's needs an administrator. What a request calls bgImgList is bgImageList in a reply. confType and confSubType are left out: no call sets them.
         */
        get: operations["QueryDeviceCustomTemplate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/devices/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives a device the token that it connects with.
         * @description It is shown once; the one before and its connection end.
         */
        post: operations["CreateDeviceToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/devices/tokens/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the token of a device and its connection. */
        post: operations["DeleteDeviceToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/groupAdmin/{groupId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tells who administers a room group.
         * @description Unknown to the SDK on npm (2.2.27). unionId may be left out; the app then asks for the organisation. memberId is a unionId.
         */
        get: operations["QueryMeetingRoomGroupAdmin"];
        /**
         * Names who administers a room group.
         * @description They take the place of those who did; 100 at most.
         */
        put: operations["SetMeetingRoomGroupAdmin"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/groupLists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the room groups.
         * @description All of them, in the order of their ids.
         */
        get: operations["QueryMeetingRoomGroupList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/groupPlans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Gives the plan of a group's floor, or which groups have one.
         * @description Rooms that the operator does not see are left out.
         */
        get: operations["QueryMeetingRoomGroupPlan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/groupPlans/{groupId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Draws the plan of a group's floor.
         * @description It takes the place of the one that there was; without a picture there is none.
         */
        put: operations["SetMeetingRoomGroupPlan"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Renames a room group.
         * @description expected, ours, is what the caller read; where that has changed since, nothing is written.
         */
        put: operations["UpdateMeetingRoomGroup"];
        /**
         * Makes a room group.
         * @description Groups lie three levels deep. groupName is needed, though the SDKs do not say so.
         */
        post: operations["CreateMeetingRoomGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/groups/updates/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tells which bookings to come another policy of a group would break.
         * @description The body is that of the change, and nothing is written; the change breaks none of them.
         */
        post: operations["ExplainMeetingRoomGroupUpdate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/groups/{groupId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Removes a room group that has none below it.
         * @description Its rooms move to the group above.
         */
        delete: operations["DeleteMeetingRoomGroup"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/labelLists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the labels that rooms may have.
         * @description The fixed ones first, then the organisation's own in the order of ids.
         */
        get: operations["QueryMeetingRoomLabelList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Renames a label of the organisation.
         * @description Rooms that have it show the new name; 1 to 5 are fixed.
         */
        put: operations["UpdateMeetingRoomLabel"];
        /** Makes a label of the organisation. */
        post: operations["CreateMeetingRoomLabel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/labels/{labelId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Removes a label of the organisation.
         * @description It leaves the rooms that had it.
         */
        delete: operations["DeleteMeetingRoomLabel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/meetingRoomLists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the rooms that the operator may see, page by page.
         * @description maxResults is 1 to 100, and 20 where it is absent. The last page has hasMore false and no nextToken. Items are shorter than the detail: policy and rights are left out.
         */
        get: operations["QueryMeetingRoomList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/meetingRoomUses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tells how much rooms are used: time taken of time open, who came, and what is too big. */
        get: operations["QueryMeetingRoomUses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/meetingRooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Changes the fields of a room that are given.
         * @description Takes extensionConfig, roomStaffId, deviceUnionIds and timeZone as well, which DingTalk has no call to set. roomLocation changes field by field; a list is replaced whole. An empty reservationCloseDetail or advanceReservation takes it away. expected, ours, is what the caller read; where that has changed since, nothing is written.
         */
        put: operations["UpdateMeetingRoom"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/meetingRooms/superUsers/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tells the super users of a room.
         * @description users and departments tell the names that the directory knows.
         */
        get: operations["QuerySuperUserMeetingRoom"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/meetingRooms/superUsers/set": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Names the people and departments that the rules of a room do not bind.
         * @description The lists hold userIds and department ids, 1,000 of each at most. It replaces those that the room had; a list that is absent is empty.
         */
        post: operations["SetSuperUserMeetingRoom"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/meetingRooms/updates/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tells which bookings to come a change of a room would break.
         * @description The body is that of the change, and nothing is written; the change breaks none of them.
         */
        post: operations["ExplainMeetingRoomUpdate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/meetingRooms/{roomId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads one room with its policy.
         * @description A field that was never set is left out, never null. timeZone is ours, and shows only where the room has one of its own.
         */
        get: operations["QueryMeetingRoom"];
        put?: never;
        post?: never;
        /**
         * Removes a room.
         * @description Its devices stand in no room after.
         */
        delete: operations["DeleteMeetingRoom"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/meetingrooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes a room.
         * @description The r of meetingrooms is lower case, on this call alone. Takes extensionConfig, roomStaffId, deviceUnionIds and timeZone as well, which DingTalk has no call to set.
         */
        post: operations["CreateMeetingRoom"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/panels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives a room its control panel.
         * @description It takes the place of the panel that the room had.
         */
        post: operations["CreateMeetingRoomControlPanel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/panels/lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists control panels, page by page.
         * @description Those of the rooms that the operator administers. unionId may be left out; the app then asks for the organisation.
         */
        get: operations["QueryMeetingRoomControlPanelList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/panels/pair": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes the screen that shows a code a device of a room or a group.
         * @description The screen has its token already: docs/DEVICES.md.
         */
        post: operations["PairMeetingRoomPanel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/panels/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the control panels from rooms. */
        post: operations["DeleteMeetingRoomControlPanel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/pictures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keeps a picture for rooms and screens, and gives its address.
         * @description The file is base64 in the body, so that every SDK's call of any action can send it. Only the picture is kept: no place and time of a photo, no text, no profile. The address is read by GET without a token.
         */
        post: operations["CreateMeetingRoomPicture"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/problemLists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists what is wrong in rooms, page by page.
         * @description Of one room whoever sees it is told what is open, and not who reported it.
         */
        get: operations["QueryMeetingRoomProblemList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Notes that something is wrong in a room.
         * @description Whoever sees the room may; the reply is the problem's id.
         */
        post: operations["ReportMeetingRoomProblem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/problems/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Closes what was wrong in a room. */
        post: operations["CloseMeetingRoomProblem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1.0/rooms/roomAdmin/{roomId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tells who administers one room. */
        get: operations["QueryMeetingRoomAdmin"];
        /**
         * Names who administers one room.
         * @description They take the place of those who did; 100 at most.
         */
        put: operations["SetMeetingRoomAdmin"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An event to be made. */
        NewEvent: {
            /** @description Who is invited, in place of those who were: 500 at most. */
            attendees?: components["schemas"]["NewAttendee"][];
            /** @description The cards that show it. */
            cardInstances?: components["schemas"]["CardInstance"][];
            /** @description Its categories. */
            categories?: components["schemas"]["EventCategory"][];
            /** @description What it is about: up to 5,000 characters. */
            description?: string;
            /** @description When it ends. */
            end: {
                /** @description A day, `2020-01-01`: of an event that takes whole days, and of no other. */
                date?: string;
                /** @description ISO 8601, `2020-01-01T10:15:30+08:00`; without an offset it is read in the zone beside it. */
                dateTime?: string;
                /** @description An IANA name, such as Asia/Shanghai. */
                timeZone?: string;
            };
            /** @description What attendees may do. */
            eventConfig?: components["schemas"]["EventConfig"];
            /** @description Whatever an app wants to keep with it. */
            extra?: {
                [key: string]: string;
            };
            /** @description `busy` or `free`: whether its people count as busy; busy where it is absent. */
            freeBusyStatus?: string;
            /**
             * @description Whether it takes whole days; start and end are dates then, and the end is the day
             *     after the last.
             */
            isAllDay?: boolean;
            /** @description Where it is. */
            location?: components["schemas"]["NewLocation"];
            /** @description The online meeting that belongs to it. */
            onlineMeetingInfo?: components["schemas"]["NewOnlineMeeting"];
            /** @description How it repeats. */
            recurrence?: components["schemas"]["EventRecurrence"];
            /** @description When its people are reminded. */
            reminders?: components["schemas"]["NewReminder"][];
            /** @description What it is about, with markup. */
            richTextDescription?: components["schemas"]["RichText"];
            /** @description When it begins. */
            start: {
                /** @description A day, `2020-01-01`: of an event that takes whole days, and of no other. */
                date?: string;
                /** @description ISO 8601, `2020-01-01T10:15:30+08:00`; without an offset it is read in the zone beside it. */
                dateTime?: string;
                /** @description An IANA name, such as Asia/Shanghai. */
                timeZone?: string;
            };
            /** @description What it is called: 1 to 2,048 characters. */
            summary: string;
            /** @description Which parts of its page are shown. */
            uiConfigs?: components["schemas"]["UiConfig"][];
        };
        /** @description Somebody to be invited. */
        NewAttendee: {
            /** @description Their unionId. */
            id: string;
            /** @description Whether it does without them; false where it is absent. */
            isOptional?: boolean;
        };
        /** @description A card that shows an event elsewhere. */
        CardInstance: {
            /** @description Its id. */
            outTrackId?: string;
            /** @description Where it is shown. */
            scenario?: string;
        };
        /** @description A category. */
        EventCategory: {
            /** @description Its id. */
            categoryId?: string;
            /** @description Its name. */
            displayName?: string;
        };
        /** @description What attendees may do. */
        EventConfig: {
            /** @description Whether they may add a conference. */
            allowAttendeeAddConference?: boolean;
            /** @description Whether they may invite others. */
            allowAttendeeAddParticipants?: boolean;
            /** @description Whether they may comment. */
            allowAttendeeCreateComment?: boolean;
        };
        /** @description Where an event is to be. */
        NewLocation: {
            /** @description Free text. */
            displayName?: string;
        };
        /** @description The online meeting that is wished for. */
        NewOnlineMeeting: {
            /** @description `dingtalk`. */
            type?: string;
        };
        /** @description How an event repeats. */
        EventRecurrence: {
            /** @description On which days. */
            pattern?: components["schemas"]["RecurrencePattern"];
            /** @description Until when. */
            range?: components["schemas"]["RecurrenceRange"];
        };
        /** @description On which days something repeats. */
        RecurrencePattern: {
            /**
             * Format: int32
             * @description The day of the month, 1 to 31, of absoluteMonthly.
             */
            dayOfMonth?: number;
            /** @description English days in lower case with commas between them, of weekly and relativeMonthly. */
            daysOfWeek?: string;
            /** @description Where a week begins, of weekly; sunday where it is absent. */
            firstDayOfWeek?: string;
            /** @description `first`, `second`, `third`, `fourth` or `last`, of relativeMonthly. */
            index?: string;
            /**
             * Format: int32
             * @description Every how many days, weeks, months or years: 1 to 365; 1 where it is absent.
             */
            interval?: number;
            /** @description `daily`, `weekly`, `absoluteMonthly`, `relativeMonthly` or `absoluteYearly`. */
            type?: string;
        };
        /** @description Until when something repeats. */
        RecurrenceRange: {
            /** @description The last day, as an ISO 8601 time with an offset or as a day, of endDate. */
            endDate?: string;
            /**
             * Format: int32
             * @description How many occurrences, 1 to 99, of numbered.
             */
            numberOfOccurrences?: number;
            /** @description `noEnd`, `endDate` or `numbered`. */
            type?: string;
        };
        /** @description A reminder to be made. */
        NewReminder: {
            /** @description By what, `dingtalk`. */
            method?: string;
            /**
             * Format: int32
             * @description How many minutes before.
             */
            minutes?: number;
        };
        /** @description A description with markup. */
        RichText: {
            /** @description It. */
            text?: string;
        };
        /** @description Whether a part of the event's page is shown. */
        UiConfig: {
            /** @description The part. */
            uiName?: string;
            /** @description `show` or `hide`. */
            uiStatus?: string;
        };
        /** @description An event, a series, or an occurrence of one. */
        CalendarEvent: {
            /** @description Who is invited. */
            attendees?: components["schemas"]["EventAttendee"][];
            /** @description The cards that show it. */
            cardInstances?: components["schemas"]["CardInstance"][];
            /** @description Its categories. */
            categories?: components["schemas"]["EventCategory"][];
            /** @description When it was made, ISO 8601 in UTC. */
            createTime?: string;
            /** @description What it is about. */
            description?: string;
            /** @description When it ends. */
            end?: components["schemas"]["EventTime"];
            /** @description What attendees may do. */
            eventConfig?: components["schemas"]["EventConfig"];
            /** @description Whose it is. */
            extendedProperties?: components["schemas"]["ExtendedProperties"];
            /**
             * @description Its id; an occurrence of a series has one of its own.
             * @default
             */
            id: string;
            /** @description Whether it takes whole days. */
            isAllDay?: boolean;
            /** @description Where it is. */
            location?: components["schemas"]["EventLocation"];
            /** @description The rooms that it has, waits for, or was refused. */
            meetingRooms?: components["schemas"]["EventRoom"][];
            /** @description The online meeting that belongs to it. */
            onlineMeetingInfo?: components["schemas"]["OnlineMeeting"];
            /** @description Who made it. */
            organizer?: components["schemas"]["EventOrganizer"];
            /** @description When an occurrence of a series was meant to begin. */
            originStart?: components["schemas"]["OriginStart"];
            /** @description How it repeats. */
            recurrence?: components["schemas"]["EventRecurrence"];
            /** @description When its people are reminded. */
            reminders?: components["schemas"]["EventReminder"][];
            /** @description What it is about, with markup. */
            richTextDescription?: components["schemas"]["RichText"];
            /** @description The series that an occurrence is of. */
            seriesMasterId?: string;
            /** @description When it begins; of a series, its first occurrence. */
            start?: components["schemas"]["EventTime"];
            /** @description `confirmed`, or `cancelled`. */
            status?: string;
            /** @description What it is called. */
            summary?: string;
            /** @description Which parts of its page are shown. */
            uiConfigs?: components["schemas"]["UiConfig"][];
            /** @description When it last changed, ISO 8601 in UTC. */
            updateTime?: string;
        };
        /** @description Somebody who is invited, and what they answered. */
        EventAttendee: {
            /** @description Their name; left out where the directory does not know them. */
            displayName?: string;
            /**
             * @description Their unionId.
             * @default
             */
            id: string;
            /** @description Whether it does without them. */
            isOptional?: boolean;
            /** @description `needsAction`, `accepted`, `declined` or `tentative`. */
            responseStatus?: string;
            /** @description Whether it is the person who asks. */
            self?: boolean;
        };
        /** @description A point in time, or a day. */
        EventTime: {
            /** @description A day, `2020-01-01`: of an event that takes whole days, and of no other. */
            date?: string;
            /** @description ISO 8601, `2020-01-01T10:15:30+08:00`; without an offset it is read in the zone beside it. */
            dateTime?: string;
            /** @description An IANA name, such as Asia/Shanghai. */
            timeZone?: string;
        };
        /** @description What a server says of an event beside its content. */
        ExtendedProperties: {
            /** @description What the person who asks sees. */
            privateProperties?: components["schemas"]["PrivateProperties"];
            /** @description What all of its people see. */
            sharedProperties?: components["schemas"]["SharedProperties"];
        };
        /** @description What one person of an event sees. */
        PrivateProperties: {
            /** @description Where it can be looked at. */
            dingtalkDetailUrl?: string;
        };
        /** @description What all people of an event see. */
        SharedProperties: {
            /** @description The organisation that it belongs to. */
            belongCorpId?: string;
            /** @description The group chat that it was made from. */
            sourceOpenCid?: string;
        };
        /** @description Where an event is. */
        EventLocation: {
            /** @description Free text. */
            displayName?: string;
            /** @description The names of its rooms. */
            meetingRooms?: string[];
        };
        /** @description A room of an event. */
        EventRoom: {
            /** @description Its name. */
            displayName?: string;
            /** @description `accepted`; `tentative` while it waits for approval; `declined`. */
            responseStatus?: string;
            /**
             * @description Its id.
             * @default
             */
            roomId: string;
        };
        /** @description The online meeting of an event. */
        OnlineMeeting: {
            /** @description Its id. */
            conferenceId?: string;
            /** @description Whatever else is to be known of it. */
            extraInfo?: {
                [key: string]: unknown;
            };
            /** @description `dingtalk`. */
            type?: string;
            /** @description Its address. */
            url?: string;
        };
        /** @description Who made an event, or had it transferred. */
        EventOrganizer: {
            /** @description Their name; left out where the directory does not know them. */
            displayName?: string;
            /**
             * @description Their unionId.
             * @default
             */
            id: string;
            /** @description `accepted`. */
            responseStatus?: string;
            /** @description Whether it is the person who asks. */
            self?: boolean;
        };
        /** @description When an occurrence was meant to begin, before it was moved. */
        OriginStart: {
            /** @description ISO 8601 with its offset. */
            dateTime?: string;
        };
        /** @description A reminder. Its minutes are a text, though they were given as a number. */
        EventReminder: {
            /** @description By what. */
            method?: string;
            /** @description How many minutes before, in digits. */
            minutes?: string;
        };
        /** @description No parameters, or no body. */
        Nothing: Record<string, never>;
        /** @description What is to be changed of an event. */
        EventUpdate: {
            /** @description Who is invited, in place of those who were: 500 at most. */
            attendees?: components["schemas"]["NewAttendee"][];
            /** @description The cards that show it. */
            cardInstances?: components["schemas"]["CardInstance"][];
            /** @description Its categories. */
            categories?: components["schemas"]["EventCategory"][];
            /** @description What it is about: up to 5,000 characters. */
            description?: string;
            /** @description When it ends. */
            end?: components["schemas"]["EventTime"];
            /** @description What attendees may do. */
            eventConfig?: components["schemas"]["EventConfig"];
            /** @description Whatever an app wants to keep with it. */
            extra?: {
                [key: string]: string;
            };
            /** @description `busy` or `free`: whether its people count as busy; busy where it is absent. */
            freeBusyStatus?: string;
            /** @description Which event: the id in the path once more. */
            id?: string;
            /**
             * @description Whether it takes whole days; start and end are dates then, and the end is the day
             *     after the last.
             */
            isAllDay?: boolean;
            /** @description Where it is. */
            location?: components["schemas"]["NewLocation"];
            /**
             * @description Ours: the rooms that it is to have, in place of those that it has, and with a new time in
             *     one change: five at most. A list as replies have it is passed over.
             */
            meetingRooms?: components["schemas"]["RoomToHave"][];
            /** @description The online meeting that belongs to it. */
            onlineMeetingInfo?: components["schemas"]["NewOnlineMeeting"];
            /** @description How it repeats. */
            recurrence?: components["schemas"]["EventRecurrence"];
            /** @description When its people are reminded. */
            reminders?: components["schemas"]["NewReminder"][];
            /** @description What it is about, with markup. */
            richTextDescription?: components["schemas"]["RichText"];
            /** @description When it begins. */
            start?: components["schemas"]["EventTime"];
            /** @description What it is called: 1 to 2,048 characters. */
            summary?: string;
            /** @description Which parts of its page are shown. */
            uiConfigs?: components["schemas"]["UiConfig"][];
        };
        /** @description A room that an event is to have. */
        RoomToHave: {
            /**
             * @description What a reply tells of a room that the event has. Where one of them comes with it, the list is
             *     what was told, sent back with the event, and no wish.
             */
            responseStatus?: string;
            /** @description Its id. */
            roomId: string;
        };
        /** @description Who is invited. */
        Invitations: {
            /** @description They: 1 to 500. */
            attendeesToAdd: components["schemas"]["NewAttendee"][];
            /** @description Whether they are told in a chat. */
            chatNotification?: boolean;
            /** @description Whether they are told by a push. */
            pushNotification?: boolean;
        };
        /** @description A reply whose content sits under `result`. */
        booleanResult: {
            /** @description The content. */
            result: boolean;
        };
        /** @description Which rooms. */
        RoomsWanted: {
            /** @description They: 1 to 5. */
            meetingRoomsToAdd: components["schemas"]["MeetingRoomId"][];
        };
        /** @description A room by its id. */
        MeetingRoomId: {
            /** @description Its id. */
            roomId: string;
        };
        /** @description The answer. */
        RoomsAdded: {
            /** @description `true`. */
            result: boolean;
            /** @description Ours: the dates that were left out; absent where none was. */
            skipped?: components["schemas"]["SkippedDate"][];
        };
        /** @description A date of a series on which a room could not be had. */
        SkippedDate: {
            /** @description The occurrence, to which the room can be added later. */
            eventId: string;
            /** @description The room. */
            roomId: string;
            /** @description When it begins, ISO 8601. */
            start: string;
            /** @description The rules that refuse it. */
            text: string;
        };
        /** @description Which rooms. */
        RoomsReturned: {
            /** @description They. */
            meetingRoomsToRemove: components["schemas"]["MeetingRoomId"][];
        };
        /** @description Yes or no. */
        RoomAnswer: {
            /** @description Ours: why, up to 2,000 characters. */
            reason?: string;
            /** @description `accepted` or `declined`. */
            responseStatus: string;
        };
        /** @description A page of events. */
        EventPage: {
            /**
             * @description The events.
             * @default []
             */
            events: components["schemas"]["CalendarEvent"][];
            /** @description Where the next page begins; left out on the last. */
            nextToken?: string;
        };
        /** @description Which room, and for what. */
        BookingQuestion: {
            /** @description For what. */
            event: {
                /**
                 * Format: int32
                 * @description How many people would come, the organiser included: 1 to 100,000; 1 where it is absent.
                 */
                attendeesCount?: number;
                /** @description When it would end. */
                end: {
                    /** @description A day, `2020-01-01`: of an event that takes whole days, and of no other. */
                    date?: string;
                    /** @description ISO 8601, `2020-01-01T10:15:30+08:00`; without an offset it is read in the zone beside it. */
                    dateTime?: string;
                    /** @description An IANA name, such as Asia/Shanghai. */
                    timeZone?: string;
                };
                /** @description Whether it would take whole days. */
                isAllDay?: boolean;
                /** @description How it would repeat. */
                recurrence?: components["schemas"]["EventRecurrence"];
                /** @description When it would begin. */
                start: {
                    /** @description A day, `2020-01-01`: of an event that takes whole days, and of no other. */
                    date?: string;
                    /** @description ISO 8601, `2020-01-01T10:15:30+08:00`; without an offset it is read in the zone beside it. */
                    dateTime?: string;
                    /** @description An IANA name, such as Asia/Shanghai. */
                    timeZone?: string;
                };
            };
            /** @description The room. */
            roomId: string;
        };
        /** @description A reply whose content sits under `result`. */
        BookingExplainedResult: {
            /** @description The content. */
            result: components["schemas"]["BookingExplained"];
        };
        /** @description Whether the room can be had, and why not. */
        BookingExplained: {
            /** @description Whether it can be had. */
            available: boolean;
            /** @description The length nearest to the one asked for for which it can be had from the same start. */
            nearestLength?: components["schemas"]["RoomTime"];
            /** @description Another room that can be had at the very time. */
            nearestRoom?: components["schemas"]["RoomFound"];
            /** @description The time nearest to the one asked for at which it can be had for as long. */
            nearestTime?: components["schemas"]["RoomTime"];
            /** @description Whether somebody has to agree first. */
            needsApproval: boolean;
            /**
             * @description Every rule that refuses it.
             * @default []
             */
            refusals: components["schemas"]["BookingRefusal"][];
        };
        /** @description A span of time, ISO 8601 in the room's zone. */
        RoomTime: {
            /** @description Until when. */
            endTime: string;
            /** @description From when. */
            startTime: string;
        };
        /** @description A room that can be had, or could be. */
        RoomFound: {
            /**
             * Format: int64
             * @description The group it is in.
             */
            groupId?: number;
            /** @description Whether somebody has to agree. */
            needsApproval?: boolean;
            /**
             * Format: int32
             * @description Seats.
             */
            roomCapacity?: number;
            /** @description Its id. */
            roomId: string;
            /** @description What people call it. */
            roomName: string;
        };
        /** @description A rule that refuses a booking. */
        BookingRefusal: {
            /**
             * @description When the dates begin that it refuses: 100 of them at most.
             * @default []
             */
            dates: string[];
            /**
             * @description What the words say, in parts.
             * @default {}
             */
            facts: components["schemas"]["RuleFacts"];
            /**
             * Format: int64
             * @description The group that sets it.
             */
            groupId?: number;
            /** @description Where it is set: `organization`, `group` or `room`. */
            level: string;
            /**
             * @description The field that sets it, or `overlap`, `eventEnded`, `bookingBlacklist`.
             * @enum {string}
             */
            rule: "advanceReservation" | "advanceReservation.noEnd" | "bookingBlacklist" | "bookingQuota.hoursPerDay" | "bookingQuota.hoursPerMonth" | "bookingQuota.hoursPerWeek" | "bookingQuota.openBookings" | "capacityCheck" | "closedDays" | "enableCycleReservation" | "eventEnded" | "leastCancelNotice" | "maxReservationTimeInterval" | "minReservationTimeInterval" | "openReservation" | "overlap" | "overlapOfSeries" | "reservationCloseDetail" | "roomStatus" | "weeklyHours";
            /** @description All of it, as `AddMeetingRooms` says it. */
            text: string;
            /** @description What it says, in words. */
            value: string;
            /** @description What would pass it, in words; absent where nothing would. */
            wouldPass?: string;
        };
        /**
         * @description What a rule that refuses a room says, in parts: each rule has some of them. Times are as in
         *     `value`.
         */
        RuleFacts: {
            /** @description The hour from which on, as `09:00`. */
            advanceBookTimeFormat?: string;
            /**
             * Format: int64
             * @description `advanceReservation`, `advanceReservation.noEnd`: how many units ahead one may book.
             */
            advanceReservationTime?: number;
            /** @description `days`, `weeks`, `months` or `years`. */
            advanceReservationTimeUnit?: string;
            /**
             * Format: int64
             * @description `bookingQuota.openBookings`: how many are asked for; the other quotas: for how many dates that are
             *     counted together, where these are several.
             */
            askedBookings?: number;
            /**
             * Format: int64
             * @description The other quotas and bounds of length: how long is asked for.
             */
            askedSeconds?: number;
            /**
             * @description `overlap`: what ends by then would pass, buffers counted. `bookingBlacklist`: the same, where
             *     the person may still book.
             */
            clearFrom?: string;
            /** @description `overlap`: so would what starts then or later. */
            clearUntil?: string;
            /** @description `closedDays`: the first day. */
            date?: string;
            /** @description `closedDays`: the last day. */
            endDate?: string;
            /** @description `overlap`, `bookingBlacklist`, `reservationCloseDetail`: from when; absent is ever since. */
            from?: string;
            /**
             * Format: int64
             * @description `bookingQuota.openBookings`: how many bookings a person may have.
             */
            limitBookings?: number;
            /**
             * Format: int64
             * @description The other quotas: how many hours a person may have.
             */
            limitHours?: number;
            /**
             * Format: int64
             * @description `maxReservationTimeInterval`, `minReservationTimeInterval`, `leastCancelNotice`: the bound.
             */
            limitMinutes?: number;
            /** @description `closedDays`: what they are called. */
            name?: string;
            /** @description `advanceReservation`: from when on the same can be asked for. */
            opensAt?: string;
            /**
             * Format: int64
             * @description `capacityCheck`: how many people come.
             */
            people?: number;
            /** @description `reservationCloseDetail`: why. */
            reason?: string;
            /**
             * Format: int64
             * @description `roomStatus`: 1 or 2, whose the room is.
             */
            roomStatus?: number;
            /**
             * Format: int64
             * @description `capacityCheck`: seats.
             */
            seats?: number;
            /**
             * @description The same: until when; absent is for ever. `eventEnded`: when it ended. `leastCancelNotice`:
             *     until when it could be given back.
             */
            until?: string;
            /**
             * Format: int64
             * @description `bookingQuota.openBookings`: how many they have.
             */
            usedBookings?: number;
            /**
             * Format: int64
             * @description The other quotas: how long they have booked.
             */
            usedSeconds?: number;
            /** @description `weeklyHours`: when the room is open. */
            weeklyHours?: components["schemas"]["WeeklyHours"][];
        };
        /**
         * @description A span of a day of the week in which rooms are open.
         *
         *     Every field may be absent to a reader, so that a missing one is refused by its place.
         */
        WeeklyHours: {
            /** @description `monday` to `sunday`. */
            day?: string;
            /** @description `HH:mm` in the room's zone. */
            from?: string;
            /** @description `HH:mm`, later on that day; `24:00` is its end. */
            to?: string;
        };
        /** @description Which rooms, and which span of time. */
        BusyQuestion: {
            /** @description Until when: ISO 8601 with an offset, 8 days later at most. */
            endTime: string;
            /**
             * Format: int64
             * @description The rooms of this group and of those below it.
             */
            groupId?: number;
            /** @description The rooms, up to 1,000; absent: those of the group, or of the organisation, by their seats. */
            roomIds?: string[];
            /** @description From when: ISO 8601 with an offset. */
            startTime: string;
            /** @description Whether the reply tells what each room asks of a booking too. */
            withPolicies?: boolean;
            /** @description Whether the reply tells of each room what a list of rooms tells. */
            withRooms?: boolean;
        };
        /** @description When rooms are taken, and by whom. */
        RoomsBusy: {
            /** @description Whether there are rooms beyond the first 1,000, where none were named; absent where there are not. */
            hasMore?: boolean;
            /**
             * @description Who organises what is told, each once.
             * @default []
             */
            organizers: components["schemas"]["BusyOrganizer"][];
            /** @description What rooms ask of a booking, each once; only where `withPolicies` asks for it. */
            policies?: components["schemas"]["ExtensionConfig"][];
            /**
             * @description Each room that is there and that the person sees.
             * @default []
             */
            rooms: components["schemas"]["RoomBusy"][];
            /** @description What this is a state of: `WatchMeetingRooms` tells what changes after it. */
            version?: string;
        };
        /** @description Who organises events. */
        BusyOrganizer: {
            /** @description Their name; absent for somebody who has left. */
            displayName?: string;
            /** @description Their unionId. */
            id: string;
        };
        /** @description The policy of a room. Nothing set restricts nothing. */
        ExtensionConfig: {
            /** @description Ours: whether it is reached without a step. */
            accessible?: boolean;
            /** @description How early it can be booked. */
            advanceReservation?: components["schemas"]["AdvanceReservation"];
            /** @description Whether a booking waits for approval. */
            approvalSwitch?: boolean;
            /**
             * Format: int32
             * @description 1 standard, 2 custom.
             */
            approvalType?: number;
            /** @description Ours: what else there is to say of it, for searching. */
            attributes?: {
                [key: string]: string;
            };
            /** @description Ours: how much one person may have booked. */
            bookingQuota?: components["schemas"]["BookingQuota"];
            /**
             * Format: int32
             * @description Ours: minutes that are held after a booking.
             */
            bufferAfter?: number;
            /**
             * Format: int32
             * @description Ours: minutes that are held before a booking.
             */
            bufferBefore?: number;
            /** @description Ours: whether more people than seats are refused. */
            capacityCheck?: boolean;
            /** @description Ours: days on which it is closed. */
            closedDays?: components["schemas"]["ClosedDay"][];
            /**
             * @description Ours: what the screen at its door tells of a meeting: `title`, `organizer` or `busy`; it is
             *     `organizer` where nothing is said.
             */
            doorDisplay?: string;
            /**
             * Format: int32
             * @description Ours: how many minutes before its start a booking may last be given back.
             */
            leastCancelNotice?: number;
            /**
             * Format: int32
             * @description Longest booking in minutes; 0 is no limit.
             */
            maxReservationTimeInterval?: number;
            /**
             * Format: int32
             * @description Shortest booking in minutes.
             */
            minReservationTimeInterval?: number;
            /** @description Whether it can be booked at all; true unless said otherwise. */
            openReservation?: boolean;
            /** @description When it is closed, and why. */
            reservationCloseDetail?: components["schemas"]["CloseDetail"];
            /**
             * @description Ours: names of rules above that are to be taken away, so that those of the groups count
             *     again. It is asked for, and never told.
             */
            takeAway?: string[];
            /** @description Ours: when it is open; days that are not named are closed. */
            weeklyHours?: components["schemas"]["WeeklyHours"][];
        };
        /** @description How early a room can be booked. */
        AdvanceReservation: {
            /** @description `HH:mm` in the room's zone: when on that day it opens. */
            advanceBookTimeFormat?: string;
            /**
             * Format: int32
             * @description How many units.
             */
            advanceReservationTime?: number;
            /** @description `days`, `weeks`, `months` or `years`. */
            advanceReservationTimeUnit?: string;
        };
        /**
         * @description How much one person may have booked in the room, or in all rooms of the group and of those below.
         *     What is absent or 0 is not counted.
         */
        BookingQuota: {
            /**
             * Format: int32
             * @description Hours in a day.
             */
            hoursPerDay?: number;
            /**
             * Format: int32
             * @description Hours in a calendar month.
             */
            hoursPerMonth?: number;
            /**
             * Format: int32
             * @description Hours in a week, from Monday.
             */
            hoursPerWeek?: number;
            /**
             * Format: int32
             * @description Bookings that are not over; each date of a series is one.
             */
            openBookings?: number;
        };
        /**
         * @description Days on which rooms are closed.
         *
         *     Every field may be absent to a reader, so that a missing one is refused by its place.
         */
        ClosedDay: {
            /** @description `YYYY-MM-DD`, in the room's zone. */
            date?: string;
            /** @description The last day, where there are several. */
            endDate?: string;
            /** @description What they are called. */
            name?: string;
        };
        /** @description A closure of a room. */
        CloseDetail: {
            /** @description Why. */
            closeReason?: string;
            /** @description Their name. */
            contactNick?: string;
            /** @description Whom to ask. */
            contactUnionId?: string;
            /** @description Whether those who have booked are told. */
            sendNotify?: boolean;
            /**
             * Format: int64
             * @description Until when, milliseconds since 1970; left out where it is for ever.
             */
            taskEndTime?: number;
            /**
             * Format: int64
             * @description From when, milliseconds since 1970.
             */
            taskStartTime?: number;
        };
        /** @description When a room is taken. */
        RoomBusy: {
            /**
             * @description In the order of time; an empty list is a free room.
             * @default []
             */
            busy: components["schemas"]["BusyTime"][];
            /**
             * @description Closures that touch the span that was asked for, the group's and those of the groups above
             *     included; absent where there is none.
             */
            closed?: components["schemas"]["RoomClosed"][];
            /**
             * Format: int32
             * @description What it asks of a booking, with what it inherits from its groups: the place in `policies`, from
             *     0. Closed days are those of all levels, closures are in `closed`.
             */
            policy?: number;
            /** @description What a list of rooms tells of it; only where `withRooms` asks for it. */
            room?: components["schemas"]["MeetingRoom"];
            /** @description The room. */
            roomId: string;
            /** @description Its own zone, where it is not the organisation's; only where `withPolicies` asks for it. */
            timeZone?: string;
        };
        /** @description A time that is taken. */
        BusyTime: {
            /**
             * Format: int64
             * @description Until when, milliseconds since 1970.
             */
            endTime: number;
            /** @description The event that has it, or the date of a series. */
            eventId?: string;
            /** @description Who organises that: one of `organizers`. */
            organizerId?: string;
            /**
             * Format: int64
             * @description From when, milliseconds since 1970.
             */
            startTime: number;
            /** @description `BUSY`, or `TENTATIVE` while it waits for approval. */
            status: string;
            /** @description What it is for, where the person organises it, is invited, or administers the room. */
            summary?: string;
        };
        /** @description A time in which a room is closed. */
        RoomClosed: {
            /**
             * Format: int64
             * @description Until when, milliseconds since 1970; absent: for ever.
             */
            endTime?: number;
            /** @description Why. */
            reason?: string;
            /**
             * Format: int64
             * @description From when, milliseconds since 1970; absent: ever since.
             */
            startTime?: number;
        };
        /** @description One room with its policy. */
        MeetingRoom: {
            /** @description The organisation. */
            corpId?: string;
            /** @description unionIds of the devices in it. */
            deviceUnionIds?: string[];
            /** @description Whether a recurring event may take it. */
            enableCycleReservation?: boolean;
            /** @description The policy. */
            extensionConfig?: components["schemas"]["ExtensionConfig"];
            /** @description The caller's own id of the room. */
            isvRoomId?: string;
            /** @description Who may book it where `roomStatus` is 2. */
            reservationAuthority?: components["schemas"]["ReservationAuthority"];
            /**
             * Format: int32
             * @description Seats.
             */
            roomCapacity?: number;
            /** @description Free text. */
            roomDescription?: string;
            /** @description The group it is in. */
            roomGroup?: components["schemas"]["RoomGroup"];
            /** @description Opaque id. */
            roomId: string;
            /** @description What it is equipped with. */
            roomLabels?: components["schemas"]["RoomLabel"][];
            /** @description Where it is. */
            roomLocation?: components["schemas"]["RoomLocation"];
            /** @description What people call it. */
            roomName: string;
            /** @description Address of a picture. */
            roomPicture?: string;
            /** @description Reserved by DingTalk. */
            roomStaffId?: string;
            /**
             * Format: int32
             * @description Who may see and book it: 0 everyone, 1 administrators, 2 the authorised members.
             */
            roomStatus: number;
            /** @description The room's own unionId. */
            roomUnionId?: string;
            /** @description Ours: IANA zone, where the room has one of its own. */
            timeZone?: string;
        };
        /** @description Who may book a room of status 2. */
        ReservationAuthority: {
            /** @description The people and departments. */
            authorizedMembers?: components["schemas"]["AuthorizedMember"][];
        };
        /** @description A person or a department. */
        AuthorizedMember: {
            /** @description A person's unionId or a department's id, as `memberType` says. */
            memberId: string;
            /** @description Its name. */
            memberName?: string;
            /** @description `user` or `dept`; unknown values of other servers are kept. */
            memberType: string;
        };
        /** @description The group of a room. */
        RoomGroup: {
            /**
             * Format: int64
             * @description Its id.
             */
            groupId?: number;
            /** @description Its name. */
            groupName?: string;
            /**
             * Format: int64
             * @description The group above; 0 is the root.
             */
            parentId?: number;
        };
        /**
         * @description A tag of a room: 1 TV, 2 Phone, 3 Projector, 4 Whiteboard, 5 Video Meeting, others
         *     the organisation's own.
         */
        RoomLabel: {
            /**
             * Format: int64
             * @description Its id.
             */
            labelId: number;
            /** @description Its name. */
            labelName?: string;
        };
        /** @description Where a room is. */
        RoomLocation: {
            /** @description Long. */
            desc?: string;
            /** @description Short. */
            title?: string;
        };
        /** @description When, and what sort of room. */
        RoomSearch: {
            /** @description Whether it must be reached without a step. */
            accessible?: boolean;
            /** @description Attributes with their values, all of them. */
            attributes?: {
                [key: string]: string;
            };
            /** @description For what. */
            event: {
                /**
                 * Format: int32
                 * @description How many people would come, the organiser included: 1 to 100,000; 1 where it is absent.
                 */
                attendeesCount?: number;
                /** @description When it would end. */
                end: {
                    /** @description A day, `2020-01-01`: of an event that takes whole days, and of no other. */
                    date?: string;
                    /** @description ISO 8601, `2020-01-01T10:15:30+08:00`; without an offset it is read in the zone beside it. */
                    dateTime?: string;
                    /** @description An IANA name, such as Asia/Shanghai. */
                    timeZone?: string;
                };
                /** @description Whether it would take whole days. */
                isAllDay?: boolean;
                /** @description How it would repeat. */
                recurrence?: components["schemas"]["EventRecurrence"];
                /** @description When it would begin. */
                start: {
                    /** @description A day, `2020-01-01`: of an event that takes whole days, and of no other. */
                    date?: string;
                    /** @description ISO 8601, `2020-01-01T10:15:30+08:00`; without an offset it is read in the zone beside it. */
                    dateTime?: string;
                    /** @description An IANA name, such as Asia/Shanghai. */
                    timeZone?: string;
                };
            };
            /**
             * Format: int64
             * @description In this group or one below it.
             */
            groupId?: number;
            /**
             * Format: int32
             * @description How many rooms to tell: 1 to 100; 20 where it is absent.
             */
            maxResults?: number;
            /**
             * Format: int32
             * @description Seats at least; attendeesCount where it is absent and that is given.
             */
            roomCapacity?: number;
            /** @description Equipment, all of it. */
            roomLabelIds?: number[];
        };
        /** @description The rooms, the best first. */
        RoomsFound: {
            /**
             * @description Where there is none: what comes near, the least change first.
             * @default []
             */
            nearMisses: components["schemas"]["NearRoom"][];
            /**
             * @description Rooms that can be had.
             * @default []
             */
            rooms: components["schemas"]["RoomFound"][];
        };
        /** @description A room that could be had otherwise. */
        NearRoom: {
            /** @description `earlier`, `later`, `shorter`, `longer`, or `otherGroup`, which is at the very time. */
            kind: string;
            /** @description The room. */
            room: components["schemas"]["RoomFound"];
            /** @description When; of a series its first date. */
            time: components["schemas"]["RoomTime"];
        };
        /** @description Which rooms, and which span of time. */
        RoomScheduleQuestion: {
            /** @description Until when: ISO 8601 with an offset, 90 days later at most. */
            endTime: string;
            /** @description The rooms: 1 to 20. */
            roomIds: string[];
            /** @description From when: ISO 8601 with an offset. */
            startTime: string;
        };
        /** @description When rooms are taken. */
        RoomSchedules: {
            /**
             * @description Each room.
             * @default []
             */
            scheduleInformation: components["schemas"]["RoomSchedule"][];
        };
        /** @description When a room is taken. */
        RoomSchedule: {
            /** @description Why it is not told. */
            error?: string;
            /** @description The room. */
            roomId: string;
            /** @description When it is taken; an empty list is a free room. */
            scheduleItems?: components["schemas"]["RoomScheduleItem"][];
        };
        /** @description A time at which a room is taken. */
        RoomScheduleItem: {
            /** @description Until when. */
            end?: components["schemas"]["EventTime"];
            /** @description The event that has it. */
            eventId?: string;
            /** @description Who organises that. */
            organizer?: components["schemas"]["ScheduleOrganizer"];
            /** @description From when. */
            start?: components["schemas"]["EventTime"];
            /** @description `BUSY`, or `TENTATIVE` while it waits for approval. */
            status?: string;
        };
        /** @description Who organises an event. */
        ScheduleOrganizer: {
            /** @description Their unionId. */
            id?: string;
        };
        /** @description What changed. */
        RoomsChanged: {
            /**
             * @description That more has changed than is told by rooms: all of them are to be asked for anew. Absent
             *     otherwise.
             */
            everything?: boolean;
            /**
             * @description The rooms, of those that the person sees, whose bookings may have changed; empty where nothing
             *     has.
             * @default []
             */
            roomIds: string[];
            /** @description The version that is known now: what to ask with next. */
            version: string;
        };
        /** @description A reply whose content sits under `result`. */
        Array_of_AppDetailResult: {
            /** @description The content. */
            result: components["schemas"]["AppDetail"][];
        };
        /** @description An app. */
        AppDetail: {
            /** @description Its key. */
            appKey: string;
            /** @description What people call it. */
            appName?: string;
            /** @description CIDR blocks that may call; absent or empty: all. */
            ipAllowList?: string[];
            /**
             * Format: int64
             * @description How many secrets prove it now.
             */
            liveSecrets: number;
            /**
             * Format: int64
             * @description When the last old secret ends, where one lives on: milliseconds since 1970.
             */
            oldSecretsEndAt?: number;
            /**
             * Format: int64
             * @description Calls a second of one operation; 0 or absent: no limit.
             */
            qpsPerOperation?: number;
            /** @description Where the consent page may send a person back. */
            redirectUris?: string[];
            /**
             * @description What it may do.
             * @default []
             */
            scopes: string[];
        };
        /** @description An app to be made. */
        NewApp: {
            /** @description What people call it: 1 to 100 characters. */
            appName: string;
            /** @description CIDR blocks or addresses that may call, 100 at most; none: all. */
            ipAllowList?: string[];
            /**
             * Format: int64
             * @description Calls a second of one operation, 0 to 100,000; 0 is no limit.
             */
            qpsPerOperation?: number;
            /** @description Where the consent page may send a person back, letter for letter: 20 at most. */
            redirectUris?: string[];
            /** @description What it may do: names of scopes that operations ask for. */
            scopes?: string[];
        };
        /** @description A reply whose content sits under `result`. */
        AppSecretResult: {
            /** @description The content. */
            result: components["schemas"]["AppSecret"];
        };
        /** @description An app's key and its new secret, which is told this once. */
        AppSecret: {
            /** @description Its key. */
            appKey: string;
            /** @description Its secret. */
            appSecret: string;
        };
        /** @description What is to be changed of an app. */
        AppUpdate: {
            /** @description Which app. */
            appKey: string;
            /** @description What people call it: 1 to 100 characters. */
            appName?: string;
            /** @description The app as the caller read it. Where it is not so any more, the call is refused. */
            expected?: components["schemas"]["AppDetail"];
            /** @description CIDR blocks or addresses that may call, 100 at most; none: all. */
            ipAllowList?: string[];
            /**
             * Format: int64
             * @description Calls a second of one operation, 0 to 100,000; 0 is no limit.
             */
            qpsPerOperation?: number;
            /** @description Where the consent page may send a person back, letter for letter: 20 at most. */
            redirectUris?: string[];
            /** @description What it may do: names of scopes that operations ask for. */
            scopes?: string[];
        };
        /** @description Which app. */
        OneApp: {
            /** @description Its key. */
            appKey: string;
        };
        /** @description Of which app, and how long the old ones live on. */
        SecretRotation: {
            /** @description Which app. */
            appKey: string;
            /**
             * Format: int64
             * @description How long the secrets before it still prove the app, and its tokens live: 0 to 604,800 seconds,
             *     which is a week; 0 where it is absent: they end at once.
             */
            keepOldSeconds?: number;
        };
        /** @description A page of the record. */
        AuditPage: {
            /**
             * @description Whether there may be more. A call looks at 50,000 entries at most: a page of few, or of none,
             *     need not be the last.
             */
            hasMore: boolean;
            /**
             * Format: int64
             * @description Where the next page begins; left out on the last.
             */
            nextToken?: number;
            /** @description The entries, the newest first. */
            result: components["schemas"]["AuditItem"][];
        };
        /** @description An entry of the record. */
        AuditItem: {
            /** @description The operation, or the words of a command. */
            action: string;
            /** @description From which address. */
            address?: string;
            /** @description What it is, as far as it changed; left out where it is not there any more. */
            after?: {
                [key: string]: unknown;
            };
            /** @description The key of the app or suite; left out where it was the command line or a person's own token. */
            appKey?: string;
            /** @description What it was, as far as it changed; left out where it was not there. */
            before?: {
                [key: string]: unknown;
            };
            /** @description Which one. */
            objectId: string;
            /** @description The kind of thing. */
            objectKind: string;
            /** @description Their name, where the directory knows them. */
            operatorName?: string;
            /** @description unionId of the person. */
            operatorUnionId?: string;
            /**
             * Format: int64
             * @description Its number in the organisation's record.
             */
            seq: number;
            /**
             * Format: int64
             * @description When: milliseconds since 1970.
             */
            time: number;
        };
        /** @description A reply whose content sits under `result`. */
        Array_of_ConsentResult: {
            /** @description The content. */
            result: components["schemas"]["Consent"][];
        };
        /** @description An app that a person lets act for them. */
        Consent: {
            /**
             * Format: int64
             * @description When it got the oldest token that lives, in milliseconds since 1970; absent where it has none yet.
             */
            activeSince?: number;
            /** @description Its key. */
            appKey: string;
            /** @description What people call it. */
            appName?: string;
            /**
             * Format: int64
             * @description Until when it can act, or get a new token, if it does nothing: milliseconds since 1970.
             */
            endsAt: number;
            /**
             * @description What it may do.
             * @default []
             */
            scopes: string[];
        };
        /** @description Which. */
        DepartmentSearch: {
            /**
             * Format: int32
             * @description How many of those found are passed over.
             */
            offset: number;
            /** @description What stands in the name. */
            queryWord: string;
            /**
             * Format: int32
             * @description How many are wanted: 1 to 100.
             */
            size: number;
        };
        /** @description Some of those found. */
        FoundDepartments: {
            /**
             * @description Ours: which they are, in the same order.
             * @default []
             */
            departments: components["schemas"]["FoundDepartment"][];
            /**
             * @description Whether there are more.
             * @default false
             */
            hasMore: boolean;
            /**
             * @description Their ids.
             * @default []
             */
            list: number[];
            /**
             * Format: int64
             * @description How many there are.
             * @default 0
             */
            totalCount: number;
        };
        /** @description A department that was found. */
        FoundDepartment: {
            /**
             * Format: int64
             * @description Its id.
             * @default 0
             */
            deptId: number;
            /**
             * @description Its name.
             * @default
             */
            name: string;
            /**
             * Format: int64
             * @description The department above; 0 is above the root.
             * @default 0
             */
            parentId: number;
        };
        /** @description By whom, and whom. */
        NewInvitation: {
            /** @description unionId of the person. */
            inviteeUnionId: string;
            /** @description unionId of the operator, an administrator. */
            unionId: string;
        };
        /** @description A reply whose content sits under `result`. */
        UserInvitationResult: {
            /** @description The content. */
            result: components["schemas"]["UserInvitation"];
        };
        /** @description What the person is sent. It is told this once. */
        UserInvitation: {
            /**
             * Format: int64
             * @description Until when it is good: milliseconds since 1970.
             */
            expireAt: number;
            /** @description Opens once; 32 lower-case hexadecimal digits. */
            token: string;
            /** @description Where they go with it; absent where the server does not know its own address. */
            url?: string;
        };
        /** @description Whom. */
        UserSearch: {
            /**
             * Format: int32
             * @description 1: the word is the whole name.
             */
            fullMatchField?: number;
            /**
             * Format: int32
             * @description How many of those found are passed over.
             */
            offset: number;
            /** @description What stands in the name. */
            queryWord: string;
            /**
             * Format: int32
             * @description How many are wanted: 1 to 100.
             */
            size: number;
        };
        /** @description Some of those found. */
        FoundUsers: {
            /**
             * @description Whether there are more.
             * @default false
             */
            hasMore: boolean;
            /**
             * @description Their userIds.
             * @default []
             */
            list: string[];
            /**
             * Format: int64
             * @description How many there are.
             * @default 0
             */
            totalCount: number;
            /**
             * @description Ours: who they are, in the same order.
             * @default []
             */
            users: components["schemas"]["FoundUser"][];
        };
        /** @description Somebody who was found. */
        FoundUser: {
            /**
             * @description Name.
             * @default
             */
            name: string;
            /**
             * @description Id towards apps, by which they are invited.
             * @default
             */
            unionId: string;
            /**
             * @description Id in the organisation.
             * @default
             */
            userId: string;
        };
        /** @description A person. */
        ContactUser: {
            /** @description Address of a picture. */
            avatarUrl?: string;
            /** @description Mail address. */
            email?: string;
            /** @description Telephone number, without the code of its country. */
            mobile?: string;
            /**
             * @description Name.
             * @default
             */
            nick: string;
            /**
             * @description Id towards this app alone.
             * @default
             */
            openId: string;
            /** @description Code of the country of the telephone number, in digits. */
            stateCode?: string;
            /**
             * @description Id towards apps.
             * @default
             */
            unionId: string;
        };
        /** @description A page of those who may not book. */
        BanPage: {
            /** @description Whether there are more. */
            hasMore: boolean;
            /** @description Where the next page begins; left out on the last. */
            nextToken?: string;
            /** @description The entries, in the order of their unionIds. */
            result: components["schemas"]["BlacklistItem"][];
        };
        /** @description Somebody who may not book. */
        BlacklistItem: {
            /** @description Their name; left out where the directory does not know them. */
            blacklistName?: string;
            /** @description Their unionId. */
            blacklistUnionId: string;
            /**
             * Format: int64
             * @description Until when, in milliseconds since 1970; left out where it is for ever.
             */
            endTime?: number;
            /** @description Why. */
            memo?: string;
            /**
             * Format: int64
             * @description From when, in milliseconds since 1970.
             */
            startTime: number;
        };
        /**
         * @description Who may not book, and when. What is missing is refused in its place among the checks, so a reader
         *     takes its absence.
         */
        NewBan: {
            /** @description unionId of the person who may not book. */
            blacklistUnionId: string;
            /**
             * Format: int64
             * @description Until when, in milliseconds since 1970; absent: for ever.
             */
            endTime?: number;
            /** @description Why. */
            memo?: string;
            /**
             * Format: int64
             * @description From when, in milliseconds since 1970.
             */
            startTime: number;
            /** @description unionId of the person on whose behalf the app calls. */
            unionId: string;
        };
        /**
         * @description Who may book again. What is missing is refused in its place among the checks, so a reader takes its
         *     absence.
         */
        BansEnded: {
            /** @description unionIds of 1 to 100 people. */
            blacklistUnionIds: string[];
            /** @description unionId of the person on whose behalf the app calls. */
            unionId: string;
        };
        /** @description A command. */
        ControlCommand: {
            /** @description What they are to do, in words that they understand: 1 to 8,000 characters. */
            controlBody: string;
            /** @description The room whose devices are to act. */
            roomId: string;
            /** @description unionId of the person on whose behalf the app calls. */
            unionId: string;
        };
        /** @description A reply whose content sits under `result`. */
        Array_of_SentCommandResult: {
            /** @description The content. */
            result: components["schemas"]["SentCommand"][];
        };
        /** @description A command that was sent. */
        SentCommand: {
            /** @description Its id: a number that grows, as a text. */
            commandId: string;
            /** @description What the devices are to do. */
            controlBody: string;
            /**
             * Format: int64
             * @description When it was sent, in milliseconds since 1970.
             */
            createTime: number;
            /** @description What became of it on each device. */
            devices: components["schemas"]["CommandOutcome"][];
            /**
             * Format: int64
             * @description Until when a device may take it.
             */
            expireTime: number;
            /** @description On whose behalf it was sent. */
            unionId: string;
        };
        /** @description What became of a command on one device. */
        CommandOutcome: {
            /** @description What the device said. */
            data?: string;
            /** @description Which device. */
            deviceUnionId: string;
            /** @description `waiting`, `taken` (the device has it), `done`, `failed` or `expired`. */
            status: string;
            /**
             * Format: int64
             * @description When that began, in milliseconds since 1970.
             */
            updateTime: number;
        };
        /** @description A page of devices. */
        DevicePage: {
            /** @description Whether there are more. */
            hasMore: boolean;
            /**
             * Format: int64
             * @description Where the next page begins; left out on the last.
             */
            nextToken?: number;
            /** @description The devices. */
            result: components["schemas"]["MeetingRoomDevice"][];
        };
        /** @description A device. */
        MeetingRoomDevice: {
            /**
             * Format: int64
             * @description When it was registered, in milliseconds since 1970.
             */
            activeTime?: number;
            /** @description The devices that control it; the detail has them, a list does not. */
            controllers?: components["schemas"]["DeviceController"][];
            /** @description Ours: the device that it controls. */
            controlsDeviceUnionId?: string;
            /** @description The organisation. */
            corpId?: string;
            /** @description unionId of who registered it. */
            creatorUnionId?: string;
            /** @description Its camera. */
            devCamera?: string;
            /** @description Its HDMI input. */
            devHdmi?: string;
            /** @description Its microphone. */
            devMic?: string;
            /** @description Whether it mirrors. */
            devMirror?: string;
            /** @description Its address on the network. */
            devNetIp?: string;
            /** @description How it is on the network. */
            devNetType?: string;
            /** @description Its loudspeaker. */
            devVoice?: string;
            /** @description Hardware address of its wireless network. */
            devWifiMac?: string;
            /** @description Hardware address of its wired network. */
            devWireMac?: string;
            /**
             * @description Its id.
             * @default
             */
            deviceId: string;
            /** @description Hardware address. */
            deviceMac?: string;
            /** @description Its maker's name for its like. */
            deviceModel?: string;
            /** @description What people call it. */
            deviceName?: string;
            /**
             * Format: int32
             * @description The number of the service that it belongs to.
             */
            deviceServiceId?: number;
            /** @description Serial number. */
            deviceSn?: string;
            /** @description `online` while it is connected to this server, else what it reported last. */
            deviceStatus?: string;
            /** @description What it is. */
            deviceType?: string;
            /**
             * @description Its unionId.
             * @default
             */
            deviceUnionId: string;
            /** @description Version of its firmware. */
            firmwareVersion?: string;
            /** @description The room it stands in. */
            openRoomId?: string;
            /** @description The name of that room. */
            roomName?: string;
            /** @description The code that finds it on the network. */
            shareCode?: string;
            /**
             * Format: int64
             * @description Ours: the group whose rooms its screen shows, where it stands in no room.
             */
            shownGroupId?: number;
            /** @description Its name in telephony. */
            sipAccountName?: string;
            /** @description Version of its software. */
            softwareVersion?: string;
        };
        /** @description A device that controls another. */
        DeviceController: {
            /** @description The organisation. */
            corpId?: string;
            /**
             * @description Its id.
             * @default
             */
            deviceId: string;
            /** @description Hardware address. */
            deviceMac?: string;
            /** @description Its maker's name for its like. */
            deviceModel?: string;
            /** @description What people call it. */
            deviceName?: string;
            /**
             * Format: int32
             * @description The number of the service that it belongs to.
             */
            deviceServiceId?: number;
            /** @description Serial number. */
            deviceSn?: string;
            /** @description `online` while it is connected to this server, else what it reported last. */
            deviceStatus?: string;
            /** @description What it is. */
            deviceType?: string;
            /**
             * @description Its unionId.
             * @default
             */
            deviceUnionId: string;
            /** @description The room it stands in. */
            openRoomId?: string;
            /** @description The code that finds it on the network. */
            shareCode?: string;
        };
        /** @description A reply whose content sits under `result`. */
        MeetingRoomDeviceResult: {
            /** @description The content. */
            result: components["schemas"]["MeetingRoomDevice"];
        };
        /** @description A device to be registered. */
        NewDevice: {
            /** @description The device that it controls; an empty one is none. */
            controlsDeviceUnionId?: string;
            /** @description Its id, of the same form; made where it is absent. */
            deviceId?: string;
            /** @description Hardware address. */
            deviceMac?: string;
            /** @description Its maker's name for its like. */
            deviceModel?: string;
            /** @description What people call it: up to 200 characters. */
            deviceName?: string;
            /**
             * Format: int32
             * @description The number of the service that it belongs to.
             */
            deviceServiceId?: number;
            /** @description Serial number. */
            deviceSn?: string;
            /** @description What it is. */
            deviceType?: string;
            /** @description Its unionId, up to 64 of `[A-Za-z0-9_-]`; made where it is absent. */
            deviceUnionId?: string;
            /** @description The room it stands in; an empty one is none. */
            openRoomId?: string;
            /**
             * @description The code that finds it on the network, which no other device of the organisation has;
             *     an empty one is none.
             */
            shareCode?: string;
            /** @description unionId of the person on whose behalf the app calls. */
            unionId: string;
        };
        /** @description A reply whose content sits under `result`. */
        RegisteredDeviceResult: {
            /** @description The content. */
            result: components["schemas"]["RegisteredDevice"];
        };
        /** @description A device that was registered. */
        RegisteredDevice: {
            /** @description Its id. */
            deviceId: string;
            /** @description Its unionId. */
            deviceUnionId: string;
        };
        /** @description What is to be changed of a device. */
        DeviceUpdate: {
            /** @description The device that it controls; an empty one is none. */
            controlsDeviceUnionId?: string;
            /** @description Hardware address. */
            deviceMac?: string;
            /** @description Its maker's name for its like. */
            deviceModel?: string;
            /** @description What people call it: up to 200 characters. */
            deviceName?: string;
            /**
             * Format: int32
             * @description The number of the service that it belongs to.
             */
            deviceServiceId?: number;
            /** @description Serial number. */
            deviceSn?: string;
            /** @description What it is. */
            deviceType?: string;
            /** @description Which device. */
            deviceUnionId: string;
            /** @description The device as the caller read it. Where it is not so any more, the call is refused. */
            expected?: components["schemas"]["MeetingRoomDevice"];
            /** @description The room it stands in; an empty one is none. */
            openRoomId?: string;
            /**
             * @description The code that finds it on the network, which no other device of the organisation has;
             *     an empty one is none.
             */
            shareCode?: string;
            /** @description unionId of the person on whose behalf the app calls. */
            unionId: string;
        };
        /** @description Which properties. */
        PropertyNames: {
            /** @description Their names, at most 10. */
            propertyNames?: string[];
        };
        /** @description A reply whose content sits under `result`. */
        Array_of_DevicePropertyResult: {
            /** @description The content. */
            result: components["schemas"]["DeviceProperty"][];
        };
        /** @description A property of a device. */
        DeviceProperty: {
            /** @description Its name. */
            propertyName?: string;
            /** @description Its value. In a report an empty or absent one takes the property away. */
            propertyValue?: string;
        };
        /** @description Which device, and on whose behalf. */
        OneDevice: {
            /** @description Its unionId. */
            deviceUnionId: string;
            /** @description unionId of the person on whose behalf the app calls. */
            unionId: string;
        };
        /** @description A reply whose content sits under `result`. */
        TemplateListResult: {
            /** @description The content. */
            result: components["schemas"]["TemplateList"];
        };
        /** @description All templates, in the order of their ids. The maps are keyed by templateId. */
        TemplateList: {
            /**
             * @description The templates.
             * @default []
             */
            deviceCustomTemplates: components["schemas"]["DeviceCustomTemplate"][];
            /**
             * @description unionIds of the devices that show each.
             * @default {}
             */
            deviceTemplateMap: {
                [key: string]: string[];
            };
            /**
             * @description The groups of rooms that show each.
             * @default {}
             */
            groupIdTemplateMap: {
                [key: string]: number[];
            };
            /**
             * @description The rooms that show each.
             * @default {}
             */
            roomIdTemplateMap: {
                [key: string]: string[];
            };
        };
        /** @description How a screen looks. */
        DeviceCustomTemplate: {
            /** @description Addresses of pictures that take turns. A request calls them bgImgList. */
            bgImageList?: string[];
            /**
             * Format: int32
             * @description The kind of background; 1 where nothing was said.
             */
            bgType?: number;
            /** @description Address of the background. */
            bgUrl?: string;
            /** @description The organisation that has it. */
            corpId?: string;
            /** @description Free text. */
            customDoc?: string;
            /** @description Whether names of people are made unreadable. */
            desensitizeUserName?: boolean;
            /** @description Whether the share code is hidden while somebody projects. */
            hideServerCodeWhenProjecting?: boolean;
            /** @description Whether it tells how to use the room. */
            instruction?: boolean;
            /**
             * Format: int32
             * @description Whether pictures lie on top; 1 where nothing was said.
             */
            isPicTop?: number;
            /** @description Address of the organisation's sign. */
            logo?: string;
            /** @description The organisation's name as the screen has it. */
            orgName?: string;
            /**
             * Format: int32
             * @description How long each picture is shown, in seconds.
             */
            picturePlayInterval?: number;
            /** @description Whether the calendar is shown. */
            showCalendarCard?: boolean;
            /** @description Whether the calendar shows titles. */
            showCalendarTitle?: boolean;
            /** @description Whether functions are shown. */
            showFunctionCard?: boolean;
            /**
             * Format: int64
             * @description Its id.
             */
            templateId: number;
            /** @description Its name. */
            templateName: string;
        };
        /** @description A template to be made. */
        NewTemplate: {
            /** @description Addresses of pictures that take turns: at most 9. A reply calls them bgImageList. */
            bgImgList?: string[];
            /**
             * Format: int32
             * @description The kind of background; 1 where it is absent.
             */
            bgType?: number;
            /** @description Address of the background. */
            bgUrl?: string;
            /** @description Free text. */
            customDoc?: string;
            /** @description Whether names of people are made unreadable. */
            desensitizeUserName?: boolean;
            /** @description unionIds of the devices that show it. */
            deviceUnionIds?: string[];
            /** @description The groups of rooms that show it. */
            groupIds?: number[];
            /** @description Whether the share code is hidden while somebody projects. */
            hideServerCodeWhenProjecting?: boolean;
            /** @description Whether it tells how to use the room. */
            instruction?: boolean;
            /**
             * Format: int32
             * @description Whether pictures lie on top; 1 where it is absent.
             */
            isPicTop?: number;
            /** @description Address of the organisation's sign. */
            logo?: string;
            /** @description The organisation's name as the screen has it. */
            orgName?: string;
            /**
             * Format: int32
             * @description How long each picture is shown, in seconds.
             */
            picturePlayInterval?: number;
            /** @description The rooms that show it. */
            roomIds?: string[];
            /** @description Whether the calendar is shown. */
            showCalendarCard?: boolean;
            /** @description Whether the calendar shows titles. */
            showCalendarTitle?: boolean;
            /** @description Whether functions are shown. */
            showFunctionCard?: boolean;
            /** @description Its name: 1 to 100 characters, that no other template of the organisation has. */
            templateName: string;
        };
        /** @description The template that was made. */
        TemplateMade: {
            /**
             * Format: int64
             * @description Its id.
             */
            templateId: number;
        };
        /** @description What a template is to be. What is absent goes back to its default. */
        TemplateUpdate: {
            /** @description Addresses of pictures that take turns: at most 9. A reply calls them bgImageList. */
            bgImgList?: string[];
            /**
             * Format: int32
             * @description The kind of background; 1 where it is absent.
             */
            bgType?: number;
            /** @description Address of the background. */
            bgUrl?: string;
            /** @description Free text. */
            customDoc?: string;
            /** @description Whether names of people are made unreadable. */
            desensitizeUserName?: boolean;
            /** @description unionIds of the devices that show it. */
            deviceUnionIds?: string[];
            /** @description Ours: the template as the caller read it. Where it is not so any more, the call is refused. */
            expected?: components["schemas"]["ScreenTemplate"];
            /** @description The groups of rooms that show it. */
            groupIds?: number[];
            /** @description Whether the share code is hidden while somebody projects. */
            hideServerCodeWhenProjecting?: boolean;
            /** @description Whether it tells how to use the room. */
            instruction?: boolean;
            /**
             * Format: int32
             * @description Whether pictures lie on top; 1 where it is absent.
             */
            isPicTop?: number;
            /** @description Address of the organisation's sign. */
            logo?: string;
            /** @description The organisation's name as the screen has it. */
            orgName?: string;
            /**
             * Format: int32
             * @description How long each picture is shown, in seconds.
             */
            picturePlayInterval?: number;
            /** @description The rooms that show it. */
            roomIds?: string[];
            /** @description Whether the calendar is shown. */
            showCalendarCard?: boolean;
            /** @description Whether the calendar shows titles. */
            showCalendarTitle?: boolean;
            /** @description Whether functions are shown. */
            showFunctionCard?: boolean;
            /**
             * Format: int64
             * @description Which template.
             */
            templateId: number;
            /**
             * @description Its name: 1 to 100 characters, that no other template of the organisation has; the one
             *     that it has, where none is given.
             */
            templateName?: string;
        };
        /** @description A screen template, and where it is shown. */
        ScreenTemplate: {
            /** @description The template. */
            deviceCustomTemplate: components["schemas"]["DeviceCustomTemplate"];
            /**
             * @description unionIds of the devices that show it.
             * @default []
             */
            deviceUnionIds: string[];
            /**
             * @description The groups of rooms that show it.
             * @default []
             */
            groupIds: number[];
            /**
             * @description The rooms that show it.
             * @default []
             */
            roomIds: string[];
        };
        /** @description Which template. */
        WhichTemplate: {
            /**
             * Format: int64
             * @description Its id.
             */
            templateId: number;
        };
        /** @description A reply whose content sits under `result`. */
        ScreenTemplateResult: {
            /** @description The content. */
            result: components["schemas"]["ScreenTemplate"];
        };
        /** @description A reply whose content sits under `result`. */
        IssuedDeviceTokenResult: {
            /** @description The content. */
            result: components["schemas"]["IssuedDeviceToken"];
        };
        /** @description A token for a device. */
        IssuedDeviceToken: {
            /** @description The token: 32 lower-case hexadecimal digits. It is shown here and nowhere else. */
            deviceToken: string;
        };
        /** @description A reply whose content sits under `result`. */
        GroupAdminsResult: {
            /** @description The content. */
            result: components["schemas"]["GroupAdmins"];
        };
        /** @description A group, and who administers it. */
        GroupAdmins: {
            /** @description Who administers it, in the order in which they were named. */
            groupAdmins: components["schemas"]["Admin"][];
            /**
             * Format: int64
             * @description Its id.
             */
            groupId: number;
            /** @description Its name; left out where it was never given one. */
            groupName?: string;
        };
        /** @description Somebody who administers something. */
        Admin: {
            /** @description Their unionId. */
            memberId: string;
            /** @description Their name; left out where the directory does not know them. */
            memberName?: string;
        };
        /**
         * @description Who administers something from now on. What is missing is refused in its place among the checks, so
         *     a reader takes its absence.
         */
        NewAdmins: {
            /** @description unionIds of people, 100 at most; an empty list is nobody. */
            adminUnionIds: string[];
            /** @description unionId of the person on whose behalf the app calls. */
            unionId: string;
        };
        /** @description A reply whose content sits under `result`. */
        Array_of_GroupDetailResult: {
            /** @description The content. */
            result: components["schemas"]["GroupDetail"][];
        };
        /** @description A group as it is read by itself. */
        GroupDetail: {
            /**
             * @description Ours: what its rooms and those of the groups below ask of a booking, where they do not say it
             *     themselves.
             */
            extensionConfig?: components["schemas"]["ExtensionConfig"];
            /**
             * Format: int64
             * @description Its id.
             */
            groupId?: number;
            /** @description Its name. */
            groupName?: string;
            /**
             * Format: int64
             * @description The group above; 0 is the root.
             */
            parentId?: number;
        };
        /** @description A reply whose content sits under `result`. */
        Array_of_FloorPlanResult: {
            /** @description The content. */
            result: components["schemas"]["FloorPlan"][];
        };
        /** @description The plan of a group. */
        FloorPlan: {
            /**
             * Format: int64
             * @description The group.
             * @default 0
             */
            groupId: number;
            /**
             * @description The address of its picture.
             * @default
             */
            picture: string;
            /** @description Where rooms are on it; left out of a list of plans. */
            places?: components["schemas"]["RoomPlace"][];
        };
        /** @description Where a room is: a rectangle, in per mille of the picture's width and height. */
        RoomPlace: {
            /**
             * Format: int32
             * @description How high it is.
             * @default 0
             */
            height: number;
            /**
             * Format: int32
             * @description How far from the left it begins.
             * @default 0
             */
            left: number;
            /**
             * @description The room.
             * @default
             */
            roomId: string;
            /**
             * Format: int32
             * @description How far from the top it begins.
             * @default 0
             */
            top: number;
            /**
             * Format: int32
             * @description How wide it is.
             * @default 0
             */
            width: number;
        };
        /** @description A plan. What is missing is refused in its place among the checks, so a reader takes its absence. */
        NewPlan: {
            /**
             * @description The plan as the caller read it, with an empty picture where there was none. Where it is not so
             *     any more, the call is refused.
             */
            expected?: components["schemas"]["FloorPlan"];
            /** @description The address of its picture, http or https; an empty one takes the plan away. */
            picture: string;
            /** @description Where rooms of the group, or of one below it, are: 500 at most, each once. */
            places?: components["schemas"]["RoomPlace"][];
            /** @description unionId of the person on whose behalf the app calls. */
            unionId: string;
        };
        /**
         * @description A group to be made. What is missing is refused in its place among the checks, so a reader takes
         *     its absence.
         */
        NewGroup: {
            /**
             * @description Ours: what its rooms and those of the groups below ask of a booking, where they do not say it
             *     themselves.
             */
            extensionConfig?: components["schemas"]["ExtensionConfig"];
            /** @description What people call it: 1 to 100 characters. Others may have the same. */
            groupName: string;
            /**
             * Format: int64
             * @description The group above; 0 is the root.
             */
            parentGroupId: number;
            /** @description unionId of the person on whose behalf the app calls. */
            unionId: string;
        };
        /** @description A reply whose content sits under `result`. */
        int64Result: {
            /**
             * Format: int64
             * @description The content.
             */
            result: number;
        };
        /**
         * @description What is to be changed of a group. What is missing is refused in its place among the checks, so a
         *     reader takes its absence.
         */
        GroupUpdate: {
            /** @description Ours: the group as the caller read it. Where it is not so any more, the call is refused. */
            expected?: components["schemas"]["GroupDetail"];
            /**
             * @description Ours: what its rooms and those of the groups below ask of a booking, where they do not say it
             *     themselves. The given fields change; a window, a closure, a list or an object is replaced whole,
             *     and an empty one takes it away.
             */
            extensionConfig?: components["schemas"]["ExtensionConfig"];
            /**
             * Format: int64
             * @description Which group.
             */
            groupId: number;
            /** @description What people call it: 1 to 100 characters. Others may have the same; absent: it stays. */
            groupName?: string;
            /** @description unionId of the person on whose behalf the app calls. */
            unionId: string;
        };
        /** @description A reply whose content sits under `result`. */
        UpdateExplainedResult: {
            /** @description The content. */
            result: components["schemas"]["UpdateExplained"];
        };
        /** @description What a change would break: bookings that could not be made any more, and could now. */
        UpdateExplained: {
            /**
             * Format: int64
             * @description How many of them it would break.
             */
            brokenBookings: number;
            /**
             * Format: int64
             * @description How many events there are.
             */
            brokenEvents: number;
            /**
             * @description Whether these are all: 20,000 are judged at most, in the order of time, and of a group 1,000
             *     rooms.
             */
            complete: boolean;
            /**
             * @description The events, in the order of their first date that it would break: the first 200.
             * @default []
             */
            events: components["schemas"]["BrokenEvent"][];
            /**
             * Format: int64
             * @description How many bookings to come were judged, each date of a series as one.
             */
            judgedBookings: number;
            /**
             * @description The rules that would refuse them, those with the most bookings first.
             * @default []
             */
            rules: components["schemas"]["BrokenRule"][];
        };
        /** @description An event that has a room and could not have it any more. */
        BrokenEvent: {
            /**
             * Format: int64
             * @description How many of its dates it would break.
             */
            brokenDates: number;
            /** @description When that date ends. */
            endTime: string;
            /** @description The event; of a series the whole of it. */
            eventId: string;
            /** @description Their name, where the directory knows them. */
            organizerName?: string;
            /** @description unionId of whose calendar it lies in. */
            organizerUnionId: string;
            /** @description Whether it repeats. */
            recurring: boolean;
            /**
             * @description Every rule that would refuse one of them, with the dates: 100 of them at most.
             * @default []
             */
            refusals: components["schemas"]["BookingRefusal"][];
            /** @description The room. */
            roomId: string;
            /** @description What people call the room. */
            roomName: string;
            /** @description When the first date begins that it would break. */
            startTime: string;
        };
        /** @description A rule, and how many bookings it would refuse. */
        BrokenRule: {
            /**
             * Format: int64
             * @description How many bookings.
             */
            brokenBookings: number;
            /** @description The field that sets it, as in the refusals of `ExplainMeetingRoomBooking`. */
            rule: string;
        };
        /** @description A reply whose content sits under `result`. */
        Array_of_RoomLabelResult: {
            /** @description The content. */
            result: components["schemas"]["RoomLabel"][];
        };
        /**
         * @description A label to be made. What is missing is refused in its place among the checks, so a reader takes
         *     its absence.
         */
        NewLabel: {
            /** @description What people call it: 1 to 100 characters, that no other label has. */
            labelName: string;
            /** @description unionId of the person on whose behalf the app calls. */
            unionId: string;
        };
        /**
         * @description What a label is to be called. What is missing is refused in its place among the checks, so a reader
         *     takes its absence.
         */
        LabelUpdate: {
            /**
             * Format: int64
             * @description Which label: none of 1 to 5.
             */
            labelId: number;
            /** @description What people call it from now on: 1 to 100 characters, that no other label has. */
            labelName: string;
            /** @description unionId of the person on whose behalf the app calls. */
            unionId: string;
        };
        /** @description A page of rooms. */
        RoomPage: {
            /** @description Whether there are more. */
            hasMore: boolean;
            /**
             * Format: int64
             * @description Where the next page begins; left out on the last.
             */
            nextToken?: number;
            /** @description The rooms: without devices, rights, policy, unionId and description. */
            result: components["schemas"]["MeetingRoom"][];
        };
        /** @description A reply whose content sits under `result`. */
        RoomUsesResult: {
            /** @description The content. */
            result: components["schemas"]["RoomUses"];
        };
        /** @description How much rooms are used. */
        RoomUses: {
            /**
             * @description By group that the person administers, those below included, in the order of their names.
             * @default []
             */
            groups: components["schemas"]["GroupUse"][];
            /**
             * @description By the day of the week and the hour of the day, all rooms together; an hour in which nothing is
             *     open and nothing taken is left out.
             * @default []
             */
            hours: components["schemas"]["HourUse"][];
            /**
             * @description By room, in the order of their names.
             * @default []
             */
            rooms: components["schemas"]["RoomUse"][];
            /** @description All of them together. */
            total: components["schemas"]["UseCounts"];
        };
        /** @description How much the rooms of a group are used. */
        GroupUse: {
            /** @description The numbers. */
            counts: components["schemas"]["UseCounts"];
            /**
             * Format: int64
             * @description The group.
             */
            groupId: number;
            /** @description Its name; absent where it has none. */
            groupName?: string;
            /**
             * Format: int64
             * @description How many rooms.
             */
            rooms: number;
        };
        /** @description Numbers of use. */
        UseCounts: {
            /**
             * Format: int64
             * @description Those of them of as many people as half the seats, or fewer.
             */
            halfEmpty: number;
            /**
             * Format: int64
             * @description Meetings.
             */
            meetings: number;
            /**
             * Format: int64
             * @description The people of the largest meeting.
             */
            mostPeople: number;
            /**
             * Format: int64
             * @description Those of them to which nobody signed in.
             */
            noShows: number;
            /**
             * Format: int64
             * @description Minutes open.
             */
            openMinutes: number;
            /**
             * Format: int64
             * @description Minutes taken while it is not open.
             */
            outsideMinutes: number;
            /**
             * Format: int64
             * @description Meetings that are over.
             */
            pastMeetings: number;
            /**
             * Format: int64
             * @description The people of the others who did not say no, organisers included.
             */
            people: number;
            /**
             * Format: int64
             * @description Meetings of which both people and seats are known.
             */
            sizedMeetings: number;
            /**
             * Format: int64
             * @description Minutes taken of those.
             */
            usedMinutes: number;
            /**
             * Format: int64
             * @description Those of them that somebody began at the door.
             */
            walkUps: number;
        };
        /** @description How much is used in an hour of the week. */
        HourUse: {
            /**
             * Format: int32
             * @description 0 to 23: the hour that begins then.
             */
            hour: number;
            /**
             * Format: int64
             * @description Minutes open.
             */
            openMinutes: number;
            /**
             * Format: int64
             * @description Minutes taken of those.
             */
            usedMinutes: number;
            /**
             * Format: int32
             * @description 1 is Monday, 7 Sunday.
             */
            weekday: number;
        };
        /** @description How much a room is used. */
        RoomUse: {
            /** @description The numbers. */
            counts: components["schemas"]["UseCounts"];
            /**
             * Format: int64
             * @description Its group, where it is in one.
             */
            groupId?: number;
            /**
             * Format: int32
             * @description Its seats, where that is known.
             */
            roomCapacity?: number;
            /** @description The room. */
            roomId: string;
            /** @description Its name. */
            roomName: string;
        };
        /** @description What is to be changed of a room. */
        RoomUpdate: {
            /** @description Ours: unionIds of devices that are listed with it. */
            deviceUnionIds?: string[];
            /** @description Whether a recurring event may take it. */
            enableCycleReservation?: boolean;
            /** @description Ours: the room as the caller read it. Where it is not so any more, the call is refused. */
            expected?: components["schemas"]["MeetingRoom"];
            /**
             * @description Ours: the policy, in the form of the read. Of an existing one the given fields
             *     change; a window, a closure, a list or an object is replaced whole, and an empty one
             *     takes it away.
             */
            extensionConfig?: components["schemas"]["ExtensionConfig"];
            /**
             * Format: int64
             * @description The group it is in; 0 is none.
             */
            groupId?: number;
            /** @description The caller's own id of the room. */
            isvRoomId?: string;
            /** @description Whether it can be booked at all. */
            openReservation?: boolean;
            /** @description Whom a room of status 2 names. */
            reservationAuthority?: components["schemas"]["ReservationAuthority"];
            /**
             * Format: int32
             * @description Seats.
             */
            roomCapacity?: number;
            /** @description Free text. */
            roomDescription?: string;
            /** @description Which room. */
            roomId: string;
            /**
             * @description What it is equipped with: 1 TV, 2 Phone, 3 Projector, 4 Whiteboard, 5 Video Meeting,
             *     others the organisation's own.
             */
            roomLabelIds?: number[];
            /** @description Where it is. */
            roomLocation?: components["schemas"]["RoomLocation"];
            /** @description What people call it: 1 to 100 characters, that no other room of the organisation has. */
            roomName?: string;
            /** @description Address of a picture. */
            roomPicture?: string;
            /** @description Ours: the reserved field of the read. */
            roomStaffId?: string;
            /**
             * Format: int32
             * @description Who may see and book it: 0 everyone, 1 administrators, 2 those that it names.
             */
            roomStatus?: number;
            /** @description Ours: an IANA zone; an empty one is the organisation's. */
            timeZone?: string;
            /** @description unionId of the person on whose behalf the app calls. */
            unionId: string;
        };
        /** @description A reply whose content sits under `result`. */
        SuperUsersResult: {
            /** @description The content. */
            result: components["schemas"]["SuperUsers"];
        };
        /** @description The super users of a room, in the order in which they were named. */
        SuperUsers: {
            /** @description Which of these departments the directory knows. */
            departments?: components["schemas"]["SuperDepartment"][];
            /** @description Ids of departments; those below count too. */
            deptIdWhiteList: number[];
            /** @description The room. */
            roomId: string;
            /** @description userIds of people. */
            userIdWhiteList: string[];
            /** @description Who of these people the directory knows. */
            users?: components["schemas"]["SuperUser"][];
        };
        /** @description A department by name. */
        SuperDepartment: {
            /**
             * Format: int64
             * @description Its id.
             */
            deptId: number;
            /** @description Its name. */
            name: string;
        };
        /** @description A person by name. */
        SuperUser: {
            /** @description Name. */
            name: string;
            /** @description Id in the organisation. */
            userId: string;
        };
        /**
         * @description The super users of a room. What is missing is refused in its place among the checks, so a reader
         *     takes its absence.
         */
        NewSuperUsers: {
            /** @description Ids of departments, 1,000 at most; those below count too. */
            deptIdWhiteList?: number[];
            /** @description Which room. */
            roomId: string;
            /** @description unionId of the person on whose behalf the app calls. */
            unionId: string;
            /** @description userIds of people, 1,000 at most. */
            userIdWhiteList?: string[];
        };
        /** @description A reply whose content sits under `result`. */
        MeetingRoomResult: {
            /** @description The content. */
            result: components["schemas"]["MeetingRoom"];
        };
        /** @description A room to be made. */
        NewRoom: {
            /** @description Ours: unionIds of devices that are listed with it. */
            deviceUnionIds?: string[];
            /** @description Whether a recurring event may take it. */
            enableCycleReservation?: boolean;
            /**
             * @description Ours: the policy, in the form of the read. Of an existing one the given fields
             *     change; a window, a closure, a list or an object is replaced whole, and an empty one
             *     takes it away.
             */
            extensionConfig?: components["schemas"]["ExtensionConfig"];
            /**
             * Format: int64
             * @description The group it is in; 0 is none.
             */
            groupId?: number;
            /** @description The caller's own id of the room. */
            isvRoomId: string;
            /** @description Whether it can be booked at all. */
            openReservation?: boolean;
            /** @description Whom a room of status 2 names. */
            reservationAuthority?: components["schemas"]["ReservationAuthority"];
            /**
             * Format: int32
             * @description Seats.
             */
            roomCapacity?: number;
            /** @description Free text. */
            roomDescription?: string;
            /**
             * @description What it is equipped with: 1 TV, 2 Phone, 3 Projector, 4 Whiteboard, 5 Video Meeting,
             *     others the organisation's own.
             */
            roomLabelIds?: number[];
            /** @description Where it is. */
            roomLocation?: components["schemas"]["RoomLocation"];
            /** @description What people call it: 1 to 100 characters, that no other room of the organisation has. */
            roomName: string;
            /** @description Address of a picture. */
            roomPicture?: string;
            /** @description Ours: the reserved field of the read. */
            roomStaffId?: string;
            /**
             * Format: int32
             * @description Who may see and book it: 0 everyone, 1 administrators, 2 those that it names.
             */
            roomStatus: number;
            /** @description Ours: an IANA zone; an empty one is the organisation's. */
            timeZone?: string;
            /** @description unionId of the person on whose behalf the app calls. */
            unionId: string;
        };
        /** @description A reply whose content sits under `result`. */
        stringResult: {
            /** @description The content. */
            result: string;
        };
        /** @description A control panel to be made. */
        NewControlPanel: {
            /**
             * @description Ours: the panel as the caller read it. Where it is not so any more, the call is refused. One
             *     without buttons and all else says that there was none.
             */
            expected?: components["schemas"]["ControlPanel"];
            /** @description Further parameters. */
            extra?: components["schemas"]["PanelExtra"];
            /** @description Its buttons, at most 50. */
            roomConfig: components["schemas"]["PanelButton"][];
            /** @description Whose panel it is. */
            roomId: string;
            /**
             * Format: int32
             * @description Its status, as DingTalk's panels understand it.
             */
            status?: number;
            /** @description unionId of the person on whose behalf the app calls. */
            unionId: string;
        };
        /** @description A room's control panel. */
        ControlPanel: {
            /** @description Further parameters, ours likewise. */
            extra?: components["schemas"]["PanelExtra"];
            /** @description Whose it is. */
            roomId: string;
            /**
             * @description Its buttons.
             * @default []
             */
            roomIotConfig: components["schemas"]["PanelButton"][];
            /**
             * Format: int32
             * @description Its status, ours: DingTalk takes it and does not tell it.
             */
            status?: number;
        };
        /** @description Parameters of a panel beside its buttons. */
        PanelExtra: {
            /** @description Texts by name, at most 50. */
            param?: {
                [key: string]: string;
            };
        };
        /**
         * @description What a room's control panel shows. Every field may be absent to a reader, so that a missing one
         *     is refused in its place among the checks.
         */
        PanelButton: {
            /** @description Its English name. */
            enName?: string;
            /** @description Address of its picture. */
            icon?: string;
            /** @description Its name. */
            name?: string;
            /**
             * Format: int32
             * @description When it shows, as DingTalk's panels understand it.
             */
            showTime?: number;
            /**
             * Format: int32
             * @description Its place among the others.
             */
            sort?: number;
            /** @description Address that it opens. */
            url?: string;
        };
        /** @description A page of control panels. */
        PanelPage: {
            /** @description Whether there are more. */
            hasMore: boolean;
            /**
             * Format: int64
             * @description Where the next page begins; left out on the last.
             */
            nextToken?: number;
            /** @description The panels. */
            result: components["schemas"]["ControlPanel"][];
            /**
             * Format: int32
             * @description How many there are on all pages.
             * @default 0
             */
            totalCount: number;
        };
        /**
         * @description Which screen, and where it hangs.
         *
         *     Every field may be absent to a reader, so that a missing one is refused in its place among the
         *     checks; what is required is said in the schema.
         */
        PanelToPair: {
            /** @description What the screen shows, such as `7KQM-2XWD`. */
            code: string;
            /** @description What people call it: up to 200 characters. */
            deviceName?: string;
            /**
             * Format: int64
             * @description The group whose rooms it shows, where it hangs at no door.
             */
            groupId?: number;
            /** @description The room at whose door it hangs. */
            roomId?: string;
            /** @description unionId of the person on whose behalf the app calls. */
            unionId: string;
        };
        /** @description Rooms whose panels are taken away. */
        PanelsOfRooms: {
            /**
             * @description Ours: panels of these rooms as the caller read them. Where one is not so any more, the call is
             *     refused.
             */
            expected?: components["schemas"]["ControlPanel"][];
            /** @description The rooms, at most 100. */
            roomIds: string[];
            /** @description unionId of the person on whose behalf the app calls. */
            unionId: string;
        };
        /** @description A picture to be kept. */
        NewPicture: {
            /** @description The file in base64: PNG, JPEG or WebP, up to 716,800 bytes. */
            content: string;
            /** @description unionId of the person on whose behalf the app calls. */
            unionId: string;
        };
        /** @description A reply whose content sits under `result`. */
        RoomPictureResult: {
            /** @description The content. */
            result: components["schemas"]["RoomPicture"];
        };
        /** @description A picture that is kept. */
        RoomPicture: {
            /**
             * Format: uint32
             * @description Pixels from top to bottom, before it is turned.
             */
            height: number;
            /** @description image/png, image/jpeg or image/webp. */
            mediaType: string;
            /** @description Its id. */
            pictureId: string;
            /**
             * Format: uint64
             * @description Bytes that are kept of the file.
             */
            size: number;
            /** @description Its address, for roomPicture and for screen templates. */
            url: string;
            /**
             * Format: uint32
             * @description Pixels from left to right, before it is turned.
             */
            width: number;
        };
        /** @description A page of what is wrong in rooms. */
        ProblemPage: {
            /** @description Whether there are more. */
            hasMore: boolean;
            /** @description Where the next page begins; left out on the last. */
            nextToken?: string;
            /** @description The problems, what was reported last first. */
            result: components["schemas"]["RoomProblem"][];
        };
        /**
         * @description Something that is or was wrong in a room. Who reported and who closed it is told to those who
         *     administer the room.
         */
        RoomProblem: {
            /** @description What was done. */
            closeNote?: string;
            /**
             * Format: int64
             * @description When it was closed: milliseconds since 1970.
             */
            closeTime?: number;
            /** @description Their name, where the directory knows them. */
            closerName?: string;
            /** @description unionId of who closed it. */
            closerUnionId?: string;
            /** @description What there is to say of it. */
            description?: string;
            /** @description The device that it was reported at. */
            deviceUnionId?: string;
            /** @description Whether it is open. */
            open: boolean;
            /** @description Its id. */
            problemId: string;
            /** @description What it is about. */
            problemKind: string;
            /**
             * Format: int64
             * @description When it was reported: milliseconds since 1970.
             */
            reportTime: number;
            /** @description Their name, where the directory knows them. */
            reporterName?: string;
            /** @description unionId of who reported it. */
            reporterUnionId?: string;
            /** @description The room. */
            roomId: string;
            /** @description What people call the room. */
            roomName: string;
        };
        /** @description What is wrong, and where. */
        NewProblem: {
            /** @description What there is to say of it: up to 2,000 characters, with lines. */
            description?: string;
            /**
             * @description What it is about: `screen`, `sound`, `cable`, `network`, `furniture`, `climate`, `cleaning` or
             *     `other`.
             */
            problemKind: string;
            /** @description The room. */
            roomId: string;
            /** @description unionId of the person who reports it. */
            unionId: string;
        };
        /** @description Which problem, and what was done. */
        ProblemClosing: {
            /** @description What was done: up to 2,000 characters, with lines. */
            closeNote?: string;
            /** @description Which problem. */
            problemId: string;
            /** @description unionId of the person on whose behalf the app calls. */
            unionId: string;
        };
        /** @description A reply whose content sits under `result`. */
        RoomAdminsResult: {
            /** @description The content. */
            result: components["schemas"]["RoomAdmins"];
        };
        /** @description A room, and who administers it. */
        RoomAdmins: {
            /** @description Who administers it, in the order in which they were named. */
            roomAdmins: components["schemas"]["Admin"][];
            /** @description Its id. */
            roomId: string;
        };
        /** @description A room that cannot be had; beside `code` and `message` where a call is refused for it. */
        RefusedRoom: {
            /**
             * @description Every rule that refuses it.
             * @default []
             */
            refusals: components["schemas"]["RefusedRule"][];
            /** @description The room. */
            roomId: string;
            /** @description What people call it. */
            roomName: string;
        };
        /** @description A rule that refuses a room. */
        RefusedRule: {
            /**
             * @description What the words say, in parts.
             * @default {}
             */
            facts: components["schemas"]["RuleFacts"];
            /**
             * Format: int64
             * @description The group that sets it.
             */
            groupId?: number;
            /** @description Where it is set: `organization`, `group` or `room`. */
            level: string;
            /**
             * Format: int64
             * @description How many dates it refuses.
             */
            refusedDates: number;
            /**
             * @description The field that sets it, or `overlap`, `eventEnded`, `bookingBlacklist`.
             * @enum {string}
             */
            rule: "advanceReservation" | "advanceReservation.noEnd" | "bookingBlacklist" | "bookingQuota.hoursPerDay" | "bookingQuota.hoursPerMonth" | "bookingQuota.hoursPerWeek" | "bookingQuota.openBookings" | "capacityCheck" | "closedDays" | "enableCycleReservation" | "eventEnded" | "leastCancelNotice" | "maxReservationTimeInterval" | "minReservationTimeInterval" | "openReservation" | "overlap" | "overlapOfSeries" | "reservationCloseDetail" | "roomStatus" | "weeklyHours";
            /** @description What it says, in words. */
            value: string;
            /** @description What would pass it, in words; absent where nothing would. */
            wouldPass?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description Names the request: an upper-case UUID. */
        requestId: string;
        /** @description Names the trace: 32 hexadecimal digits. */
        traceId: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    CreateEvent: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this change, so that it can be sent again within a day without being made twice. */
                "x-client-token"?: string;
            };
            path: {
                /** @description The person's unionId. */
                userId: string;
                /** @description The calendar's id: `primary`. */
                calendarId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEvent"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarEvent"];
                };
            };
        };
    };
    GetEvent: {
        parameters: {
            query?: {
                /** @description How many attendees are shown, 0 to 500; 100 where it is absent. */
                maxAttendees?: number;
            };
            header?: never;
            path: {
                /** @description The person's unionId. */
                userId: string;
                /** @description The calendar's id: `primary`. */
                calendarId: string;
                /** @description The id of the event, or of an occurrence of one. */
                eventId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarEvent"];
                };
            };
        };
    };
    PatchEvent: {
        parameters: {
            query?: {
                /**
                 * @description Ours: `this`, `following` or `all`; where it is absent, this of an occurrence and all of a
                 *     series.
                 */
                scope?: string;
            };
            header?: {
                /** @description Names this change, so that it can be sent again within a day without being made twice. */
                "x-client-token"?: string;
            };
            path: {
                /** @description The person's unionId. */
                userId: string;
                /** @description The calendar's id: `primary`. */
                calendarId: string;
                /** @description The id of the event, or of an occurrence of one. */
                eventId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventUpdate"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarEvent"];
                };
            };
        };
    };
    DeleteEvent: {
        parameters: {
            query?: {
                /** @description Whether its people are told. */
                pushNotification?: boolean;
                /**
                 * @description Ours: `this`, `following` or `all`; where it is absent, this of an occurrence and all of a
                 *     series.
                 */
                scope?: string;
            };
            header?: {
                /** @description Names this change, so that it can be sent again within a day without being made twice. */
                "x-client-token"?: string;
            };
            path: {
                /** @description The person's unionId. */
                userId: string;
                /** @description The calendar's id: `primary`. */
                calendarId: string;
                /** @description The id of the event, or of an occurrence of one. */
                eventId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Nothing"];
                };
            };
        };
    };
    AddAttendee: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this change, so that it can be sent again within a day without being made twice. */
                "x-client-token"?: string;
            };
            path: {
                /** @description The person's unionId. */
                userId: string;
                /** @description The calendar's id: `primary`. */
                calendarId: string;
                /** @description The id of the event, or of an occurrence of one. */
                eventId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Invitations"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Nothing"];
                };
            };
        };
    };
    CancelEvent: {
        parameters: {
            query?: {
                /** @description `this`, `following` or `all`; all where it is absent. */
                scope?: string;
            };
            header?: {
                /** @description Names this change, so that it can be sent again within a day without being made twice. */
                "x-client-token"?: string;
            };
            path: {
                /** @description The person's unionId. */
                userId: string;
                /** @description The calendar's id: `primary`. */
                calendarId: string;
                /** @description The id of the event, or of an occurrence of one. */
                eventId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["booleanResult"];
                };
            };
        };
    };
    AddMeetingRooms: {
        parameters: {
            query?: {
                /** @description Ours: they are left out, and the reply names them. Where it is absent, nothing is booked. */
                skipUnavailable?: boolean;
            };
            header?: {
                /** @description Names this change, so that it can be sent again within a day without being made twice. */
                "x-client-token"?: string;
            };
            path: {
                /** @description The person's unionId. */
                userId: string;
                /** @description The calendar's id: `primary`. */
                calendarId: string;
                /** @description The id of the event, or of an occurrence of one. */
                eventId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoomsWanted"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomsAdded"];
                };
            };
        };
    };
    RemoveMeetingRooms: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this change, so that it can be sent again within a day without being made twice. */
                "x-client-token"?: string;
            };
            path: {
                /** @description The person's unionId. */
                userId: string;
                /** @description The calendar's id: `primary`. */
                calendarId: string;
                /** @description The id of the event, or of an occurrence of one. */
                eventId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoomsReturned"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["booleanResult"];
                };
            };
        };
    };
    MeetingRoomRespond: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this change, so that it can be sent again within a day without being made twice. */
                "x-client-token"?: string;
            };
            path: {
                /** @description The person's unionId. */
                userId: string;
                /** @description The calendar's id: `primary`. */
                calendarId: string;
                /** @description The id of the event, or of an occurrence of one. */
                eventId: string;
                /** @description The room's id. */
                roomId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoomAnswer"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["booleanResult"];
                };
            };
        };
    };
    ListEventsView: {
        parameters: {
            query?: {
                /** @description How many attendees of each are shown, 0 to 500; 100 where it is absent. */
                maxAttendees?: number;
                /** @description How many on a page: 1 to 100, default 100. */
                maxResults?: number;
                /** @description Where the page before ended. */
                nextToken?: string;
                /** @description What begins before it: ISO 8601 with an offset. */
                timeMax?: string;
                /** @description What ends after it: ISO 8601 with an offset. */
                timeMin?: string;
            };
            header?: never;
            path: {
                /** @description The person's unionId. */
                userId: string;
                /** @description The calendar's id: `primary`. */
                calendarId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
        };
    };
    ExplainMeetingRoomBooking: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person's unionId. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BookingQuestion"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingExplainedResult"];
                };
            };
        };
    };
    QueryMeetingRoomsBusy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person's unionId. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BusyQuestion"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomsBusy"];
                };
            };
        };
    };
    FindMeetingRooms: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person's unionId. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoomSearch"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomsFound"];
                };
            };
        };
    };
    GetMeetingRoomsSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person's unionId. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoomScheduleQuestion"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomSchedules"];
                };
            };
        };
    };
    WatchMeetingRooms: {
        parameters: {
            query?: {
                /**
                 * @description The version that is known, of this operation or of `QueryMeetingRoomsBusy`; absent: the reply
                 *     tells the present one at once.
                 */
                version?: string;
                /** @description How long to wait where nothing has changed: 0 to 25, and 25 where it is absent. */
                waitSeconds?: number;
            };
            header?: never;
            path: {
                /** @description The person's unionId. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomsChanged"];
                };
            };
        };
    };
    QueryAppList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Array_of_AppDetailResult"];
                };
            };
        };
    };
    UpdateApp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppUpdate"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["booleanResult"];
                };
            };
        };
    };
    CreateApp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApp"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppSecretResult"];
                };
            };
        };
    };
    RevokeApp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OneApp"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["booleanResult"];
                };
            };
        };
    };
    RotateAppSecret: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecretRotation"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppSecretResult"];
                };
            };
        };
    };
    DeleteApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                appKey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["booleanResult"];
                };
            };
        };
    };
    QueryAuditList: {
        parameters: {
            query?: {
                /** @description The operation or command. */
                action?: string;
                /** @description The key of the app that did it. */
                appKey?: string;
                /** @description Before when: milliseconds since 1970. */
                endTime?: number;
                /** @description Entries on a page: 1 to 200, default 50. */
                maxResults?: number;
                /** @description Where the page before ended; absent is the newest entry. */
                nextToken?: number;
                /** @description The id of the thing. */
                objectId?: string;
                /** @description The kind of thing: `room`, `app`, `session`, … */
                objectKind?: string;
                /** @description unionId of the person who did it, or on whose behalf it was done. */
                operatorUnionId?: string;
                /** @description From when on: milliseconds since 1970. */
                startTime?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
        };
    };
    QueryConsentList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Array_of_ConsentResult"];
                };
            };
        };
    };
    WithdrawConsent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                appKey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["booleanResult"];
                };
            };
        };
    };
    SearchDepartment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DepartmentSearch"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundDepartments"];
                };
            };
        };
    };
    CreateUserInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInvitation"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserInvitationResult"];
                };
            };
        };
    };
    SearchUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserSearch"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundUsers"];
                };
            };
        };
    };
    GetUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                unionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactUser"];
                };
            };
        };
    };
    QueryBookingBlacklist: {
        parameters: {
            query: {
                /** @description Entries on a page: 1 to 100, default 20. */
                maxResults?: number;
                /** @description Where the page before ended; empty or absent is the beginning. */
                nextToken?: string;
                /** @description unionId of the person on whose behalf the app calls. */
                unionId: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BanPage"];
                };
            };
        };
    };
    CreateBookingBlacklist: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewBan"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["booleanResult"];
                };
            };
        };
    };
    DeleteBookingBlacklist: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BansEnded"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["booleanResult"];
                };
            };
        };
    };
    SendCentralControl: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ControlCommand"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["booleanResult"];
                };
            };
        };
    };
    QueryCentralControlList: {
        parameters: {
            query: {
                /** @description How many: 1 to 100, default 20. */
                maxResults?: number;
                /** @description The room. */
                roomId: string;
                /** @description unionId of the person on whose behalf the app calls. */
                unionId: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Array_of_SentCommandResult"];
                };
            };
        };
    };
    QueryMeetingRoomDeviceList: {
        parameters: {
            query: {
                /** @description Devices on a page: 1 to 100, default 20. */
                maxResults?: number;
                /** @description Where the page before ended; 0 or absent is the beginning. */
                nextToken?: number;
                /** @description Only the devices that stand in this room. */
                roomId?: string;
                /** @description unionId of the person on whose behalf the app calls. */
                unionId: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DevicePage"];
                };
            };
        };
    };
    QueryMeetingRoomDevice: {
        parameters: {
            query: {
                /** @description Its id. */
                deviceId?: string;
                /** @description Its unionId. */
                deviceUnionId?: string;
                /** @description unionId of the person on whose behalf the app calls. */
                operatorUnionId: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingRoomDeviceResult"];
                };
            };
        };
    };
    UpdateMeetingRoomDevice: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceUpdate"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["booleanResult"];
                };
            };
        };
    };
    RegisterMeetingRoomDevice: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDevice"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredDeviceResult"];
                };
            };
        };
    };
    QueryDeviceProperties: {
        parameters: {
            query: {
                /** @description Its id. */
                deviceId?: string;
                /** @description Its unionId. */
                deviceUnionId?: string;
                /** @description unionId of the person on whose behalf the app calls. */
                operatorUnionId: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PropertyNames"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Array_of_DevicePropertyResult"];
                };
            };
        };
    };
    DeleteMeetingRoomDevice: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OneDevice"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["booleanResult"];
                };
            };
        };
    };
    QueryDeviceCustomTemplateList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateListResult"];
                };
            };
        };
    };
    UpdateDeviceCustomTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateUpdate"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["booleanResult"];
                };
            };
        };
    };
    CreateDeviceCustomTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTemplate"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateMade"];
                };
            };
        };
    };
    DeleteDeviceCustomTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WhichTemplate"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["booleanResult"];
                };
            };
        };
    };
    QueryDeviceCustomTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                templateId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScreenTemplateResult"];
                };
            };
        };
    };
    CreateDeviceToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OneDevice"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedDeviceTokenResult"];
                };
            };
        };
    };
    DeleteDeviceToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OneDevice"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["booleanResult"];
                };
            };
        };
    };
    QueryMeetingRoomGroupAdmin: {
        parameters: {
            query?: {
                /** @description unionId of the person on whose behalf the app calls. */
                unionId?: string;
            };
            header?: never;
            path: {
                /** @description Its id. */
                groupId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupAdminsResult"];
                };
            };
        };
    };
    SetMeetingRoomGroupAdmin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                groupId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAdmins"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["booleanResult"];
                };
            };
        };
    };
    QueryMeetingRoomGroupList: {
        parameters: {
            query: {
                /** @description unionId of the person on whose behalf the app calls. */
                unionId: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Array_of_GroupDetailResult"];
                };
            };
        };
    };
    QueryMeetingRoomGroupPlan: {
        parameters: {
            query: {
                /** @description The group; absent: every group that has a plan. */
                groupId?: number;
                /** @description unionId of the person on whose behalf the app calls. */
                unionId: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Array_of_FloorPlanResult"];
                };
            };
        };
    };
    SetMeetingRoomGroupPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                groupId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPlan"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["booleanResult"];
                };
            };
        };
    };
    UpdateMeetingRoomGroup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupUpdate"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["booleanResult"];
                };
            };
        };
    };
    CreateMeetingRoomGroup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGroup"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["int64Result"];
                };
            };
        };
    };
    ExplainMeetingRoomGroupUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupUpdate"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpdateExplainedResult"];
                };
            };
        };
    };
    DeleteMeetingRoomGroup: {
        parameters: {
            query: {
                /** @description unionId of the person on whose behalf the app calls. */
                unionId: string;
            };
            header?: never;
            path: {
                /** @description Its id. */
                groupId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["booleanResult"];
                };
            };
        };
    };
    QueryMeetingRoomLabelList: {
        parameters: {
            query: {
                /** @description unionId of the person on whose behalf the app calls. */
                unionId: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Array_of_RoomLabelResult"];
                };
            };
        };
    };
    UpdateMeetingRoomLabel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LabelUpdate"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["booleanResult"];
                };
            };
        };
    };
    CreateMeetingRoomLabel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewLabel"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["int64Result"];
                };
            };
        };
    };
    DeleteMeetingRoomLabel: {
        parameters: {
            query: {
                /** @description unionId of the person on whose behalf the app calls. */
                unionId: string;
            };
            header?: never;
            path: {
                /** @description Its id. */
                labelId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["booleanResult"];
                };
            };
        };
    };
    QueryMeetingRoomList: {
        parameters: {
            query: {
                /** @description Rooms on a page: 1 to 100, default 20. */
                maxResults?: number;
                /** @description Where the page before ended; 0 or absent is the beginning. */
                nextToken?: number;
                /** @description unionId of the person on whose behalf the app calls. */
                unionId: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomPage"];
                };
            };
        };
    };
    QueryMeetingRoomUses: {
        parameters: {
            query: {
                /** @description The last day, included: 92 days in all at most. */
                endDate: string;
                /** @description The rooms of this group and of those below it; absent: all that the person administers. */
                groupId?: number;
                /** @description This room alone. */
                roomId?: string;
                /** @description The first day, such as 2026-06-01, in each room's own zone. */
                startDate: string;
                /** @description unionId of the person on whose behalf the app calls. */
                unionId: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomUsesResult"];
                };
            };
        };
    };
    UpdateMeetingRoom: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoomUpdate"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["booleanResult"];
                };
            };
        };
    };
    QuerySuperUserMeetingRoom: {
        parameters: {
            query: {
                /** @description Which room. A missing one is refused in its place among the checks. */
                roomId: string;
                /** @description unionId of the person on whose behalf the app calls. */
                unionId: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuperUsersResult"];
                };
            };
        };
    };
    SetSuperUserMeetingRoom: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSuperUsers"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["booleanResult"];
                };
            };
        };
    };
    ExplainMeetingRoomUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoomUpdate"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpdateExplainedResult"];
                };
            };
        };
    };
    QueryMeetingRoom: {
        parameters: {
            query: {
                /** @description unionId of the person on whose behalf the app calls. */
                unionId: string;
            };
            header?: never;
            path: {
                /** @description The room's id. */
                roomId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingRoomResult"];
                };
            };
        };
    };
    DeleteMeetingRoom: {
        parameters: {
            query: {
                /** @description unionId of the person on whose behalf the app calls. */
                unionId: string;
            };
            header?: never;
            path: {
                /** @description The room's id. */
                roomId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["booleanResult"];
                };
            };
        };
    };
    CreateMeetingRoom: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRoom"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["stringResult"];
                };
            };
        };
    };
    CreateMeetingRoomControlPanel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewControlPanel"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["stringResult"];
                };
            };
        };
    };
    QueryMeetingRoomControlPanelList: {
        parameters: {
            query?: {
                /** @description Panels on a page: 1 to 100, default 20. */
                maxResults?: number;
                /** @description Where the page before ended; 0 or absent is the beginning. */
                nextToken?: number;
                /** @description Only the panel of this room. */
                roomId?: string;
                /** @description unionId of the person on whose behalf the app calls; without one it asks for the organisation. */
                unionId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PanelPage"];
                };
            };
        };
    };
    PairMeetingRoomPanel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PanelToPair"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredDeviceResult"];
                };
            };
        };
    };
    DeleteMeetingRoomControlPanel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PanelsOfRooms"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["stringResult"];
                };
            };
        };
    };
    CreateMeetingRoomPicture: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPicture"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomPictureResult"];
                };
            };
        };
    };
    QueryMeetingRoomProblemList: {
        parameters: {
            query: {
                /** @description Problems on a page: 1 to 100, default 20. */
                maxResults?: number;
                /** @description Where the page before ended; empty or absent is the beginning. */
                nextToken?: string;
                /** @description Only those of this room; without one, those of the rooms that the operator administers. */
                roomId?: string;
                /** @description `open`, which is the default, `closed` or `all`. */
                state?: string;
                /** @description unionId of the person on whose behalf the app calls. */
                unionId: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemPage"];
                };
            };
        };
    };
    ReportMeetingRoomProblem: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewProblem"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["stringResult"];
                };
            };
        };
    };
    CloseMeetingRoomProblem: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProblemClosing"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["booleanResult"];
                };
            };
        };
    };
    QueryMeetingRoomAdmin: {
        parameters: {
            query: {
                /** @description unionId of the person on whose behalf the app calls. */
                unionId: string;
            };
            header?: never;
            path: {
                /** @description The room's id. */
                roomId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomAdminsResult"];
                };
            };
        };
    };
    SetMeetingRoomAdmin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The room's id. */
                roomId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAdmins"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    "x-acs-request-id": components["headers"]["requestId"];
                    "x-acs-trace-id": components["headers"]["traceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["booleanResult"];
                };
            };
        };
    };
}
