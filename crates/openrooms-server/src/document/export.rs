//! From core to the document. What an import read, this gives back, but for secrets in clear.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use openrooms_core::client::{App, Secret, Suite};
use openrooms_core::device::Device;
use openrooms_core::id::{CorpId, DeviceUnionId, RoomId, UnionId, UserId};
use openrooms_core::organisation::{Department, Organisation, Person};
use openrooms_core::picture::KeptPicture;
use openrooms_core::room::Room;
use openrooms_core::template::Template;
use openrooms_core::time::Zone;
use openrooms_protocol::organisation as wire;
use openrooms_protocol::rooms::{MeetingRoom, RoomGroup, ScreenTemplate};
use serde_json::{Map, Value};

use super::rights;
use crate::rooms::groups::policy_to_document;
use crate::rooms::plans;
use crate::rooms::reply::room_to_wire;
use crate::rooms::template_reply;

/// Makes a document of what the store loaded.
pub fn to_document(organisations: Vec<Organisation>, suites: Vec<Suite>) -> wire::Document {
    wire::Document {
        organisations: organisations.into_iter().map(organisation).collect(),
        suites: suites.into_iter().map(suite).collect(),
    }
}

fn organisation(from: Organisation) -> wire::Organisation {
    let corp = from.profile.id;
    let groups = from.groups;
    let group_of = |room: &Room| {
        let id = room.group?;
        let group = groups.binary_search_by_key(&id, |group| group.id).ok().map(|at| &groups[at]);
        Some(RoomGroup {
            group_id: Some(id.0),
            group_name: group.map(|group| group.name.clone()),
            parent_id: group.map(|group| group.parent.0),
        })
    };
    let rooms = from.rooms.into_iter().map(|room| {
        let group = group_of(&room);
        open_room(room, &corp, group)
    });
    let rooms = rooms.collect();
    wire::Organisation {
        corp_name: from.profile.name,
        time_zone: from.profile.zone.as_ref().map(|zone| Zone::name(zone).to_owned()),
        calls_per_month: from.profile.calls_per_month.and_then(|calls| u64::try_from(calls).ok()),
        room_limit: from.profile.room_limit.and_then(|rooms| u64::try_from(rooms).ok()),
        departments: from.departments.into_iter().map(department).collect(),
        users: from.people.into_iter().map(user).collect(),
        apps: from.apps.into_iter().map(app).collect(),
        room_groups: groups
            .iter()
            .map(|group| wire::Group {
                group_id: group.id.0,
                group_name: group.name.clone(),
                parent_id: group.parent.0,
                admin_union_ids: listed(group.administrators.iter().map(ToString::to_string)),
                extension_config: group.policy.clone().map(policy_to_document),
            })
            .collect(),
        room_labels: from
            .labels
            .into_iter()
            .map(|label| wire::FreeLabel { label_id: label.id, label_name: label.name })
            .collect(),
        floor_plans: from.floor_plans.into_iter().map(plans::to_document).collect(),
        rooms,
        room_rights: from.rights.into_iter().map(rights::write).collect(),
        room_problems: from.problems.into_iter().map(super::problems::write).collect(),
        booking_blacklist: from
            .bans
            .into_iter()
            .map(|ban| wire::BlacklistEntry {
                union_id: UnionId::into_string(ban.person),
                start_time: ban.starts_at.0,
                end_time: ban.ends_at.map(|at| at.0),
                memo: ban.memo,
            })
            .collect(),
        devices: from.devices.into_iter().map(device).collect(),
        control_panels: super::panels::write(from.panels),
        events: from
            .events
            .iter()
            .map(|event| object(&event.body))
            .chain(from.calendar.iter().map(super::events::write))
            .collect(),
        has_screen_templates: from.profile.has_screens,
        pictures: from.pictures.iter().map(picture).collect(),
        screen_templates: from.templates.into_iter().map(screen_template).collect(),
        corp_id: corp.into_string(),
    }
}

fn picture(from: &KeptPicture) -> wire::UploadedPicture {
    wire::UploadedPicture {
        picture_id: from.id.as_str().to_owned(),
        upload_time: from.uploaded_at.0,
        content: STANDARD.encode(&from.picture.bytes),
    }
}

