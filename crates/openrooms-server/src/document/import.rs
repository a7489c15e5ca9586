//! From the document to core, with the path of whatever is wrong.

use std::collections::{HashMap, HashSet};
use std::fmt::Display;
use std::hash::Hash;
use std::mem;

use openrooms_core::ParseError;
use openrooms_core::calendar::guard::{Buffers, Clash, Holder, first_clash};
use openrooms_core::calendar::moment::written;
use openrooms_core::calendar::{Occurrence, WholeEvent};
use openrooms_core::client::{AllowList, App, Client, Secret, Suite};
use openrooms_core::device::{Device, Fact};
use openrooms_core::id::{
    ClientKey, CorpId, DeptId, DeviceUnionId, EventId, GroupId, LARGEST_ID, RoomId, UnionId, UserId,
};
use openrooms_core::organisation::{Department, Organisation, Person, Profile};
use openrooms_core::room::{Ban, FreeLabel, Group, KeptEvent, Label, Room};
use openrooms_core::slot::Slot;
use openrooms_core::time::{EpochMillis, Zone};
use openrooms_core::tree::{self, Fault, GROUP_LEVELS, Place};
use openrooms_protocol::organisation as wire;
use openrooms_protocol::organisation::DocumentError;
use openrooms_protocol::rooms::MeetingRoom;
use openrooms_store::secret::is_secret_hash;
use openrooms_store::{Conflict, Contents, EventSource};
use serde_json::{Map, Value};

use super::events::{Told, Wrong};
use super::{panels, pictures, plans, rights, templates};
use crate::rooms::reply;

/// An event of a document that cannot be read as one, and is only kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadEvent {
    /// Such as `organisations[0].events[3]`.
    pub path: String,
    /// Its id, where it has one.
    pub id: Option<String>,
    /// Why.
    pub reason: String,
}

/// Checks a document and makes it into what the store saves.
pub fn from_document(document: wire::Document) -> Result<Contents, DocumentError> {
    read_document(document).map(|(contents, _)| contents)
}

/// The same, with the events that are only kept.
pub fn read_document(
    document: wire::Document,
) -> Result<(Contents, Vec<UnreadEvent>), DocumentError> {
    let mut unread = Vec::new();
    let mut contents = Contents::default();
    let mut client_keys = HashMap::new();
    let mut corp_ids = HashMap::new();
    for (index, organisation) in document.organisations.into_iter().enumerate() {
        let path = format!("organisations[{index}]");
        unique(&mut corp_ids, organisation.corp_id.clone(), &format!("{path}.corpId"))?;
        let (mut organisation, implied, events) =
            organisation_from(organisation, &path, &mut client_keys)?;
        let groups = organisation.groups.iter().chain(&implied);
        let buffers = Buffers::of(&organisation.rooms, groups);
        for (event, source) in organisation.calendar.iter_mut().zip(&events.sources) {
            if !source.tells_held {
                buffers.hold(event);
            }
        }
        unread.extend(events.unread);
        if let Some(clash) = first_clash(&organisation.calendar) {
            return Err(name_clash(&path, &clash, &organisation.calendar, &events.sources));
        }
        contents.organisations.push(organisation);
        contents.implied_groups.push(implied);
        contents.event_sources.push(events.sources);
    }
    for (index, suite) in document.suites.into_iter().enumerate() {
        let path = format!("suites[{index}]");
        unique(&mut client_keys, suite.suite_key.clone(), &format!("{path}.suiteKey"))?;
        contents.suites.push(suite_from(suite, &path)?);
    }
    Ok((contents, unread))
}

