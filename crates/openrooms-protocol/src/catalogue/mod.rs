//! Every operation of the wire, one row each, with where its facts come from.
//!
//! What has a type is built from the type (`Row::of`), so that nothing is said twice; what has
//! none yet is a plain row (`Row::plain`). The same rows write docs/WIRE.md ([`wire_md`]) and,
//! behind the feature `schema`, the OpenAPI document (`openapi`). Beside them stand the errors
//! ([`ERRORS`]) and what we decided where nothing is known ([`DECISIONS`]).
//!
//! To add an operation: a type in its module, a line in the table of that module here.

mod calendar;
mod console;
mod contact;
mod decisions;
mod errors;
mod legacy;
mod oauth2;
#[cfg(feature = "schema")]
mod openapi;
mod rooms;
mod wire;

pub use decisions::{DECISIONS, Decision};
pub use errors::{ERRORS, ErrorRow, OURS, On};
#[cfg(feature = "schema")]
pub use openapi::openapi;
pub use wire::wire_md;

#[cfg(feature = "schema")]
use schemars::JsonSchema as Described;

use crate::path::PathParams as _;
use crate::{Method, Operation, Scope};

/// Any type: without the feature `schema` nothing is asked of one.
#[cfg(not(feature = "schema"))]
pub trait Described {}
#[cfg(not(feature = "schema"))]
impl<T> Described for T {}

/// A part of the API, as the SDKs divide it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Module {
    /// Rooms, groups, devices, panels.
    Rooms,
    /// Events, and the booking of rooms by them.
    Calendar,
    /// Tokens.
    OAuth2,
    /// People and departments.
    Contact,
    /// Apps and the record, for administrators in the console.
    Console,
    /// The API before the new one: `/gettoken`, `/service/*`, `/topapi/*`.
    Legacy,
}

impl Module {
    /// Every module, in the order in which they are shown.
    pub const ALL: [Self; 6] =
        [Self::Rooms, Self::Calendar, Self::OAuth2, Self::Contact, Self::Console, Self::Legacy];

    /// The SDKs' name of it; `console_1_0` and `legacy` are ours.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rooms => "rooms_1_0",
            Self::Calendar => "calendar_1_0",
            Self::OAuth2 => "oauth2_1_0",
            Self::Contact => "contact_1_0",
            Self::Console => "console_1_0",
            Self::Legacy => "legacy",
        }
    }

    /// What it is about, in one sentence.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Rooms => "Meeting rooms, their groups, devices, screens and panels.",
            Self::Calendar => "Events, and the booking of rooms by them.",
            Self::OAuth2 => "Tokens for both kinds of app.",
            Self::Contact => "People and departments.",
            Self::Console => "Apps and the record, for an administrator's own token alone.",
            Self::Legacy => "The API before the new one: tokens, people and departments.",
        }
    }
}

/// Whether this server answers an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It does.
    Served,
    /// Not yet: it is an unknown path to a client.
    NotYet,
}

/// Where a fact comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// DingTalk documents it.
    Documented,
    /// Seen in recorded replies of the real hosts.
    Observed,
    /// Read from the official SDKs, or from what they send.
    Sdk,
    /// Our choice, where nothing is known.
    Choice,
}

impl Mark {
    /// The letter that stands for it in docs/WIRE.md.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Documented => "D",
            Self::Observed => "O",
            Self::Sdk => "S",
            Self::Choice => "C",
        }
    }
}

/// Something about an operation that its name and path do not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Note {
    /// One sentence.
    pub text: &'static str,
    /// Where it comes from.
    pub mark: Mark,
}

/// One operation of the wire.
#[derive(Debug)]
pub struct Row {
    /// The SDK's action name; of a legacy call its path with dots.
    pub action: &'static str,
    /// The method.
    pub method: Method,
    /// Further methods that do the same.
    pub also: &'static [Method],
    /// The path, with `{name}` for each parameter.
    pub path: &'static str,
    /// Where method and path come from.
    pub path_mark: Mark,
    /// What the app must have been granted; `None` where no token is taken.
    pub scope: Option<Scope>,
    /// Where the scope comes from.
    pub scope_mark: Mark,
    /// The part of the API it belongs to.
    pub module: Module,
    /// Whether this server answers it.
    pub state: State,
    /// Whether it is ours: DingTalk has no such call.
    pub is_ours: bool,
    /// What it does, in one sentence.
    pub summary: &'static str,
    /// What else is to be known.
    pub notes: &'static [Note],
    /// The names of the parameters in the path; `None` where there is no type yet.
    pub path_names: Option<&'static [&'static str]>,
    /// What describes its types; `None` where there is no type yet.
    #[cfg(feature = "schema")]
    typed: Option<openapi::Describe>,
}

