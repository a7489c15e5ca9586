//! The reply that the servers to compare with give: one of openrooms' own, of middling length.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::data::dataset::Dataset;
use crate::data::draws::Draws;
use crate::http;

const SAMPLES: usize = 200;

/// Reads some rooms, and keeps the reply whose length is nearest to their mean.
pub(super) fn keep(
    address: SocketAddr,
    dataset: &Dataset,
    tokens: &[String],
    work: &Path,
) -> Result<PathBuf> {
    let mut replies = Vec::with_capacity(SAMPLES);
    for draw in Draws::from(&dataset.plan).at_random(SAMPLES) {
        let key = draw.key(&dataset.plan, tokens);
        let request = http::read_request(address, key.room, key.operator, key.token);
        let reply = http::exchange(address, &request)?;
        if reply.status() != 200 {
            bail!(
                "a read was refused: {}",
                String::from_utf8_lossy(reply.bytes())
            );
        }
        replies.push(reply);
    }
    let mean = replies
        .iter()
        .map(|reply| reply.body().len())
        .sum::<usize>()
        / replies.len();
    let nearest = replies
        .iter()
        .min_by_key(|reply| reply.body().len().abs_diff(mean))
        .context("no replies")?;
    let path = work.join("reply.http");
    fs::write(&path, nearest.bytes())?;
    Ok(path)
}