/// A contradiction of contents to what is stored, with its path in the document.
pub fn name_conflict(conflict: &Conflict, contents: &Contents) -> DocumentError {
    let (path, message) = match conflict {
        Conflict::UserIdTaken { organisation, person, by } => (
            format!("organisations[{organisation}].users[{person}].userId"),
            format!("it is the userId of {by:?} already", by = by.as_str()),
        ),
        Conflict::WrongTree { organisation, place, fault } => {
            return wrong_tree(&format!("organisations[{organisation}]"), *place, *fault);
        }
        Conflict::AppKeyTaken { organisation, app } => (
            format!("organisations[{organisation}].apps[{app}].appKey"),
            "it is the key of another organisation's app, or of a suite".to_owned(),
        ),
        Conflict::BookingOverlaps { organisation, clash } => {
            let path = format!("organisations[{organisation}]");
            let calendar = &contents.organisations[*organisation].calendar;
            let sources = contents.event_sources.get(*organisation).map_or(&[][..], Vec::as_slice);
            return name_clash(&path, clash, calendar, sources);
        }
        Conflict::SuiteKeyTaken { suite } => {
            (format!("suites[{suite}].suiteKey"), "it is the key of an app".to_owned())
        }
    };
    DocumentError { path, message }
}

/// Which booking finds no room, and who has it.
fn name_clash(
    path: &str,
    clash: &Clash,
    calendar: &[WholeEvent],
    sources: &[EventSource],
) -> DocumentError {
    let place = |at: usize| sources.get(at).map_or(at, |source| source.place);
    let zone = &calendar[clash.event].event.when.zone;
    let span = |slot: Slot| {
        format!("from {} until {}", written(slot.start(), zone), written(slot.end(), zone))
    };
    let told = |at: usize| format!("event {:?}", calendar[at].event.id.as_str());
    let other = match &clash.other {
        Some((holder, slot)) => {
            let who = match holder {
                Holder::Listed(at) if *at == clash.event => "itself".to_owned(),
                Holder::Listed(at) => format!("{} (events[{}])", told(*at), place(*at)),
                Holder::Stored(id) => format!("event {:?}, which is stored,", id.as_str()),
            };
            let why = if slot.overlaps(clash.slot) {
                ""
            } else {
                ", which leaves no time for its buffers"
            };
            format!("{who} has it {}{why}", span(*slot))
        }
        None => "another has it then".to_owned(),
    };
    let more = match clash.more {
        0 => String::new(),
        more => format!("; so it is with {more} more"),
    };
    let message = format!(
        "{} has room {:?} {}, and {other}{more}",
        told(clash.event),
        clash.room.as_str(),
        span(clash.slot)
    );
    DocumentError { path: format!("{path}.events[{}]", place(clash.event)), message }
}

pub(super) fn wrong<T>(path: impl Display, message: impl Display) -> Result<T, DocumentError> {
    Err(DocumentError { path: path.to_string(), message: message.to_string() })
}

pub(super) fn parsed<T>(
    path: impl Display,
    parsed: Result<T, ParseError>,
) -> Result<T, DocumentError> {
    parsed.or_else(|error| wrong(path, error))
}

/// Remembers where an id stood first.
pub(super) fn unique<K: Hash + Eq + std::fmt::Debug>(
    seen: &mut HashMap<K, String>,
    id: K,
    path: &str,
) -> Result<(), DocumentError> {
    if let Some(first) = seen.get(&id) {
        return wrong(path, format!("{id:?} stands at {first} already"));
    }
    seen.insert(id, path.to_owned());
    Ok(())
}

fn not_empty(path: impl Display, text: &str) -> Result<(), DocumentError> {
    if text.is_empty() { wrong(path, "it must not be empty") } else { Ok(()) }
}

/// An id is to be told from nothing.
pub(super) fn not_blank(path: impl Display, id: &str) -> Result<(), DocumentError> {
    not_empty(&path, id)?;
    if id.chars().all(char::is_whitespace) { wrong(path, "it must not be blank") } else { Ok(()) }
}

/// A number that names something of the document.
pub(super) fn number(path: impl Display, id: i64) -> Result<(), DocumentError> {
    if id < 1 { wrong(path, "it must be 1 or more") } else { reference(path, id) }
}

