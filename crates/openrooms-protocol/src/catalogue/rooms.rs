//! The rows of `rooms_1_0`.

use super::{Mark, Module, Note, Row, choice, documented, from_sdk};
use crate::rooms::{
    CloseMeetingRoomProblem, CreateBookingBlacklist, CreateDeviceCustomTemplate, CreateDeviceToken,
    CreateMeetingRoom, CreateMeetingRoomControlPanel, CreateMeetingRoomGroup,
    CreateMeetingRoomLabel, CreateMeetingRoomPicture, DeleteBookingBlacklist,
    DeleteDeviceCustomTemplate, DeleteDeviceToken, DeleteMeetingRoom,
    DeleteMeetingRoomControlPanel, DeleteMeetingRoomDevice, DeleteMeetingRoomGroup,
    DeleteMeetingRoomLabel, ExplainMeetingRoomGroupUpdate, ExplainMeetingRoomUpdate,
    PairMeetingRoomPanel, QueryBookingBlacklist, QueryCentralControlList,
    QueryDeviceCustomTemplate, QueryDeviceCustomTemplateList, QueryDeviceIpByCode,
    QueryDeviceProperties, QueryMeetingRoom, QueryMeetingRoomAdmin,
    QueryMeetingRoomControlPanelList, QueryMeetingRoomDevice, QueryMeetingRoomDeviceList,
    QueryMeetingRoomGroup, QueryMeetingRoomGroupAdmin, QueryMeetingRoomGroupList,
    QueryMeetingRoomGroupPlan, QueryMeetingRoomLabelList, QueryMeetingRoomList,
    QueryMeetingRoomProblemList, QueryMeetingRoomUses, QuerySuperUserMeetingRoom,
    RegisterMeetingRoomDevice, RemoveSuperUserMeetingRoom, ReportDeviceProperties,
    ReportMeetingRoomProblem, SendCentralControl, SetMeetingRoomAdmin, SetMeetingRoomGroupAdmin,
    SetMeetingRoomGroupPlan, SetSuperUserMeetingRoom, UpdateDeviceCustomTemplate,
    UpdateMeetingRoom, UpdateMeetingRoomDevice, UpdateMeetingRoomGroup, UpdateMeetingRoomLabel,
};

const BEYOND: Note = choice(
    "Takes extensionConfig, roomStaffId, deviceUnionIds and timeZone as well, which DingTalk has \
     no call to set.",
);
pub(super) const EXPECTED: Note = choice(
    "expected, ours, is what the caller read; where that has changed since, nothing is written.",
);
const WOULD_BREAK: Note = choice(
    "The body is that of the change, and nothing is written; the change breaks none of them.",
);
const ONE_DEVICE: Note =
    documented("Exactly one of deviceId and deviceUnionId; else it is param.error.");
const FOR_THE_ORGANISATION: Note = choice(
    "Names no operator: an app's token acts for the organisation, a user's needs an administrator.",
);

const PLACES: Note = choice(
    "deviceUnionIds, groupIds and roomIds name what there is; what is removed later is taken out.",
);

