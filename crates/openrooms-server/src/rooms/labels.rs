//! What the operations on labels have in common: ids and names as they are given, labels as they are
//! told.

use openrooms_core::id::RoomId;
use openrooms_core::name::Name;
use openrooms_core::room::FreeLabel;
use openrooms_protocol::organisation as document;
use openrooms_store::Change;

use crate::change::Asked;
use crate::problem::Problem;

/// A name that is given to a label.
pub(super) fn name(text: &str) -> Result<Name, Problem> {
    Name::parse(text).map_err(|_| {
        let longest = Name::LONGEST;
        let what = format!("labelName must be 1 to {longest} characters, none of them a control");
        Problem::ParameterWrong(what.into())
    })
}

/// A label as the record tells it: in the words of the organisation document.
pub(super) fn recorded(label: FreeLabel) -> document::FreeLabel {
    document::FreeLabel { label_id: label.id, label_name: label.name }
}

/// What nodes must drop where rooms show another label, or one label less.
pub(super) fn changes(asked: &Asked, rooms: Vec<RoomId>) -> Vec<Change> {
    let each = rooms.into_iter().map(|room| Change::Room(asked.corp.clone(), room));
    asked.few(each.collect())
}
