//! The catalogue holds what the official SDKs declare: no more, no less, letter for letter.

use std::collections::BTreeSet;

use openrooms_protocol::catalogue::{Module, rows};
use serde_json::Value;

#[test]
fn every_operation_of_the_sdks_is_in_the_catalogue() {
    let surface = include_str!("../../schema/surface.json");
    let surface: Vec<Value> = serde_json::from_str(surface).unwrap();
    let text = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
    let wanted: BTreeSet<_> = surface
        .iter()
        .map(|row| ["action", "module", "method", "path"].map(|name| text(row, name)))
        .collect();
    assert_eq!(wanted.len(), 66);
    let ours: BTreeSet<_> = rows()
        .filter(|row| row.module != Module::Legacy && !row.is_ours)
        .map(|row| {
            let method = row.method.as_str();
            [row.action, row.module.name(), method, row.path].map(str::to_owned)
        })
        .collect();
    assert_eq!(ours, wanted);
}