/// A number that may name something, or nothing.
fn reference(path: impl Display, id: i64) -> Result<(), DocumentError> {
    if id.unsigned_abs() > LARGEST_ID.unsigned_abs() {
        return wrong(path, format!("{id} is beyond {LARGEST_ID}, and clients would round it"));
    }
    Ok(())
}

fn organisation_from(
    from: wire::Organisation,
    path: &str,
    client_keys: &mut HashMap<String, String>,
) -> Result<(Organisation, Vec<Group>, Events), DocumentError> {
    not_blank(format!("{path}.corpId"), &from.corp_id)?;
    let zone = from.time_zone.map(|name| Zone::parse(&name)).transpose();
    let count = |field: &str, count: Option<u64>| {
        let count = count.map(i64::try_from).transpose();
        count.or_else(|_| wrong(format!("{path}.{field}"), "it is too large"))
    };
    let profile = Profile {
        id: CorpId::new(from.corp_id),
        name: from.corp_name,
        zone: parsed(format!("{path}.timeZone"), zone)?,
        calls_per_month: count("callsPerMonth", from.calls_per_month)?,
        room_limit: count("roomLimit", from.room_limit)?,
        has_screens: from.has_screen_templates,
    };
    let departments = departments(from.departments, path)?;
    let people = people(from.users, path)?;
    let apps = apps(from.apps, path, client_keys)?;
    let groups = groups(from.room_groups, path)?;
    let labels = labels(from.room_labels, path)?;
    let floor_plans = plans::read(from.floor_plans, path)?;
    let (rooms, implied) = rooms(from.rooms, path, &profile.id, &groups)?;
    let devices = devices(from.devices, path)?;
    let panels = panels::read(from.control_panels, path)?;
    let otherwise = profile.zone.clone().unwrap_or_default();
    let mut told = events(from.events, path, &otherwise)?;
    let (events, calendar) = (mem::take(&mut told.kept), mem::take(&mut told.served));
    let rights = rights::read(from.room_rights, path)?;
    let problems = super::problems::read(from.room_problems, path)?;
    let bans = bans(from.booking_blacklist);
    let templates = templates::read(from.screen_templates, path, &profile.id)?;
    let pictures = pictures::read(from.pictures, path)?;
    let organisation = Organisation {
        profile,
        departments,
        people,
        apps,
        groups,
        labels,
        floor_plans,
        rooms,
        rights,
        problems,
        bans,
        devices,
        panels,
        events,
        calendar,
        templates,
        pictures,
    };
    if let Some((place, fault)) = tree::wrong_in(&organisation, &implied, None) {
        return Err(wrong_tree(path, place, fault));
    }
    Ok((organisation, implied, told))
}

fn wrong_tree(path: &str, place: Place, fault: Fault) -> DocumentError {
    let (path, what) = match place {
        Place::Department(at) => (format!("{path}.departments[{at}].parentId"), "departments"),
        Place::Group(at) => (format!("{path}.roomGroups[{at}].parentId"), "groups"),
        Place::GroupOfRoom(at) => (format!("{path}.rooms[{at}].roomGroup.parentId"), "groups"),
    };
    let message = match fault {
        Fault::Circle => format!("the {what} above it go in a circle"),
        Fault::TooDeep => format!("{what} would have more than {GROUP_LEVELS} levels by it"),
    };
    DocumentError { path, message }
}

fn departments(from: Vec<wire::Department>, path: &str) -> Result<Vec<Department>, DocumentError> {
    let mut seen = HashMap::new();
    let each = from.into_iter().enumerate().map(|(index, department)| {
        let path = format!("{path}.departments[{index}]");
        number(format!("{path}.deptId"), department.dept_id)?;
        reference(format!("{path}.parentId"), department.parent_id)?;
        unique(&mut seen, department.dept_id, &format!("{path}.deptId"))?;
        Ok(Department {
            id: DeptId(department.dept_id),
            name: department.name,
            parent: DeptId(department.parent_id),
            order: department.order,
        })
    });
    each.collect()
}