pub(super) static ROWS: &[Row] = &[
    Row::of::<QueryMeetingRoom>(Module::Rooms, "Reads one room with its policy.")
        .path_from(Mark::Documented)
        .notes(&[
            choice("A field that was never set is left out, never null."),
            choice("timeZone is ours, and shows only where the room has one of its own."),
        ]),
    Row::of::<QueryMeetingRoomList>(
        Module::Rooms,
        "Lists the rooms that the operator may see, page by page.",
    )
    .notes(&[
        documented("maxResults is 1 to 100, and 20 where it is absent."),
        documented("The last page has hasMore false and no nextToken."),
        documented("Items are shorter than the detail: policy and rights are left out."),
    ]),
    Row::of::<CreateMeetingRoom>(Module::Rooms, "Makes a room.")
        .notes(&[from_sdk("The r of meetingrooms is lower case, on this call alone."), BEYOND]),
    Row::of::<UpdateMeetingRoom>(Module::Rooms, "Changes the fields of a room that are given.")
        .notes(&[
            BEYOND,
            choice("roomLocation changes field by field; a list is replaced whole."),
            choice("An empty reservationCloseDetail or advanceReservation takes it away."),
            EXPECTED,
        ]),
    Row::of::<ExplainMeetingRoomUpdate>(
        Module::Rooms,
        "Tells which bookings to come a change of a room would break.",
    )
    .ours()
    .notes(&[WOULD_BREAK]),
    Row::of::<DeleteMeetingRoom>(Module::Rooms, "Removes a room.")
        .notes(&[choice("Its devices stand in no room after.")]),
    Row::of::<SetSuperUserMeetingRoom>(
        Module::Rooms,
        "Names the people and departments that the rules of a room do not bind.",
    )
    .scope_from(Mark::Choice)
    .notes(&[
        choice("The lists hold userIds and department ids, 1,000 of each at most."),
        choice("It replaces those that the room had; a list that is absent is empty."),
    ]),
    Row::of::<RemoveSuperUserMeetingRoom>(Module::Rooms, "Takes all super users from a room.")
        .scope_from(Mark::Choice)
        .notes(&[from_sdk("A POST whose parameters are a query; it has no body.")]),
    Row::of::<QuerySuperUserMeetingRoom>(Module::Rooms, "Tells the super users of a room.")
        .ours()
        .notes(&[choice("users and departments tell the names that the directory knows.")]),
    Row::of::<SetMeetingRoomAdmin>(Module::Rooms, "Names who administers one room.")
        .ours()
        .notes(&[choice("They take the place of those who did; 100 at most.")]),
    Row::of::<QueryMeetingRoomAdmin>(Module::Rooms, "Tells who administers one room.").ours(),
    Row::of::<CreateMeetingRoomGroup>(Module::Rooms, "Makes a room group.").notes(&[
        documented("Groups lie three levels deep."),
        choice("groupName is needed, though the SDKs do not say so."),
    ]),
    Row::of::<UpdateMeetingRoomGroup>(Module::Rooms, "Renames a room group.").notes(&[EXPECTED]),
    Row::of::<ExplainMeetingRoomGroupUpdate>(
        Module::Rooms,
        "Tells which bookings to come another policy of a group would break.",
    )
    .ours()
    .notes(&[WOULD_BREAK]),
    Row::of::<DeleteMeetingRoomGroup>(
        Module::Rooms,
        "Removes a room group that has none below it.",
    )
    .notes(&[choice("Its rooms move to the group above.")]),
    Row::of::<QueryMeetingRoomGroup>(Module::Rooms, "Reads one room group.")
        .notes(&[from_sdk("Its reply is bare, not under result.")]),
    Row::of::<QueryMeetingRoomGroupList>(Module::Rooms, "Lists the room groups.")
        .notes(&[choice("All of them, in the order of their ids.")]),
    Row::of::<QueryMeetingRoomGroupAdmin>(Module::Rooms, "Tells who administers a room group.")
        .notes(&[
            from_sdk("Unknown to the SDK on npm (2.2.27)."),
            from_sdk("unionId may be left out; the app then asks for the organisation."),
            choice("memberId is a unionId."),
        ]),
    Row::of::<SetMeetingRoomGroupAdmin>(Module::Rooms, "Names who administers a room group.")
        .ours()
        .notes(&[choice("They take the place of those who did; 100 at most.")]),
    Row::of::<QueryMeetingRoomGroupPlan>(
        Module::Rooms,
        "Gives the plan of a group's floor, or which groups have one.",
    )
    .ours()
    .notes(&[choice("Rooms that the operator does not see are left out.")]),
    Row::of::<SetMeetingRoomGroupPlan>(Module::Rooms, "Draws the plan of a group's floor.")
        .ours()
        .notes(&[choice(
            "It takes the place of the one that there was; without a picture there is none.",
        )]),
    Row::of::<QueryMeetingRoomLabelList>(Module::Rooms, "Lists the labels that rooms may have.")
        .ours()
        .notes(&[choice("The fixed ones first, then the organisation's own in the order of ids.")]),
    Row::of::<CreateMeetingRoomLabel>(Module::Rooms, "Makes a label of the organisation.").ours(),
    Row::of::<UpdateMeetingRoomLabel>(Module::Rooms, "Renames a label of the organisation.")
        .ours()
        .notes(&[choice("Rooms that have it show the new name; 1 to 5 are fixed.")]),
    Row::of::<DeleteMeetingRoomLabel>(Module::Rooms, "Removes a label of the organisation.")
        .ours()
        .notes(&[choice("It leaves the rooms that had it.")]),
    Row::of::<CreateBookingBlacklist>(Module::Rooms, "Bars a person from booking for a time.")
        .notes(&[choice(
            "Without endTime it is for ever; a second entry for a person replaces the first.",
        )]),
    Row::of::<DeleteBookingBlacklist>(Module::Rooms, "Lets people book again.")
        .notes(&[documented("At most 100 people a call.")]),
    Row::of::<QueryBookingBlacklist>(Module::Rooms, "Lists who may not book, page by page.").ours(),
    Row::of::<ReportMeetingRoomProblem>(Module::Rooms, "Notes that something is wrong in a room.")
        .ours()
        .notes(&[choice("Whoever sees the room may; the reply is the problem's id.")]),
    Row::of::<QueryMeetingRoomProblemList>(
        Module::Rooms,
        "Lists what is wrong in rooms, page by page.",
    )
    .ours()
    .notes(&[choice("Of one room whoever sees it is told what is open, and not who reported it.")]),
    Row::of::<CloseMeetingRoomProblem>(Module::Rooms, "Closes what was wrong in a room.").ours(),
    Row::of::<QueryMeetingRoomUses>(
        Module::Rooms,
        "Tells how much rooms are used: time taken of time open, who came, and what is too big.",
    )
    .ours(),
    Row::of::<QueryMeetingRoomDevice>(Module::Rooms, "Reads one device.").notes(&[
        ONE_DEVICE,
        choice("deviceStatus is online while the device is connected to this server."),
    ]),
    Row::of::<QueryDeviceProperties>(Module::Rooms, "Reads properties of a device by name.").notes(
        &[
            ONE_DEVICE,
            from_sdk("Who asks and which device are a query, the names a body."),
            documented("At most 10 names; those that the device does not have are left out."),
        ],
    ),
    Row::of::<QueryDeviceIpByCode>(
        Module::Rooms,
        "Finds the address of the device that shows a share code.",
    )
    .scope_from(Mark::Choice)
    .notes(&[FOR_THE_ORGANISATION]),
    Row::of::<QueryMeetingRoomDeviceList>(Module::Rooms, "Lists the devices, page by page.")
        .ours()
        .notes(&[choice("A group's administrator gets those in the rooms of that group.")]),
    Row::of::<RegisterMeetingRoomDevice>(Module::Rooms, "Registers a device.").ours(),
    Row::of::<UpdateMeetingRoomDevice>(
        Module::Rooms,
        "Changes the fields of a device that are given.",
    )
    .ours(),
    Row::of::<DeleteMeetingRoomDevice>(Module::Rooms, "Removes a device.")
        .ours()
        .notes(&[choice("Its token and its connection end.")]),
    Row::of::<ReportDeviceProperties>(Module::Rooms, "Notes properties of a device.")
        .ours()
        .notes(&[choice("A device that is connected reports them itself: docs/DEVICES.md.")]),
    Row::of::<CreateDeviceToken>(Module::Rooms, "Gives a device the token that it connects with.")
        .ours()
        .notes(&[choice("It is shown once; the one before and its connection end.")]),
    Row::of::<DeleteDeviceToken>(Module::Rooms, "Ends the token of a device and its connection.")
        .ours(),
    Row::of::<PairMeetingRoomPanel>(
        Module::Rooms,
        "Makes the screen that shows a code a device of a room or a group.",
    )
    .ours()
    .notes(&[choice("The screen has its token already: docs/DEVICES.md.")]),
    Row::of::<CreateDeviceCustomTemplate>(Module::Rooms, "Makes a screen template.").notes(&[
        FOR_THE_ORGANISATION,
        from_sdk("Its reply is bare, not under result."),
        PLACES,
    ]),
    Row::of::<UpdateDeviceCustomTemplate>(Module::Rooms, "Replaces a screen template.").notes(&[
        FOR_THE_ORGANISATION,
        documented("What is absent goes back to its default; name and id stay."),
        choice("A templateName that is given is its new name."),
        PLACES,
    ]),
    Row::of::<DeleteDeviceCustomTemplate>(Module::Rooms, "Removes a screen template.")
        .notes(&[FOR_THE_ORGANISATION]),
    Row::of::<QueryDeviceCustomTemplate>(Module::Rooms, "Reads one screen template.").notes(&[
        FOR_THE_ORGANISATION,
        from_sdk("What a request calls bgImgList is bgImageList in a reply."),
        choice("confType and confSubType are left out: no call sets them."),
    ]),
    Row::of::<QueryDeviceCustomTemplateList>(
        Module::Rooms,
        "Lists the screen templates and where each is shown.",
    )
    .notes(&[
        FOR_THE_ORGANISATION,
        from_sdk("Its three maps are objects keyed by templateId."),
        choice("Each map has a list for each template, in the order of their ids."),
    ]),
    Row::of::<CreateMeetingRoomPicture>(
        Module::Rooms,
        "Keeps a picture for rooms and screens, and gives its address.",
    )
    .ours()
    .notes(&[
        choice(
            "The file is base64 in the body, so that every SDK's call of any action can send it.",
        ),
        choice("Only the picture is kept: no place and time of a photo, no text, no profile."),
        choice("The address is read by GET without a token."),
    ]),
    Row::of::<CreateMeetingRoomControlPanel>(Module::Rooms, "Gives a room its control panel.")
        .scope_from(Mark::Choice)
        .notes(&[choice("It takes the place of the panel that the room had.")]),
    Row::of::<DeleteMeetingRoomControlPanel>(Module::Rooms, "Takes the control panels from rooms.")
        .scope_from(Mark::Choice),
    Row::of::<QueryMeetingRoomControlPanelList>(
        Module::Rooms,
        "Lists control panels, page by page.",
    )
    .scope_from(Mark::Choice)
    .notes(&[
        choice("Those of the rooms that the operator administers."),
        from_sdk("unionId may be left out; the app then asks for the organisation."),
    ]),
    Row::of::<SendCentralControl>(Module::Rooms, "Sends a command to the devices of a room.")
        .notes(&[
            choice("True tells that the command is stored, not that a device obeyed."),
            from_sdk("Unknown to the SDK on npm (2.2.27)."),
        ]),
    Row::of::<QueryCentralControlList>(
        Module::Rooms,
        "Tells what became of the newest commands to a room.",
    )
    .ours(),
];
