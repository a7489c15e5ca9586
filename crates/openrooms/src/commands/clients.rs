//! `openrooms app` and `openrooms suite`: what calls, and what it may do.

use anyhow::{Context as _, bail};
use openrooms_core::client::{AllowList, App, Client, Suite};
use openrooms_core::id::{ClientKey, CorpId};
use openrooms_protocol::Scope;
use openrooms_store::secret::Random;
use openrooms_store::{ClientKind, ClientSummary, NewSecret, Store};
use serde_json::json;

use super::now;
use crate::cli::{
    AppCommand, AuthoriseArgs, GrantArgs, RevokeArgs, RightsArgs, RotateArgs, SuiteCommand,
};
use crate::output;
use crate::settings::Misuse;

pub(super) async fn app(command: AppCommand) -> anyhow::Result<()> {
    match command {
        AppCommand::Create { database, corp, rights, json } => {
            let app = App { client: client(rights, "ding")?, redirect_uris: None, secret: None };
            let store = database.decide()?.open().await?;
            check_organisation(&store, &corp).await?;
            let created = store.create_app(&CorpId::new(&*corp), &app, now()).await?;
            store.close().await;
            let key = &app.client.key;
            let secret = created.with_context(|| format!("the key {:?} is taken", key.as_str()))?;
            tell_secret(key, &secret, json)
        }
        AppCommand::List { database, corp, json } => {
            let store = database.decide()?.open().await?;
            let apps = store.clients(ClientKind::App, corp.map(CorpId::new).as_ref(), now()).await?;
            store.close().await;
            list(&apps, "corp", json, |app| app.corp.iter().map(ToString::to_string).collect())
        }
        AppCommand::RotateSecret(args) => rotate(args, false).await,
        AppCommand::Grant(args) => grant(args).await,
        AppCommand::Revoke(args) => revoke(args).await,
    }
}

pub(super) async fn suite(command: SuiteCommand) -> anyhow::Result<()> {
    match command {
        SuiteCommand::Create { database, rights, ticket, authorise, json } => {
            let authorised_by = authorise.into_iter().map(CorpId::new).collect();
            let suite =
                Suite { client: client(rights, "suite")?, ticket, authorised_by, secret: None };
            let database = database.decide()?;
            let store = database.open().await?;
            let server_key = database.server_key(&store).await?;
            let created = store.create_suite(&suite, &server_key, now()).await?;
            store.close().await;
            let key = &suite.client.key;
            let secret = created.with_context(|| format!("the key {:?} is taken", key.as_str()))?;
            tell_secret(key, &secret, json)
        }
        SuiteCommand::List { database, json } => {
            let store = database.decide()?.open().await?;
            let suites = store.clients(ClientKind::Suite, None, now()).await?;
            store.close().await;
            list(&suites, "authorised by", json, |suite| {
                suite.authorised_by.iter().map(ToString::to_string).collect()
            })
        }
        SuiteCommand::RotateSecret(args) => rotate(args, true).await,
        SuiteCommand::Grant(args) => grant(args).await,
        SuiteCommand::Revoke(args) => revoke(args).await,
        SuiteCommand::Authorise(AuthoriseArgs { database, key, corp }) => {
            let store = database.decide()?.open().await?;
            check_organisation(&store, &corp).await?;
            let done =
                store.authorise_suite(&ClientKey::new(&*key), &CorpId::new(&*corp), now()).await?;
            store.close().await;
            if !done {
                bail!("there is no suite {key:?}");
            }
            output::line(format!("{corp} has authorised {key}."))
        }
        SuiteCommand::Withdraw(AuthoriseArgs { database, key, corp }) => {
            let store = database.decide()?.open().await?;
            let done =
                store.withdraw_suite(&ClientKey::new(&*key), &CorpId::new(&*corp), now()).await?;
            store.close().await;
            if !done {
                bail!("{corp:?} has not authorised {key:?}");
            }
            output::line(format!("{corp} does not authorise {key} any more."))
        }
    }
}

async fn check_organisation(store: &Store, corp: &str) -> anyhow::Result<()> {
    if !store.profiles().await?.iter().any(|profile| profile.id.as_str() == corp) {
        bail!("there is no organisation {corp:?}");
    }
    Ok(())
}

fn client(rights: RightsArgs, prefix: &str) -> anyhow::Result<Client> {
    let key = rights.key.unwrap_or_else(|| format!("{prefix}{}", &Random::SYSTEM.id()[..16]));
    if key.is_empty() {
        return Err(Misuse("a key must not be empty".to_owned()).into());
    }
    check_scopes(&rights.scope)?;
    let blocks = (!rights.allow_ip.is_empty()).then_some(rights.allow_ip);
    let allow_list =
        AllowList::parse(blocks).map_err(|(_, error)| Misuse(format!("--allow-ip: {error}")))?;
    Ok(Client {
        key: ClientKey::new(key),
        scopes: rights.scope,
        allow_list,
        calls_per_second: rights.qps,
    })
}

