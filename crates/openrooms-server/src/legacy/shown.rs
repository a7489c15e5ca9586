//! People in the words of topapi.

use openrooms_core::organisation::Person;
use openrooms_protocol::legacy::{DirectoryUser, LeaderInDepartment, ListedUser};

/// All that is known of a person.
pub(super) fn user(person: Person) -> DirectoryUser {
    let leads =
        person.departments.iter().map(|id| LeaderInDepartment { dept_id: id.0, leader: false });
    DirectoryUser {
        leader_in_dept: leads.collect(),
        userid: person.user_id.into_string(),
        unionid: person.union_id.into_string(),
        name: person.name,
        avatar: person.avatar,
        mobile: person.mobile,
        email: person.email,
        title: person.title,
        job_number: person.job_number,
        dept_id_list: person.departments.into_iter().map(|id| id.0).collect(),
        role_list: Vec::new(),
        admin: person.is_admin.unwrap_or(false),
        boss: false,
        senior: false,
        active: true,
        real_authed: false,
        hide_mobile: person.hides_mobile.unwrap_or(false),
        exclusive_account: false,
    }
}

/// What a list shows of a person.
pub(super) fn listed(person: Person) -> ListedUser {
    ListedUser {
        userid: person.user_id.into_string(),
        unionid: person.union_id.into_string(),
        name: person.name,
        mobile: person.mobile,
        email: person.email,
        title: person.title,
        dept_id_list: person.departments.into_iter().map(|id| id.0).collect(),
        admin: person.is_admin.unwrap_or(false),
        active: true,
    }
}
