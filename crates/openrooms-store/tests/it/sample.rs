//! What the tests save.

use std::collections::BTreeMap;

use openrooms_core::client::{AllowList, App, Client, Secret, Suite};
use openrooms_core::device::{Device, Fact};
use openrooms_core::floor_plan::{FloorPlan, Place};
use openrooms_core::house::{ClosedDays, DayHours, DoorShows, HouseRules, Quota, WeekHours};
use openrooms_core::id::{
    ClientKey, CorpId, DeptId, DeviceUnionId, GroupId, PictureId, RoomId, TemplateId, UnionId,
    UserId,
};
use openrooms_core::organisation::{Department, Organisation, Person, Profile};
use openrooms_core::panel::{Button, Panel};
use openrooms_core::picture::{KeptPicture, Kind, Picture};
use openrooms_core::room::{
    Advance, AdvanceUnit, Approval, Ban, Closure, FreeLabel, Group, KeptEvent, Label, Location,
    Member, MemberId, Policy, Room, RoomRights, RoomStatus,
};
use openrooms_core::room_problem::{ProblemKind, RoomProblem};
use openrooms_core::template::{Look, Places, Template};
use openrooms_core::time::{EpochMillis, TimeOfDay, Zone};
use openrooms_store::Contents;

/// An organisation that holds nothing.
pub(crate) fn organisation(corp: &str) -> Organisation {
    Organisation {
        profile: Profile {
            id: CorpId::new(corp),
            name: format!("{corp} Ltd."),
            zone: None,
            calls_per_month: None,
            room_limit: None,
            has_screens: None,
        },
        departments: Vec::new(),
        people: Vec::new(),
        apps: Vec::new(),
        groups: Vec::new(),
        floor_plans: Vec::new(),
        labels: Vec::new(),
        rooms: Vec::new(),
        rights: Vec::new(),
        problems: Vec::new(),
        bans: Vec::new(),
        panels: Vec::new(),
        devices: Vec::new(),
        events: Vec::new(),
        calendar: Vec::new(),
        templates: Vec::new(),
        pictures: Vec::new(),
    }
}

/// A problem of the room oak, of which nothing is said that need not be.
pub(crate) fn problem(id: &str) -> RoomProblem {
    RoomProblem {
        id: id.to_owned(),
        room: RoomId::new("oak"),
        kind: ProblemKind::Other,
        text: None,
        reported_by: None,
        device: None,
        reported_at: EpochMillis(7),
        closing: None,
    }
}

pub(crate) fn department(id: i64, parent: i64) -> Department {
    let name = format!("Department {id}");
    Department { id: DeptId(id), name, parent: DeptId(parent), order: None }
}

/// Somebody whose user id is `user-` and the union id.
pub(crate) fn person(id: &str, departments: &[i64]) -> Person {
    Person {
        union_id: UnionId::new(id),
        user_id: UserId::new(format!("user-{id}")),
        name: format!("Name of {id}"),
        email: None,
        mobile: None,
        title: None,
        job_number: None,
        avatar: None,
        hides_mobile: None,
        is_admin: None,
        departments: departments.iter().copied().map(DeptId).collect(),
    }
}

pub(crate) fn rights(
    room: &str,
    administrators: &[&str],
    users: &[&str],
    departments: &[i64],
) -> RoomRights {
    RoomRights {
        room: RoomId::new(room),
        administrators: administrators.iter().map(|&id| UnionId::new(id)).collect(),
        super_users: users.iter().map(|&id| UserId::new(id)).collect(),
        super_departments: departments.iter().copied().map(DeptId).collect(),
    }
}

pub(crate) fn group(id: i64, parent: i64, administrators: &[&str]) -> Group {
    Group {
        id: GroupId(id),
        name: format!("Group {id}"),
        parent: GroupId(parent),
        administrators: administrators.iter().map(|&id| UnionId::new(id)).collect(),
        policy: None,
    }
}

/// A room of which nothing is set that need not be.
pub(crate) fn room(id: &str) -> Room {
    Room {
        id: RoomId::new(id),
        staff_id: None,
        name: format!("Room {id}"),
        status: RoomStatus::Everyone,
        labels: None,
        capacity: None,
        location: None,
        picture: None,
        isv_room_id: None,
        group: None,
        device_union_ids: None,
        members: None,
        allows_series: None,
        union_id: None,
        policy: None,
        description: None,
        zone: None,
        beyond: None,
    }
}