fn people(from: Vec<wire::User>, path: &str) -> Result<Vec<Person>, DocumentError> {
    let (mut union_ids, mut user_ids) = (HashMap::new(), HashMap::new());
    let each = from.into_iter().enumerate().map(|(index, user)| {
        let path = format!("{path}.users[{index}]");
        not_blank(format!("{path}.unionId"), &user.union_id)?;
        not_blank(format!("{path}.userId"), &user.user_id)?;
        unique(&mut union_ids, user.union_id.clone(), &format!("{path}.unionId"))?;
        unique(&mut user_ids, user.user_id.clone(), &format!("{path}.userId"))?;
        let departments = user.dept_ids.unwrap_or_default();
        for (at, id) in departments.iter().enumerate() {
            reference(format!("{path}.deptIds[{at}]"), *id)?;
        }
        Ok(Person {
            union_id: UnionId::new(user.union_id),
            user_id: UserId::new(user.user_id),
            name: user.name,
            email: user.email,
            mobile: user.mobile,
            title: user.title,
            job_number: user.job_number,
            avatar: user.avatar,
            hides_mobile: user.hide_mobile,
            is_admin: user.admin,
            departments: departments.into_iter().map(DeptId).collect(),
        })
    });
    each.collect()
}

/// What apps and suites have in common.
struct ClientFields {
    key: String,
    scopes: Vec<String>,
    ip_allow_list: Option<Vec<String>>,
    qps_per_operation: Option<u32>,
}

fn client(fields: ClientFields, path: &str) -> Result<Client, DocumentError> {
    let allow_list = AllowList::parse(fields.ip_allow_list)
        .or_else(|(index, error)| wrong(format!("{path}.ipAllowList[{index}]"), error))?;
    Ok(Client {
        key: ClientKey::new(fields.key),
        scopes: fields.scopes,
        allow_list,
        calls_per_second: fields.qps_per_operation,
    })
}

fn secret(
    clear: Option<String>,
    hash: Option<String>,
    path: &str,
    name: &str,
) -> Result<Option<Secret>, DocumentError> {
    if let Some(clear) = clear {
        not_empty(format!("{path}.{name}"), &clear)?;
        return Ok(Some(Secret::Clear(clear)));
    }
    match hash {
        Some(hash) if !is_secret_hash(&hash) => {
            wrong(format!("{path}.{name}Hash"), "it is not a hash that an export wrote")
        }
        hash => Ok(hash.map(Secret::Hash)),
    }
}

fn apps(
    from: Vec<wire::App>,
    path: &str,
    client_keys: &mut HashMap<String, String>,
) -> Result<Vec<App>, DocumentError> {
    let each = from.into_iter().enumerate().map(|(index, app)| {
        let path = format!("{path}.apps[{index}]");
        not_blank(format!("{path}.appKey"), &app.app_key)?;
        unique(client_keys, app.app_key.clone(), &format!("{path}.appKey"))?;
        let fields = ClientFields {
            key: app.app_key,
            scopes: app.scopes,
            ip_allow_list: app.ip_allow_list,
            qps_per_operation: app.qps_per_operation,
        };
        Ok(App {
            client: client(fields, &path)?,
            name: app.app_name,
            redirect_uris: app.redirect_uris,
            secret: secret(app.app_secret, app.app_secret_hash, &path, "appSecret")?,
        })
    });
    each.collect()
}

fn suite_from(suite: wire::Suite, path: &str) -> Result<Suite, DocumentError> {
    not_blank(format!("{path}.suiteKey"), &suite.suite_key)?;
    let mut seen = HashSet::new();
    let authorised_by = suite.auth_corp_ids.into_iter().filter(|corp| seen.insert(corp.clone()));
    let authorised_by = authorised_by.map(CorpId::new).collect();
    let fields = ClientFields {
        key: suite.suite_key,
        scopes: suite.scopes,
        ip_allow_list: suite.ip_allow_list,
        qps_per_operation: suite.qps_per_operation,
    };
    Ok(Suite {
        client: client(fields, path)?,
        ticket: suite.suite_ticket,
        authorised_by,
        secret: secret(suite.suite_secret, suite.suite_secret_hash, path, "suiteSecret")?,
    })
}

