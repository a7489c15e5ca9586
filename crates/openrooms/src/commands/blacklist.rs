//! `openrooms blacklist`: who may not book, asked of a server over its API.

use clap::Subcommand;
use openrooms_core::time::EpochMillis;
use openrooms_protocol::rooms::NewBan;
use serde_json::json;

use super::room::{client, misuse_apart};
use super::{audit, now, shown};
use crate::alternatives::Settled;
use crate::output;
use crate::remote::RemoteArgs;

#[derive(Debug, Subcommand)]
pub(crate) enum BlacklistCommand {
    /// List who may not book; openrooms only
    #[command(after_help = "Example:
  openrooms blacklist list --union-id 2iPOLxxxxx --app-key dingdemo --app-secret demo-secret")]
    List {
        #[command(flatten)]
        remote: RemoteArgs,
    },
    /// Bar a person from booking
    #[command(after_help = "Examples:
  openrooms blacklist add union-seller --memo 'no show' --union-id ID --token TOKEN
  openrooms blacklist add union-seller --from 2026-11-23 --until 2026-12-24 --union-id U --token T")]
    Add {
        #[command(flatten)]
        remote: RemoteArgs,
        #[arg(help = "Their unionId", value_name = "UNION-ID")]
        person: String,
        /// From when, such as 2026-11-23 or 2026-11-23T08:00:00Z [default: now]
        #[arg(long, value_name = "TIME", value_parser = audit::time)]
        from: Option<EpochMillis>,
        /// Until when [default: for ever]
        #[arg(long, value_name = "TIME", value_parser = audit::time)]
        until: Option<EpochMillis>,
        /// Why
        #[arg(long, value_name = "TEXT")]
        memo: Option<String>,
    },
    /// Let people book again
    #[command(after_help = "Example:
  openrooms blacklist remove union-seller --union-id ID --token TOKEN")]
    Remove {
        #[command(flatten)]
        remote: RemoteArgs,
        #[arg(required = true, help = "Their unionIds", value_name = "UNION-ID")]
        people: Vec<String>,
    },
}

pub(super) async fn run(command: BlacklistCommand) -> anyhow::Result<()> {
    match command {
        BlacklistCommand::List { remote: Settled(remote) } => {
            let client = client(&remote)?;
            let mut all = Vec::new();
            let mut next: Option<String> = None;
            loop {
                let page =
                    client.query_booking_blacklist(&remote.union_id, next.as_deref(), Some(100));
                let page = page.await.map_err(misuse_apart)?;
                all.extend(page.result);
                next = page.next_token.filter(|_| page.has_more);
                if next.is_none() {
                    break;
                }
            }
            if remote.json {
                return output::json(&all);
            }
            let time = |at: i64| shown(EpochMillis(at));
            let rows = all.into_iter().map(|entry| {
                vec![
                    entry.blacklist_union_id,
                    entry.blacklist_name.unwrap_or_default(),
                    time(entry.start_time),
                    entry.end_time.map(time).unwrap_or_default(),
                    entry.memo.unwrap_or_default(),
                ]
            });
            output::table(&["unionId", "name", "from", "until", "memo"], rows)
        }
        BlacklistCommand::Add { remote: Settled(remote), person, from, until, memo } => {
            let ban = NewBan {
                union_id: Some(remote.union_id.clone()),
                blacklist_union_id: Some(person.clone()),
                start_time: Some(from.unwrap_or_else(now).0),
                end_time: until.map(|at| at.0),
                memo,
            };
            client(&remote)?.create_booking_blacklist(&ban).await.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&json!({ "blacklistUnionId": person }));
            }
            output::line(format!("{person} may not book."))
        }
        BlacklistCommand::Remove { remote: Settled(remote), people } => {
            let ids: Vec<_> = people.iter().map(String::as_str).collect();
            let done = client(&remote)?.delete_booking_blacklist(&ids, &remote.union_id).await;
            done.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&json!({ "blacklistUnionIds": people }));
            }
            output::line(format!("{} may book.", people.join(", ")))
        }
    }
}
