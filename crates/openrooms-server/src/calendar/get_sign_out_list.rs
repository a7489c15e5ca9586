//! `GetSignOutList`: who went, or who has not.

use axum::body::Body;
use http::Response;
use openrooms_protocol::calendar::{GetSignOutList, SignOutPage, SignedOut};
use openrooms_store::Signing;

use super::signing::{self, ListWish};
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

/// `GET /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/signOut`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::for_user::<GetSignOutList, _, _>(call, read, answer).await
}

fn read(given: Given<GetSignOutList>) -> Result<ListWish, Problem> {
    signing::read_list(given.path, given.query, ["check_out", "not_yet_check_out"])
}

async fn answer(question: Question, asker: Asker, wish: ListWish) -> Result<SignOutPage, Problem> {
    let (listed, next_token) = signing::list(&question, &asker, wish, Signing::Out).await?;
    let users = listed.into_iter().map(|one| SignedOut {
        user_id: one.place.person.into_string(),
        display_name: one.name,
        check_out_time: one.at.map(|at| at.0),
    });
    Ok(SignOutPage { users: users.collect(), next_token })
}