impl Row {
    /// The row of an operation that has a type. A type comes with its handler, so it is served.
    pub(crate) const fn of<O>(module: Module, summary: &'static str) -> Self
    where
        O: Operation<Query: Described, Body: Described, Reply: Described>,
    {
        Self {
            action: O::ACTION,
            method: O::METHOD,
            also: &[],
            path: O::PATH,
            path_mark: Mark::Sdk,
            scope: O::SCOPE,
            scope_mark: Mark::Documented,
            module,
            state: State::Served,
            is_ours: false,
            summary,
            notes: &[],
            path_names: Some(O::Path::NAMES),
            #[cfg(feature = "schema")]
            typed: Some(openapi::describe::<O>),
        }
    }

    /// The row of an operation that has no type yet, and so is not served.
    pub(crate) const fn plain(
        module: Module,
        action: &'static str,
        method: Method,
        path: &'static str,
        scope: Option<Scope>,
        summary: &'static str,
    ) -> Self {
        Self {
            action,
            method,
            also: &[],
            path,
            path_mark: Mark::Sdk,
            scope,
            scope_mark: Mark::Documented,
            module,
            state: State::NotYet,
            is_ours: false,
            summary,
            notes: &[],
            path_names: None,
            #[cfg(feature = "schema")]
            typed: None,
        }
    }

    /// Says that further methods do the same.
    pub(crate) const fn also(mut self, methods: &'static [Method]) -> Self {
        self.also = methods;
        self
    }

    /// Says where method and path come from, where that is not the SDKs.
    pub(crate) const fn path_from(mut self, mark: Mark) -> Self {
        self.path_mark = mark;
        self
    }

    /// Says where the scope comes from, where that is not the documents.
    pub(crate) const fn scope_from(mut self, mark: Mark) -> Self {
        self.scope_mark = mark;
        self
    }

    /// Says what else is to be known.
    pub(crate) const fn notes(mut self, notes: &'static [Note]) -> Self {
        self.notes = notes;
        self
    }

    /// Says that it is ours: DingTalk has no such call.
    pub(crate) const fn ours(mut self) -> Self {
        self.is_ours = true;
        self.path_mark = Mark::Choice;
        self.scope_mark = Mark::Choice;
        self
    }

    /// Whether this server answers it.
    pub const fn is_served(&self) -> bool {
        matches!(self.state, State::Served)
    }
}

const fn documented(text: &'static str) -> Note {
    Note { text, mark: Mark::Documented }
}

const fn from_sdk(text: &'static str) -> Note {
    Note { text, mark: Mark::Sdk }
}

const fn choice(text: &'static str) -> Note {
    Note { text, mark: Mark::Choice }
}

/// Every operation, module by module.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    [rooms::ROWS, calendar::ROWS, oauth2::ROWS, contact::ROWS, console::ROWS, legacy::ROWS]
        .into_iter()
        .flatten()
}

