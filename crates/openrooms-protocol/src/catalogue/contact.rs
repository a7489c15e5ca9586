//! The rows of `contact_1_0`.

use super::{Module, Row, choice, documented};
use crate::contact::{CreateUserInvitation, GetUser, SearchDepartment, SearchUser};

const MODULE: Module = Module::Contact;

pub(super) static ROWS: &[Row] = &[
    Row::of::<GetUser>(MODULE, "Reads one person by unionId.").notes(&[
        documented("me is the person of a user's token."),
        choice("An app's token is taken as well."),
    ]),
    Row::of::<SearchUser>(MODULE, "Finds people by a word in their names.")
        .notes(&[choice("users tells their userId, unionId and name, in the order of list.")]),
    Row::of::<SearchDepartment>(MODULE, "Finds departments by a word in their names.").notes(&[
        choice("departments tells their deptId, name and parentId, in the order of list."),
    ]),
    Row::of::<CreateUserInvitation>(
        MODULE,
        "Invites a person to choose a password for the console.",
    )
    .ours(),
];
