//! `GetSignInList`: who came, or who has not.

use axum::body::Body;
use http::Response;
use openrooms_protocol::calendar::{GetSignInList, SignInPage, SignedIn};
use openrooms_store::Signing;

use super::signing::{self, ListWish};
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

/// `GET /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/signin`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::for_user::<GetSignInList, _, _>(call, read, answer).await
}

fn read(given: Given<GetSignInList>) -> Result<ListWish, Problem> {
    signing::read_list(given.path, given.query, ["check_in", "not_yet_check_in"])
}

async fn answer(question: Question, asker: Asker, wish: ListWish) -> Result<SignInPage, Problem> {
    let (listed, next_token) = signing::list(&question, &asker, wish, Signing::In).await?;
    let users = listed.into_iter().map(|one| SignedIn {
        user_id: one.place.person.into_string(),
        display_name: one.name,
        check_in_time: one.at.map(|at| at.0),
    });
    Ok(SignInPage { users: users.collect(), next_token })
}
