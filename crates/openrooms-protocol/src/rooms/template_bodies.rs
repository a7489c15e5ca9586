//! What `CreateDeviceCustomTemplate` and `UpdateDeviceCustomTemplate` are given: the same fields, of
//! which the second needs a template.
//!
//! Every field may be absent to a reader, so that a missing one is refused in its place among the
//! checks; what is required is said in the schema. A field that is absent is not written.

use serde::{Deserialize, Serialize};

use super::ScreenTemplate;

/// The two bodies: their own fields, and those that they share.
macro_rules! bodies {
    ($($(#[$about:meta])* $body:ident { $($(#[$own_about:meta])* $own:ident: $own_type:ty,)* })*) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "camelCase")]
        pub struct $body {
            $($(#[$own_about])*
            #[serde(skip_serializing_if = "Option::is_none")]
            pub $own: $own_type,)*
            /// Addresses of pictures that take turns: at most 9. A reply calls them bgImageList.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub bg_img_list: Option<Vec<String>>,
            /// The kind of background; 1 where it is absent.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub bg_type: Option<i32>,
            /// Address of the background.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub bg_url: Option<String>,
            /// Free text.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub custom_doc: Option<String>,
            /// Whether names of people are made unreadable.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub desensitize_user_name: Option<bool>,
            /// unionIds of the devices that show it.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub device_union_ids: Option<Vec<String>>,
            /// The groups of rooms that show it.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub group_ids: Option<Vec<i64>>,
            /// Whether the share code is hidden while somebody projects.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub hide_server_code_when_projecting: Option<bool>,
            /// Whether it tells how to use the room.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub instruction: Option<bool>,
            /// Whether pictures lie on top; 1 where it is absent.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub is_pic_top: Option<i32>,
            /// Address of the organisation's sign.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub logo: Option<String>,
            /// The organisation's name as the screen has it.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub org_name: Option<String>,
            /// How long each picture is shown, in seconds.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub picture_play_interval: Option<i32>,
            /// The rooms that show it.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub room_ids: Option<Vec<String>>,
            /// Whether the calendar is shown.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub show_calendar_card: Option<bool>,
            /// Whether the calendar shows titles.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub show_calendar_title: Option<bool>,
            /// Whether functions are shown.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub show_function_card: Option<bool>,
        }
    )*};
}

bodies! {
    /// A template to be made.
    NewTemplate {
        /// Its name: 1 to 100 characters, that no other template of the organisation has.
        #[cfg_attr(feature = "schema", schemars(required))]
        template_name: Option<String>,
    }
    /// What a template is to be. What is absent goes back to its default.
    TemplateUpdate {
        /// Which template.
        #[cfg_attr(feature = "schema", schemars(required))]
        template_id: Option<i64>,
        /// Its name: 1 to 100 characters, that no other template of the organisation has; the one
        /// that it has, where none is given.
        template_name: Option<String>,
        /// Ours: the template as the caller read it. Where it is not so any more, the call is refused.
        expected: Option<Box<ScreenTemplate>>,
    }
}

impl TemplateUpdate {
    /// The fields that are given, for that template.
    pub fn of(template_id: i64, fields: NewTemplate) -> Self {
        Self {
            template_id: Some(template_id),
            template_name: fields.template_name,
            expected: None,
            bg_img_list: fields.bg_img_list,
            bg_type: fields.bg_type,
            bg_url: fields.bg_url,
            custom_doc: fields.custom_doc,
            desensitize_user_name: fields.desensitize_user_name,
            device_union_ids: fields.device_union_ids,
            group_ids: fields.group_ids,
            hide_server_code_when_projecting: fields.hide_server_code_when_projecting,
            instruction: fields.instruction,
            is_pic_top: fields.is_pic_top,
            logo: fields.logo,
            org_name: fields.org_name,
            picture_play_interval: fields.picture_play_interval,
            room_ids: fields.room_ids,
            show_calendar_card: fields.show_calendar_card,
            show_calendar_title: fields.show_calendar_title,
            show_function_card: fields.show_function_card,
        }
    }

    /// Which template, and the fields that are given.
    pub fn into_parts(self) -> (Option<i64>, NewTemplate) {
        let fields = NewTemplate {
            template_name: self.template_name,
            bg_img_list: self.bg_img_list,
            bg_type: self.bg_type,
            bg_url: self.bg_url,
            custom_doc: self.custom_doc,
            desensitize_user_name: self.desensitize_user_name,
            device_union_ids: self.device_union_ids,
            group_ids: self.group_ids,
            hide_server_code_when_projecting: self.hide_server_code_when_projecting,
            instruction: self.instruction,
            is_pic_top: self.is_pic_top,
            logo: self.logo,
            org_name: self.org_name,
            picture_play_interval: self.picture_play_interval,
            room_ids: self.room_ids,
            show_calendar_card: self.show_calendar_card,
            show_calendar_title: self.show_calendar_title,
            show_function_card: self.show_function_card,
        };
        (self.template_id, fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_have_the_wires_names() {
        // surface.json's.
        let given = r#"{"templateId":1,"templateName":"n","bgImgList":["a"],"bgType":2,"bgUrl":"b",
            "customDoc":"c","desensitizeUserName":true,"deviceUnionIds":["d"],"groupIds":[3],
            "hideServerCodeWhenProjecting":true,"instruction":true,"isPicTop":0,"logo":"e",
            "orgName":"f","picturePlayInterval":5,"roomIds":["g"],"showCalendarCard":true,
            "showCalendarTitle":true,"showFunctionCard":true}"#;
        let read: TemplateUpdate = serde_json::from_str(given).unwrap();
        let written = serde_json::to_value(&read).unwrap();
        assert_eq!(written, serde_json::from_str::<serde_json::Value>(given).unwrap());
        let (id, fields) = read.clone().into_parts();
        assert_eq!(fields, serde_json::from_str(given).unwrap());
        assert_eq!(TemplateUpdate::of(id.unwrap(), fields), read);
        assert_eq!(serde_json::to_string(&NewTemplate::default()).unwrap(), "{}");
    }
}
