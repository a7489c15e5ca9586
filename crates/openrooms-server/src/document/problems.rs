//! What is wrong in rooms, in a document.

use std::collections::HashMap;

use openrooms_core::id::{DeviceUnionId, RoomId, UnionId};
use openrooms_core::room_problem::{Closing, ProblemKind, RoomProblem};
use openrooms_core::time::EpochMillis;
use openrooms_protocol::organisation as wire;
use openrooms_protocol::organisation::DocumentError;

use super::import::{unique, wrong};

/// The problems of the organisation that stands at `path`. The room need not be there.
pub(super) fn read(
    from: Vec<wire::KeptProblem>,
    path: &str,
) -> Result<Vec<RoomProblem>, DocumentError> {
    let mut seen = HashMap::new();
    let each = from.into_iter().enumerate().map(|(index, given)| {
        let path = format!("{path}.roomProblems[{index}]");
        if given.problem_id.is_empty() {
            return wrong(format!("{path}.problemId"), "it must not be empty");
        }
        unique(&mut seen, given.problem_id.clone(), &format!("{path}.problemId"))?;
        let kind = ProblemKind::parse(&given.problem_kind);
        let kind = kind.or_else(|error| wrong(format!("{path}.problemKind"), error.0))?;
        let closing = given.close_time.map(|at| Closing {
            at: EpochMillis(at),
            by: given.closer_union_id.clone().map(UnionId::new),
            note: given.close_note.clone(),
        });
        if closing.is_none() && (given.closer_union_id.is_some() || given.close_note.is_some()) {
            return wrong(path, "it says how it was closed, and not when");
        }
        Ok(RoomProblem {
            id: given.problem_id,
            room: RoomId::new(given.room_id),
            kind,
            text: given.description,
            reported_by: given.reporter_union_id.map(UnionId::new),
            device: given.device_union_id.map(DeviceUnionId::new),
            reported_at: EpochMillis(given.report_time),
            closing,
        })
    });
    each.collect()
}

/// A problem in the words of a document, which the record uses, too.
pub(crate) fn write(from: RoomProblem) -> wire::KeptProblem {
    let (at, by, note) = match from.closing {
        Some(Closing { at, by, note }) => (Some(at), by, note),
        None => (None, None, None),
    };
    wire::KeptProblem {
        problem_id: from.id,
        room_id: from.room.into_string(),
        problem_kind: from.kind.word().to_owned(),
        description: from.text,
        reporter_union_id: from.reported_by.map(UnionId::into_string),
        device_union_id: from.device.map(DeviceUnionId::into_string),
        report_time: from.reported_at.0,
        close_time: at.map(|at| at.0),
        closer_union_id: by.map(UnionId::into_string),
        close_note: note,
    }
}
