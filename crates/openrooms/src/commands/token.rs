//! `openrooms token`: tokens that live.

use anyhow::bail;
use openrooms_core::id::{ClientKey, CorpId};
use openrooms_store::Origin;
use serde_json::json;

use super::{now, shown};
use crate::cli::TokenCommand;
use crate::output;

pub(super) async fn run(command: TokenCommand) -> anyhow::Result<()> {
    match command {
        TokenCommand::List { app, report } => {
            let store = report.database.decide()?.open().await?;
            let tokens = store.tokens(app.map(ClientKey::new).as_ref(), now()).await?;
            store.close().await;
            if report.json {
                let tokens = tokens.iter().map(|token| {
                    json!({
                        "id": token.id,
                        "kind": token.kind.to_string(),
                        "key": token.client.as_str(),
                        "corpId": token.corp.as_ref().map(CorpId::as_str),
                        "issuedAt": token.issued_at.0,
                        "expiresAt": token.expires_at.0,
                    })
                });
                return output::json(&tokens.collect::<Vec<_>>());
            }
            let rows = tokens.iter().map(|token| {
                vec![
                    token.id.clone(),
                    token.kind.to_string(),
                    token.client.to_string(),
                    token.corp.as_ref().map(ToString::to_string).unwrap_or_default(),
                    shown(token.issued_at),
                    shown(token.expires_at),
                ]
            });
            output::table(&["id", "kind", "key", "corp", "issued", "expires"], rows)
        }
        TokenCommand::Revoke { database, id, app } => {
            let store = database.decide()?.open().await?;
            let origin = Origin::command_line("token revoke");
            let ended = match (&id, &app) {
                (Some(id), _) => store.revoke_token(id, &origin, now()).await?,
                (None, Some(app)) => {
                    store.revoke_tokens_of(&ClientKey::new(&**app), &origin, now()).await?
                }
                (None, None) => 0, // the command line asks for one of them
            };
            store.close().await;
            if let (0, Some(id)) = (ended, &id) {
                bail!("no token that lives has the id {id}");
            }
            output::line(match ended {
                1 => "1 token has ended.".to_owned(),
                count => format!("{count} tokens have ended."),
            })
        }
    }
}
