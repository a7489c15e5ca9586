//! Every error of the wire: status, code, message, when, and where that comes from.
//!
//! The messages are DingTalk's, oddities included (`Room Exsit`, `API CONTROL ClOSE`); `<…>` stands
//! for what is filled in. The server's own table is compared with this one in its tests.

use super::Mark::{Choice, Documented, Observed};
use super::{Mark, Module, Row};
use crate::{Method, Scope};

/// Which calls an error can answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// Every call of the new API.
    Any,
    /// Every call of the new API that takes a token.
    Token,
    /// Every call of the new API that takes a body.
    Body,
    /// Every call of that module.
    Module(Module),
    /// Every call that needs one of those scopes.
    Scopes(&'static [Scope]),
    /// Every call whose path has that parameter, written with its braces.
    Within(&'static str),
    /// Those operations.
    Actions(&'static [&'static str]),
    /// Every legacy call that takes a token.
    Topapi,
    /// No operation: a path of the legacy API that is none.
    LegacyElsewhere,
}

/// One error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ErrorRow {
    /// Which calls it can answer.
    pub on: On,
    /// The HTTP status; of a legacy call always 200.
    pub status: u16,
    /// The code; of a legacy call the errcode in digits.
    pub code: &'static str,
    /// The finer code of a legacy call.
    pub sub_code: Option<&'static str>,
    /// The message; where there is a finer code, the finer message. Empty ([`OURS`]) where nothing is
    /// known of it and the text is ours.
    pub message: &'static str,
    /// Where it comes from.
    pub mark: Mark,
    /// When it is said.
    pub when: &'static str,
}

/// The message of an error whose text is ours.
pub const OURS: &str = "";

impl ErrorRow {
    /// Whether it can answer that operation.
    pub fn concerns(&self, row: &Row) -> bool {
        let legacy = row.module == Module::Legacy;
        match self.on {
            On::Any => !legacy,
            On::Token => !legacy && row.scope.is_some(),
            On::Body => !legacy && matches!(row.method, Method::POST | Method::PUT),
            On::Module(module) => row.module == module,
            On::Scopes(scopes) => row.scope.is_some_and(|scope| scopes.contains(&scope)),
            On::Within(parameter) => row.path.split('/').any(|segment| segment == parameter),
            On::Actions(actions) => actions.contains(&row.action),
            On::Topapi => legacy && row.scope.is_some(),
            On::LegacyElsewhere => false,
        }
    }

    /// Whether it has the legacy form, `errcode` and `errmsg`.
    pub fn is_legacy(&self) -> bool {
        match self.on {
            On::Topapi | On::LegacyElsewhere | On::Module(Module::Legacy) => true,
            On::Actions(actions) => actions
                .iter()
                .any(|action| super::find(action).is_some_and(|row| row.module == Module::Legacy)),
            _ => false,
        }
    }
}

const fn error(
    on: On,
    status: u16,
    code: &'static str,
    message: &'static str,
    mark: Mark,
    when: &'static str,
) -> ErrorRow {
    ErrorRow { on, status, code, sub_code: None, message, mark, when }
}

/// A documented error of the calendar: its code is always the same, its text tells.
const fn invalid(on: On, message: &'static str, when: &'static str) -> ErrorRow {
    error(on, 400, "invalidParameter", message, Documented, when)
}

const fn legacy(
    on: On,
    errcode: &'static str,
    message: &'static str,
    mark: Mark,
    when: &'static str,
) -> ErrorRow {
    error(on, 200, errcode, message, mark, when)
}

const fn finer(
    on: On,
    errcode: &'static str,
    sub_code: Option<&'static str>,
    message: &'static str,
    when: &'static str,
) -> ErrorRow {
    ErrorRow { sub_code, ..error(on, 200, errcode, message, Observed, when) }
}

const GROUP_READS: On = On::Actions(&[
    "QueryMeetingRoomGroup",
    "QueryMeetingRoomGroupList",
    "QueryMeetingRoomGroupAdmin",
    "QueryMeetingRoomGroupPlan",
]);
const DEVICE_READS: On =
    On::Actions(&["QueryMeetingRoomDevice", "QueryDeviceProperties", "QueryDeviceIpByCode"]);
