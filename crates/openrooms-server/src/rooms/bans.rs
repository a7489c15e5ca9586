//! What the operations on the blacklist have in common: people as they are given, entries as the record
//! tells them.

use openrooms_core::id::UnionId;
use openrooms_core::room::Ban;
use openrooms_protocol::organisation::BlacklistEntry;

/// An entry of the blacklist as the record tells it: in the words of the organisation document.
pub(super) fn recorded(ban: Ban) -> BlacklistEntry {
    BlacklistEntry {
        union_id: UnionId::into_string(ban.person),
        start_time: ban.starts_at.0,
        end_time: ban.ends_at.map(|at| at.0),
        memo: ban.memo,
    }
}