pub(crate) fn device(id: &str, room: Option<&str>) -> Device {
    Device {
        union_id: DeviceUnionId::new(id),
        id: format!("id of {id}"),
        room: room.map(RoomId::new),
        group: None,
        share_code: None,
        serial: None,
        facts: BTreeMap::new(),
        service_id: None,
        creator: None,
        active_since: None,
        controls: None,
        token: None,
        properties: None,
        beyond: None,
    }
}

pub(crate) fn panel(room: &str) -> Panel {
    let button = Button {
        name: "灯".to_owned(),
        english_name: "Light".to_owned(),
        icon: "i".to_owned(),
        url: "u".to_owned(),
        show_time: 1,
        sort: -1,
    };
    Panel { room: RoomId::new(room), status: None, buttons: vec![button], extra: None }
}

pub(crate) fn ban(person: &str) -> Ban {
    Ban { person: UnionId::new(person), starts_at: EpochMillis(0), ends_at: None, memo: None }
}

/// A picture; to the store its bytes are any.
pub(crate) fn picture(id: &str, bytes: &[u8]) -> KeptPicture {
    let bytes = bytes.to_vec();
    KeptPicture {
        id: PictureId::new(id),
        picture: Picture { kind: Kind::Webp, width: 16, height: 12, bytes },
        uploaded_at: EpochMillis(7),
    }
}

/// A template of which nothing is set that need not be.
pub(crate) fn template(id: i64) -> Template {
    Template {
        id: TemplateId(id),
        name: format!("Template {id}"),
        look: Look::default(),
        places: Places::default(),
        beyond: None,
    }
}

/// A template with everything set, and no two fields alike where they may differ.
pub(crate) fn full_template(id: i64) -> Template {
    let text = |text: &str| Some(text.to_owned());
    Template {
        look: Look {
            background: 2,
            background_address: text("https://example.org/b.png"),
            pictures: vec!["https://example.org/2.png".to_owned(), "http://a/1".to_owned()],
            picture_seconds: Some(i32::MAX),
            picture_on_top: 0,
            logo: text("https://example.org/logo.png"),
            organisation: text("Paper Heron 会"),
            text: text("Welcome"),
            hides_names: true,
            hides_code: true,
            has_instruction: true,
            has_calendar: true,
            has_titles: true,
            has_functions: true,
        },
        places: Places {
            devices: vec![DeviceUnionId::new("z"), DeviceUnionId::new("panel")],
            rooms: vec![RoomId::new("oak"), RoomId::new("7")],
            groups: vec![GroupId(7), GroupId(1 << 40), GroupId(2)],
        },
        beyond: text("{\"confType\":1}"),
        ..template(id)
    }
}

pub(crate) fn member(who: MemberId, name: Option<&str>) -> Member {
    Member { who, name: name.map(str::to_owned) }
}

pub(crate) fn client(key: &str) -> Client {
    Client {
        key: ClientKey::new(key),
        scopes: vec!["VideoConference.Conference.Read".to_owned()],
        allow_list: AllowList::default(),
        calls_per_second: None,
    }
}

pub(crate) fn app(key: &str, secret: &str) -> App {
    App {
        client: client(key),
        name: None,
        redirect_uris: None,
        secret: Some(Secret::Clear(secret.to_owned())),
    }
}

pub(crate) fn suite(key: &str, secret: &str, authorised_by: &[&str]) -> Suite {
    Suite {
        client: client(key),
        ticket: Some("ticket".to_owned()),
        authorised_by: authorised_by.iter().map(|&corp| CorpId::new(corp)).collect(),
        secret: Some(Secret::Clear(secret.to_owned())),
    }
}

/// An organisation `corp` with person `ann`, room `oak` and app `app` of secret `secret`.
pub(crate) fn small() -> Organisation {
    Organisation {
        people: vec![person("ann", &[])],
        rooms: vec![room("oak")],
        apps: vec![app("app", "secret")],
        ..organisation("corp")
    }
}

/// Where a room is on a plan.
pub(crate) fn place(room: &str) -> Place {
    Place::new(RoomId::new(room), (0, 10), (200, 990)).unwrap()
}

