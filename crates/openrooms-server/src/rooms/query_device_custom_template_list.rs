//! `QueryDeviceCustomTemplateList`: every screen template, and where each is shown.

use axum::body::Body;
use http::Response;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::{QueryDeviceCustomTemplateList, TemplateList};

use super::template_reply;
use crate::ask::{self, Question, Users};
use crate::call::Call;
use crate::problem::Problem;

/// `GET /v1.0/rooms/devices/screens/templateLists`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::for_organisation::<QueryDeviceCustomTemplateList, _, _>(
        call,
        Users::Administrators,
        |_| Ok(()),
        answer,
    )
    .await
}

async fn answer(question: Question, (): ()) -> Result<Wrapped<TemplateList>, Problem> {
    let found = question.patiently(question.store().templates(&question.corp)).await?;
    let mut list = TemplateList::default();
    for template in found {
        let template = template_reply::to_wire(template, Some(&question.corp));
        let id = template.device_custom_template.template_id.to_string();
        list.device_template_map.insert(id.clone(), template.device_union_ids);
        list.group_id_template_map.insert(id.clone(), template.group_ids);
        list.room_id_template_map.insert(id, template.room_ids);
        list.device_custom_templates.push(template.device_custom_template);
    }
    Ok(Wrapped { result: list })
}
