//! The hash that chains an entry to the one before it.
//!
//! SHA-256 over the fields in a fixed order, each told apart from its neighbours: a text is its
//! length in eight bytes and its bytes, a number eight bytes, and what may be missing begins with a
//! byte that says whether it is there. So no two different entries give the same bytes, and a
//! checker in any language needs no JSON.

use sha2::{Digest as _, Sha256};

use super::Recorded;
use crate::secret::hex;

/// What every hashed text begins with; another encoding would have another one.
const ENTRY: &str = "openrooms audit entry 1";
const CHAIN: &str = "openrooms audit chain 1";

/// The hash before the first entry of an organisation's chain: no chain passes for another's.
pub(crate) fn beginning(corp: &str) -> String {
    let mut hasher = Sha256::new();
    text(&mut hasher, CHAIN);
    text(&mut hasher, corp);
    hex(&hasher.finalize())
}

/// The hash that an entry must have.
pub(crate) fn hash(entry: &Recorded) -> String {
    let mut hasher = Sha256::new();
    text(&mut hasher, ENTRY);
    text(&mut hasher, &entry.previous_hash);
    text(&mut hasher, &entry.chain);
    hasher.update(entry.seq.to_be_bytes());
    hasher.update(entry.at.0.to_be_bytes());
    maybe(&mut hasher, entry.client.as_deref());
    maybe(&mut hasher, entry.operator.as_deref());
    maybe(&mut hasher, entry.address.as_deref());
    text(&mut hasher, &entry.action);
    text(&mut hasher, &entry.kind);
    text(&mut hasher, &entry.id);
    maybe(&mut hasher, entry.before.as_deref());
    maybe(&mut hasher, entry.after.as_deref());
    hex(&hasher.finalize())
}

fn text(hasher: &mut Sha256, text: &str) {
    let length = u64::try_from(text.len()).expect("a text's length fits into 64 bits");
    hasher.update(length.to_be_bytes());
    hasher.update(text.as_bytes());
}

fn maybe(hasher: &mut Sha256, value: Option<&str>) {
    hasher.update([u8::from(value.is_some())]);
    if let Some(value) = value {
        text(hasher, value);
    }
}

#[cfg(test)]
mod tests {
    use openrooms_core::time::EpochMillis;

    use super::*;

    fn entry() -> Recorded {
        Recorded {
            chain: "corp".to_owned(),
            seq: 1,
            at: EpochMillis(2),
            client: Some("app".to_owned()),
            operator: None,
            address: Some("::1".to_owned()),
            action: "UpdateMeetingRoom".to_owned(),
            kind: "room".to_owned(),
            id: "r".to_owned(),
            before: Some("{}".to_owned()),
            after: None,
            previous_hash: beginning("corp"),
            hash: String::new(),
        }
    }

    #[test]
    fn every_field_counts_and_none_runs_into_the_next() {
        let text = |text: &str| Some(text.to_owned());
        let base = entry;
        let all = [
            base(),
            Recorded { chain: "other".to_owned(), ..base() },
            Recorded { seq: 2, ..base() },
            Recorded { at: EpochMillis(3), ..base() },
            Recorded { client: None, ..base() },
            Recorded { client: text(""), ..base() },
            Recorded { client: None, operator: text("app"), ..base() },
            Recorded { operator: text("ann"), ..base() },
            Recorded { address: None, ..base() },
            Recorded { action: "UpdateMeetingRoo".to_owned(), kind: "mroom".to_owned(), ..base() },
            Recorded { kind: "roomr".to_owned(), id: String::new(), ..base() },
            Recorded { before: None, ..base() },
            Recorded { before: None, after: text("{}"), ..base() },
            Recorded { after: text("{}"), ..base() },
            Recorded { previous_hash: beginning("other"), ..base() },
        ];
        let mut hashes: Vec<_> = all.iter().map(hash).collect();
        hashes.sort();
        hashes.dedup();
        assert_eq!(hashes.len(), all.len());
    }

    #[test]
    fn the_encoding_stays_as_it_is() {
        // Whoever keeps entries of years needs the same hash from the next version.
        assert_eq!(
            (beginning("corp").as_str(), hash(&entry()).as_str()),
            (
                "169b006d7ffb85cc49962a8a5440bd5fe613026051e2ad018fe4e945b04debff",
                "bb2c2915e80360003600c7c81c42dbb03c29a97457197f2b18e19cdf978a69a1"
            )
        );
    }
}