/// One object of each kind, of which nothing is set that need not be.
pub(crate) fn bare(corp: &str) -> Organisation {
    let mut app = app(&format!("{corp}-app"), "");
    app.client.scopes.clear();
    app.secret = None;
    Organisation {
        departments: vec![department(1, 0)],
        people: vec![person("ann", &[])],
        apps: vec![app],
        groups: vec![group(1, 0, &[])],
        floor_plans: vec![FloorPlan {
            group: GroupId(1),
            picture: "https://example.org/floor.png".to_owned(),
            places: vec![place("oak")],
        }],
        labels: vec![FreeLabel { id: 6, name: "Lamp".to_owned() }],
        rooms: vec![room("oak")],
        problems: vec![problem("bare")],
        bans: vec![ban("ann")],
        panels: vec![panel("oak")],
        devices: vec![device("panel", None)],
        events: vec![KeptEvent { id: "event".to_owned(), body: "{}".to_owned() }],
        templates: vec![template(1)],
        pictures: vec![picture(&"a".repeat(32), b"bytes")],
        ..organisation(corp)
    }
}

/// One object of each kind, all of whose lists are there and empty.
pub(crate) fn hollow(corp: &str) -> Organisation {
    let mut all = bare(corp);
    all.apps[0].client.allow_list = AllowList::parse(Some(Vec::new())).unwrap();
    all.apps[0].redirect_uris = Some(Vec::new());
    let room = &mut all.rooms[0];
    room.labels = Some(Vec::new());
    room.device_union_ids = Some(Vec::new());
    room.members = Some(Vec::new());
    room.location = Some(Location { title: None, description: None });
    room.policy = Some(Policy {
        advance: Some(Advance::default()),
        closure: Some(Closure::default()),
        ..Policy::default()
    });
    all.devices[0].properties = Some(Vec::new());
    all
}

/// One object or more of each kind with everything set, and no two fields alike.
pub(crate) fn full(corp: &str) -> Organisation {
    let mut all = bare(corp);
    all.profile.zone = Some(Zone::parse("Europe/Berlin").unwrap());
    all.profile.calls_per_month = Some(1 << 40);
    all.profile.room_limit = Some(1 << 40);
    let ordered = Department { order: Some(-3), ..department(i64::MAX, 1) };
    all.departments = vec![department(1, 0), ordered];
    all.people = vec![
        Person {
            email: Some("ann@example.org".to_owned()),
            mobile: Some("+49 1".to_owned()),
            title: Some("title".to_owned()),
            job_number: Some("job number".to_owned()),
            avatar: Some("https://example.org/ann.png".to_owned()),
            hides_mobile: Some(true),
            is_admin: Some(true),
            ..person("ann", &[i64::MAX, 1, 7])
        },
        Person { is_admin: Some(false), ..person("bob's \"id\" \\ 安娜 🏢 %_", &[1]) },
    ];
    all.groups = vec![group(1, 0, &["zoe", "ann"]), group(2, 1, &["bob"])];
    all.rooms = vec![full_room("oak")];
    all.bans = vec![Ban {
        starts_at: EpochMillis(-5),
        ends_at: Some(EpochMillis(i64::MAX)),
        memo: Some("memo".to_owned()),
        ..ban("ann")
    }];
    all.panels = vec![Panel {
        status: Some(i32::MIN),
        extra: Some(vec![("会".to_owned(), "\"".to_owned()), (String::new(), String::new())]),
        ..panel("elsewhere")
    }];
    all.devices = vec![Device {
        room: Some(RoomId::new("elsewhere")),
        group: Some(GroupId(1 << 50)),
        share_code: Some("code".to_owned()),
        serial: Some("serial".to_owned()),
        facts: Fact::ALL.into_iter().map(|fact| (fact, fact.word().to_uppercase())).collect(),
        service_id: Some(-1),
        creator: Some(UnionId::new("boss")),
        active_since: Some(EpochMillis(i64::MIN)),
        controls: Some(DeviceUnionId::new("tv")),
        token: Some("0".repeat(64)),
        properties: Some(vec![("b".to_owned(), "1".to_owned()), ("a".to_owned(), String::new())]),
        beyond: Some("{\"x\":1}".to_owned()),
        ..device("panel", None)
    }];
    all.profile.has_screens = Some(false);
    all.templates = vec![template(1), full_template(1 << 50)];
    all.pictures = vec![picture(&"a".repeat(32), b"\0\xff"), picture(&"b".repeat(32), b"\0\xff")];
    let app = &mut all.apps[0];
    app.client.scopes = vec!["b".to_owned(), "a".to_owned(), "b".to_owned()];
    let blocks = vec!["10.0.0.0/8".to_owned(), "::1".to_owned()];
    app.client.allow_list = AllowList::parse(Some(blocks)).unwrap();
    app.client.calls_per_second = Some(u32::MAX);
    app.redirect_uris = Some(vec!["https://example.org/?a=1&b=2".to_owned()]);
    all
}

