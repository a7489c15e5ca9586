//! What is left of people, departments, rooms and groups that go.

use openrooms_core::id::{CorpId, DeptId, DeviceUnionId, GroupId, RoomId, UnionId, UserId};
use openrooms_core::organisation::Organisation;
use openrooms_core::panel::Command;
use openrooms_core::room::{MemberId, RoomRights};
use openrooms_store::{Change, Entry, Removed, Writing};
use serde_json::json;

use crate::fixture::{BY, Fixture, NOW, later};
use crate::sample;

on_both!(
    whoever_goes_is_named_by_nothing_that_gives_a_right,
    a_department_that_goes_is_named_by_nothing,
    a_room_and_a_group_take_the_rights_on_them_along,
    those_of_another_organisation_stay,
);

/// Rights on rooms.
const RIGHTS: &str = "
    INSERT INTO room_administrators (corp_id, room_id, position, union_id) VALUES
        ('corp', 'oak', 0, 'zoe'), ('corp', 'oak', 1, 'goner'), ('corp', 'ash', 0, 'zoe');
    INSERT INTO room_super_users (corp_id, room_id, position, member_type, member_id) VALUES
        ('corp', 'oak', 0, 'user', 'user-zoe'), ('corp', 'oak', 1, 'dept', '98765'),
        ('corp', 'elm', 0, 'user', 'user-goner'), ('corp', 'elm', 1, 'dept', '5'),
        ('corp', 'ash', 0, 'user', 'goner'), ('corp', 'ash', 1, 'user', '98765');
";

/// Somebody, and a department, named by whatever can name them.
fn organisation(corp: &str) -> Organisation {
    let mut all = sample::full(corp);
    all.people = vec![sample::person("goner", &[5, 1]), sample::person("zoe", &[1])];
    all.departments = vec![sample::department(5, 1), sample::department(98765, 1)];
    all.groups = vec![sample::group(10, 0, &["zoe", "goner"]), sample::group(11, 10, &["zoe"])];
    all.rooms = ["oak", "elm", "ash"].map(sample::full_room).into();
    for room in &mut all.rooms {
        room.group = Some(GroupId(11));
    }
    all.rooms[0].members = Some(vec![
        sample::member(MemberId::Person(UnionId::new("goner")), None),
        sample::member(MemberId::Department(DeptId(98765)), None),
        sample::member(MemberId::Person(UnionId::new("zoe")), None),
    ]);
    let closure = all.rooms[1].policy.as_mut().and_then(|policy| policy.closure.as_mut());
    closure.unwrap().contact = Some(UnionId::new("goner"));
    all.bans = vec![sample::ban("goner"), sample::ban("zoe")];
    all.devices[0].creator = Some(UnionId::new("goner"));
    all
}

/// Saves it, with the rights of [`RIGHTS`] and a command.
async fn save(fixture: &Fixture) {
    fixture.save(&[organisation("corp")]).await;
    let mut raw = fixture.raw().await;
    raw.execute(RIGHTS).await;
    raw.close().await;
    let mut writing = write(fixture).await;
    let command = Command {
        id: 0,
        room: RoomId::new("oak"),
        body: "body".to_owned(),
        sender: UnionId::new("goner"),
        sent_at: NOW,
        expires_at: later(60),
    };
    writing.insert_command(command, &[DeviceUnionId::new("panel")]).await.unwrap();
    commit(writing).await;
}

async fn write(fixture: &Fixture) -> Writing {
    fixture.store.writing(&CorpId::new("corp")).await.unwrap().unwrap()
}

async fn commit(writing: Writing) {
    let corp = writing.corp().clone();
    let entry = Entry::of(Some(&corp), "organisation", "corp").after(json!({}));
    writing.commit(&BY, entry, [Change::Organisation(corp)], NOW).await.unwrap();
}

/// The columns that hold any of these ids.
async fn naming(fixture: &Fixture, ids: &[&str]) -> Vec<String> {
    let mut raw = fixture.raw().await;
    let dump = raw.dump().await;
    raw.close().await;
    let named = dump.iter().filter_map(|line| line.split_once(' '));
    let named = named.filter(|(_, value)| ids.contains(value));
    let mut columns: Vec<_> = named.map(|(column, _)| column.to_owned()).collect();
    columns.dedup();
    columns
}

