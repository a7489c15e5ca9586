//! `UpdateDeviceCustomTemplate`: a template is replaced, but for its id.

use axum::body::Body;
use http::Response;
use openrooms_core::id::{TemplateId, UnionId};
use openrooms_core::template::{self, TemplateWish};
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::{ScreenTemplate, UpdateDeviceCustomTemplate};
use openrooms_store::Change;

use super::{template_reply, template_wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `PUT /v1.0/rooms/devices/screens/templates`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<UpdateDeviceCustomTemplate, _, _, _>(call, read, act).await
}

/// Which template, what it is to be, and how the caller saw it.
type Wish = (TemplateId, TemplateWish, Option<ScreenTemplate>);

fn read(mut given: Given<UpdateDeviceCustomTemplate>) -> Result<(Option<UnionId>, Wish), Problem> {
    let expected = given.body.expected.take();
    let (id, fields) = given.body.into_parts();
    let id = template_wish::which(id)?;
    let wish = template_wish::wish(fields)?;
    let expected = expected.map(|seen| template_wish::expected(*seen, id)).transpose()?;
    Ok((None, (id, wish, expected)))
}

async fn act(asked: Asked, (id, wish, expected): Wish) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, _) = asked.begin().await?;
    let found = writing.around_template(wish.name.as_deref(), &wish.places, Some(id)).await?;
    let before = writing.template(id).await?;
    let after = template::changed(wish, before.clone(), &found)?;
    if let (Some(seen), Some(now)) = (&expected, &before)
        && template_reply::to_wire(now.clone(), None) != *seen
    {
        return Err(Problem::TemplateChanged);
    }
    if before.as_ref() == Some(&after) {
        return Ok(Wrapped { result: true });
    }
    writing.update_template(&after).await?;
    let [before, after] =
        [before, Some(after)].map(|one| one.map(|one| template_reply::to_wire(one, None)));
    let entry = asked.entry("template", &id.to_string(), before.as_ref(), after.as_ref());
    asked.commit(writing, entry, vec![Change::Organisation(asked.corp.clone())]).await?;
    Ok(Wrapped { result: true })
}
