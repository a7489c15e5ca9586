//! `openrooms label`: labels of the organisation, asked of a server over its API.

use clap::Subcommand;
use serde_json::json;

use super::room::{client, misuse_apart};
use crate::alternatives::Settled;
use crate::output;
use crate::remote::{RemoteArgs, RemoteOptions};

#[derive(Debug, Subcommand)]
pub(crate) enum LabelCommand {
    /// List the labels that rooms may have: 1 to 5, and the organisation's own
    #[command(after_help = "Example:
  openrooms label list --union-id 2iPOLxxxxx --app-key dingdemo --app-secret demo-secret")]
    List {
        #[command(flatten)]
        remote: RemoteArgs,
    },
    /// Make a label, and print its id
    #[command(after_help = "Example:
  openrooms label create --name Stage --union-id ID --token TOKEN")]
    Create {
        #[command(flatten)]
        remote: RemoteArgs,
        /// What people call it
        #[arg(long)]
        name: String,
    },
    /// Give a label another name, which rooms that have it show
    #[command(after_help = "Example:
  openrooms label rename 6 --name Podium --union-id ID --token TOKEN")]
    Rename {
        #[command(flatten)]
        remote: RemoteArgs,
        /// Its id
        label: i64,
        /// What people call it from now on
        #[arg(long)]
        name: String,
    },
    /// Remove a label, also from the rooms that have it
    #[command(after_help = "Example:
  openrooms label delete 6 --union-id ID --token TOKEN")]
    Delete {
        #[command(flatten)]
        remote: RemoteArgs,
        /// Its id
        label: i64,
    },
}

pub(super) async fn run(command: LabelCommand) -> anyhow::Result<()> {
    match command {
        LabelCommand::List { remote: Settled(remote) } => {
            let labels = client(&remote)?.query_meeting_room_label_list(&remote.union_id).await;
            let labels = labels.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&labels);
            }
            let rows = labels.into_iter();
            let rows = rows.map(|label| {
                vec![label.label_id.to_string(), label.label_name.unwrap_or_default()]
            });
            output::table(&["id", "name"], rows)
        }
        LabelCommand::Create { remote: Settled(remote), name } => {
            let made = client(&remote)?.create_meeting_room_label(&name, &remote.union_id).await;
            let made = made.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&json!({ "labelId": made }));
            }
            output::line(made)
        }
        LabelCommand::Rename { remote: Settled(remote), label, name } => {
            let client = client(&remote)?;
            let done = client.update_meeting_room_label(label, &name, &remote.union_id).await;
            done.map_err(misuse_apart)?;
            tell(&remote, label, "has been renamed")
        }
        LabelCommand::Delete { remote: Settled(remote), label } => {
            let done = client(&remote)?.delete_meeting_room_label(label, &remote.union_id).await;
            done.map_err(misuse_apart)?;
            tell(&remote, label, "has been removed")
        }
    }
}

/// Says what was done to a label.
fn tell(remote: &RemoteOptions, label: i64, done: &str) -> anyhow::Result<()> {
    if remote.json {
        return output::json(&json!({ "labelId": label }));
    }
    output::line(format!("{label} {done}."))
}
