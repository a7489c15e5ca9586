//! The ids of a request: unique, not secret, and cheap.

use std::cell::Cell;

use bytes::Bytes;
use http::HeaderValue;
use openrooms_core::time::EpochMillis;
use openrooms_store::secret::Random;

/// The two ids of one request.
#[derive(Clone, Copy)]
pub(crate) struct RequestIds {
    request: [u8; 16],
    trace: [u8; 16],
}

/// Makes ids from one seed of the random source: each thread has its own.
pub(crate) struct IdSource {
    state: Cell<u64>,
}

impl IdSource {
    /// Seeds itself once.
    pub(crate) fn new(random: Random) -> Self {
        Self { state: Cell::new(u64::from_le_bytes(random.bytes())) }
    }

    /// `SplitMix64`: every state has another successor, so that ids of one thread do not repeat.
    fn next(&self) -> u64 {
        let state = self.state.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.state.set(state);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// The ids of a request that arrived now.
    pub(crate) fn ids(&self, now: EpochMillis) -> RequestIds {
        let (low, high) = (self.next(), self.next());
        let millis = now.0.to_be_bytes();
        let mut uuid = [0; 16];
        uuid[..6].copy_from_slice(&millis[2..]);
        uuid[6..8].copy_from_slice(&high.to_be_bytes()[..2]);
        uuid[8..].copy_from_slice(&low.to_be_bytes());
        uuid[6] = 0x70 | (uuid[6] & 0x0f);
        uuid[8] = 0x80 | (uuid[8] & 0x3f);

        let mut trace = [0; 16];
        trace[..8].copy_from_slice(&high.to_be_bytes());
        trace[8..].copy_from_slice(&self.next().to_be_bytes());
        RequestIds { request: uuid, trace }
    }
}

fn two_digits(byte: u8, digits: &[u8; 16]) -> [u8; 2] {
    [digits[usize::from(byte >> 4)], digits[usize::from(byte & 15)]]
}

/// A UUID as it is written, in upper case.
fn uuid_text(uuid: &[u8; 16]) -> [u8; 36] {
    let mut text = [b'-'; 36];
    let mut at = 0;
    for (index, byte) in uuid.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            at += 1;
        }
        text[at..at + 2].copy_from_slice(&two_digits(*byte, b"0123456789ABCDEF"));
        at += 2;
    }
    text
}

impl RequestIds {
    /// The request's id as it is written: `requestid` in an error's body.
    pub(crate) fn request_text(&self) -> [u8; 36] {
        uuid_text(&self.request)
    }

    /// The same as text.
    pub(crate) fn request_id(&self) -> String {
        self.request_text().map(char::from).iter().collect()
    }

    /// The id in the legacy form: 12 base-36 characters.
    pub(crate) fn legacy(&self) -> String {
        const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
        let mut number = u128::from_be_bytes(self.trace);
        let digits = std::iter::repeat_with(|| {
            let digit = DIGITS[usize::try_from(number % 36).unwrap_or(0)];
            number /= 36;
            char::from(digit)
        });
        digits.take(12).collect()
    }

    /// The request's id as a header.
    pub(crate) fn request_header(&self) -> HeaderValue {
        HeaderValue::from_maybe_shared(Bytes::copy_from_slice(&self.request_text()))
            .expect("hexadecimal digits fit a header")
    }

    /// The trace's id as it is written.
    pub(crate) fn trace_text(&self) -> [u8; 32] {
        let mut text = [0; 32];
        for (digits, byte) in text.chunks_exact_mut(2).zip(self.trace) {
            digits.copy_from_slice(&two_digits(byte, b"0123456789abcdef"));
        }
        text
    }

    /// The same as a header.
    pub(crate) fn trace_header(&self) -> HeaderValue {
        HeaderValue::from_maybe_shared(Bytes::copy_from_slice(&self.trace_text()))
            .expect("hexadecimal digits fit a header")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_their_forms_and_differ() {
        let source = IdSource::new(Random::SYSTEM);
        let mut seen = std::collections::HashSet::new();
        for _ in 0..1000 {
            let ids = source.ids(EpochMillis(1_700_000_000_000));
            let id = ids.request_id();
            assert!(id.starts_with("018BCFE5-6800-7"), "{id}");
            assert!(matches!(id.as_bytes()[19], b'8' | b'9' | b'A' | b'B'), "{id}");
            assert_eq!(id, id.to_uppercase());
            assert_eq!(ids.request_header().to_str().unwrap(), id);
            let trace = ids.trace_header();
            let trace = trace.to_str().unwrap();
            assert!(trace.len() == 32 && trace.bytes().all(|b| b.is_ascii_hexdigit()));
            assert_eq!(ids.legacy().len(), 12);
            assert!(seen.insert(id) && seen.insert(trace.to_owned()) && seen.insert(ids.legacy()));
        }
    }
}