const OUR_DEVICES: On = On::Actions(&[
    "RegisterMeetingRoomDevice",
    "UpdateMeetingRoomDevice",
    "DeleteMeetingRoomDevice",
    "ReportDeviceProperties",
    "CreateDeviceToken",
    "DeleteDeviceToken",
]);
const ROOM_SETS: On = On::Actions(&["CreateMeetingRoom", "UpdateMeetingRoom"]);
const LABEL_SETS: On = On::Actions(&["CreateMeetingRoomLabel", "UpdateMeetingRoomLabel"]);
const ONE_LABEL: On = On::Actions(&["UpdateMeetingRoomLabel", "DeleteMeetingRoomLabel"]);
const TEMPLATE_SETS: On =
    On::Actions(&["CreateDeviceCustomTemplate", "UpdateDeviceCustomTemplate"]);
const TEMPLATES: On = On::Scopes(&[Scope::TemplateRead, Scope::TemplateWrite]);
const EVENT_SETS: On = On::Actions(&["CreateEvent", "CreateEventByMe", "PatchEvent"]);
const ONE_EVENT: On = On::Within("{eventId}");
const ORGANISER_WRITES: On = On::Actions(&[
    "PatchEvent",
    "DeleteEvent",
    "CancelEvent",
    "TransferEvent",
    "AddMeetingRooms",
    "RemoveMeetingRooms",
    "AddAttendee",
    "RemoveAttendee",
]);
const BOOKINGS: On = On::Actions(&["AddMeetingRooms", "PatchEvent", "MeetingRoomRespond"]);
const ROOMS_OF_EVENTS: On = On::Actions(&[
    "AddMeetingRooms",
    "RemoveMeetingRooms",
    "MeetingRoomRespond",
    "GetMeetingRoomsSchedule",
]);
const SCHEDULES: On = On::Actions(&["GetMeetingRoomsSchedule"]);
const ONE_APP: On = On::Actions(&["UpdateApp", "RotateAppSecret", "RevokeApp", "DeleteApp"]);
const LEGACY_TOKENS: On = On::Actions(&["gettoken", "service.get_corp_token"]);
const LEGACY_PEOPLE: On = On::Actions(&[
    "topapi.v2.user.get",
    "topapi.user.getbyunionid",
    "topapi.v2.user.getbyunionid",
    "topapi.v2.user.update",
    "topapi.v2.user.delete",
    "topapi.v2.user.setadmin",
]);
const LEGACY_USER_IDS: On = On::Actions(&[
    "topapi.v2.user.get",
    "topapi.v2.user.create",
    "topapi.v2.user.batchcreate",
    "topapi.v2.user.update",
    "topapi.v2.user.delete",
    "topapi.v2.user.setadmin",
]);
const LEGACY_DEPARTMENTS: On = On::Actions(&[
    "topapi.v2.user.list",
    "topapi.v2.user.create",
    "topapi.v2.user.batchcreate",
    "topapi.v2.user.update",
    "topapi.v2.department.listsub",
    "topapi.v2.department.listsubid",
    "topapi.v2.department.get",
    "topapi.v2.department.update",
    "topapi.v2.department.delete",
]);
const LEGACY_PARENTS: On = On::Actions(&[
    "topapi.v2.department.create",
    "topapi.v2.department.batchcreate",
    "topapi.v2.department.update",
]);

