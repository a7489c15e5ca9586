//! `GetUser`: one person by unionId.

use axum::body::Body;
use http::Response;
use openrooms_core::directory::country_and_number;
use openrooms_core::id::UnionId;
use openrooms_protocol::contact::{ContactUser, GetUser, UserPath};
use openrooms_store::Whom;
use openrooms_store::secret::hex;
use sha2::{Digest as _, Sha256};

use crate::ask::{self, Question};
use crate::call::Call;
use crate::entry;
use crate::problem::Problem;

/// `GET /v1.0/contact/users/{unionId}`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    // Judged with the token: an app is nobody, and no token here is a person's.
    if call.path::<GetUser>().is_ok_and(|path| path.union_id == UserPath::ME) {
        let refused = match entry::token(&call.parts.headers) {
            Ok(token) => entry::find(&call.node, token, "", "").await.err(),
            Err(problem) => Some(problem),
        };
        return call.reply::<ContactUser>(None, Err(refused.unwrap_or(Problem::TokenInvalid)));
    }
    ask::for_organisation::<GetUser, _, _>(call, |given| Ok(given.path), answer).await
}

async fn answer(question: Question, path: UserPath) -> Result<ContactUser, Problem> {
    let whom = Whom::UnionId(UnionId::new(path.union_id));
    let finding = question.store().person(&question.corp, &whom);
    let person = question.patiently(finding).await?.ok_or(Problem::UserNotFound)?;
    let telephone = person.mobile.as_deref().map(country_and_number);
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
