//! `QueryDeviceCustomTemplate`: one screen template.

use axum::body::Body;
use http::Response;
use openrooms_core::id::TemplateId;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::{QueryDeviceCustomTemplate, ScreenTemplate};

use super::template_reply;
use super::wish::wrong;
use crate::ask::{self, Question, Users};
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

/// `GET /v1.0/rooms/devices/screens/templates/{templateId}`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::for_organisation::<QueryDeviceCustomTemplate, _, _>(
        call,
        Users::Administrators,
        read,
        answer,
    )
    .await
}

fn read(given: Given<QueryDeviceCustomTemplate>) -> Result<TemplateId, Problem> {
    let which = given.path;
    let id = which.template_id.parse();
    id.map(TemplateId).or_else(|_| wrong("templateId must be a number"))
}

async fn answer(question: Question, id: TemplateId) -> Result<Wrapped<ScreenTemplate>, Problem> {
    let found = question.patiently(question.store().template(&question.corp, id)).await?;
    let found = found.ok_or(Problem::TemplateNotFound)?;
    Ok(Wrapped { result: template_reply::to_wire(found, Some(&question.corp)) })
}
