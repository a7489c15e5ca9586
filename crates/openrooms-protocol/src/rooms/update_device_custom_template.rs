//! `UpdateDeviceCustomTemplate`: another look for a screen template.

use super::TemplateUpdate;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `PUT /v1.0/rooms/devices/screens/templates`: replaces a screen template: what is absent goes back to its default.
pub struct UpdateDeviceCustomTemplate;

impl Operation for UpdateDeviceCustomTemplate {
    const ACTION: &'static str = "UpdateDeviceCustomTemplate";
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/v1.0/rooms/devices/screens/templates";
    const SCOPE: Option<Scope> = Some(Scope::TemplateWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = TemplateUpdate;
    type Reply = Wrapped<bool>;
}
