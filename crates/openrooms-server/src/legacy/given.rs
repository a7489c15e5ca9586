//! What topapi calls are given, in core's words.

use openrooms_core::id::UserId;

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