fn groups(from: Vec<wire::Group>, path: &str) -> Result<Vec<Group>, DocumentError> {
    let mut seen = HashMap::new();
    let each = from.into_iter().enumerate().map(|(index, group)| {
        let path = format!("{path}.roomGroups[{index}]");
        number(format!("{path}.groupId"), group.group_id)?;
        reference(format!("{path}.parentId"), group.parent_id)?;
        unique(&mut seen, group.group_id, &format!("{path}.groupId"))?;
        let administrators = group.admin_union_ids.unwrap_or_default();
        let policy = group.extension_config;
        let policy = policy.map(|wire::Open { known, rest }| {
            let known_json = serde_json::to_value(&known).unwrap_or_default();
            if let Some(field) = first_unknown(&rest, &known_json) {
                return wrong(format!("{path}.extensionConfig.{field}"), "it is not known");
            }
            reply::policy_from_wire(known, &path)
        });
        Ok(Group {
            id: GroupId(group.group_id),
            name: group.group_name,
            parent: GroupId(group.parent_id),
            administrators: administrators.into_iter().map(UnionId::new).collect(),
            policy: policy.transpose()?,
        })
    });
    each.collect()
}

fn labels(from: Vec<wire::FreeLabel>, path: &str) -> Result<Vec<FreeLabel>, DocumentError> {
    let mut seen = HashMap::new();
    let each = from.into_iter().enumerate().map(|(index, label)| {
        let path = format!("{path}.roomLabels[{index}]");
        number(format!("{path}.labelId"), label.label_id)?;
        if Label::fixed_name(label.label_id).is_some() {
            return wrong(format!("{path}.labelId"), "1 to 5 are the same everywhere");
        }
        unique(&mut seen, label.label_id, &format!("{path}.labelId"))?;
        not_empty(format!("{path}.labelName"), &label.label_name)?;
        Ok(FreeLabel { id: label.label_id, name: label.label_name })
    });
    each.collect()
}

/// The path of the first thing in what an object has beyond what is `known` of it.
fn first_unknown(rest: &Map<String, Value>, known: &Value) -> Option<String> {
    let (name, value) = rest.iter().next()?;
    let inner = match (value, known.get(name)) {
        (Value::Object(rest), Some(known)) => first_unknown(rest, known).map(|at| format!(".{at}")),
        (Value::Array(rest), Some(Value::Array(known))) => {
            // Items that have nothing beyond are null.
            let mut items = rest.iter().zip(known).enumerate();
            items.find_map(|(at, (rest, known))| {
                let field = first_unknown(rest.as_object()?, known)?;
                Some(format!("[{at}].{field}"))
            })
        }
        _ => None,
    };
    Some(format!("{name}{}", inner.unwrap_or_default()))
}

