//! What commands print: tables for people, JSON for programs, complaints to standard error.

use std::io::Write as _;

use comfy_table::presets;
use comfy_table::{ContentArrangement, Table};
use openrooms_server::escape::escaped;
use serde::Serialize;

/// Prints one line.
pub(crate) fn line(text: impl std::fmt::Display) -> anyhow::Result<()> {
    writeln!(std::io::stdout(), "{text}")?;
    Ok(())
}

/// Prints a value as indented JSON.
pub(crate) fn json(value: &impl Serialize) -> anyhow::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    serde_json::to_writer_pretty(&mut out, value)?;
    writeln!(out)?;
    out.flush()?;
    Ok(())
}

/// Prints a table.
pub(crate) fn table(
    header: &[&str],
    rows: impl IntoIterator<Item = Vec<String>>,
) -> anyhow::Result<()> {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(header.iter().map(|name| name.to_uppercase()).collect::<Vec<_>>());
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    for row in rows {
        // What other people named must not move a terminal's cursor, nor turn its text round.
        table.add_row(row.iter().map(|cell| printable(cell)).collect::<Vec<_>>());
    }
    line(table.trim_fmt())
}

/// The lines of a text, with what steers a terminal shown by its number.
pub(crate) fn printable(text: &str) -> String {
    text.split('\n').map(escaped).collect::<Vec<_>>().join("\n")
}

/// Says what went wrong, and why.
pub(crate) fn complain(error: &anyhow::Error) {
    let mut said: Vec<String> = Vec::new();
    for cause in error.chain() {
        let text = cause.to_string();
        // A cause that its effect has quoted already is not said twice.
        if !said.iter().any(|before| before.contains(&text)) {
            said.push(text);
        }
    }
    // What is quoted in it may be others' text; a line of it may be ours.
    let said = said.join(": ");
    let _ = writeln!(std::io::stderr(), "error: {}", printable(&said));
}

/// Whether whoever read our output has gone, as `head` does.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<std::io::Error>();
        let json =
            cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.map(std::io::Error::kind).or(json) == Some(std::io::ErrorKind::BrokenPipe)
    })
}
