//! What `CreateDeviceCustomTemplate` and `UpdateDeviceCustomTemplate` are given, in core's words.

use openrooms_core::id::{DeviceUnionId, GroupId, RoomId, TemplateId};
use openrooms_core::picture::address as picture_address;
use openrooms_core::room_change::RoomName;
use openrooms_core::template::{Look, Places, TemplateWish};
use openrooms_protocol::rooms::{NewTemplate, ScreenTemplate};

use super::wish::{LONGEST_TEXT, lines, listed, not_negative, required, text, wrong};
use crate::problem::Problem;

const MOST_PICTURES: usize = 9;
const MOST_PLACES: usize = 1_000;

/// What is asked for. Nothing is required here.
pub(super) fn wish(given: NewTemplate) -> Result<TemplateWish, Problem> {
    if let Some(name) = &given.template_name
        && RoomName::parse(name).is_err()
    {
        return wrong(
            "templateName must be 1 to 100 characters, none of which controls a terminal or the direction of text",
        );
    }
    for (name, number) in [
        ("bgType", given.bg_type),
        ("isPicTop", given.is_pic_top),
        ("picturePlayInterval", given.picture_play_interval),
    ] {
        not_negative(name, number)?;
    }
    let pictures = listed("bgImgList", given.bg_img_list.unwrap_or_default(), MOST_PICTURES)?;
    let devices = places("deviceUnionIds", given.device_union_ids)?;
    let groups = places("groupIds", given.group_ids)?;
    let rooms = places("roomIds", given.room_ids)?;
    let custom_doc = lines("customDoc", given.custom_doc, LONGEST_TEXT)?;
    let org_name = text("orgName", given.org_name)?;
    let plain = Look::default();
    let look = Look {
        background: given.bg_type.unwrap_or(plain.background),
        background_address: given.bg_url.filter(|address| !address.is_empty()),
        pictures,
        picture_seconds: given.picture_play_interval,
        picture_on_top: given.is_pic_top.unwrap_or(plain.picture_on_top),
        logo: given.logo.filter(|address| !address.is_empty()),
        organisation: org_name,
        text: custom_doc,
        hides_names: given.desensitize_user_name.unwrap_or(plain.hides_names),
        hides_code: given.hide_server_code_when_projecting.unwrap_or(plain.hides_code),
        has_instruction: given.instruction.unwrap_or(plain.has_instruction),
        has_calendar: given.show_calendar_card.unwrap_or(plain.has_calendar),
        has_titles: given.show_calendar_title.unwrap_or(plain.has_titles),
        has_functions: given.show_function_card.unwrap_or(plain.has_functions),
    };
    if look.addresses().any(|address| picture_address::check(address).is_err()) {
        return Err(Problem::PictureWrong);
    }
    let shown = Places {
        devices: devices.into_iter().map(DeviceUnionId::new).collect(),
        rooms: rooms.into_iter().map(RoomId::new).collect(),
        groups: groups.into_iter().map(GroupId).collect(),
    };
    Ok(TemplateWish { name: given.template_name, look, places: shown })
}

/// Places that are asked for, each once.
fn places<T: PartialEq>(name: &str, given: Option<Vec<T>>) -> Result<Vec<T>, Problem> {
    let mut once = Vec::new();
    for id in listed(name, given.unwrap_or_default(), MOST_PLACES)? {
        if !once.contains(&id) {
            once.push(id);
        }
    }
    Ok(once)
}

/// Which template.
pub(super) fn which(id: Option<i64>) -> Result<TemplateId, Problem> {
    Ok(TemplateId(required("templateId", id)?))
}

/// A template as a caller read it, as the record would tell it.
pub(super) fn expected(
    mut seen: ScreenTemplate,
    id: TemplateId,
) -> Result<ScreenTemplate, Problem> {
    if seen.device_custom_template.template_id != id.0 {
        return wrong("expected is another template");
    }
    seen.device_custom_template.corp_id = None;
    Ok(seen)
}
