//! What somebody saw of what they change, from the file that `get --json` wrote.

use std::fs::File;
use std::io::{Read, stdin};
use std::path::Path;

use anyhow::Context as _;
use serde::de::DeserializeOwned;

use crate::settings::Misuse;

/// No body that the API takes is larger.
const MOST_BYTES: u64 = 1024 * 1024;

/// Reads it; `-` is standard input.
pub(super) fn read<T: DeserializeOwned>(file: Option<&Path>) -> anyhow::Result<Option<T>> {
    let Some(file) = file else { return Ok(None) };
    let mut text = String::new();
    let read = if file.as_os_str() == "-" {
        stdin().lock().take(MOST_BYTES).read_to_string(&mut text)
    } else {
        File::open(file).and_then(|file| file.take(MOST_BYTES).read_to_string(&mut text))
    };
    read.with_context(|| format!("cannot read {}", file.display()))?;
    let seen = serde_json::from_str(&text);
    let seen = seen.map_err(|error| Misuse(format!("--expected {}: {error}", file.display())))?;
    Ok(Some(seen))
}
