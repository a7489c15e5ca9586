//! The rows of the legacy API. An action is the path with dots, as its own errors spell it.

use super::{Described, Mark, Module, Row, choice, documented};
use crate::legacy::{
    LegacyGetCorpToken, LegacyGetToken, TopapiUserGetbyunionid, TopapiUserListadmin,
    TopapiV2DepartmentGet, TopapiV2DepartmentListsub, TopapiV2DepartmentListsubid, TopapiV2UserGet,
    TopapiV2UserGetbyunionid, TopapiV2UserList,
};
use crate::{Method, Operation, Scope};

const POST: &[Method] = &[Method::POST];

const fn topapi(
    action: &'static str,
    path: &'static str,
    scope: Scope,
    summary: &'static str,
) -> Row {
    Row::plain(Module::Legacy, action, Method::POST, path, Some(scope), summary)
        .path_from(Mark::Documented)
}

/// A topapi call that has a type.
const fn served<O>(summary: &'static str) -> Row
where
    O: Operation<Query: Described, Body: Described, Reply: Described>,
{
    Row::of::<O>(Module::Legacy, summary).path_from(Mark::Documented)
}

pub(super) static ROWS: &[Row] = &[
    Row::of::<LegacyGetToken>(Module::Legacy, "Gives an internal app its token.")
        .also(POST)
        .path_from(Mark::Documented)
        .notes(&[documented("Asked again while it is valid, it is the same token.")]),
    Row::of::<LegacyGetCorpToken>(
        Module::Legacy,
        "Gives a third-party app a token on an organisation, for a signature.",
    )
    .path_from(Mark::Documented)
    .notes(&[
        documented(
            "signature is base64 of HMAC-SHA256 over timestamp, a line feed and suiteTicket, with \
             the suite's secret as the key.",
        ),
        choice("A timestamp more than five minutes off is refused."),
        documented("Each call gives a new token."),
    ]),
    served::<TopapiV2UserGet>("Reads one person by userid."),
    served::<TopapiUserGetbyunionid>("Finds the userid of a unionId."),
    served::<TopapiV2UserGetbyunionid>("Finds the userid of a unionId, by a second path.")
        .path_from(Mark::Choice)
        .scope_from(Mark::Choice),
    served::<TopapiV2UserList>("Lists the people of a department, page by page."),
    topapi(
        "topapi.v2.user.create",
        "/topapi/v2/user/create",
        Scope::DirectoryWrite,
        "Adds a person.",
    ),
    topapi(
        "topapi.v2.user.update",
        "/topapi/v2/user/update",
        Scope::DirectoryWrite,
        "Changes the fields of a person that are given.",
    ),
    topapi(
        "topapi.v2.user.delete",
        "/topapi/v2/user/delete",
        Scope::DirectoryWrite,
        "Removes a person.",
    ),
    served::<TopapiUserListadmin>("Lists the administrators of the organisation."),
    served::<TopapiV2DepartmentListsub>("Lists the departments right below one."),
    served::<TopapiV2DepartmentListsubid>("Lists the ids of the departments right below one."),
    served::<TopapiV2DepartmentGet>("Reads one department."),
    topapi(
        "topapi.v2.department.create",
        "/topapi/v2/department/create",
        Scope::DirectoryWrite,
        "Adds a department.",
    ),
    topapi(
        "topapi.v2.department.update",
        "/topapi/v2/department/update",
        Scope::DirectoryWrite,
        "Changes the fields of a department that are given.",
    ),
    topapi(
        "topapi.v2.department.delete",
        "/topapi/v2/department/delete",
        Scope::DirectoryWrite,
        "Removes a department that has no people and none below it.",
    ),
];