fn screen_template(mut from: Template) -> wire::Open<ScreenTemplate> {
    let rest = from.beyond.take();
    let known = template_reply::to_wire(from, None);
    wire::Open { known, rest: rest.map(|rest| object(&rest)).unwrap_or_default() }
}

/// A department, as the document and the record have it.
pub(crate) fn department(from: Department) -> wire::Department {
    wire::Department {
        dept_id: from.id.0,
        name: from.name,
        parent_id: from.parent.0,
        order: from.order,
    }
}

/// A person, as the document and the record have them.
pub(crate) fn user(person: Person) -> wire::User {
    wire::User {
        user_id: UserId::into_string(person.user_id),
        union_id: person.union_id.into_string(),
        name: person.name,
        email: person.email,
        mobile: person.mobile,
        title: person.title,
        job_number: person.job_number,
        avatar: person.avatar,
        hide_mobile: person.hides_mobile,
        admin: person.is_admin,
        dept_ids: listed(person.departments.into_iter().map(|id| id.0)),
    }
}

/// A list, left out where it is empty.
fn listed<T>(items: impl Iterator<Item = T>) -> Option<Vec<T>> {
    let items: Vec<_> = items.collect();
    (!items.is_empty()).then_some(items)
}

fn open_room(mut room: Room, corp: &CorpId, group: Option<RoomGroup>) -> wire::Open<MeetingRoom> {
    let rest = room.beyond.take();
    let known = room_to_wire(room, Some(corp.clone()), group);
    wire::Open { known, rest: rest.map(|rest| object(&rest)).unwrap_or_default() }
}

fn device(from: Device) -> wire::Open<wire::Device> {
    let mut rest: Map<String, Value> = from.beyond.map(|rest| object(&rest)).unwrap_or_default();
    for (fact, value) in from.facts {
        rest.insert(fact.word().to_owned(), value.into());
    }
    let others = [
        ("deviceServiceId", from.service_id.map(Value::from)),
        ("shownGroupId", from.group.map(|id| id.0.into())),
        ("creatorUnionId", from.creator.map(|id| id.into_string().into())),
        ("activeTime", from.active_since.map(|at| at.0.into())),
    ];
    for (name, value) in others {
        rest.extend(value.map(|value| (name.to_owned(), value)));
    }
    let known = wire::Device {
        device_token_hash: from.token,
        controls_device_union_id: from.controls.map(DeviceUnionId::into_string),
        device_union_id: DeviceUnionId::into_string(from.union_id),
        device_id: from.id,
        open_room_id: from.room.map(RoomId::into_string),
        share_code: from.share_code,
        device_sn: from.serial,
        properties: from.properties.map(|properties| properties.into_iter().collect()),
    };
    wire::Open { known, rest }
}

/// JSON text that an import wrote.
fn object(text: &str) -> Map<String, Value> {
    serde_json::from_str(text).unwrap_or_default()
}

fn hash(secret: Option<Secret>) -> Option<String> {
    match secret? {
        Secret::Hash(hash) => Some(hash),
        Secret::Clear(_) => None, // the store keeps none
    }
}

fn texts(texts: Option<Vec<&str>>) -> Option<Vec<String>> {
    Some(texts?.into_iter().map(str::to_owned).collect())
}

fn app(from: App) -> wire::App {
    wire::App {
        app_key: from.client.key.into_string(),
        app_name: from.name,
        app_secret: None,
        app_secret_hash: hash(from.secret),
        scopes: from.client.scopes,
        ip_allow_list: texts(from.client.allow_list.texts()),
        qps_per_operation: from.client.calls_per_second,
        redirect_uris: from.redirect_uris,
    }
}

fn suite(from: Suite) -> wire::Suite {
    wire::Suite {
        suite_key: from.client.key.into_string(),
        suite_secret: None,
        suite_secret_hash: hash(from.secret),
        suite_ticket: from.ticket,
        auth_corp_ids: from.authorised_by.into_iter().map(CorpId::into_string).collect(),
        scopes: from.client.scopes,
        ip_allow_list: texts(from.client.allow_list.texts()),
        qps_per_operation: from.client.calls_per_second,
    }
}