pub(crate) fn full_room(id: &str) -> Room {
    let label = |id, name| Label { id, name };
    Room {
        staff_id: Some("staff".to_owned()),
        status: RoomStatus::Restricted,
        labels: Some(vec![label(5, None), label(1 << 60, Some("Lamp".to_owned()))]),
        capacity: Some(i32::MAX),
        location: Some(Location {
            title: Some("title".to_owned()),
            description: Some("beside the lift".to_owned()),
        }),
        picture: Some("https://example.org/p.png".to_owned()),
        isv_room_id: Some("isv".to_owned()),
        group: Some(GroupId(2)),
        device_union_ids: Some(vec![DeviceUnionId::new("z"), DeviceUnionId::new("a")]),
        members: Some(vec![
            member(MemberId::Person(UnionId::new("zoe")), Some("Zoe")),
            member(MemberId::Department(DeptId(-3)), None),
            member(MemberId::NoDepartment("007".to_owned()), Some("")),
            member(MemberId::Person(UnionId::new("zoe")), None),
        ]),
        allows_series: Some(false),
        union_id: Some("room union id".to_owned()),
        policy: Some(Policy {
            is_open: Some(true),
            max_length_minutes: Some(240),
            min_length_minutes: Some(15),
            advance: Some(Advance {
                count: Some(2),
                unit: Some(AdvanceUnit::Weeks),
                opens_at: Some(TimeOfDay::parse("9:05").unwrap()),
            }),
            closure: Some(Closure {
                starts_at: Some(EpochMillis(2)),
                ends_at: Some(EpochMillis(1)),
                reason: Some("paint".to_owned()),
                contact: Some(UnionId::new("ann")),
                contact_name: Some("Ann".to_owned()),
                notifies: Some(false),
            }),
            needs_approval: Some(true),
            approval: Some(Approval::Custom),
            house: house_rules(),
        }),
        description: Some(" spaces kept \n".to_owned()),
        zone: Some(Zone::parse("Asia/Kathmandu").unwrap()),
        beyond: Some("[]".to_owned()),
        ..room(id)
    }
}

/// House rules with everything set, and no two fields alike.
pub(crate) fn house_rules() -> HouseRules {
    let span = |day, from, until| DayHours::parse(day, from, until).unwrap();
    let hours = vec![span("monday", "08:00", "12:00"), span("sunday", "13:05", "24:00")];
    let closed = ClosedDays::parse("2026-12-24", Some("2027-01-01"), Some("Yule".to_owned()));
    HouseRules {
        hours: Some(WeekHours::new(hours).unwrap()),
        buffer_before_minutes: Some(5),
        buffer_after_minutes: Some(10),
        counts_seats: Some(true),
        quota: Some(Quota {
            open_bookings: Some(3),
            hours_a_day: Some(4),
            hours_a_week: None,
            hours_a_month: Some(40),
        }),
        notice_minutes: Some(30),
        closed_days: Some(vec![closed.unwrap()]),
        is_accessible: Some(false),
        attributes: Some(BTreeMap::from([("view".to_owned(), "river".to_owned())])),
        door: Some(DoorShows::Title),
    }
}

/// As an export gives it that leaves secrets out.
pub(crate) fn without_secrets(mut organisation: Organisation) -> Organisation {
    for app in &mut organisation.apps {
        app.secret = None;
    }
    for device in &mut organisation.devices {
        device.token = None;
    }
    organisation
}

pub(crate) fn contents(organisations: Vec<Organisation>) -> Contents {
    Contents { organisations, ..Contents::default() }
}
