//! `DeleteDeviceCustomTemplate`: a template goes.

use axum::body::Body;
use http::Response;
use openrooms_core::id::{TemplateId, UnionId};
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::DeleteDeviceCustomTemplate;
use openrooms_store::Change;

use super::{template_reply, template_wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `POST /v1.0/rooms/devices/screens/templates/remove`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<DeleteDeviceCustomTemplate, _, _, _>(call, read, act).await
}

fn read(
    given: Given<DeleteDeviceCustomTemplate>,
) -> Result<(Option<UnionId>, TemplateId), Problem> {
    let which = given.body;
    Ok((None, template_wish::which(which.template_id)?))
}

async fn act(asked: Asked, id: TemplateId) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, _) = asked.begin().await?;
    let before = writing.template(id).await?.ok_or(Problem::TemplateNotFound)?;
    writing.delete_template(id).await?;
    let before = template_reply::to_wire(before, None);
    let entry = asked.entry("template", &id.to_string(), Some(&before), None);
    asked.commit(writing, entry, vec![Change::Organisation(asked.corp.clone())]).await?;
    Ok(Wrapped { result: true })
}
