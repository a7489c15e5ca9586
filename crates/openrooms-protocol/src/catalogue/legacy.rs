//! The rows of the legacy API. An action is the path with dots, as its own errors spell it.

use super::{Mark, Module, Row, choice, documented};
use crate::legacy::{LegacyGetCorpToken, LegacyGetToken};
use crate::{Method, Scope};

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
    topapi(
        "topapi.v2.user.get",
        "/topapi/v2/user/get",
        Scope::MemberRead,
        "Reads one person by userid.",
    ),
    topapi(
        "topapi.user.getbyunionid",
        "/topapi/user/getbyunionid",
        Scope::MemberRead,
        "Finds the userid of a unionId.",
    ),
    topapi(
        "topapi.v2.user.getbyunionid",
        "/topapi/v2/user/getbyunionid",
        Scope::MemberRead,
        "Finds the userid of a unionId, by a second path.",
    )
    .path_from(Mark::Choice)
    .scope_from(Mark::Choice),
    topapi(
        "topapi.v2.user.list",
        "/topapi/v2/user/list",
        Scope::DepartmentMemberRead,
        "Lists the people of a department, page by page.",
    ),
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
    topapi(
        "topapi.user.listadmin",
        "/topapi/user/listadmin",
        Scope::MemberRead,
        "Lists the administrators of the organisation.",
    ),
    topapi(
        "topapi.v2.department.listsub",
        "/topapi/v2/department/listsub",
        Scope::DepartmentRead,
        "Lists the departments right below one.",
    ),
    topapi(
        "topapi.v2.department.listsubid",
        "/topapi/v2/department/listsubid",
        Scope::DepartmentRead,
        "Lists the ids of the departments right below one.",
    ),
    topapi(
        "topapi.v2.department.get",
        "/topapi/v2/department/get",
        Scope::DepartmentRead,
        "Reads one department.",
    ),
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
