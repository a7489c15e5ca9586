//! The rows of the legacy API. An action is the path with dots, as its own errors spell it.

use super::{Described, Mark, Module, Row, choice, documented};
use crate::legacy::{
    LegacyGetCorpToken, LegacyGetToken, TopapiUserGetbyunionid, TopapiUserListadmin,
    TopapiV2DepartmentBatchcreate, TopapiV2DepartmentCreate, TopapiV2DepartmentDelete,
    TopapiV2DepartmentGet, TopapiV2DepartmentListsub, TopapiV2DepartmentListsubid,
    TopapiV2DepartmentUpdate, TopapiV2UserBatchcreate, TopapiV2UserCreate, TopapiV2UserDelete,
    TopapiV2UserGet, TopapiV2UserGetbyunionid, TopapiV2UserList, TopapiV2UserSetadmin,
    TopapiV2UserUpdate,
};
use crate::{Method, Operation};

const POST: &[Method] = &[Method::POST];

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
    served::<TopapiV2UserCreate>("Adds a person."),
    served::<TopapiV2UserUpdate>("Changes the fields of a person that are given."),
    served::<TopapiV2UserDelete>("Removes a person."),
    served::<TopapiUserListadmin>("Lists the administrators of the organisation."),
    served::<TopapiV2DepartmentListsub>("Lists the departments right below one."),
    served::<TopapiV2DepartmentListsubid>("Lists the ids of the departments right below one."),
    served::<TopapiV2DepartmentGet>("Reads one department."),
    served::<TopapiV2DepartmentCreate>("Adds a department."),
    served::<TopapiV2DepartmentUpdate>("Changes the fields of a department that are given."),
    served::<TopapiV2DepartmentDelete>(
        "Removes a department that has no people and none below it.",
    ),
    served::<TopapiV2UserSetadmin>("Says whether a person administers all rooms.").ours().notes(&[
        choice("There may be nobody who does: the call names no operator, so it can be undone."),
    ]),
    served::<TopapiV2UserBatchcreate>("Adds up to 1,000 people, all or none.").ours(),
    served::<TopapiV2DepartmentBatchcreate>("Adds up to 1,000 departments, all or none.")
        .ours()
        .notes(&[choice("Those above must be there already: a tree is added level by level.")]),
];
