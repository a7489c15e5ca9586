//! Everything that a call can be refused with, and the one table from there to the wire.

use std::borrow::Cow;
use std::net::IpAddr;

use http::StatusCode;
use openrooms_core::room_change::Refusal;
use openrooms_core::template;
use openrooms_core::{group_change, label_change, room_problem};
use openrooms_protocol::Scope;
use openrooms_protocol::calendar::RefusedRoom;
use openrooms_protocol::error::{AccessDeniedDetail, ErrorBody, LegacyErrorBody};
use openrooms_store::StoreError;

use crate::calendar::problem::CalendarProblem;
use crate::legacy::problem::TopapiProblem;
use crate::outage::Outage;
use crate::request_id::RequestIds;

/// Why a call was refused, in the new API (docs/WIRE.md, errors).
#[derive(Debug)]
pub enum Problem {
    /// No such path, or another method.
    ActionNotFound,
    /// No token was sent.
    TokenMissing,
    /// The token is unknown, has expired, or is not for this.
    TokenInvalid,
    /// The caller's address is not on the app's list.
    AddressRefused(IpAddr),
    /// The app calls this operation too often.
    TooManyCalls,
    /// The organisation's month is used up.
    QuotaUsedUp {
        /// Calls a month.
        limit: i64,
    },
    /// The app was not granted what this needs.
    ScopeMissing(Scope),
    /// A body is needed and was not sent, or is no JSON object.
    BodyMissing,
    /// A parameter is missing or wrong; the text says which and how.
    ParameterWrong(Cow<'static, str>),
    /// The token's organisation is gone, or has withdrawn the app's authorisation.
    OrganisationNotFound,
    /// The operator of a read is nobody of the organisation.
    OperatorUnknown,
    /// The operator of a write does not administer what it changes, or is nobody of the
    /// organisation.
    NotAdministrator,
    /// No such room, or none that the operator may see.
    RoomNotFound,
    /// The person that a call is about is nobody of the organisation.
    PersonUnknown,
    /// The room takes no commands.
    ControlClosed,
    /// No such device, or none that the token's organisation has.
    DeviceNotFound,
    /// The operator of a read does not administer the device.
    DevicePermissionMissing,
    /// The database failed while a device was read: the same as elsewhere, in words of its own.
    DeviceStore(StoreError),
    /// No screen shows the code that somebody typed.
    PanelCodeUnknown,
    /// No such group.
    GroupNotFound,
    /// No such screen template.
    TemplateNotFound,
    /// Another screen template has the name.
    TemplateExists,
    /// What is given as a picture is no address of one, or no picture that is taken.
    PictureWrong,
    /// The organisation may not make screen templates.
    ScreensRefused,
    /// The token's user does not administer what has no operator to name.
    UserNotAdministrator,
    /// No such person, where one is read.
    UserNotFound,
    /// No such group to make one below.
    ParentGroupNotFound,
    /// It would be on a fourth level.
    GroupTooDeep,
    /// The organisation has as many groups as it may have.
    TooManyGroups,
    /// Too many people in one call.
    TooManyPeople,
    /// No such label.
    LabelNotFound,
    /// Another label has the name.
    LabelExists,
    /// The organisation has as many labels as it may have.
    TooManyLabels,
    /// No such problem of a room.
    RoomProblemNotFound,
    /// A room has as many open problems as it may have.
    TooManyRoomProblems,
    /// An app that does not act for the person.
    ConsentNotFound,
    /// No such app.
    AppNotFound,
    /// The organisation has as many apps as it may have.
    TooManyApps,
    /// Groups could not be read: a fault of ours.
    GroupsUnread(StoreError),
    /// A room's name that must not be.
    NameUnsafe,
    /// Another room has the name.
    RoomExists,
    /// The organisation's licence has no room left.
    LicenceUsedUp,
    /// The room is not as the caller expects it.
    RoomChanged,
    /// The group is not as the caller expects it.
    GroupChanged,
    /// The screen template is not as the caller expects it.
    TemplateChanged,
    /// The device is not as the caller expects it.
    DeviceChanged,
    /// The plan of the floor is not as the caller expects it.
    PlanChanged,
    /// The control panel is not as the caller expects it.
    PanelChanged,
    /// The app is not as the caller expects it.
    AppChanged,
    /// A call of the calendar's own.
    Calendar(CalendarProblem),
    /// An app's key or secret is wrong.
    AppSecretWrong,
    /// A suite's key or secret is wrong, where a token of an organisation is asked for.
    SuiteKeyWrong,
    /// A suite's key or secret is wrong, where its own token is asked for.
    SuiteSecretWrong,
    /// A suite's ticket is wrong.
    SuiteTicketWrong,
    /// The organisation has not authorised the suite.
    AuthorisationMissing,
    /// A person's code, or a refresh token, is unknown, spent or ended.
    CodeWrong,
    /// OAuth 2.0: the client is unknown, or its secret wrong.
    ClientInvalid,
    /// OAuth 2.0: only client credentials are granted.
    GrantTypeUnsupported,
    /// OAuth 2.0: the client has no right in that organisation.
    ClientUnauthorised,
    /// Too many wrong secrets for this key or from this address.
    Throttled,
    /// The console: nobody is signed in.
    SessionMissing,
    /// The console: a page of another site asks.
    OriginRefused,
    /// The console: the login or the password is wrong.
    SignInWrong,
    /// The console: too many wrong passwords of this person, or from this address.
    SignInThrottled,
    /// The console: too many begin from this address, in the demo.
    TooManySessions,
    /// The console: the invitation is unknown, used or too old.
    InvitationNotFound,
    /// The console: there is nothing to be set up, or not by this address.
    SetupNotFound,
    /// The console: a password that is too easy; the text says why.
    PasswordWeak(Cow<'static, str>),
    /// A screen: it waits to be paired, or has been taken away.
    ScreenUnknown,
    /// A screen: the meeting that is meant does not have the room now.
    MeetingNotHere,
    /// A screen: too many wait to be paired from this address, or on this server.
    ScreensThrottled,
    /// The request was not complete in time.
    RequestTimeout,
    /// Path, headers or body are too large.
    TooLarge(StatusCode),
    /// Overloaded, or cut from the database.
    Unavailable,
    /// A fault of ours; the cause is in the log.
    Fault,
    /// The store did not do it: unavailable, or a fault of ours.
    Store(StoreError),
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<CalendarProblem> for Problem {
    fn from(problem: CalendarProblem) -> Self {
        Self::Calendar(problem)
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotAdministrator => Self::NotAdministrator,
            Refusal::RoomUnknown => Self::RoomNotFound,
            Refusal::GroupUnknown => Self::GroupNotFound,
            Refusal::NameTaken => Self::RoomExists,
            Refusal::MembersMissing => Self::ParameterWrong("lack authorizedMembers".into()),
            Refusal::LicenceUsedUp => Self::LicenceUsedUp,
            Refusal::Changed => Self::RoomChanged,
        }
    }
}

impl From<template::Refusal> for Problem {
    fn from(refusal: template::Refusal) -> Self {
        match refusal {
            template::Refusal::NoScreens => Self::ScreensRefused,
            template::Refusal::Unknown => Self::TemplateNotFound,
            template::Refusal::NameTaken => Self::TemplateExists,
            template::Refusal::PlaceUnknown(place) => {
                Self::ParameterWrong(format!("{place} is not there").into())
            }
            template::Refusal::TooMany => {
                let most = template::MOST_TEMPLATES;
                Self::ParameterWrong(format!("there are {most} screen templates already").into())
            }
        }
    }
}

impl From<room_problem::Refusal> for Problem {
    fn from(refusal: room_problem::Refusal) -> Self {
        use room_problem::Refusal;
        match refusal {
            Refusal::NotEmployee => Self::OperatorUnknown,
            Refusal::RoomUnknown => Self::RoomNotFound,
            Refusal::TooMany => Self::TooManyRoomProblems,
            Refusal::NotAdministrator => Self::NotAdministrator,
            Refusal::ProblemUnknown => Self::RoomProblemNotFound,
        }
    }
}

impl From<group_change::Refusal> for Problem {
    fn from(refusal: group_change::Refusal) -> Self {
        use group_change::Refusal;
        match refusal {
            Refusal::NotAdministrator => Self::NotAdministrator,
            Refusal::GroupUnknown => Self::GroupNotFound,
            Refusal::ParentUnknown => Self::ParentGroupNotFound,
            Refusal::TooDeep => Self::GroupTooDeep,
            Refusal::TooMany => Self::TooManyGroups,
            Refusal::HasGroupsBelow => Self::ParameterWrong("group has sub groups".into()),
            Refusal::Changed => Self::GroupChanged,
        }
    }
}

impl From<label_change::Refusal> for Problem {
    fn from(refusal: label_change::Refusal) -> Self {
        use label_change::Refusal;
        match refusal {
            Refusal::NotAdministrator => Self::NotAdministrator,
            Refusal::Fixed => Self::ParameterWrong("labels 1 to 5 are fixed".into()),
            Refusal::LabelUnknown => Self::LabelNotFound,
            Refusal::NameTaken => Self::LabelExists,
            Refusal::TooMany => Self::TooManyLabels,
        }
    }
}

impl Problem {
    /// A parameter that is missing.
    pub(crate) fn missing(name: &str) -> Self {
        Self::ParameterWrong(format!("{name} is missing").into())
    }

    /// The same in the calendar's words, which has codes of its own for what the whole API checks.
    pub(crate) fn in_calendar(self, operation: &str) -> Self {
        let has_one_text = matches!(operation, "GetSchedule" | "GetScheduleByMe" | "ListCalendars");
        match self {
            Self::ParameterWrong(_) if has_one_text => CalendarProblem::ParameterIllegal.into(),
            Self::ParameterWrong(what) => CalendarProblem::Parameter(what).into(),
            Self::OperatorUnknown => CalendarProblem::parameter("userId invalid").into(),
            other => other,
        }
    }

    /// Logs what the caller is not told, beside the id that they are told.
    pub(crate) fn log(&self, ids: &RequestIds, outage: &Outage) {
        let (Self::Store(error) | Self::DeviceStore(error) | Self::GroupsUnread(error)) = self
        else {
            return;
        };
        let request = ids.request_id();
        match error {
            StoreError::Unavailable(_) => outage.note(ids, error),
            StoreError::Database(_)
            | StoreError::Overlap(_)
            | StoreError::Corrupt { .. }
            | StoreError::Undecodable { .. }
            | StoreError::Sealed(_) => tracing::error!(request, %error, "a request failed"),
        }
    }

    /// Status, code and message: the table.
    #[expect(clippy::too_many_lines, reason = "one table, where whoever wonders looks")]
    pub fn parts(&self) -> (StatusCode, &'static str, Cow<'static, str>) {
        const RATE: &str = "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi";
        const TOO_MANY: &str = "您的企业应用调用钉钉开放平台当前接口的所有请求都被暂时禁用了";
        let bad = StatusCode::BAD_REQUEST;
        let forbidden = StatusCode::FORBIDDEN;
        match self {
            Self::ActionNotFound => (
                StatusCode::NOT_FOUND,
                "InvalidAction.NotFound",
                "Specified api is not found, please check your url and method.".into(),
            ),
            Self::TokenMissing => (
                bad,
                "AuthenticationFailed.MissingParameter",
                "缺少参数：x-acs-dingtalk-access-token".into(),
            ),
            Self::TokenInvalid => (bad, "InvalidAuthentication", "不合法的access_token".into()),
            Self::AddressRefused(address) => (
                forbidden,
                "Forbidden.AccessDenied.IpNotInWhiteList",
                format!("访问ip不在白名单之中,request ip={address}").into(),
            ),
            Self::TooManyCalls | Self::Throttled => (forbidden, RATE, TOO_MANY.into()),
            Self::QuotaUsedUp { limit } => (
                forbidden,
                "Forbidden.AccessDenied.ApiCountLimitForOrg",
                format!("The organisation has used its {limit} calls of this month").into(),
            ),
            Self::ScopeMissing(scope) => (
                forbidden,
                "Forbidden.AccessDenied.AccessTokenPermissionDenied",
                format!("应用尚未开通所需的权限：[{}]", scope.name()).into(),
            ),
            Self::BodyMissing => (bad, "Missingbody", "body is mandatory for this action.".into()),
            Self::ParameterWrong(what) => (bad, "param.error", format!("Error:{what}").into()),
            Self::OrganisationNotFound => (bad, "org.not.found", "Org Not Found".into()),
            Self::OperatorUnknown => (bad, "user.not.employee", "User Not Employee".into()),
            Self::NotAdministrator => (bad, "user.not.admin", "User Not Admin".into()),
            Self::RoomNotFound => (bad, "room.not.found", "Room Not Found".into()),
            Self::PersonUnknown => (bad, "user.not.org", "User Not In Org".into()),
            // DingTalk's spelling.
            Self::ControlClosed => (bad, "api.control.close", "API CONTROL ClOSE".into()),
            Self::DeviceNotFound => (bad, "device.not.found", "device not found".into()),
            Self::DevicePermissionMissing => (forbidden, "no.permission", "no permission".into()),
            Self::PanelCodeUnknown => (bad, "panel.code.not.found", "Panel Code Not Found".into()),
            Self::GroupNotFound => (bad, "group.not.found", "Group Not Found".into()),
            Self::TemplateNotFound => (bad, "template.not.found", "Template Not Found".into()),
            Self::TemplateExists => {
                (bad, "duplicate.template.name", "Duplicate Template Name".into())
            }
            Self::PictureWrong => (bad, "picture.format.error", "Picture Format Error".into()),
            Self::ScreensRefused => (bad, "no.smart.permission", "No Smart Room Permission".into()),
            Self::UserNotAdministrator => (bad, "no.permission", "No Permission".into()),
            Self::ParentGroupNotFound => (bad, "group.not.found", "Parent Group Not Found".into()),
            Self::GroupTooDeep => (bad, "depth.over.limit", "Group Depth Over Limit".into()),
            Self::TooManyPeople => (bad, "user.over.limit", "User Over Limit".into()),
            Self::TooManyGroups => (bad, "group.too.much", "Group Too Much".into()),
            Self::LabelNotFound => (bad, "label.not.found", "Label Not Found".into()),
            Self::LabelExists => (bad, "label.exist", "Label Exist".into()),
            Self::TooManyLabels => (bad, "label.too.much", "Label Too Much".into()),
            Self::RoomProblemNotFound => (bad, "problem.not.found", "Problem Not Found".into()),
            Self::TooManyRoomProblems => (bad, "problem.too.much", "Problem Too Much".into()),
            Self::ConsentNotFound => (bad, "consent.not.found", "Consent Not Found".into()),
            Self::AppNotFound => (bad, "app.not.found", "App Not Found".into()),
            Self::TooManyApps => (bad, "app.too.much", "App Too Much".into()),
            Self::GroupsUnread(_) => {
                (StatusCode::INTERNAL_SERVER_ERROR, "group.query.error", "Group Query Error".into())
            }
            Self::NameUnsafe => (bad, "room.name.unsafe", "Room Name Unsafe".into()),
            Self::UserNotFound => {
                (StatusCode::NOT_FOUND, "invalidParameter.user.notFound", "找不到该用户".into())
            }
            // DingTalk's spelling.
            Self::RoomExists => (bad, "room.exist", "Room Exsit".into()),
            Self::LicenceUsedUp => (bad, "num.over.limit", "Number Over Limit".into()),
            Self::RoomChanged => (StatusCode::CONFLICT, "room.changed", "Room Changed".into()),
            Self::GroupChanged => (StatusCode::CONFLICT, "group.changed", "Group Changed".into()),
            Self::TemplateChanged => {
                (StatusCode::CONFLICT, "template.changed", "Template Changed".into())
            }
            Self::DeviceChanged => {
                (StatusCode::CONFLICT, "device.changed", "Device Changed".into())
            }
            Self::PlanChanged => (StatusCode::CONFLICT, "plan.changed", "Plan Changed".into()),
            Self::PanelChanged => (StatusCode::CONFLICT, "panel.changed", "Panel Changed".into()),
            Self::AppChanged => (StatusCode::CONFLICT, "app.changed", "App Changed".into()),
            Self::Calendar(problem) => problem.parts(),
            Self::AppSecretWrong => {
                (bad, "invalidClientIdOrSecret", "无效的clientId或者clientSecret".into())
            }
            Self::SuiteKeyWrong => (bad, "invalidSuiteKey", "suitekey不合法".into()),
            Self::SuiteSecretWrong => {
                (bad, "invalidClientIdOrSecret", "clientId或者clientSecret错误".into())
            }
            Self::SuiteTicketWrong => (bad, "invalidSuiteTicket", "suiteTicket无效".into()),
            Self::AuthorisationMissing => (bad, "invalidAuthInfo", "授权关系不存在".into()),
            Self::CodeWrong => {
                (bad, "invalidParameter.authCode.notFound", "不存在的临时授权码".into())
            }
            Self::ClientInvalid => (bad, "invalid.client", "invalid.client".into()),
            Self::GrantTypeUnsupported => {
                (bad, "unsupported.grant.type", "unsupported.grant.type".into())
            }
            Self::ClientUnauthorised => {
                (StatusCode::UNAUTHORIZED, "unauthorized.client", "unauthorized.client".into())
            }
            Self::SessionMissing => {
                (StatusCode::UNAUTHORIZED, "session.missing", "Nobody is signed in".into())
            }
            Self::SignInWrong => {
                let what = "Login or password is wrong";
                (StatusCode::UNAUTHORIZED, "signin.wrong", what.into())
            }
            Self::SignInThrottled => {
                let what = "Too many wrong passwords; wait half a minute";
                (StatusCode::TOO_MANY_REQUESTS, "signin.throttled", what.into())
            }
            Self::TooManySessions => {
                let what = "Too many came from here just now; wait a second";
                (StatusCode::TOO_MANY_REQUESTS, "signin.throttled", what.into())
            }
            Self::InvitationNotFound => {
                let what = "The invitation is used, replaced, or older than three days";
                (StatusCode::NOT_FOUND, "invitation.not.found", what.into())
            }
            Self::SetupNotFound => {
                let what = "Nothing is to be set up here, or not by this address";
                (StatusCode::NOT_FOUND, "setup.not.found", what.into())
            }
            Self::PasswordWeak(what) => (bad, "password.weak", format!("Error:{what}").into()),
            Self::OriginRefused => {
                (forbidden, "origin.refused", "This page may not ask for that".into())
            }
            Self::ScreenUnknown => {
                let what = "This screen is not paired";
                (StatusCode::UNAUTHORIZED, "screen.not.paired", what.into())
            }
            Self::MeetingNotHere => {
                let what = "That meeting does not have the room now";
                (StatusCode::CONFLICT, "meeting.not.here", what.into())
            }
            Self::ScreensThrottled => {
                let what = "Too many screens wait to be paired; wait a moment";
                (StatusCode::TOO_MANY_REQUESTS, "screen.throttled", what.into())
            }
            Self::RequestTimeout => (
                StatusCode::REQUEST_TIMEOUT,
                "RequestTimeout",
                "The request was not complete in time".into(),
            ),
            Self::TooLarge(status) => {
                (*status, "RequestTooLarge", "The request is larger than this server takes".into())
            }
            Self::Unavailable
            | Self::Store(StoreError::Unavailable(_))
            | Self::DeviceStore(StoreError::Unavailable(_)) => (
                StatusCode::SERVICE_UNAVAILABLE,
                "ServiceUnavailable",
                "The service cannot answer now; try again".into(),
            ),
            // DingTalk's spelling.
            Self::DeviceStore(_) => {
                (StatusCode::INTERNAL_SERVER_ERROR, "system.error", "system error".into())
            }
            Self::Fault
            | Self::Store(
                StoreError::Database(_)
                | StoreError::Overlap(_)
                | StoreError::Corrupt { .. }
                | StoreError::Undecodable { .. }
                | StoreError::Sealed(_),
            ) => (StatusCode::INTERNAL_SERVER_ERROR, "system.error", "System Error".into()),
        }
    }

    /// The body on the wire, and its status.
    pub fn render(&self, request_id: &str) -> (StatusCode, Vec<u8>) {
        self.render_with(request_id, Vec::new())
    }

    /// The same with our own fields beside the wire's, for who prefers them.
    pub fn render_in_parts(&self, request_id: &str) -> (StatusCode, Vec<u8>) {
        let refused_rooms = match self {
            Self::Calendar(problem) => problem.refused_rooms(),
            _ => Vec::new(),
        };
        self.render_with(request_id, refused_rooms)
    }

    fn render_with(
        &self,
        request_id: &str,
        refused_rooms: Vec<RefusedRoom>,
    ) -> (StatusCode, Vec<u8>) {
        let (status, code, message) = self.parts();
        let accessdenieddetail = match self {
            Self::ScopeMissing(scope) => {
                Some(AccessDeniedDetail { required_scopes: vec![scope.name().to_owned()] })
            }
            _ => None,
        };
        let body = ErrorBody {
            code: code.to_owned(),
            message: message.into_owned(),
            requestid: Some(request_id.to_owned()),
            accessdenieddetail,
            refused_rooms,
            other: serde_json::Map::new(),
        };
        (status, serde_json::to_vec(&body).expect("texts can be written as JSON"))
    }
}

/// Why a legacy call was refused. The status is always 200.
#[derive(Debug)]
pub enum LegacyProblem {
    /// No such path outside `/topapi` and `/v1.0`.
    PathUnknown,
    /// No such path below `/topapi`.
    MethodUnknown {
        /// The path after `/topapi/`, cut to a sensible length.
        name: String,
    },
    /// A key, a secret or a signature is wrong.
    SecretWrong,
    /// A key or secret is missing.
    KeyMissing,
    /// Another parameter is missing or wrong.
    ParameterWrong,
    /// Too many wrong secrets for this key or from this address.
    Throttled,
    /// A topapi call's own.
    Topapi(TopapiProblem),
    /// What the new API says as well: it has no legacy form of its own.
    Other(Problem),
}

impl From<StoreError> for LegacyProblem {
    fn from(error: StoreError) -> Self {
        Self::Other(error.into())
    }
}

impl LegacyProblem {
    /// What went wrong with the server, or what the new API says as well.
    pub(crate) const fn cause(&self) -> Option<&Problem> {
        match self {
            Self::Other(problem) => Some(problem),
            Self::Topapi(problem) => problem.fault(),
            _ => None,
        }
    }

    /// The body on the wire, and its status; `topapi_id` names the request of a topapi call.
    pub fn render(&self, topapi_id: &str) -> (StatusCode, Vec<u8>) {
        let plain = |errcode: i64, errmsg: &str| LegacyErrorBody {
            errcode,
            errmsg: errmsg.to_owned(),
            sub_code: None,
            sub_msg: None,
            request_id: None,
        };
        let body = match self {
            Self::PathUnknown => plain(404, "请求的URI地址不存在"),
            Self::MethodUnknown { name } => {
                let sub_msg =
                    format!("不合法ApiName，ApiName = dingtalk.oapi.{}", name.replace('/', "."));
                LegacyErrorBody {
                    sub_msg: Some(sub_msg.clone()),
                    request_id: Some(topapi_id.to_owned()),
                    ..plain(22, &format!("Invalid method[submsg={sub_msg}]"))
                }
            }
            Self::Topapi(problem) => problem.body(topapi_id),
            Self::SecretWrong => plain(40096, "不合法的appKey或appSecret"),
            Self::KeyMissing => plain(40035, "缺少参数 corpid or appkey"),
            Self::Throttled => {
                plain(90002, "您的服务器调用钉钉开放平台当前接口的所有请求都被暂时禁用了")
            }
            // Only this API's own words are understood by its clients: busy, or a wrong parameter.
            Self::Other(problem) if problem.parts().0.is_server_error() => plain(-1, "系统繁忙"),
            Self::Other(Problem::RequestTimeout) => plain(-1, "系统繁忙"),
            Self::ParameterWrong | Self::Other(_) => plain(400_002, "无效的参数"),
        };
        (StatusCode::OK, serde_json::to_vec(&body).expect("texts can be written as JSON"))
    }
}