/// Every error there is: of all calls first, then module by module, the legacy API last.
#[rustfmt::skip] // a table
pub static ERRORS: &[ErrorRow] = &[
    // Before an operation is known.
    error(On::Any, 404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method.", Observed, "no operation has that method and path"),
    error(On::Any, 400, "param.error", "Error:malformed request", Choice, "the bytes are no HTTP request"),
    error(On::Any, 408, "RequestTimeout", OURS, Choice, "the request did not arrive whole in time"),
    error(On::Any, 413, "RequestTooLarge", OURS, Choice, "the body is over 1 MiB"),
    error(On::Any, 414, "RequestTooLarge", OURS, Choice, "the path and query are too long"),
    error(On::Any, 431, "RequestTooLarge", OURS, Choice, "the header section is too large"),
    // Token, address, rate, scope, quota.
    error(On::Token, 400, "AuthenticationFailed.MissingParameter", "缺少参数：x-acs-dingtalk-access-token", Observed, "the header with the token is absent or empty; a Bearer or query token does not count"),
    error(On::Token, 400, "InvalidAuthentication", "不合法的access_token", Observed, "the token is unknown, expired or in quotes"),
    error(On::Token, 400, "InvalidAuthentication", "不合法的access_token", Choice, "an app's token on a call of oneself (me), or a suite's own token on a call of an organisation"),
    error(On::Token, 403, "Forbidden.AccessDenied.IpNotInWhiteList", "访问ip不在白名单之中,request ip=<ip>", Documented, "the app has an address list, and the caller's address is not in it"),
    error(On::Token, 403, "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", "您的企业应用调用钉钉开放平台当前接口的所有请求都被暂时禁用了", Documented, "the app calls this operation more often a second than it may"),
    error(On::Token, 403, "Forbidden.AccessDenied.AccessTokenPermissionDenied", "应用尚未开通所需的权限：[<scope>]", Observed, "the app lacks the scope; accessdenieddetail.requiredScopes names it"),
    error(On::Token, 403, "Forbidden.AccessDenied.ApiCountLimitForOrg", OURS, Documented, "the organisation has used up its calls of the month; the code is documented, the text is ours"),
    // Body, organisation.
    error(On::Body, 400, "Missingbody", "body is mandatory for this action.", Observed, "the body is absent or no JSON object where one is needed"),
    error(On::Token, 400, "org.not.found", "Org Not Found", Documented, "the organisation is gone, or no longer authorises the app"),
    error(On::Any, 500, "system.error", "System Error", Documented, "a fault of ours; the cause is in the log under the request's id"),
    error(On::Any, 503, "ServiceUnavailable", OURS, Choice, "overloaded, stopping, or cut from the database"),

    // oauth2
    error(On::Module(Module::OAuth2), 400, "param.error", "Param Error, or Error:<what is wrong>", Choice, "a parameter is missing or bad; a missing secret counts as a wrong one"),
    error(On::Module(Module::OAuth2), 403, "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", "您的企业应用调用钉钉开放平台当前接口的所有请求都被暂时禁用了", Choice, "too many wrong secrets for that key, or from that address"),
    error(On::Actions(&["GetAccessToken"]), 400, "invalidClientIdOrSecret", "无效的clientId或者clientSecret", Observed, "the key is unknown or the secret is wrong"),
    error(On::Actions(&["GetUserToken"]), 400, "invalidClientIdOrSecret", "无效的clientId或者clientSecret", Choice, "the key is unknown or the secret is wrong"),
    error(On::Actions(&["GetUserToken"]), 400, "invalidParameter.authCode.notFound", "不存在的临时授权码", Choice, "the code or the refresh token is unknown, spent, ended, or another app's; the code of the error was seen at DingTalk's, its text and its place for refresh tokens are our choice"),
    error(On::Actions(&["GetSuiteAccessToken"]), 400, "invalidClientIdOrSecret", "clientId或者clientSecret错误", Documented, "the key is unknown or the secret is wrong"),
    error(On::Actions(&["GetCorpAccessToken"]), 400, "invalidSuiteKey", "suitekey不合法", Observed, "the suite's key is unknown"),
    error(On::Actions(&["GetCorpAccessToken"]), 400, "invalidSuiteKey", "suitekey不合法", Choice, "the suite's secret is wrong"),
    error(On::Actions(&["GetCorpAccessToken", "GetSuiteAccessToken"]), 400, "invalidSuiteTicket", "suiteTicket无效", Documented, "the ticket is not the one that was pushed last"),
    error(On::Actions(&["GetCorpAccessToken"]), 400, "invalidAuthInfo", "授权关系不存在", Documented, "the organisation has not authorised the suite"),
    error(On::Actions(&["GetToken"]), 400, "invalid.client", "invalid.client", Documented, "the client is unknown or its secret is wrong"),
    error(On::Actions(&["GetToken"]), 400, "unsupported.grant.type", "unsupported.grant.type", Documented, "grant_type is not client_credentials"),
    error(On::Actions(&["GetToken"]), 401, "unauthorized.client", "unauthorized.client", Documented, "the client has no right in that organisation"),

    // contact
    error(On::Module(Module::Contact), 400, "param.error", "Param Error, or Error:<what is wrong>", Choice, "a parameter is missing or bad"),
    error(On::Actions(&["GetUser"]), 404, "invalidParameter.user.notFound", "找不到该用户", Documented, "the organisation has no such person"),

    // rooms
    error(On::Module(Module::Rooms), 400, "param.error", "Param Error, or Error:<what is wrong>", Documented, "a parameter is missing or bad; the longer text where a field can be named"),
    error(On::Scopes(&[Scope::RoomRead]), 400, "user.not.employee", "User Not Employee", Choice, "the operator is not in the organisation, on a read; the code is documented, its place is our choice"),
    error(On::Scopes(&[Scope::RoomWrite]), 400, "user.not.admin", "User Not Admin", Choice, "the operator is not in the organisation, on a write; the code is documented, its place is our choice"),
    error(On::Scopes(&[Scope::RoomWrite]), 400, "user.not.admin", "User Not Admin", Documented, "the operator is not an administrator"),
    error(On::Actions(&["QueryBookingBlacklist", "QuerySuperUserMeetingRoom", "QueryMeetingRoomAdmin", "QueryMeetingRoomUses"]), 400, "user.not.admin", "User Not Admin", Choice, "the operator is not an administrator, on a read that is one's"),
    error(On::Actions(&["CreateUserInvitation"]), 400, "user.not.admin", "User Not Admin", Choice, "the operator is not an administrator"),
    error(On::Actions(&["CreateBookingBlacklist", "DeleteBookingBlacklist", "SendCentralControl", "SetSuperUserMeetingRoom", "SetMeetingRoomGroupAdmin", "SetMeetingRoomAdmin", "CreateUserInvitation"]), 400, "user.not.org", "User Not In Org", Choice, "the person it is about is not in the organisation; the code is documented, its place is our choice"),
    error(On::Actions(&["QueryMeetingRoom"]), 400, "room.not.found", "Room Not Found", Choice, "there is no such room, or the operator may not see it"),
    error(On::Actions(&["QuerySuperUserMeetingRoom", "QueryMeetingRoomAdmin", "SetMeetingRoomAdmin", "ExplainMeetingRoomUpdate", "QueryMeetingRoomUses"]), 400, "room.not.found", "Room Not Found", Choice, "there is no such room"),
    error(On::Actions(&["UpdateMeetingRoom", "DeleteMeetingRoom", "SetSuperUserMeetingRoom", "RemoveSuperUserMeetingRoom", "CreateMeetingRoomControlPanel", "DeleteMeetingRoomControlPanel", "SendCentralControl"]), 400, "room.not.found", "Room Not Found", Documented, "there is no such room"),
    error(ROOM_SETS, 400, "room.name.unsafe", "Room Name Unsafe", Documented, "the name is blank, over 100 characters or has control characters (which names: our choice)"),
    error(ROOM_SETS, 400, "room.exist", "Room Exsit", Documented, "another room of the organisation has the name"),
    error(ROOM_SETS, 400, "group.not.found", "Group Not Found", Choice, "there is no such room group"),
    error(ROOM_SETS, 400, "param.error", "Error:lack authorizedMembers", Documented, "roomStatus is 2 and nobody is authorised"),
    error(ROOM_SETS, 400, "param.error", "Error:roomStatus invalid", Documented, "roomStatus is none of 0, 1, 2"),
    error(On::Actions(&["ExplainMeetingRoomUpdate", "ExplainMeetingRoomGroupUpdate"]), 400, "group.not.found", "Group Not Found", Choice, "there is no such room group"),
    error(On::Actions(&["ExplainMeetingRoomUpdate"]), 400, "param.error", "Error:lack authorizedMembers", Choice, "it would be restricted to nobody"),
    error(On::Actions(&["ExplainMeetingRoomUpdate"]), 400, "room.name.unsafe", "Room Name Unsafe", Choice, "the name could not be given to it"),
    error(On::Actions(&["UpdateMeetingRoom", "ExplainMeetingRoomUpdate"]), 409, "room.changed", "Room Changed", Choice, "the room is not as `expected` says; nothing was written"),
    error(On::Actions(&["UpdateDeviceCustomTemplate"]), 409, "template.changed", "Template Changed", Choice, "the template is not as `expected` says; nothing was written"),
    error(On::Actions(&["UpdateMeetingRoomDevice"]), 409, "device.changed", "Device Changed", Choice, "the device is not as `expected` says; nothing was written"),
    error(On::Actions(&["SetMeetingRoomGroupPlan"]), 409, "plan.changed", "Plan Changed", Choice, "the plan is not as `expected` says; nothing was written"),
    error(On::Actions(&["CreateMeetingRoomControlPanel", "DeleteMeetingRoomControlPanel"]), 409, "panel.changed", "Panel Changed", Choice, "a panel is not as `expected` says; nothing was written"),
    error(On::Actions(&["UpdateMeetingRoomGroup", "ExplainMeetingRoomGroupUpdate"]), 409, "group.changed", "Group Changed", Choice, "the group is not as `expected` says; nothing was written"),
    error(On::Actions(&["CreateMeetingRoom"]), 400, "num.over.limit", "Number Over Limit", Documented, "the organisation's licence has no room left"),
    error(On::Actions(&["CreateMeetingRoomGroup"]), 400, "group.too.much", "Group Too Much", Documented, "the organisation has 1,000 groups (the number: our choice)"),
    error(On::Actions(&["CreateMeetingRoomGroup"]), 400, "group.not.found", "Parent Group Not Found", Documented, "there is no such group above"),
    error(On::Actions(&["CreateMeetingRoomGroup"]), 400, "depth.over.limit", "Group Depth Over Limit", Documented, "it would be a fourth level"),
    error(On::Actions(&["UpdateMeetingRoomGroup", "DeleteMeetingRoomGroup", "QueryMeetingRoomGroup", "QueryMeetingRoomGroupAdmin"]), 400, "group.not.found", "Group Not Found", Documented, "there is no such group"),
    error(On::Actions(&["SetMeetingRoomGroupAdmin", "SetMeetingRoomGroupPlan", "QueryMeetingRoomGroupPlan", "QueryMeetingRoomUses"]), 400, "group.not.found", "Group Not Found", Choice, "there is no such group"),
    error(On::Actions(&["DeleteMeetingRoomGroup"]), 400, "param.error", "Error:group has sub groups", Choice, "there are groups below it"),
    error(LABEL_SETS, 400, "label.exist", "Label Exist", Choice, "another label has the name, or one of those that are the same everywhere"),
    error(On::Actions(&["CreateMeetingRoomLabel"]), 400, "label.too.much", "Label Too Much", Choice, "the organisation has 200 labels of its own"),
    error(ONE_LABEL, 400, "label.not.found", "Label Not Found", Choice, "there is no such label"),
    error(ONE_LABEL, 400, "param.error", "Error:labels 1 to 5 are fixed", Choice, "it is one of the labels that are the same everywhere"),
    error(GROUP_READS, 500, "group.query.error", "Group Query Error", Documented, "a fault of ours while groups are read"),
    error(On::Actions(&["DeleteBookingBlacklist"]), 400, "user.over.limit", "User Over Limit", Documented, "over 100 people in one call"),
    error(On::Actions(&["ReportMeetingRoomProblem"]), 400, "user.not.employee", "User Not Employee", Choice, "who reports it is not in the organisation"),
    error(On::Actions(&["ReportMeetingRoomProblem", "QueryMeetingRoomProblemList"]), 400, "room.not.found", "Room Not Found", Choice, "there is no such room, or the operator may not see it"),
    error(On::Actions(&["ReportMeetingRoomProblem"]), 400, "problem.too.much", "Problem Too Much", Choice, "100 problems of the room are open, or 20 that this person reported"),
    error(On::Actions(&["QueryMeetingRoomProblemList"]), 400, "user.not.admin", "User Not Admin", Choice, "no room is named, and the operator administers none"),
    error(On::Actions(&["CloseMeetingRoomProblem"]), 400, "problem.not.found", "Problem Not Found", Choice, "there is no such problem"),
    error(DEVICE_READS, 400, "device.not.found", "device not found", Documented, "there is no such device"),
    error(OUR_DEVICES, 400, "device.not.found", "device not found", Choice, "there is no such device"),
    error(OUR_DEVICES, 400, "room.not.found", "Room Not Found", Choice, "it is to stand in a room that there is not"),
    error(On::Actions(&["PairMeetingRoomPanel"]), 400, "room.not.found", "Room Not Found", Choice, "it is to hang at a room that there is not"),
    error(On::Actions(&["PairMeetingRoomPanel"]), 400, "group.not.found", "Group Not Found", Choice, "it is to show a group that there is not"),
    error(On::Actions(&["PairMeetingRoomPanel"]), 400, "panel.code.not.found", "Panel Code Not Found", Choice, "no screen shows that code, or not any more"),
    error(On::Actions(&["PairMeetingRoomPanel"]), 403, "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", OURS, Choice, "too many codes of that person, or from that address, were none"),
    error(DEVICE_READS, 403, "no.permission", "no permission", Documented, "the operator is not an administrator"),
    error(On::Actions(&["QueryMeetingRoomDeviceList"]), 403, "no.permission", "no permission", Choice, "the operator administers neither the organisation nor a group or a room"),
    error(DEVICE_READS, 500, "system.error", "system error", Documented, "a fault of ours while a device is read"),
    error(On::Actions(&["SendCentralControl"]), 400, "api.control.close", "API CONTROL ClOSE", Documented, "the room takes no commands (that is when it has no device: our choice)"),
    error(On::Actions(&["QueryCentralControlList"]), 403, "no.permission", "no permission", Choice, "the operator does not administer the room"),
    error(TEMPLATES, 400, "no.permission", "No Permission", Documented, "the token's user is not an administrator"),
    error(TEMPLATE_SETS, 400, "duplicate.template.name", "Duplicate Template Name", Documented, "another template has the name"),
    error(TEMPLATE_SETS, 400, "picture.format.error", "Picture Format Error", Documented, "an address of a picture is none of http or https (which addresses: our choice)"),
    error(On::Actions(&["UpdateDeviceCustomTemplate", "DeleteDeviceCustomTemplate", "QueryDeviceCustomTemplate"]), 400, "template.not.found", "Template Not Found", Documented, "there is no such template"),
    error(TEMPLATE_SETS, 400, "no.smart.permission", "No Smart Room Permission", Documented, "the organisation may not make screen templates (hasScreenTemplates is false in the document)"),

    // calendar
    error(On::Actions(&["GetSchedule", "GetScheduleByMe", "ListCalendars"]), 400, "paramIllegal", "PARAM ILLEGAL", Documented, "a parameter is missing or bad"),
    invalid(On::Module(Module::Calendar), "CalendarId cannot be blank", "the calendar's id is blank"),
    error(On::Module(Module::Calendar), 400, "invalidParameter", "userId invalid", Choice, "a person in the path or in a list is not in the organisation"),
    error(On::Module(Module::Calendar), 400, "invalidParameter", OURS, Choice, "another parameter is missing or bad; the text says which and how"),
    invalid(On::Actions(&["CreateEvent", "CreateEventByMe"]), "Event must be provided.", "there is no event in the body"),
    invalid(EVENT_SETS, "Event summary cannot be blank", "the summary is blank"),
    invalid(EVENT_SETS, "Event start time not set.", "there is no start"),
    invalid(EVENT_SETS, "Event end time not set.", "there is no end"),
    invalid(EVENT_SETS, "Recurrence range numberOfOccurrences must between [1, 99]", "the number of occurrences is out of its range"),
    invalid(EVENT_SETS, "Recurrence interval must between [1, 365]", "the interval is out of its range"),
    invalid(On::Actions(&["PatchEvent"]), "Event id summary cannot be blank", "the event's id is blank"),
    invalid(ONE_EVENT, "eventId cannot be blank", "the event's id is blank"),
    invalid(ROOMS_OF_EVENTS, "roomId must be provided.", "no room is named"),
    invalid(ROOMS_OF_EVENTS, "roomId invalid", "an id names no room of the organisation"),
    invalid(On::Actions(&["AddMeetingRooms"]), "attendees batch size too large. Maximum allowed:5", "over five rooms an event"),
    invalid(On::Actions(&["RemoveMeetingRooms"]), "Meeting rooms to remove must be provided.", "no room is named"),
    invalid(SCHEDULES, "query ids cannot be empty", "nothing is asked about"),
    invalid(SCHEDULES, "Cannot get schedule information for more than limit.", "too many are asked about at once"),
    invalid(SCHEDULES, "Cannot query schedule for more than 90 days.", "the span is too long"),
    error(On::Actions(&["ListAttendees"]), 400, "invalidParameter.event.calendarId", OURS, Documented, "the calendar's id is bad"),
    error(On::Actions(&["ListAttendees"]), 400, "invalidParameter.event.eventId", OURS, Documented, "the event's id is bad"),
    error(On::Actions(&["ListAttendees"]), 400, "invalidParameter.maxResults", "maxResults size must within range [0,500]", Documented, "maxResults is out of its range"),
    error(On::Module(Module::Calendar), 400, "InvalidParameter.ParsedISO8601TimestampError", OURS, Documented, "a time is no ISO 8601 time with an offset (a year that is none of 1970 to 2999 too: our choice)"),
    error(ONE_EVENT, 404, "itemNotFound", OURS, Documented, "the event is not in that person's calendar, is deleted, or is another organisation's"),
    error(On::Actions(&["ListEvents", "ListEventsInstances"]), 404, "itemNotFound", OURS, Choice, "the series is not in that person's calendar, is deleted, or is another organisation's"),
    error(ONE_EVENT, 404, "instanceNotExist", "instance not exist", Documented, "the series has no such occurrence"),
    error(On::Actions(&["ListEventsInstances"]), 404, "instanceNotExist", "instance not exist", Choice, "the series has no such occurrence to begin with"),
    error(ORGANISER_WRITES, 400, "permissionDeny", OURS, Documented, "one is only an attendee of the event"),
    error(On::Actions(&["CreateEvent", "CreateEventByMe"]), 400, "flowLimit", OURS, Choice, "the person has made as many events within 24 hours as the server's setting allows"),
    error(BOOKINGS, 400, "meetingRoomNotAvailable", "code: 321001, developerMessage: [{\"roomName\":\"<name>\",\"text\":\"<rule and value>\"}]", Observed, "a room cannot be had, for whatever reason; one entry for each room refused"),
    error(On::Actions(&["RemoveMeetingRooms", "CancelEvent", "DeleteEvent"]), 400, "meetingRoomNotAvailable", "code: 321001, developerMessage: [{\"roomName\":\"<name>\",\"text\":\"<rule and value>\"}]", Choice, "it is too late to give a room back"),
    error(On::Actions(&["AddAttendee"]), 400, "meetingRoomNotAvailable", "code: 321001, developerMessage: [{\"roomName\":\"<name>\",\"text\":\"<rule and value>\"}]", Choice, "more people would come than a room that counts its seats has"),
    error(On::Actions(&["TransferEvent"]), 400, "meetingRoomNotAvailable", "code: 321001, developerMessage: [{\"roomName\":\"<name>\",\"text\":\"<rule and value>\"}]", Choice, "who is to organise it may not have a room that it holds, or would pass a quota"),
    error(On::Actions(&["MeetingRoomRespond"]), 400, "permissionDeny", OURS, Choice, "one administers neither the room, nor its group or one above"),
    error(On::Actions(&["SignIn", "SignOut", "CheckIn"]), 400, "notInEvent", "用户不在日程内", Documented, "the person is not in the event"),
    error(On::Actions(&["GetSignInLink"]), 400, "permissionDenied", "Request user has no permission to launch check in", Documented, "the person is not the organiser"),
    error(On::Actions(&["GetSignOutLink"]), 400, "permissionDenied", "Request user has no permission to launch sign out", Documented, "the person is not the organiser"),
    error(On::Scopes(&[Scope::EventWrite]), 409, "invalidRequest.duplicateClientToken", "Duplicate ClientToken detected. Please generate a new client token and retry.", Documented, "the same x-client-token came with another body within a day"),
    error(On::Scopes(&[Scope::EventWrite]), 400, "idempotencyProcessing", "Idempotency processing", Documented, "the first call with the same x-client-token is still running"),

    // console
    error(On::Module(Module::Console), 400, "param.error", "Error:<what is wrong>", Choice, "a parameter is missing or bad"),
    error(On::Module(Module::Console), 400, "InvalidAuthentication", "不合法的access_token", Choice, "the token is not a person's own: an app's, or one that an app has on behalf of a person"),
    error(On::Module(Module::Console), 400, "no.permission", "No Permission", Choice, "the person is not an administrator"),
    error(On::Actions(&["WithdrawConsent"]), 400, "consent.not.found", "Consent Not Found", Choice, "the app acts for that person not at all, or not any more"),
    error(ONE_APP, 400, "app.not.found", "App Not Found", Choice, "the organisation has no such app"),
    error(On::Actions(&["UpdateApp"]), 409, "app.changed", "App Changed", Choice, "the app is not as `expected` says; nothing was written"),
    error(On::Actions(&["CreateApp"]), 400, "app.too.much", "App Too Much", Choice, "the organisation has 200 apps"),

    // legacy
    finer(On::Topapi, "88", Some("40000"), "access_token is blank", "the token is absent"),
    finer(On::Topapi, "88", Some("40014"), "不合法的access_token", "the token is unknown or expired"),
    finer(On::Topapi, "88", Some("60011"), "应用尚未开通所需的权限：[<scope>]", "the app lacks the scope"),
    ErrorRow { mark: Choice, ..finer(On::Topapi, "88", Some("60020"), "访问ip不在白名单之中,request ip=<ip>", "the app has an address list, and the caller's address is not in it") },
    ErrorRow { mark: Choice, ..finer(On::Topapi, "88", Some("90018"), "您的企业应用调用钉钉开放平台当前接口的所有请求都被暂时禁用了", "the app calls this operation more often a second than it may") },
    ErrorRow { mark: Choice, ..finer(On::Topapi, "88", Some("40014"), "不合法的access_token", "the organisation is gone, or no longer authorises the app") },
    finer(On::LegacyElsewhere, "22", None, "不合法ApiName，ApiName = dingtalk.oapi.<path with dots>", "there is no such topapi path"),
    legacy(On::LegacyElsewhere, "404", "请求的URI地址不存在", Observed, "there is no such path, and it is neither topapi nor the new API"),
    legacy(LEGACY_TOKENS, "40096", "不合法的appKey或appSecret", Observed, "the key is unknown, or the secret or the signature is wrong"),
    legacy(On::Actions(&["gettoken"]), "40035", "缺少参数 corpid or appkey", Observed, "the key or the secret is missing"),
    legacy(On::Actions(&["service.get_corp_token"]), "400002", "无效的参数", Choice, "a parameter is missing"),
    legacy(LEGACY_TOKENS, "90002", OURS, Choice, "too many wrong secrets for that key, or from that address"),
    legacy(LEGACY_TOKENS, "-1", "系统繁忙", Choice, "the server is overloaded, cut from its database, or failed"),
    legacy(LEGACY_PEOPLE, "60121", "找不到该用户", Observed, "the organisation has no such person"),
    legacy(On::Actions(&["topapi.v2.user.update"]), "409", "User Changed", Choice, "the person is not as `expected` says; nothing was written"),
    legacy(LEGACY_USER_IDS, "33012", "无效的userId", Observed, "the userid is bad, or somebody has it"),
    legacy(LEGACY_DEPARTMENTS, "60003", "未找到对应部门", Observed, "there is no such department"),
    legacy(LEGACY_PARENTS, "60004", "父部门不存在", Observed, "there is no such department above"),
    legacy(On::Actions(&["topapi.v2.department.update", "topapi.v2.department.delete"]), "60018", "根部门不能被更新", Observed, "it is the root"),
    legacy(On::Actions(&["topapi.v2.department.update"]), "60010", "部门id存在循环", Observed, "a department would lie below itself"),
    legacy(On::Actions(&["topapi.v2.department.delete"]), "60005", "不允许删除有成员的部门", Observed, "there are people in it"),
    legacy(On::Actions(&["topapi.v2.department.delete"]), "60006", "不允许删除有子部门的部门", Observed, "there are departments below it"),
    legacy(On::Topapi, "400002", "无效的参数", Observed, "a parameter is missing or bad; sub_msg, ours, says which and how"),
    legacy(On::Topapi, "-1", "系统繁忙", Choice, "the server is overloaded, cut from its database, or failed"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{find, rows};

    #[test]
    fn every_action_named_is_in_the_catalogue() {
        for error in ERRORS {
            if let On::Actions(actions) = error.on {
                for action in actions {
                    assert!(find(action).is_some(), "{action} of {}", error.code);
                }
            }
        }
    }

    #[test]
    fn a_legacy_error_is_a_200_and_nothing_else_is() {
        for error in ERRORS {
            assert_eq!(error.is_legacy(), error.status == 200, "{error:?}");
            for row in rows().filter(|row| error.concerns(row)) {
                assert_eq!(error.is_legacy(), row.module == Module::Legacy);
            }
        }
    }

    #[test]
    fn nothing_is_said_twice() {
        for (at, error) in ERRORS.iter().enumerate() {
            assert!(!ERRORS[at + 1..].contains(error), "{error:?}");
        }
    }

    #[test]
    fn a_room_read_knows_its_errors() {
        let row = find("QueryMeetingRoom").expect("it is the first operation");
        let codes: Vec<_> =
            ERRORS.iter().filter(|error| error.concerns(row)).map(|error| error.code).collect();
        for code in ["room.not.found", "user.not.employee", "org.not.found"] {
            assert!(codes.contains(&code), "{code}");
        }
        for code in ["user.not.admin", "Missingbody", "invalid.client", "40096"] {
            assert!(!codes.contains(&code), "{code}");
        }
    }
}
