//! The project's copy of the schema extends the one it was made from, and takes nothing back: a
//! document that was valid once stays valid.

use std::collections::HashSet;

use serde_json::json;

use crate::document::{demo, sample};
use crate::schema::Schema;

/// The first schema, a line for each place. Lines are never changed; an extension needs none.
const FIRST: &str = include_str!("first-schema.txt");

#[test]
fn the_copy_says_all_that_the_first_schema_said() {
    let facts = Schema::ours().facts();
    let facts: HashSet<_> = facts.iter().map(String::as_str).collect();
    let lost: Vec<_> = FIRST.lines().filter(|fact| !facts.contains(fact)).collect();
    assert!(lost.is_empty(), "{lost:#?}");
    assert!(FIRST.lines().count() > 100);
}

#[test]
fn the_documents_that_come_with_it_are_valid() {
    for document in [sample(), demo()] {
        assert_eq!(Schema::ours().faults(&document), [""; 0]);
    }
}

#[test]
fn faults_are_found() {
    let schema = Schema::ours();
    for (pointer, wrong, place) in [
        ("", json!(7), ""),
        ("/organisations", json!({}), "organisations"),
        ("/organisations/0/corpId", json!(""), "organisations[0].corpId"),
        ("/organisations/0/colour", json!(1), "organisations[0].colour"),
        ("/organisations/0/rooms/0/roomStatus", json!(3), "organisations[0].rooms[0].roomStatus"),
        (
            "/organisations/0/rooms/0/roomCapacity",
            json!(-1),
            "organisations[0].rooms[0].roomCapacity",
        ),
        (
            "/organisations/0/departments/0",
            json!({ "name": "x", "parentId": 0 }),
            "organisations[0].departments[0].deptId",
        ),
        ("/organisations/0/apps/0/scopes/1", json!(null), "organisations[0].apps[0].scopes[1]"),
    ] {
        let mut document = sample();
        match document.pointer_mut(pointer) {
            Some(there) => *there = wrong,
            None => document["organisations"][0]["colour"] = wrong,
        }
        assert_eq!(schema.faults(&document), [place]);
    }
}