/// The operation of that action; case counts.
pub fn find(action: &str) -> Option<&'static Row> {
    rows().find(|row| row.action == action)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_action_and_no_call_is_said_twice() {
        let mut actions = HashSet::new();
        let mut calls = HashSet::new();
        for row in rows() {
            assert!(actions.insert(row.action), "{} twice", row.action);
            for method in std::iter::once(&row.method).chain(row.also) {
                assert!(calls.insert((method.clone(), row.path)), "{method} {}", row.path);
            }
        }
        assert_eq!(rows().filter(|row| !row.is_ours).count(), 66 + 2 + 14);
    }

    #[test]
    fn what_is_served_now() {
        let served = rows().filter(|row| row.is_served() && row.module != Module::Calendar);
        let served: Vec<_> = served.map(|row| row.action).collect();
        assert_eq!(
            served,
            [
                "QueryMeetingRoom",
                "QueryMeetingRoomList",
                "CreateMeetingRoom",
                "UpdateMeetingRoom",
                "ExplainMeetingRoomUpdate",
                "DeleteMeetingRoom",
                "SetSuperUserMeetingRoom",
                "RemoveSuperUserMeetingRoom",
                "QuerySuperUserMeetingRoom",
                "SetMeetingRoomAdmin",
                "QueryMeetingRoomAdmin",
                "CreateMeetingRoomGroup",
                "UpdateMeetingRoomGroup",
                "ExplainMeetingRoomGroupUpdate",
                "DeleteMeetingRoomGroup",
                "QueryMeetingRoomGroup",
                "QueryMeetingRoomGroupList",
                "QueryMeetingRoomGroupAdmin",
                "SetMeetingRoomGroupAdmin",
                "QueryMeetingRoomGroupPlan",
                "SetMeetingRoomGroupPlan",
                "QueryMeetingRoomLabelList",
                "CreateMeetingRoomLabel",
                "UpdateMeetingRoomLabel",
                "DeleteMeetingRoomLabel",
                "CreateBookingBlacklist",
                "DeleteBookingBlacklist",
                "QueryBookingBlacklist",
                "ReportMeetingRoomProblem",
                "QueryMeetingRoomProblemList",
                "CloseMeetingRoomProblem",
                "QueryMeetingRoomUses",
                "QueryMeetingRoomDevice",
                "QueryDeviceProperties",
                "QueryDeviceIpByCode",
                "QueryMeetingRoomDeviceList",
                "RegisterMeetingRoomDevice",
                "UpdateMeetingRoomDevice",
                "DeleteMeetingRoomDevice",
                "ReportDeviceProperties",
                "CreateDeviceToken",
                "DeleteDeviceToken",
                "PairMeetingRoomPanel",
                "CreateDeviceCustomTemplate",
                "UpdateDeviceCustomTemplate",
                "DeleteDeviceCustomTemplate",
                "QueryDeviceCustomTemplate",
                "QueryDeviceCustomTemplateList",
                "CreateMeetingRoomPicture",
                "CreateMeetingRoomControlPanel",
                "DeleteMeetingRoomControlPanel",
                "QueryMeetingRoomControlPanelList",
                "SendCentralControl",
                "QueryCentralControlList",
                "GetAccessToken",
                "GetCorpAccessToken",
                "GetSuiteAccessToken",
                "GetToken",
                "GetUserToken",
                "GetUser",
                "SearchUser",
                "SearchDepartment",
                "CreateUserInvitation",
                "QueryAppList",
                "CreateApp",
                "UpdateApp",
                "RotateAppSecret",
                "RevokeApp",
                "DeleteApp",
                "QueryAuditList",
                "QueryConsentList",
                "WithdrawConsent",
                "gettoken",
                "service.get_corp_token",
                "topapi.v2.user.get",
                "topapi.user.getbyunionid",
                "topapi.v2.user.getbyunionid",
                "topapi.v2.user.list",
                "topapi.v2.user.create",
                "topapi.v2.user.update",
                "topapi.v2.user.delete",
                "topapi.user.listadmin",
                "topapi.v2.department.listsub",
                "topapi.v2.department.listsubid",
                "topapi.v2.department.get",
                "topapi.v2.department.create",
                "topapi.v2.department.update",
                "topapi.v2.department.delete",
                "topapi.v2.user.setadmin",
                "topapi.v2.user.batchcreate",
                "topapi.v2.department.batchcreate",
            ]
        );
        assert!(find("QueryMeetingRoom").is_some_and(Row::is_served));
        assert!(find("querymeetingroom").is_none());
    }

    #[test]
    fn the_calendar_is_served_but_for_its_accounts() {
        let missing = rows().filter(|row| !row.is_served());
        let missing: Vec<_> = missing.map(|row| row.action).collect();
        assert_eq!(missing, ["GenerateCaldavAccount"]);
    }

    #[test]
    fn a_types_path_parameters_are_those_of_its_path() {
        for row in rows() {
            let Some(names) = row.path_names else {
                assert!(!row.is_served(), "{} is served and has no type", row.action);
                continue;
            };
            let in_path: Vec<_> = row
                .path
                .split('/')
                .filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
                .collect();
            assert_eq!(in_path, names, "{}", row.action);
        }
    }

    #[test]
    fn a_legacy_action_is_its_path_with_dots() {
        for row in rows().filter(|row| row.module == Module::Legacy) {
            assert_eq!(row.path[1..].replace('/', "."), row.action);
        }
    }

    #[test]
    fn summaries_are_short_sentences() {
        for row in rows() {
            let summary = row.summary;
            assert!(summary.ends_with('.') && summary.len() < 90, "{summary}");
            for note in row.notes {
                assert!(note.text.ends_with('.'), "{}: {}", row.action, note.text);
            }
        }
    }
}
