//! x-client-token: how a client names a change of a calendar, so that it can send it again without
//! making it twice (docs/WIRE.md, booking).
//!
//! What was replied is kept by the store, in the transaction of the change. Here is how a token and
//! what came with it are told apart from others, and who is under way.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use http::HeaderMap;
use openrooms_core::id::{CorpId, UnionId};
use openrooms_protocol::path::PathParams as _;
use openrooms_protocol::{CLIENT_TOKEN_HEADER, Operation, Scope};
use openrooms_store::ClientToken;
use openrooms_store::secret::hex;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::change::Given;

/// A change that its client named.
pub(crate) struct Named {
    /// The header's bytes, whatever they are.
    token: Vec<u8>,
    /// A hash of what is asked for.
    request: String,
}

impl Named {
    /// What a request says; `None` where it says nothing, or changes no calendar. What is asked for
    /// is compared as it was understood: neither the order of fields counts, nor what is passed over.
    pub(crate) fn of<Op: Operation>(headers: &HeaderMap, given: &Given<Op>) -> Option<Self> {
        if Op::SCOPE != Some(Scope::EventWrite) {
            return None;
        }
        let token =
            headers.get(CLIENT_TOKEN_HEADER).filter(|token| !token.is_empty())?.as_bytes().to_vec();
        let asked = json!([given.path.values(), given.query, given.body]);
        Some(Self { token, request: hex(&Sha256::digest(asked.to_string())) })
    }

    /// By whom, and for whom.
    pub(crate) fn by(self, client: &str, action: &str, person: Option<&UnionId>) -> ClientToken {
        let person = person.map(UnionId::as_str).unwrap_or_default();
        let mut hash = Sha256::new();
        for part in [client, action, person] {
            hash.update(part);
            hash.update([0]);
        }
        hash.update(&self.token);
        ClientToken { token: hex(&hash.finalize()), request: self.request }
    }
}

/// The named changes that this node is making.
#[derive(Default)]
pub(crate) struct UnderWay(Mutex<HashSet<(CorpId, String)>>);

impl UnderWay {
    /// Begins one; `None` where it is under way already.
    pub(crate) fn enter(&self, corp: &CorpId, token: &ClientToken) -> Option<Turn<'_>> {
        let key = (corp.clone(), token.token.clone());
        let mut under_way = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Made only where it is the first: one that is dropped ends its turn.
        under_way.insert(key.clone()).then(|| Turn { under_way: self, key })
    }
}

/// One change while it is made.
pub(crate) struct Turn<'a> {
    under_way: &'a UnderWay,
    key: (CorpId, String),
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.under_way.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(parts: [&str; 3], header: &str) -> ClientToken {
        let [client, action, person] = parts;
        let named = Named { token: header.into(), request: "request".to_owned() };
        named.by(client, action, Some(&UnionId::new(person)))
    }

    #[test]
    fn a_token_is_one_of_an_app_an_operation_and_a_person() {
        let one = token(["app", "CreateEvent", "ann"], "t");
        assert_eq!(one, token(["app", "CreateEvent", "ann"], "t"));
        for (parts, header) in [
            (["app2", "CreateEvent", "ann"], "t"),
            (["app", "PatchEvent", "ann"], "t"),
            (["app", "CreateEvent", "bob"], "t"),
            (["app", "CreateEvent", "ann"], "T"),
            (["app", "CreateEvent", "an"], "nt"),
            (["appCreate", "Event", "ann"], "t"),
        ] {
            assert_ne!(one, token(parts, header), "{parts:?} {header}");
        }
    }

    #[test]
    fn one_at_a_time_is_under_way() {
        let (all, corp) = (UnderWay::default(), CorpId::new("corp"));
        let named = token(["app", "CreateEvent", "ann"], "t");
        let turn = all.enter(&corp, &named);
        assert!(turn.is_some() && all.enter(&corp, &named).is_none());
        assert!(all.enter(&CorpId::new("other"), &named).is_some());
        drop(turn);
        assert!(all.enter(&corp, &named).is_some());
    }
}
