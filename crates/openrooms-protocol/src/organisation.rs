//! The organisation document: what `openrooms import` reads and `openrooms export` writes
//! (schema/organisation.schema.json).
//!
//! Closed objects refuse what they do not know; open ones ([`Open`]) keep it, so that an export
//! gives back what an import read.

use std::collections::BTreeMap;

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use crate::rooms::{ExtensionConfig, MeetingRoom, ScreenTemplate};
use crate::strict::Strict;

/// The whole document.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The organisations, each with all that it holds.
    pub organisations: Vec<Organisation>,
    /// Third-party apps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suites: Vec<Suite>,
}

/// A third-party enterprise app; one serves every organisation that has authorised it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Suite {
    /// Its key; no app or suite of the server has the same.
    pub suite_key: String,
    /// In clear on import only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suite_secret: Option<String>,
    /// What an export carries instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suite_secret_hash: Option<String>,
    /// The ticket that must be shown; absent: any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suite_ticket: Option<String>,
    /// The organisations that have authorised it.
    pub auth_corp_ids: Vec<String>,
    /// What it may do.
    pub scopes: Vec<String>,
    /// CIDR blocks that may call; absent or empty: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ip_allow_list: Option<Vec<String>>,
    /// Calls a second of one operation; 0 or absent: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qps_per_operation: Option<u32>,
}

/// One organisation.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Organisation {
    /// Its id.
    pub corp_id: String,
    /// Its name.
    pub corp_name: String,
    /// IANA zone; absent: Asia/Shanghai.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// Calls a month of all its apps together; 0 or absent: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calls_per_month: Option<u64>,
    /// Rooms that its licence allows; 0 or absent: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_limit: Option<u64>,
    /// Whether it may make screen templates; absent: yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub has_screen_templates: Option<bool>,
    /// The tree of departments.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub departments: Vec<Department>,
    /// The people.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub users: Vec<User>,
    /// The internal apps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apps: Vec<App>,
    /// The tree of room groups.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub room_groups: Vec<Group>,
    /// Labels of its own, beside 1 to 5, which are the same everywhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub room_labels: Vec<FreeLabel>,
    /// The plans of its floors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub floor_plans: Vec<FloorPlan>,
    /// The rooms.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rooms: Vec<Open<MeetingRoom>>,
    /// Who has rights on single rooms.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub room_rights: Vec<RoomRights>,
    /// What is or was wrong in rooms.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub room_problems: Vec<KeptProblem>,
    /// Who may not book.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub booking_blacklist: Vec<BlacklistEntry>,
    /// The devices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub devices: Vec<Open<Device>>,
    /// Screen templates, each in the shape of `QueryDeviceCustomTemplate`'s result.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub screen_templates: Vec<Open<ScreenTemplate>>,
    /// The control panels of rooms.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub control_panels: Vec<Panel>,
    /// Pictures that were uploaded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<UploadedPicture>,
    /// Bookings, in the shape of `GetEvent`'s reply.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Map<String, Value>>,
}

/// A department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Department {
    /// Its id; 1 is the root.
    pub dept_id: i64,
    /// Its name.
    pub name: String,
    /// The department above; 0 for the root.
    pub parent_id: i64,
    /// Its place among its siblings, the least first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<i64>,
}

/// A person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct User {
    /// Id within the organisation.
    pub user_id: String,
    /// Id towards apps.
    pub union_id: String,
    /// Name.
    pub name: String,
    /// Mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
    /// What they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Number of the employee.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job_number: Option<String>,
    /// Address of a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avatar: Option<String>,
    /// Whether their telephone number is kept from colleagues.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hide_mobile: Option<bool>,
    /// Whether they manage rooms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub admin: Option<bool>,
    /// The departments they are in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dept_ids: Option<Vec<i64>>,
}

/// An internal app.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct App {
    /// Its key; no app or suite of the server has the same.
    pub app_key: String,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app_name: Option<String>,
    /// In clear on import only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app_secret: Option<String>,
    /// What an export carries instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app_secret_hash: Option<String>,
    /// What it may do.
    pub scopes: Vec<String>,
    /// CIDR blocks that may call; absent or empty: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ip_allow_list: Option<Vec<String>>,
    /// Calls a second of one operation; 0 or absent: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qps_per_operation: Option<u32>,
    /// Where the consent page may send a person back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirect_uris: Option<Vec<String>>,
}

/// A group of rooms.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Group {
    /// Its id.
    pub group_id: i64,
    /// Its name.
    pub group_name: String,
    /// The group above; 0 is the root.
    pub parent_id: i64,
    /// Who administers it and those below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub admin_union_ids: Option<Vec<String>>,
    /// What its rooms and those of the groups below ask of a booking, where they do not say it
    /// themselves; an import refuses what it does not know of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension_config: Option<Open<ExtensionConfig>>,
}

