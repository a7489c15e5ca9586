//! A screen template in the words of the wire, and back.

use openrooms_core::id::{CorpId, DeviceUnionId, GroupId, RoomId, TemplateId};
use openrooms_core::picture::address as picture_address;
use openrooms_core::template::{Look, Places, Template};
use openrooms_protocol::organisation::DocumentError;
use openrooms_protocol::rooms as wire;

/// A template as a read shows it, or, without `corp`, as the record tells it.
pub(crate) fn to_wire(template: Template, corp: Option<&CorpId>) -> wire::ScreenTemplate {
    let Template { id, name, look, places, beyond: _ } = template;
    wire::ScreenTemplate {
        device_custom_template: wire::DeviceCustomTemplate {
            template_id: id.0,
            template_name: name,
            corp_id: corp.map(ToString::to_string),
            bg_image_list: Some(look.pictures),
            bg_type: Some(look.background),
            bg_url: look.background_address,
            custom_doc: look.text,
            desensitize_user_name: Some(look.hides_names),
            hide_server_code_when_projecting: Some(look.hides_code),
            instruction: Some(look.has_instruction),
            is_pic_top: Some(look.picture_on_top),
            logo: look.logo,
            org_name: look.organisation,
            picture_play_interval: look.picture_seconds,
            show_calendar_card: Some(look.has_calendar),
            show_calendar_title: Some(look.has_titles),
            show_function_card: Some(look.has_functions),
        },
        device_union_ids: places.devices.into_iter().map(DeviceUnionId::into_string).collect(),
        group_ids: places.groups.into_iter().map(|id| id.0).collect(),
        room_ids: places.rooms.into_iter().map(RoomId::into_string).collect(),
    }
}

/// A template as a document has it; its id, name and organisation are judged by the caller.
pub(crate) fn from_wire(
    given: wire::ScreenTemplate,
    path: &str,
) -> Result<Template, DocumentError> {
    let plain = Look::default();
    let fields = given.device_custom_template;
    let look = Look {
        background: fields.bg_type.unwrap_or(plain.background),
        background_address: fields.bg_url,
        pictures: fields.bg_image_list.unwrap_or_default(),
        picture_seconds: fields.picture_play_interval,
        picture_on_top: fields.is_pic_top.unwrap_or(plain.picture_on_top),
        logo: fields.logo,
        organisation: fields.org_name,
        text: fields.custom_doc,
        hides_names: fields.desensitize_user_name.unwrap_or(plain.hides_names),
        hides_code: fields.hide_server_code_when_projecting.unwrap_or(plain.hides_code),
        has_instruction: fields.instruction.unwrap_or(plain.has_instruction),
        has_calendar: fields.show_calendar_card.unwrap_or(plain.has_calendar),
        has_titles: fields.show_calendar_title.unwrap_or(plain.has_titles),
        has_functions: fields.show_function_card.unwrap_or(plain.has_functions),
    };
    if let Some(wrong) = look.addresses().find(|address| picture_address::check(address).is_err()) {
        let message = format!("{wrong:?} is no address of a picture: http or https");
        return Err(DocumentError { path: path.to_owned(), message });
    }
    Ok(Template {
        id: TemplateId(fields.template_id),
        name: fields.template_name,
        look,
        places: Places {
            devices: given.device_union_ids.into_iter().map(DeviceUnionId::new).collect(),
            rooms: given.room_ids.into_iter().map(RoomId::new).collect(),
            groups: given.group_ids.into_iter().map(GroupId).collect(),
        },
        beyond: None,
    })
}
