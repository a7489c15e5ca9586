//! Screen templates of a document.

use std::collections::HashMap;

use openrooms_core::id::CorpId;
use openrooms_core::template::Template;
use openrooms_protocol::organisation as wire;
use openrooms_protocol::organisation::DocumentError;
use openrooms_protocol::rooms::ScreenTemplate;

use super::import::{beyond, unique, wrong};
use crate::rooms::template_reply;

/// The templates of the organisation `corp`, which stands at `path`.
pub(super) fn read(
    from: Vec<wire::Open<ScreenTemplate>>,
    path: &str,
    corp: &CorpId,
) -> Result<Vec<Template>, DocumentError> {
    let mut seen = HashMap::new();
    let each = from.into_iter().enumerate().map(|(index, open)| {
        let path = format!("{path}.screenTemplates[{index}].deviceCustomTemplate");
        let wire::Open { known, rest } = open;
        let fields = &known.device_custom_template;
        if fields.template_id < 1 {
            return wrong(format!("{path}.templateId"), "it must be 1 or more");
        }
        unique(&mut seen, fields.template_id, &format!("{path}.templateId"))?;
        if fields.corp_id.as_deref().is_some_and(|own| own != corp.as_str()) {
            let message = format!("it is not the organisation's, {:?}", corp.as_str());
            return wrong(format!("{path}.corpId"), message);
        }
        let mut template = template_reply::from_wire(known, &path)?;
        template.beyond = beyond(rest);
        Ok(template)
    });
    each.collect()
}