/// A scope that nothing asks for is a slip of the pen.
fn check_scopes(scopes: &[String]) -> anyhow::Result<()> {
    match scopes.iter().find(|name| Scope::named(name).is_none()) {
        None => Ok(()),
        Some(unknown) => {
            let known: Vec<_> = Scope::ALL.into_iter().map(Scope::name).collect();
            Err(Misuse(format!(
                "no operation asks for {unknown:?}; scopes are {}",
                known.join(", ")
            ))
            .into())
        }
    }
}

fn tell_secret(key: &ClientKey, secret: &NewSecret, json: bool) -> anyhow::Result<()> {
    if json {
        return output::json(&json!({ "key": key.as_str(), "secret": secret.0 }));
    }
    output::line(format!(
        "key:    {key}\nsecret: {}\nThe secret is shown this once; only its hash is kept.",
        secret.0
    ))
}

fn list(
    clients: &[ClientSummary],
    where_: &str,
    json: bool,
    places: impl Fn(&ClientSummary) -> Vec<String>,
) -> anyhow::Result<()> {
    if json {
        let clients = clients.iter().map(|one| {
            json!({
                "key": one.client.key.as_str(),
                "corpIds": places(one),
                "scopes": one.client.scopes,
                "ipAllowList": one.client.allow_list.texts().unwrap_or_default(),
                "qpsPerOperation": one.client.calls_per_second.unwrap_or(0),
                "liveSecrets": one.live_secrets,
            })
        });
        return output::json(&clients.collect::<Vec<_>>());
    }
    let rows = clients.iter().map(|one| {
        let rate = one.client.calls_per_second.filter(|rate| *rate > 0);
        vec![
            one.client.key.to_string(),
            places(one).join("\n"),
            one.client.scopes.join("\n"),
            one.client.allow_list.texts().unwrap_or_default().join("\n"),
            rate.map_or_else(|| "no limit".to_owned(), |rate| rate.to_string()),
            one.live_secrets.to_string(),
        ]
    });
    output::table(&["key", where_, "scopes", "from", "calls a second", "secrets"], rows)
}

async fn rotate(args: RotateArgs, is_suite: bool) -> anyhow::Result<()> {
    let database = args.database.decide()?;
    let store = database.open().await?;
    let server_key = if is_suite { Some(database.server_key(&store).await?) } else { None };
    let key = ClientKey::new(&*args.key);
    let kind = if is_suite { ClientKind::Suite } else { ClientKind::App };
    let known = store.clients(kind, None, now()).await?.iter().any(|one| one.client.key == key);
    let rotated = if known {
        store.rotate_secret(&key, args.keep_old, server_key.as_ref(), now()).await?
    } else {
        None
    };
    store.close().await;
    let secret = rotated.with_context(|| format!("there is no {kind} {:?}", key.as_str()))?;
    tell_secret(&key, &secret, args.json)
}

async fn grant(args: GrantArgs) -> anyhow::Result<()> {
    check_scopes(&args.scopes)?;
    let add = |held: &mut Vec<String>| {
        for scope in args.scopes {
            if !held.contains(&scope) {
                held.push(scope);
            }
        }
    };
    let store = args.database.decide()?.open().await?;
    let scopes = store.change_scopes(&ClientKey::new(&*args.key), add, now()).await?;
    store.close().await;
    tell_scopes(&args.key, scopes)
}

async fn revoke(args: RevokeArgs) -> anyhow::Result<()> {
    let store = args.database.decide()?.open().await?;
    let key = ClientKey::new(&*args.key);
    if args.scopes.is_empty() {
        let done = store.revoke_client(&key, now()).await?;
        store.close().await;
        if !done {
            bail!("there is no app or suite {:?}", args.key);
        }
        return output::line(format!("{key} has no secret and no token any more."));
    }
    let scopes = store
        .change_scopes(&key, |held| held.retain(|scope| !args.scopes.contains(scope)), now())
        .await?;
    store.close().await;
    tell_scopes(&args.key, scopes)
}

fn tell_scopes(key: &str, scopes: Option<Vec<String>>) -> anyhow::Result<()> {
    let scopes = scopes.with_context(|| format!("there is no app or suite {key:?}"))?;
    if scopes.is_empty() {
        return output::line(format!("{key} may do nothing."));
    }
    output::line(format!("{key} may do {}.", scopes.join(", ")))
}
