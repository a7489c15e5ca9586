//! `openrooms audit`: who did what, and whether the record is whole.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, bail};
use openrooms_core::time::EpochMillis;
use openrooms_store::{AuditFilter, Origin, Recorded, Store};
use serde_json::{Value, json};

use super::{now, shown};
use crate::cli::{AuditCommand, AuditFilterArgs};
use crate::output;

/// Entries that are read in one go.
const PAGE: i64 = 1000;

pub(super) async fn run(command: AuditCommand) -> anyhow::Result<()> {
    match command {
        AuditCommand::List { report, filter, limit } => {
            let store = report.database.decide()?.open().await?;
            let entries = store.audit_newest(&wanted(filter), limit).await?;
            store.close().await;
            if report.json {
                return lines(entries.iter().map(read_through));
            }
            table(&entries)
        }
        AuditCommand::Export { report, filter } => {
            let store = report.database.decide()?.open().await?;
            export(&store, &wanted(filter)).await?;
            store.close().await;
            Ok(())
        }
        AuditCommand::Verify { report, corp, noted } => {
            let noted = noted.as_deref().map(read_noted).transpose()?.unwrap_or_default();
            let store = report.database.decide()?.open().await?;
            let chains = chains(&store, corp, &noted).await?;
            verify(&store, &chains, &noted, report.json).await?;
            store.close().await;
            Ok(())
        }
        AuditCommand::Prune { report, corp, keep_days } => {
            let store = report.database.decide()?.open().await?;
            let origin = Origin::command_line("audit prune");
            let (now, mut removed) = (now(), 0);
            let then = now.plus_seconds(-i64::from(keep_days) * 24 * 60 * 60);
            for chain in chains(&store, corp, &BTreeMap::new()).await? {
                removed += store.prune_audit(&chain, then, &origin, now).await?;
            }
            store.close().await;
            if report.json {
                return output::json(&json!({ "removed": removed }));
            }
            output::line(match removed {
                1 => "1 entry removed.".to_owned(),
                count => format!("{count} entries removed."),
            })
        }
    }
}

fn wanted(args: AuditFilterArgs) -> AuditFilter {
    AuditFilter {
        chain: args.corp,
        since: args.since,
        until: args.until,
        client: args.app,
        operator: args.operator,
        action: args.action,
        kind: args.kind,
        id: args.object,
    }
}

async fn chains(
    store: &Store,
    corp: Option<String>,
    noted: &BTreeMap<String, (i64, String)>,
) -> anyhow::Result<Vec<String>> {
    if let Some(corp) = corp {
        return Ok(vec![corp]);
    }
    let mut chains = store.audit_chains().await?;
    // A chain that was noted and is gone altogether is missed as well.
    chains.extend(noted.keys().cloned());
    chains.sort();
    chains.dedup();
    Ok(chains)
}

/// One object a line.
fn lines(entries: impl IntoIterator<Item = Value>) -> anyhow::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for entry in entries {
        writeln!(out, "{entry}")?;
    }
    out.flush()?;
    Ok(())
}

fn line(entry: &Recorded) -> Value {
    // As text: the hash is over these very letters.
    json!({
        "corpId": entry.chain,
        "seq": entry.seq,
        "time": entry.at.0,
        "client": entry.client,
        "operator": entry.operator,
        "address": entry.address,
        "action": entry.action,
        "kind": entry.kind,
        "id": entry.id,
        "before": entry.before,
        "after": entry.after,
        "previousHash": entry.previous_hash,
        "hash": entry.hash,
    })
}

/// The same, with what was before and after as it was: for a look, not for a proof.
fn read_through(entry: &Recorded) -> Value {
    let mut told = line(entry);
    for (name, text) in [("before", &entry.before), ("after", &entry.after)] {
        if let Some(value) = text.as_ref().and_then(|text| serde_json::from_str(text).ok()) {
            told[name] = value;
        }
    }
    told
}

/// By what something was done that no app did. What came over the network came from an address.
fn without_app(operator: Option<&str>, address: Option<&str>) -> &'static str {
    match (operator, address) {
        (_, None) => "command line",
        (Some(operator), Some(_)) if operator.starts_with("device:") => "screen",
        (_, Some(_)) => "console",
    }
}

