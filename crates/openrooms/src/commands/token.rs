//! `openrooms token`: tokens that live, and codes for tokens on behalf of people.

use anyhow::bail;
use clap::Subcommand;
use openrooms_core::id::{ClientKey, CorpId, UnionId, UserId};
use openrooms_store::{NoCode, Origin};
use serde_json::json;

use super::{now, shown};
use crate::cli::ReportArgs;
use crate::output;

#[derive(Debug, Subcommand)]
pub(crate) enum TokenCommand {
    /// List the tokens that live, without the tokens themselves
    #[command(after_help = "Examples:
  openrooms token list
  openrooms token list --app dingdemo --json")]
    List {
        /// Only those of this app or suite
        #[arg(long, value_name = "KEY")]
        app: Option<String>,
        #[command(flatten)]
        report: ReportArgs,
    },
    /// Print a code with which an app gets a token on behalf of a person: once, within 5 minutes
    #[command(after_help = "Example:
  openrooms token code --corp ding994axxxxx --user manager01 --app dingdemo

The app sends it as code to /v1.0/oauth2/userAccessToken.")]
    Code {
        /// The organisation
        #[arg(long, value_name = "ID")]
        corp: String,
        /// The person, by their id within the organisation
        #[arg(long, value_name = "USERID")]
        user: String,
        /// The app, or a suite that the organisation has authorised
        #[arg(long, value_name = "KEY")]
        app: String,
        #[command(flatten)]
        report: ReportArgs,
    },
    /// End a token, or all of an app or suite
    #[command(after_help = "Examples:
  openrooms token revoke 3f2a9c0d1b4e5f60
  openrooms token revoke --app dingdemo")]
    Revoke {
        #[command(flatten)]
        report: ReportArgs,
        /// Its id, as token list shows it
        #[arg(required_unless_present = "app", value_parser = token_id)]
        id: Option<String>,
        /// All of this app or suite
        #[arg(long, value_name = "KEY", conflicts_with = "id")]
        app: Option<String>,
    },
}

fn token_id(text: &str) -> Result<String, String> {
    let fits = (8..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_hexdigit());
    if fits { Ok(text.to_lowercase()) } else { Err("8 to 64 hexadecimal digits".to_owned()) }
}

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
                        "unionId": token.person.as_ref().map(UnionId::as_str),
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
                    token.person.as_ref().map(ToString::to_string).unwrap_or_default(),
                ]
            });
            output::table(&["id", "kind", "key", "corp", "issued", "expires", "person"], rows)
        }
        TokenCommand::Code { corp, user, app, report } => {
            let store = report.database.decide()?.open().await?;
            let (corp, user, app) = (CorpId::new(corp), UserId::new(user), ClientKey::new(app));
            let origin = Origin::command_line("token code");
            let made = store.create_user_code(&corp, &user, &app, &origin, now()).await?;
            store.close().await;
            let made = match made {
                Ok(made) => made,
                Err(NoCode::OrganisationUnknown) => bail!("there is no organisation {corp}"),
                Err(NoCode::PersonUnknown) => bail!("{corp} has nobody with the user id {user}"),
                Err(NoCode::ClientUnknown) => {
                    bail!("{corp} has no app {app}, and has authorised no suite of that key")
                }
            };
            if report.json {
                return output::json(&json!({
                    "code": made.code.as_str(),
                    "expiresAt": made.expires_at.0,
                    "corpId": corp.as_str(),
                    "unionId": made.person.as_str(),
                    "key": app.as_str(),
                }));
            }
            output::line(made.code.as_str())
        }
        TokenCommand::Revoke { report, id, app } => {
            let store = report.database.decide()?.open().await?;
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
            if report.json {
                return output::json(&json!({ "ended": ended }));
            }
            output::line(match ended {
                1 => "1 token has ended.".to_owned(),
                count => format!("{count} tokens have ended."),
            })
        }
    }
}
