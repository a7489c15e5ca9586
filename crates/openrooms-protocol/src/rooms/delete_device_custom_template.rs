//! `DeleteDeviceCustomTemplate`: a screen template goes.

use serde::{Deserialize, Serialize};

use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/rooms/devices/screens/templates/remove`: removes a screen template.
pub struct DeleteDeviceCustomTemplate;

impl Operation for DeleteDeviceCustomTemplate {
    const ACTION: &'static str = "DeleteDeviceCustomTemplate";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/rooms/devices/screens/templates/remove";
    const SCOPE: Option<Scope> = Some(Scope::TemplateWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = WhichTemplate;
    type Reply = Wrapped<bool>;
}

/// Which template.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct WhichTemplate {
    /// Its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub template_id: Option<i64>,
}
