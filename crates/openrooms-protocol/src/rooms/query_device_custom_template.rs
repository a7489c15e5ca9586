//! `QueryDeviceCustomTemplate`: one screen template.

use super::ScreenTemplate;
use crate::path::PathParams;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `GET /v1.0/rooms/devices/screens/templates/{templateId}`: one screen template, and where it is shown.
pub struct QueryDeviceCustomTemplate;

impl Operation for QueryDeviceCustomTemplate {
    const ACTION: &'static str = "QueryDeviceCustomTemplate";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/rooms/devices/screens/templates/{templateId}";
    const SCOPE: Option<Scope> = Some(Scope::TemplateRead);
    type Path = TemplatePath;
    type Query = Nothing;
    type Body = Nothing;
    type Reply = Wrapped<ScreenTemplate>;
}

/// Which template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplatePath {
    /// Its id, a number.
    pub template_id: String,
}

impl PathParams for TemplatePath {
    const NAMES: &'static [&'static str] = &["templateId"];
    fn from_values(mut values: Vec<String>) -> Self {
        Self { template_id: values.pop().unwrap_or_default() }
    }
    fn values(&self) -> Vec<&str> {
        vec![&self.template_id]
    }
}