/// Something that is or was wrong in a room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeptProblem {
    /// Its id.
    pub problem_id: String,
    /// The room, which need not be there.
    pub room_id: String,
    /// What it is about: a word of `ReportMeetingRoomProblem`.
    pub problem_kind: String,
    /// What there is to say of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// unionId of who reported it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reporter_union_id: Option<String>,
    /// The device that it was reported at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_union_id: Option<String>,
    /// When: milliseconds since 1970.
    pub report_time: i64,
    /// Since when it is closed; absent: it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub close_time: Option<i64>,
    /// unionId of who closed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closer_union_id: Option<String>,
    /// What was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub close_note: Option<String>,
}

/// A label of an organisation's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FreeLabel {
    /// Its id, 6 or more.
    pub label_id: i64,
    /// Its name.
    pub label_name: String,
}

/// The plan of a group's floor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FloorPlan {
    /// The group.
    pub group_id: i64,
    /// The address of its picture, http or https.
    pub picture: String,
    /// Where rooms are on it, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<FloorPlace>,
}

/// Where a room is: a rectangle, in per mille of the picture's sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FloorPlace {
    /// The room.
    pub room_id: String,
    /// How far from the left it begins.
    pub left: i32,
    /// How far from the top it begins.
    pub top: i32,
    /// How wide it is.
    pub width: i32,
    /// How high it is.
    pub height: i32,
}

/// Who has rights on a room beside those whom it names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RoomRights {
    /// The room.
    pub room_id: String,
    /// unionIds of those who may do to it what an administrator may.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub admin_union_ids: Vec<String>,
    /// userIds of its super users.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub super_user_ids: Vec<String>,
    /// Departments whose people are its super users, those below included.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub super_dept_ids: Vec<i64>,
}

/// A person who may not book for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BlacklistEntry {
    /// The person.
    pub union_id: String,
    /// From when, milliseconds since 1970.
    pub start_time: i64,
    /// Until when, milliseconds since 1970; absent: for ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_time: Option<i64>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memo: Option<String>,
}

/// The control panel of a room.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Panel {
    /// Whose it is; no room has two.
    pub room_id: String,
    /// Its status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<i32>,
    /// Its buttons.
    pub room_config: Vec<Button>,
    /// Further parameters, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extra: Option<BTreeMap<String, String>>,
}

/// A button of a control panel.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Button {
    /// Its name.
    pub name: String,
    /// Its English name.
    pub en_name: String,
    /// Address of its picture.
    pub icon: String,
    /// Address that it opens.
    pub url: String,
    /// When it shows.
    pub show_time: i32,
    /// Its place among the others.
    pub sort: i32,
}

/// A picture that was uploaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UploadedPicture {
    /// Its id: 32 lower-case hexadecimal digits.
    pub picture_id: String,
    /// When it was uploaded last, milliseconds since 1970.
    pub upload_time: i64,
    /// The file in base64.
    pub content: String,
}

/// A device; the rest of its fields are kept in [`Open`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Device {
    /// Its unionId.
    pub device_union_id: String,
    /// Its id.
    pub device_id: String,
    /// The room it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_room_id: Option<String>,
    /// The code that finds it on the network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share_code: Option<String>,
    /// Serial number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_sn: Option<String>,
    /// The device that it controls.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub controls_device_union_id: Option<String>,
    /// What an export carries of the token that it connects with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_token_hash: Option<String>,
    /// Last reported properties.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub properties: Option<BTreeMap<String, String>>,
}

/// A typed object and whatever else stood beside its fields, at any depth.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Open<T> {
    /// What is understood.
    pub known: T,
    /// What is only kept: laid over `known` it gives the object that was read.
    pub rest: Map<String, Value>,
}

/// Stands before the inner path in the message of an error inside an [`Open`].
pub const INNER_PATH: char = '\u{1}';

impl<'de, T: DeserializeOwned + Serialize> Deserialize<'de> for Open<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = Map::deserialize(deserializer)?;
        let read = Value::Object(read);
        let known: T = serde_path_to_error::deserialize(Strict(&read)).map_err(|error| {
            D::Error::custom(format_args!("{INNER_PATH}{}: {}", error.path(), error.inner()))
        })?;
        let rest = match (read, serde_json::to_value(&known)) {
            (Value::Object(read), Ok(Value::Object(known))) => beyond(read, &known),
            _ => Map::new(),
        };
        Ok(Self { known, rest })
    }
}

impl<T: Serialize> Serialize for Open<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.rest.is_empty() {
            return self.known.serialize(serializer);
        }
        let mut whole = serde_json::to_value(&self.known).map_err(serde::ser::Error::custom)?;
        lay_over(&mut whole, &Value::Object(self.rest.clone()));
        whole.serialize(serializer)
    }
}

/// What `read` holds beyond `known`. Lists are compared item by item, where both have as many.
fn beyond(read: Map<String, Value>, known: &Map<String, Value>) -> Map<String, Value> {
    let mut rest = Map::new();
    for (name, value) in read {
        match known.get(&name) {
            None if value.is_null() => {} // null and absent are the same
            None => _ = rest.insert(name, value),
            Some(known) => {
                if let Some(value) = value_beyond(value, known) {
                    rest.insert(name, value);
                }
            }
        }
    }
    rest
}

