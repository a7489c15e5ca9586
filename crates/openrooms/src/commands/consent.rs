//! `openrooms consent`: what a person lets apps do, asked of a server over its API.

use clap::Subcommand;
use openrooms_core::time::EpochMillis;
use serde_json::json;

use super::room::{client, misuse_apart};
use super::shown;
use crate::alternatives::Settled;
use crate::output;
use crate::remote::ServerArgs;

#[derive(Debug, Subcommand)]
pub(crate) enum ConsentCommand {
    /// List the apps that act for whoever's token it is
    #[command(after_help = "Example:
  openrooms consent list --token TOKEN")]
    List {
        #[command(flatten)]
        server: ServerArgs,
    },
    /// Let an app act no more: its tokens end at once
    #[command(after_help = "Example:
  openrooms consent withdraw dingdemo --token TOKEN")]
    Withdraw {
        #[command(flatten)]
        server: ServerArgs,
        /// The app's key
        app: String,
    },
}

pub(super) async fn run(command: ConsentCommand) -> anyhow::Result<()> {
    match command {
        ConsentCommand::List { server: Settled(server) } => {
            let apps = client(&server)?.query_consent_list().await.map_err(misuse_apart)?;
            if server.json {
                return output::json(&apps);
            }
            let rows = apps.into_iter().map(|app| {
                let name = app.app_name.unwrap_or_default();
                vec![app.app_key, name, app.scopes.join(" "), shown(EpochMillis(app.ends_at))]
            });
            output::table(&["app key", "name", "scopes", "ends"], rows)
        }
        ConsentCommand::Withdraw { server: Settled(server), app } => {
            client(&server)?.withdraw_consent(&app).await.map_err(misuse_apart)?;
            if server.json {
                return output::json(&json!({ "appKey": app }));
            }
            output::line(format!("{app} acts for you no more."))
        }
    }
}
