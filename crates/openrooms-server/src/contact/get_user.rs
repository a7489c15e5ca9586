//! `GetUser`: one person by unionId, or the person of a user's token.

use axum::body::Body;
use http::Response;
use openrooms_core::directory::country_and_number;
use openrooms_core::id::UnionId;
use openrooms_protocol::contact::{ContactUser, GetUser, UserPath};
use openrooms_store::Whom;
use openrooms_store::secret::hex;
use sha2::{Digest as _, Sha256};

use crate::ask::{self, Asker, Question, Users};
use crate::call::Call;
use crate::problem::Problem;

/// `GET /v1.0/contact/users/{unionId}`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    if call.path::<GetUser>().is_ok_and(|path| path.union_id == UserPath::ME) {
        return ask::of_oneself::<GetUser, _, _>(call, |_| Ok(()), oneself).await;
    }
    let read = |given: crate::change::Given<GetUser>| Ok(UnionId::new(given.path.union_id));
    ask::for_organisation::<GetUser, _, _>(call, Users::All, read, colleague).await
}

async fn oneself(question: Question, asker: Asker, (): ()) -> Result<ContactUser, Problem> {
    shown(&question, asker.operator).await
}

async fn colleague(question: Question, whom: UnionId) -> Result<ContactUser, Problem> {
    shown(&question, whom).await
}

async fn shown(question: &Question, whom: UnionId) -> Result<ContactUser, Problem> {
    let is_colleague = question.user.as_ref().is_some_and(|user| user.operator != whom);
    let whom = Whom::UnionId(whom);
    let finding = question.store().person(&question.corp, &whom);
    let person = question.patiently(finding).await?.ok_or(Problem::UserNotFound)?;
    // What somebody keeps from colleagues is told to apps alone.
    let is_told = !(is_colleague && person.hides_mobile.unwrap_or(false));
    let telephone = person.mobile.as_deref().filter(|_| is_told).map(country_and_number);
    let (state_code, mobile) =
        telephone.map(|(country, number)| (country.to_owned(), number.to_owned())).unzip();
    Ok(ContactUser {
        nick: person.name,
        avatar_url: person.avatar,
        mobile,
        open_id: open_id(&question.client, person.union_id.as_str()),
        email: person.email,
        state_code,
        union_id: person.union_id.into_string(),
    })
}

/// An id that is the same for an app each time, and another for each app.
fn open_id(client: &str, person: &str) -> String {
    let hash = Sha256::new().chain_update(client).chain_update(b"\0").chain_update(person);
    hex(&hash.finalize()[..14])
}