fn table(entries: &[Recorded]) -> anyhow::Result<()> {
    let rows = entries.iter().map(|entry| {
        let (operator, address) = (entry.operator.as_deref(), entry.address.as_deref());
        let by = entry.client.as_deref().unwrap_or_else(|| without_app(operator, address));
        let who = [Some(by), operator, address];
        let what = [("-", &entry.before), ("+", &entry.after)];
        let what =
            what.iter().filter_map(|(sign, what)| Some(format!("{sign} {}", what.as_ref()?)));
        vec![
            shown(entry.at),
            entry.chain.clone(),
            who.into_iter().flatten().collect::<Vec<_>>().join("\n"),
            entry.action.clone(),
            format!("{} {}", entry.kind, entry.id),
            what.collect::<Vec<_>>().join("\n"),
        ]
    });
    output::table(&["time", "corp", "who", "action", "what", "change"], rows)
}

async fn export(store: &Store, filter: &AuditFilter) -> anyhow::Result<()> {
    for chain in chains(store, filter.chain.clone(), &BTreeMap::new()).await? {
        let mut after = i64::MIN;
        loop {
            let page = store.audit_after(&chain, filter, after, PAGE).await?;
            lines(page.iter().map(line))?;
            match page.last() {
                Some(last) => after = last.seq,
                None => break,
            }
        }
    }
    Ok(())
}

/// The last hashes that an earlier `audit verify --json` printed.
fn read_noted(file: &Path) -> anyhow::Result<BTreeMap<String, (i64, String)>> {
    let text =
        std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let mut noted = BTreeMap::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let read = || {
            let line: Value = serde_json::from_str(line).ok()?;
            let (chain, hash) = (line["corpId"].as_str()?, line["hash"].as_str()?);
            Some((chain.to_owned(), (line["last"].as_i64()?, hash.to_owned())))
        };
        let (chain, end) =
            read().with_context(|| format!("{} is not what verify printed", file.display()))?;
        noted.insert(chain, end);
    }
    Ok(noted)
}

async fn verify(
    store: &Store,
    chains: &[String],
    noted: &BTreeMap<String, (i64, String)>,
    json: bool,
) -> anyhow::Result<()> {
    let mut faults = Vec::new();
    let mut rows = Vec::new();
    for chain in chains {
        let end = noted.get(chain).map(|(number, hash)| (*number, hash.as_str()));
        match store.verify_audit(chain, end).await? {
            Ok(verified) => {
                rows.push((chain.clone(), verified.first, verified.last, verified.hash));
            }
            Err(fault) => {
                let whose = if chain.is_empty() { "no organisation's" } else { chain };
                faults.push(format!("{whose}: {fault}"));
            }
        }
    }
    if json {
        for (chain, first, last, hash) in &rows {
            output::line(json!({ "corpId": chain, "first": first, "last": last, "hash": hash }))?;
        }
    } else {
        let rows = rows.iter().map(|(chain, first, last, hash)| {
            vec![chain.clone(), first.to_string(), last.to_string(), hash.clone()]
        });
        output::table(&["corp", "first", "last", "hash of the last"], rows)?;
    }
    if faults.is_empty() {
        return Ok(());
    }
    bail!("the record is not whole: {}", faults.join("; "));
}

/// A point in time: RFC 3339, or a day, which begins in UTC.
pub(crate) fn time(text: &str) -> Result<EpochMillis, String> {
    let at = text.parse::<jiff::Timestamp>().or_else(|error| {
        let day: jiff::civil::Date = text.parse().map_err(|_| error)?;
        Ok::<_, jiff::Error>(day.to_zoned(jiff::tz::TimeZone::UTC)?.timestamp())
    });
    let at = at.map_err(|_| "not a time such as 2026-11-23 or 2026-11-23T08:00:00Z".to_owned())?;
    Ok(EpochMillis(at.as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_no_address_is_of_the_command_line() {
        assert_eq!(without_app(None, None), "command line");
        assert_eq!(without_app(Some("ann"), Some("192.0.2.1")), "console");
        assert_eq!(without_app(None, Some("192.0.2.1")), "console");
        assert_eq!(without_app(Some("device:door"), Some("192.0.2.1")), "screen");
    }
}
