//! What the record says of a save.

use std::collections::BTreeSet;

use openrooms_core::id::CorpId;
use serde_json::json;

use super::save::{Contents, Rest, SaveOptions, Saved};
use crate::audit::Entry;
use crate::feed::Change;

/// One entry for each organisation that was saved or removed, and one for suites; none where the
/// save changed nothing. The counts are those of the whole save; rooms are named where it touched
/// no more than a few, and nothing else.
pub(super) fn entries(
    contents: &Contents,
    options: &SaveOptions<'_>,
    saved: Saved,
    changes: &[Change],
) -> Vec<Entry> {
    if saved == Saved::default() {
        return Vec::new();
    }
    let given: BTreeSet<_> = contents.organisations.iter().map(|one| &one.profile.id).collect();
    let touched = changes.iter().filter_map(|change| match change {
        Change::Organisation(corp)
        | Change::Directory(corp)
        | Change::Person(corp, _)
        | Change::Room(corp, _)
        | Change::Device(corp, _)
        | Change::Tokens(corp, _) => Some(corp),
        Change::Client(_) => None,
    });
    let all: BTreeSet<&CorpId> = given.iter().copied().chain(touched).collect();
    let counts = json!({
        "written": saved.written, "removed": saved.removed, "replace": options.rest == Rest::Goes,
    });
    let of = |corp: &&CorpId| {
        let entry = Entry::of(Some(corp), "organisation", corp.as_str());
        if !given.contains(corp) {
            return entry.before(json!({ "isThere": true }));
        }
        let mut after = counts.clone();
        let rooms = changes.iter().filter_map(|change| match change {
            Change::Room(of, room) if of == *corp => Some(room.as_str()),
            _ => None,
        });
        let rooms: BTreeSet<_> = rooms.collect();
        if !rooms.is_empty() {
            after["rooms"] = json!(rooms);
        }
        entry.after(after)
    };
    let mut entries: Vec<_> = all.iter().map(of).collect();
    if options.rest == Rest::Goes || !contents.suites.is_empty() {
        entries.push(Entry::of(None, "suites", "").after(counts.clone()));
    }
    entries
}
