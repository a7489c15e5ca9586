//! `SetSuperUserMeetingRoom`: whom the rules of a room do not bind.

use axum::body::Body;
use http::Response;
use openrooms_core::id::{DeptId, RoomId, UnionId, UserId};
use openrooms_core::room::RoomRights;
use openrooms_core::room_change;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::SetSuperUserMeetingRoom;
use openrooms_store::Change;

use super::{super_users, wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

const MOST_OF_EACH: usize = 1_000;

/// `POST /v1.0/rooms/meetingRooms/superUsers/set`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<SetSuperUserMeetingRoom, _, _, _>(call, read, act).await
}

type Wish = (RoomId, Vec<UserId>, Vec<DeptId>);

fn read(given: Given<SetSuperUserMeetingRoom>) -> Result<(UnionId, Wish), Problem> {
    let body = given.body;
    let operator = wish::operator(body.union_id)?;
    let room = wish::required("roomId", body.room_id.filter(|id| !id.is_empty()))?;
    // Both lists forgotten is more likely than both meant to be empty, which can be said.
    if body.user_id_white_list.is_none() && body.dept_id_white_list.is_none() {
        return wish::wrong("userIdWhiteList and deptIdWhiteList are missing");
    }
    let users = body.user_id_white_list.unwrap_or_default();
    let departments = body.dept_id_white_list.unwrap_or_default();
    for (name, length) in [("userIdWhiteList", users.len()), ("deptIdWhiteList", departments.len())]
    {
        if length > MOST_OF_EACH {
            return wish::wrong(format!("{name} must be {MOST_OF_EACH} at most"));
        }
    }
    let users = wish::each_once(users.into_iter().map(UserId::new));
    let departments = wish::each_once(departments.into_iter().map(DeptId));
    Ok((operator, (RoomId::new(room), users, departments)))
}

async fn act(asked: Asked, (id, users, departments): Wish) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    let found = writing.room(&id).await?;
    room_change::administered(operator.as_ref(), found)?;
    if writing.first_unknown_user(&users).await?.is_some() {
        return Err(Problem::PersonUnknown);
    }
    if let Some(department) = writing.first_unknown_department(&departments).await? {
        return wish::wrong(format!("deptIdWhiteList: there is no department {department}"));
    }
    let before = writing.rights(&id).await?;
    let after = RoomRights { super_users: users, super_departments: departments, ..before.clone() };
    if after != before {
        writing.set_rights(&after).await?;
        let (before, after) = (super_users::told(before), super_users::told(after));
        let entry = asked.entry("superUsers", id.as_str(), Some(&before), Some(&after));
        let changes = vec![Change::Room(asked.corp.clone(), id)];
        asked.commit(writing, entry, changes).await?;
    }
    Ok(Wrapped { result: true })
}
