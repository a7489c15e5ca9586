//! An organisation as large as they come, in one go.

use std::time::Instant;

use serde_json::{Value, json};

use crate::chance::rounds;
use crate::document::{essence, of_rooms};
use crate::home::Home;

/// 10,000 rooms and 50,000 people where there is time for many rounds, else a tenth of it.
fn organisation() -> Value {
    let rooms = if rounds() < 100 && cfg!(debug_assertions) { 1_000 } else { 10_000 };
    let room = |at: usize| {
        json!({
            "roomId": format!("room{at:05}"), "roomName": format!("Room {at}"), "roomStatus": at % 3,
            "roomCapacity": at % 40, "roomLabels": [{ "labelId": 1 + at % 5 }],
            "roomGroup": { "groupId": 1 + at % 50, "groupName": format!("Group {}", at % 50), "parentId": 0 },
            "reservationAuthority": { "authorizedMembers": [
                { "memberId": (1 + at % 100).to_string(), "memberType": "dept" },
            ] },
        })
    };
    let mut document = of_rooms((0..rooms).map(room));
    let organisation = &mut document["organisations"][0];
    organisation["departments"] = (1..=100)
        .map(|id| json!({ "deptId": id, "name": format!("Department {id}"), "parentId": id / 2 }))
        .collect();
    organisation["roomGroups"] = (0..50)
        .map(|at| json!({ "groupId": at + 1, "groupName": format!("Group {at}"), "parentId": 0 }))
        .collect();
    organisation["users"] = (0..rooms * 5)
        .map(|at| {
            json!({
                "userId": format!("user{at:05}"), "unionId": format!("union{at:05}"),
                "name": format!("Person {at}"), "deptIds": [1 + at % 100],
            })
        })
        .collect();
    document
}

#[test]
fn thousands_of_rooms_and_people() {
    let home = Home::new();
    let document = organisation();
    let list = |name: &str| document["organisations"][0][name].as_array().unwrap().len();
    let (rooms, people) = (list("rooms"), list("users"));
    for (what, wanted) in [("added", "Imported"), ("there already", "Nothing to change:")] {
        let begun = Instant::now();
        let said = home.import(&document);
        println!("{rooms} rooms and {people} people, {what}: {:.1?}", begun.elapsed());
        let counted = format!("{wanted} 1 organisation, {rooms} rooms and {people} people");
        assert!(said.starts_with(&counted), "{said}");
    }
    assert_eq!(essence(home.export()), essence(document));
}