/// The rooms, and the groups that only they name.
fn rooms(
    from: Vec<wire::Open<MeetingRoom>>,
    path: &str,
    corp: &CorpId,
    groups: &[Group],
) -> Result<(Vec<Room>, Vec<Group>), DocumentError> {
    let mut seen = HashMap::new();
    let mut known: HashSet<_> = groups.iter().map(|group| group.id.0).collect();
    let (mut rooms, mut implied) = (Vec::with_capacity(from.len()), Vec::new());
    for (index, open) in from.into_iter().enumerate() {
        let path = format!("{path}.rooms[{index}]");
        let wire::Open { known: mut given, mut rest } = open;
        not_blank(format!("{path}.roomId"), &given.room_id)?;
        unique(&mut seen, given.room_id.clone(), &format!("{path}.roomId"))?;
        if given.corp_id.as_deref().is_some_and(|own| own != corp.as_str()) {
            return wrong(
                format!("{path}.corpId"),
                format!("it is not the organisation's, {:?}", corp.as_str()),
            );
        }
        for (at, label) in given.room_labels.iter().flatten().enumerate() {
            reference(format!("{path}.roomLabels[{at}].labelId"), label.label_id)?;
        }
        if let Some(group) = &given.room_group
            && let Some(id) = group.group_id.filter(|id| *id != 0)
        {
            if id < 0 {
                return wrong(format!("{path}.roomGroup.groupId"), "it must not be negative");
            }
            reference(format!("{path}.roomGroup.groupId"), id)?;
            reference(format!("{path}.roomGroup.parentId"), group.parent_id.unwrap_or(0))?;
            if known.insert(id) {
                implied.push(Group {
                    id: GroupId(id),
                    name: group.group_name.clone().unwrap_or_default(),
                    parent: GroupId(group.parent_id.unwrap_or(0)),
                    administrators: Vec::new(),
                    policy: None,
                });
            }
        } else if let Some(group) = given.room_group.take() {
            keep(&mut rest, "roomGroup", &group);
        }
        if let Some(authority) =
            given.reservation_authority.take_if(|a| a.authorized_members.is_none())
        {
            keep(&mut rest, "reservationAuthority", &authority);
        }
        let mut room = reply::room_from_wire(given, &path)?;
        room.beyond = beyond(rest);
        rooms.push(room);
    }
    Ok((rooms, implied))
}

/// Keeps what core has no place for.
fn keep(rest: &mut Map<String, Value>, name: &str, value: &impl serde::Serialize) {
    let kept = rest.entry(name).or_insert_with(|| Value::Object(Map::new()));
    if let (Value::Object(kept), Ok(Value::Object(value))) = (kept, serde_json::to_value(value)) {
        kept.extend(value);
    }
}

pub(super) fn beyond(rest: Map<String, Value>) -> Option<String> {
    (!rest.is_empty()).then(|| Value::Object(rest).to_string())
}

/// A second entry for the same person replaces the first.
fn bans(from: Vec<wire::BlacklistEntry>) -> Vec<Ban> {
    let mut bans: Vec<Ban> = Vec::with_capacity(from.len());
    let mut places = HashMap::new();
    for entry in from {
        let ban = Ban {
            person: UnionId::new(entry.union_id),
            starts_at: EpochMillis(entry.start_time),
            ends_at: entry.end_time.map(EpochMillis),
            memo: entry.memo,
        };
        if let Some(&place) = places.get(&ban.person) {
            bans[place] = ban;
        } else {
            places.insert(ban.person.clone(), bans.len());
            bans.push(ban);
        }
    }
    bans
}

fn devices(from: Vec<wire::Open<wire::Device>>, path: &str) -> Result<Vec<Device>, DocumentError> {
    let mut seen = HashMap::new();
    let each = from.into_iter().enumerate().map(|(index, open)| {
        let path = format!("{path}.devices[{index}]");
        let wire::Open { known: device, mut rest } = open;
        not_blank(format!("{path}.deviceUnionId"), &device.device_union_id)?;
        unique(&mut seen, device.device_union_id.clone(), &format!("{path}.deviceUnionId"))?;
        let token = device.device_token_hash;
        if token.as_ref().is_some_and(|hash| !is_token_hash(hash)) {
            return wrong(format!("{path}.deviceTokenHash"), "it is no hash that an export wrote");
        }
        let facts = Fact::ALL.into_iter();
        let facts = facts.filter_map(|fact| Some((fact, take_text(&mut rest, fact.word())?)));
        Ok(Device {
            facts: facts.collect(),
            service_id: take(&mut rest, "deviceServiceId", |value| {
                value.as_i64().and_then(|number| i32::try_from(number).ok())
            }),
            group: take(&mut rest, "shownGroupId", Value::as_i64).map(GroupId),
            creator: take_text(&mut rest, "creatorUnionId").map(UnionId::new),
            active_since: take(&mut rest, "activeTime", Value::as_i64).map(EpochMillis),
            controls: device.controls_device_union_id.map(DeviceUnionId::new),
            token,
            union_id: DeviceUnionId::new(device.device_union_id),
            id: device.device_id,
            room: device.open_room_id.map(RoomId::new),
            share_code: device.share_code,
            serial: device.device_sn,
            properties: device.properties.map(|properties| properties.into_iter().collect()),
            beyond: beyond(rest),
        })
    });
    each.collect()
}

