//! `CreateDeviceCustomTemplate`: a new screen template.

use serde::{Deserialize, Serialize};

use super::NewTemplate;
use crate::{Method, Nothing, Operation, Scope};

/// `POST /v1.0/rooms/devices/screens/templates`: makes a screen template, and gives its id, not under `result`.
pub struct CreateDeviceCustomTemplate;

impl Operation for CreateDeviceCustomTemplate {
    const ACTION: &'static str = "CreateDeviceCustomTemplate";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/rooms/devices/screens/templates";
    const SCOPE: Option<Scope> = Some(Scope::TemplateWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = NewTemplate;
    type Reply = TemplateMade;
}

/// The template that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TemplateMade {
    /// Its id.
    pub template_id: i64,
}