async fn whoever_goes_is_named_by_nothing_that_gives_a_right(fixture: &Fixture) {
    save(fixture).await;
    let gone = UnionId::new("goner");
    let mut writing = write(fixture).await;
    let removed = writing.delete_person(&gone).await.unwrap();
    commit(writing).await;

    let Removed { rooms, rights, groups, ban, clients } = removed;
    assert_eq!(rooms.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["oak"]);
    assert_eq!(rooms[0].1.len(), 3);
    let both = vec![UnionId::new("zoe"), gone.clone()];
    let elm = RoomRights {
        super_users: vec![UserId::new("user-goner")],
        super_departments: vec![DeptId(5)],
        ..RoomRights::none(RoomId::new("elm"))
    };
    let oak = RoomRights {
        administrators: both.clone(),
        super_users: vec![UserId::new("user-zoe")],
        super_departments: vec![DeptId(98765)],
        ..RoomRights::none(RoomId::new("oak"))
    };
    assert_eq!(rights, [elm, oak]);
    assert_eq!(groups, [(GroupId(10), both)]);
    assert_eq!(ban, Some(sample::ban("goner")));
    assert_eq!(clients, []);

    // Facts stay: whom to ask while a room is closed, who made a device, who sent a command. The user
    // id that reads as this union id is somebody else's.
    let facts = [
        "commands.sender",
        "devices.creator",
        "room_super_users.member_id",
        "rooms.closure_contact",
    ];
    assert_eq!(naming(fixture, &["goner", "user-goner"]).await, facts);
    let mut raw = fixture.raw().await;
    let users = "SELECT member_id FROM room_super_users WHERE member_type = 'user' ORDER BY 1";
    assert_eq!(raw.texts(users).await, ["98765", "goner", "user-zoe"]);
    raw.close().await;
}

async fn a_department_that_goes_is_named_by_nothing(fixture: &Fixture) {
    save(fixture).await;
    let mut writing = write(fixture).await;
    let removed = writing.delete_department(DeptId(98765)).await.unwrap();
    commit(writing).await;
    assert_eq!(removed.rooms.len(), 1);
    let oak = RoomRights {
        administrators: vec![UnionId::new("zoe"), UnionId::new("goner")],
        super_users: vec![UserId::new("user-zoe")],
        super_departments: vec![DeptId(98765)],
        ..RoomRights::none(RoomId::new("oak"))
    };
    assert_eq!(removed.rights, [oak]);
    // Whose user id reads as this number is somebody.
    assert_eq!(naming(fixture, &["98765"]).await, ["room_super_users.member_id"]);
    let mut raw = fixture.raw().await;
    let sql = "SELECT member_type FROM room_super_users WHERE member_id = '98765'";
    assert_eq!(raw.texts(sql).await, ["user"]);
    raw.close().await;
}

async fn a_room_and_a_group_take_the_rights_on_them_along(fixture: &Fixture) {
    save(fixture).await;
    let mut writing = write(fixture).await;
    writing.delete_room(&RoomId::new("oak")).await.unwrap();
    writing.delete_group(&sample::group(11, 10, &["zoe"])).await.unwrap();
    writing.delete_group(&sample::group(10, 0, &["zoe", "goner"])).await.unwrap();
    commit(writing).await;
    // What was asked of its devices is forgotten by age.
    assert_eq!(naming(fixture, &["oak"]).await, ["commands.room_id"]);
    let mut raw = fixture.raw().await;
    for (table, rest) in [
        ("group_administrators", ""),
        ("room_administrators", "ash"),
        ("room_super_users", "ash elm"),
    ] {
        let column = if rest.is_empty() { "union_id" } else { "room_id" };
        let sql = format!("SELECT DISTINCT {column} FROM {table} ORDER BY 1");
        assert_eq!(raw.texts(&sql).await.join(" "), rest, "{table}");
    }
    raw.close().await;
}

async fn those_of_another_organisation_stay(fixture: &Fixture) {
    fixture.save(&[organisation("other")]).await;
    let mut raw = fixture.raw().await;
    raw.execute(&RIGHTS.replace("'corp'", "'other'")).await;
    let mut bare = sample::organisation("corp");
    bare.people = vec![sample::person("goner", &[1])];
    bare.departments = vec![sample::department(98765, 1)];
    bare.rooms = vec![sample::room("oak")];
    fixture.save(&[bare]).await;
    let rest = "SELECT corp_id || ' ' || room_id || ' ' || union_id FROM room_administrators \
                UNION ALL SELECT corp_id || ' ' || room_id || ' ' || member_id \
                FROM room_super_users ORDER BY 1";
    let before = (raw.texts(rest).await, fixture.load("other").await);
    let mut writing = write(fixture).await;
    let removed = writing.delete_person(&UnionId::new("goner")).await.unwrap();
    assert_eq!(removed, Removed::default());
    let removed = writing.delete_department(DeptId(98765)).await.unwrap();
    assert_eq!(removed, Removed::default());
    writing.delete_room(&RoomId::new("oak")).await.unwrap();
    commit(writing).await;
    assert_eq!((raw.texts(rest).await, fixture.load("other").await), before);
    raw.close().await;
}
