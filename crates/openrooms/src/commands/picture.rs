//! `openrooms picture`: pictures for rooms and screens, kept by a server over its API.

use std::fs::File;
use std::io::{Read, stdin};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Subcommand;
use openrooms_core::picture::MOST_BYTES;

use super::room::{client, misuse_apart};
use crate::alternatives::Settled;
use crate::output;
use crate::remote::RemoteArgs;

#[derive(Debug, Subcommand)]
pub(crate) enum PictureCommand {
    /// Give the server a picture to keep, and print its address; openrooms only
    #[command(after_help = "Examples:
  openrooms picture upload oak.jpg --union-id 2iPOLxxxxx --token TOKEN
  openrooms picture upload oak.png --json --union-id 2iPOLxxxxx --token TOKEN

PNG, JPEG or WebP, up to 716,800 bytes. Where and when a photo was taken is taken out of it. The
address is for room update --picture and for templates; whoever knows it sees the picture.")]
    Upload {
        #[command(flatten)]
        remote: RemoteArgs,
        /// The picture; - is standard input
        file: PathBuf,
    },
}

pub(super) async fn run(command: PictureCommand) -> anyhow::Result<()> {
    let PictureCommand::Upload { remote: Settled(remote), file } = command;
    let bytes = read(&file)?;
    let kept = client(&remote)?.create_meeting_room_picture(&remote.union_id, &bytes).await;
    let kept = kept.map_err(misuse_apart)?;
    if remote.json {
        return output::json(&kept);
    }
    output::line(output::printable(&kept.url))
}

fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    if file.as_os_str() == "-" {
        return all(stdin().lock()).context("cannot read standard input");
    }
    File::open(file).and_then(all).with_context(|| format!("cannot read {}", file.display()))
}

fn all(from: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MOST_BYTES {
        return Err(std::io::Error::other(format!("it is larger than {MOST_BYTES} bytes")));
    }
    Ok(bytes)
}
