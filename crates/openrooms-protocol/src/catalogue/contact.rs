//! The rows of `contact_1_0`.

use super::{Module, Row, choice, documented};
use crate::{Method, Scope};

const MODULE: Module = Module::Contact;

pub(super) static ROWS: &[Row] = &[
    Row::plain(
        MODULE,
        "GetUser",
        Method::GET,
        "/v1.0/contact/users/{unionId}",
        Some(Scope::UserRead),
        "Reads one person by unionId.",
    )
    .notes(&[
        documented("me is the person of a user's token."),
        choice("An app's token is taken as well."),
    ]),
    Row::plain(
        MODULE,
        "SearchUser",
        Method::POST,
        "/v1.0/contact/users/search",
        Some(Scope::DirectorySearch),
        "Finds people by a word.",
    ),
    Row::plain(
        MODULE,
        "SearchDepartment",
        Method::POST,
        "/v1.0/contact/departments/search",
        Some(Scope::DirectorySearch),
        "Finds departments by a word.",
    ),
];
