//! `CreateDeviceCustomTemplate`: a new screen template.

use axum::body::Body;
use http::Response;
use openrooms_core::id::UnionId;
use openrooms_core::template::{self, Template, TemplateWish};
use openrooms_protocol::rooms::{CreateDeviceCustomTemplate, TemplateMade};
use openrooms_store::Change;

use super::{template_reply, template_wish, wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `POST /v1.0/rooms/devices/screens/templates`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<CreateDeviceCustomTemplate, _, _, _>(call, read, act).await
}

fn read(
    given: Given<CreateDeviceCustomTemplate>,
) -> Result<(Option<UnionId>, (String, TemplateWish)), Problem> {
    let name = wish::required("templateName", given.body.template_name.clone())?;
    Ok((None, (name, template_wish::wish(given.body)?)))
}

async fn act(asked: Asked, (name, wish): (String, TemplateWish)) -> Result<TemplateMade, Problem> {
    let (mut writing, _) = asked.begin().await?;
    let found = writing.around_template(Some(&name), &wish.places, None).await?;
    template::may_make(&found)?;
    let id = writing.new_template_id().await?;
    let TemplateWish { look, places, .. } = wish;
    let made = Template { id, name, look, places, beyond: None };
    writing.insert_template(&made).await?;
    let made = template_reply::to_wire(made, None);
    let entry = asked.entry("template", &id.to_string(), None, Some(&made));
    asked.commit(writing, entry, vec![Change::Organisation(asked.corp.clone())]).await?;
    Ok(TemplateMade { template_id: id.0 })
}
