//! Requests made ready as bytes, one after the other in one buffer.

use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::data::draws;
use crate::http;

pub(super) struct Keys {
    bytes: Vec<u8>,
    requests: Vec<Request>,
}

struct Request {
    end: usize,
    /// Where the room's id is in `bytes`.
    room: Range<usize>,
}

impl Keys {
    pub(super) fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        let mut keys = Self {
            bytes: Vec::new(),
            requests: Vec::new(),
        };
        // The Host header is none of what is measured: the same for every server.
        let host = ([127, 0, 0, 1], 8080).into();
        for line in text.lines() {
            let key = draws::read_line(line).context("a line without three parts")?;
            let start = keys.bytes.len();
            let request = http::read_request(host, key.room, key.operator, key.token);
            let words = key.room.trim_start_matches('?').as_bytes();
            let room =
                memchr::memmem::find(&request, words).context("a request without its room")?;
            keys.bytes.extend_from_slice(&request);
            keys.requests.push(Request {
                end: keys.bytes.len(),
                room: start + room..start + room + words.len(),
            });
        }
        if keys.requests.is_empty() {
            bail!("{} names no reads", path.display());
        }
        Ok(keys)
    }

    pub(super) fn len(&self) -> usize {
        self.requests.len()
    }

    pub(super) fn request(&self, index: usize) -> &[u8] {
        let start = if index == 0 {
            0
        } else {
            self.requests[index - 1].end
        };
        &self.bytes[start..self.requests[index].end]
    }

    pub(super) fn room(&self, index: usize) -> &[u8] {
        &self.bytes[self.requests[index].room.clone()]
    }
}
