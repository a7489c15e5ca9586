//! What topapi calls are given, in core's words.

use std::collections::HashSet;

use openrooms_core::directory::{self, PersonWish};
use openrooms_core::id::{DeptId, UserId};
use openrooms_core::picture;
use openrooms_core::room_change::Put;
use openrooms_protocol::legacy::{self as wire, DeptIdList, NewUser, UserUpdate};

use super::people::{NewDepartment, NewPerson};
use super::problem::TopapiProblem;

/// What an operation cannot do without.
pub(super) fn required<T>(name: &str, value: Option<T>) -> Result<T, TopapiProblem> {
    value.ok_or_else(|| TopapiProblem::Parameter(format!("{name} is missing").into()))
}

/// The id of somebody who may be there.
pub(super) fn user_id(id: Option<String>) -> Result<UserId, TopapiProblem> {
    let id = required("userid", id)?;
    if id.is_empty() {
        return Err(TopapiProblem::UserIdWrong("userid is empty".into()));
    }
    if id.chars().any(char::is_control) {
        return Err(TopapiProblem::UserIdWrong("userid has a control character".into()));
    }
    Ok(UserId::new(id))
}

const LONGEST_NAME: usize = 80;
const LONGEST_DEPARTMENT: usize = 64;
const LONGEST_TEXT: usize = 200;
const LONGEST_ADDRESS: usize = 2_000;
const MOST_DEPARTMENTS: usize = 100;

fn wrong<T>(what: impl Into<std::borrow::Cow<'static, str>>) -> Result<T, TopapiProblem> {
    Err(TopapiProblem::Parameter(what.into()))
}

/// A user id that is to be given to somebody.
fn new_user_id(id: String) -> Result<UserId, TopapiProblem> {
    if directory::is_user_id(&id) {
        return Ok(UserId::new(id));
    }
    let what = "userid must be 1 to 64 letters, digits and signs of ASCII";
    Err(TopapiProblem::UserIdWrong(what.into()))
}

/// Somebody to be added.
pub(super) fn new_person(given: NewUser) -> Result<NewPerson, TopapiProblem> {
    required("name", given.name.as_ref())?;
    required("mobile", given.mobile.as_ref())?;
    required("dept_id_list", given.dept_id_list.as_ref())?;
    // An empty one is none, as a form writes it.
    let user_id = given.userid.filter(|id| !id.is_empty()).map(new_user_id).transpose()?;
    let wish = person_wish(UserUpdate {
        userid: None,
        name: given.name,
        mobile: given.mobile,
        dept_id_list: given.dept_id_list,
        email: given.email,
        title: given.title,
        job_number: given.job_number,
        avatar: given.avatar,
        hide_mobile: given.hide_mobile,
        expected: None,
    })?;
    Ok(NewPerson { user_id, wish })
}

/// What is asked for of a person.
pub(super) fn person_wish(given: UserUpdate) -> Result<PersonWish, TopapiProblem> {
    if given.name.as_ref().is_some_and(|name| !directory::is_name(name, LONGEST_NAME)) {
        return wrong("name must be 1 to 80 characters that show");
    }
    if given.mobile.as_ref().is_some_and(|mobile| !directory::is_mobile(mobile)) {
        return wrong("mobile must be a telephone number");
    }
    let email = text("email", given.email, LONGEST_TEXT)?;
    if let Some(Put::Value(address)) = &email
        && (!address.contains('@') || address.contains(char::is_whitespace))
    {
        return wrong("email must be a mail address");
    }
    let avatar = text("avatar", given.avatar, LONGEST_ADDRESS)?;
    if let Some(Put::Value(address)) = &avatar
        && picture::address::check(address).is_err()
    {
        return wrong("avatar must be an address, http or https");
    }
    Ok(PersonWish {
        name: given.name,
        mobile: given.mobile,
        departments: given.dept_id_list.map(departments).transpose()?,
        email,
        title: text("title", given.title, LONGEST_TEXT)?,
        job_number: text("job_number", given.job_number, LONGEST_TEXT)?,
        avatar,
        hides_mobile: given.hide_mobile,
    })
}

/// An empty text takes away what there is.
fn text(
    name: &str,
    given: Option<String>,
    longest: usize,
) -> Result<Option<Put<String>>, TopapiProblem> {
    match given {
        None => Ok(None),
        Some(text) if text.is_empty() => Ok(Some(Put::Nothing)),
        Some(text) if directory::is_plain(&text, longest) => Ok(Some(Put::Value(text))),
        Some(_) => wrong(format!("{name} must be {longest} characters at most, none of control")),
    }
}

fn departments(given: DeptIdList) -> Result<Vec<DeptId>, TopapiProblem> {
    let mut seen = HashSet::new();
    let ids: Vec<_> = given.0.into_iter().map(DeptId).filter(|id| seen.insert(*id)).collect();
    if !(1..=MOST_DEPARTMENTS).contains(&ids.len()) {
        return wrong("dept_id_list must hold 1 to 100");
    }
    Ok(ids)
}

/// A department to be added.
pub(super) fn new_department(given: wire::NewDepartment) -> Result<NewDepartment, TopapiProblem> {
    let name = department_name(required("name", given.name)?)?;
    let parent = DeptId(required("parent_id", given.parent_id)?);
    Ok(NewDepartment { name, parent, order: given.order })
}

/// What a department may be called.
pub(super) fn department_name(name: String) -> Result<String, TopapiProblem> {
    if directory::is_name(&name, LONGEST_DEPARTMENT) {
        return Ok(name);
    }
    wrong("name must be 1 to 64 characters that show")
}