/// Takes a field of the detail, where it is what the detail has there; all else is only kept.
fn take<T>(
    rest: &mut Map<String, Value>,
    name: &str,
    read: impl FnOnce(&Value) -> Option<T>,
) -> Option<T> {
    let taken = read(rest.get(name)?)?;
    rest.remove(name);
    Some(taken)
}

fn take_text(rest: &mut Map<String, Value>, name: &str) -> Option<String> {
    take(rest, name, |value| value.as_str().map(str::to_owned))
}

fn is_token_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| b"0123456789abcdef".contains(&byte))
}

/// The events of a document.
#[derive(Default)]
struct Events {
    /// Those that are only kept.
    kept: Vec<KeptEvent>,
    /// Why they are only kept.
    unread: Vec<UnreadEvent>,
    /// Those that are served.
    served: Vec<WholeEvent>,
    /// Where each that is served comes from.
    sources: Vec<EventSource>,
}

fn events(
    from: Vec<Map<String, Value>>,
    path: &str,
    otherwise: &Zone,
) -> Result<Events, DocumentError> {
    let mut seen = HashMap::new();
    let mut nameless = 0_usize;
    let each = from.into_iter().enumerate().map(|(index, event)| {
        // Those without are counted among their like, so that an export, which is sorted, counts
        // them the same. No id that a calendar gives sorts behind these.
        let id = if let Some(Value::String(id)) = event.get("id") {
            id.clone()
        } else {
            nameless += 1;
            format!("\u{7f}{nameless:08}")
        };
        unique(&mut seen, id.clone(), &format!("{path}.events[{index}].id"))?;
        Ok((id, event))
    });
    let mut events = Events::default();
    for (place, each) in each.enumerate() {
        let (id, event) = each?;
        match super::events::read(&event, otherwise) {
            Ok(Told { whole, tells_held }) => {
                events.served.push(whole);
                events.sources.push(EventSource { place, tells_held });
            }
            Err(Wrong::Contradiction { place: below, message }) => {
                return wrong(format!("{path}.events[{place}].{below}"), message);
            }
            Err(Wrong::NoEvent(reason)) => {
                let own = event.get("id").and_then(Value::as_str).map(str::to_owned);
                let path = format!("{path}.events[{place}]");
                events.unread.push(UnreadEvent { path, id: own, reason });
                events.kept.push(KeptEvent { id, body: Value::Object(event).to_string() });
            }
        }
    }
    check_dates_are_their_own(&events, path)?;
    Ok(events)
}

/// No event has the id of a date of another: who asks for it could not have both.
fn check_dates_are_their_own(events: &Events, path: &str) -> Result<(), DocumentError> {
    let series = events.served.iter().zip(&events.sources);
    let series = series.filter(|(whole, _)| whole.event.recurrence.is_some());
    let series: HashMap<_, _> =
        series.map(|(whole, source)| (&whole.event.id, (whole, source.place))).collect();
    let served = events.served.iter().zip(&events.sources);
    let served = served.map(|(whole, source)| (whole.event.id.as_str(), source.place));
    for (id, place) in served {
        let Some((event, origin)) = Occurrence::parse_id(&EventId::new(id)) else { continue };
        let Some((whole, first)) = series.get(&event) else { continue };
        if whole.occurrences.iter().any(|date| date.origin == origin) {
            return wrong(
                format!("{path}.events[{place}].id"),
                format!("{id:?} is the id of a date of {path}.events[{first}]"),
            );
        }
    }
    Ok(())
}