fn value_beyond(read: Value, known: &Value) -> Option<Value> {
    match (read, known) {
        (Value::Object(read), Value::Object(known)) => {
            let rest = beyond(read, known);
            (!rest.is_empty()).then_some(Value::Object(rest))
        }
        (Value::Array(read), Value::Array(known)) if read.len() == known.len() => {
            let rest = read.into_iter().zip(known);
            let rest: Vec<_> =
                rest.map(|(read, known)| value_beyond(read, known).unwrap_or_default()).collect();
            rest.iter().any(|value| !value.is_null()).then_some(Value::Array(rest))
        }
        _ => None,
    }
}

/// Lays `rest` over `whole`: adds what is missing, changes nothing that is there.
fn lay_over(whole: &mut Value, rest: &Value) {
    match (whole, rest) {
        (Value::Object(whole), Value::Object(rest)) => {
            for (name, value) in rest {
                match whole.get_mut(name) {
                    Some(inner) => lay_over(inner, value),
                    None => _ = whole.insert(name.clone(), value.clone()),
                }
            }
        }
        (Value::Array(whole), Value::Array(rest)) if whole.len() == rest.len() => {
            for (inner, value) in whole.iter_mut().zip(rest) {
                lay_over(inner, value);
            }
        }
        _ => {}
    }
}

/// A document that cannot be read, with the path of what is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {message}")]
pub struct DocumentError {
    /// Such as `organisations[0].rooms[3].roomStatus`.
    pub path: String,
    /// What is wrong there.
    pub message: String,
}

impl Document {
    /// Reads a document. Errors name the path of what is wrong: also a list where an object is
    /// wanted, and a text with U+0000, which PostgreSQL could not keep.
    pub fn read(bytes: &[u8]) -> Result<Self, DocumentError> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut json = serde_json::Deserializer::from_slice(bytes);
        let read = serde_path_to_error::deserialize(Strict(&mut json)).map_err(|error| {
            let (outer, message) = (error.path().to_string(), error.inner().to_string());
            // Between two names the path has a question mark, which says nothing.
            let outer = match outer.strip_suffix(".?") {
                _ if outer == "?" => ".".to_owned(),
                Some(known) => known.to_owned(),
                None => outer,
            };
            match message.strip_prefix(INNER_PATH) {
                Some(message) => {
                    let (inner, message) = message.split_once(": ").unwrap_or((".", message));
                    let dot = if inner.starts_with('[') { "" } else { "." };
                    let path = match inner {
                        "." => outer,
                        inner => format!("{outer}{dot}{inner}"),
                    };
                    DocumentError { path, message: message.to_owned() }
                }
                None => DocumentError { path: outer, message },
            }
        })?;
        json.end()
            .map_err(|error| DocumentError { path: ".".to_owned(), message: error.to_string() })?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(rooms: &str) -> Result<Document, DocumentError> {
        let text =
            format!(r#"{{"organisations":[{{"corpId":"c","corpName":"n","rooms":{rooms}}}]}}"#);
        Document::read(text.as_bytes())
    }

    #[test]
    fn what_is_not_understood_is_kept_where_it_stood() {
        let room = r#"{"roomId":"r","roomName":"n","roomStatus":0,"roomLabels":[{"labelId":1,"hue":"red"},{"labelId":2}],"roomLocation":{"floor":3},"future":[1,{"a":null}]}"#;
        let document = read(&format!("[{room}]")).unwrap();
        let written = serde_json::to_value(&document.organisations[0].rooms[0]).unwrap();
        assert_eq!(written, serde_json::from_str::<Value>(room).unwrap());
    }

    #[test]
    fn errors_carry_their_path() {
        for (rooms, wanted) in [
            (
                r#"[{"roomId":"r","roomName":"n","roomStatus":"0"}]"#,
                "organisations[0].rooms[0].roomStatus: it must be a whole number",
            ),
            (
                r#"[{"roomId":"r","roomName":"n"}]"#,
                "organisations[0].rooms[0]: roomStatus is missing",
            ),
            (
                r#"[{"roomId":"r","roomName":"n","roomStatus":0,"roomLabels":[{"labelId":1},{}]}]"#,
                "organisations[0].rooms[0].roomLabels[1]: labelId is missing",
            ),
        ] {
            let error = read(rooms).err().unwrap().to_string();
            assert!(error.starts_with(wanted), "{error}");
        }
        let unknown = Document::read(br#"{"organisations":[{"corpId":"c","corpname":"n"}]}"#);
        let unknown = unknown.err().unwrap().to_string();
        assert!(unknown.starts_with("organisations[0].corpname: it is not known"), "{unknown}");
    }

    #[test]
    fn a_document_that_breaks_off_says_where() {
        for (text, path) in [
            ("", "."),
            ("{", "."),
            (r#"{"org"#, "."),
            (r#"{"organisations":["#, "organisations"),
            (r#"{"organisations":[{"#, "organisations[0]"),
            (r#"{"organisations":[{"corpId":"#, "organisations[0].corpId"),
            (r#"{"organisations":[{"rooms":[{"roomId":"r","#, "organisations[0].rooms[0]"),
        ] {
            let error = Document::read(text.as_bytes()).err().unwrap();
            assert_eq!(error.path, path, "{text}: {error}");
        }
    }
}
