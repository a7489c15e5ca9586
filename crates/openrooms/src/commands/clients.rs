//! `openrooms app` and `openrooms suite`: what calls, and what it may do.

use anyhow::{Context as _, bail};
use openrooms_core::client::{AllowList, App, Client, Suite};
use openrooms_core::id::{ClientKey, CorpId};
use openrooms_core::name::Name;
use openrooms_protocol::Scope;
use openrooms_store::secret::Random;
use openrooms_store::{ClientKind, ClientSummary, NewSecret, Origin, Store};
use serde_json::{Value, json};

use super::now;
use crate::cli::{
    AppCommand, AuthoriseArgs, GrantArgs, RedirectArgs, RevokeArgs, RightsArgs, RotateArgs,
    SuiteCommand,
};
use crate::output;
use crate::settings::Misuse;

pub(super) async fn app(command: AppCommand) -> anyhow::Result<()> {
    match command {
        AppCommand::Create { corp, name, rights, redirect_uri, report } => {
            check_redirect_uris(&redirect_uri)?;
            let redirect_uris = (!redirect_uri.is_empty()).then_some(redirect_uri);
            if name.as_ref().is_some_and(|name| Name::parse(name).is_err()) {
                let longest = Name::LONGEST;
                return Err(
                    Misuse(format!("--name must be 1 to {longest} plain characters")).into()
                );
            }
            let app = App { client: client(rights, "ding")?, name, redirect_uris, secret: None };
            let store = report.database.decide()?.open().await?;
            check_organisation(&store, &corp).await?;
            let created = store
                .create_app(&CorpId::new(&*corp), &app, &Origin::command_line("app create"), now())
                .await?;
            store.close().await;
            let key = &app.client.key;
            let secret = created.with_context(|| format!("the key {:?} is taken", key.as_str()))?;
            let kind = ClientKind::App;
            if report.json { secret_as_json(key, &secret) } else { tell_secret(kind, key, &secret) }
        }
        AppCommand::List { corp, report } => {
            let store = report.database.decide()?.open().await?;
            let apps =
                store.clients(ClientKind::App, corp.map(CorpId::new).as_ref(), now()).await?;
            store.close().await;
            let places = |app: &ClientSummary| app.corp.iter().map(ToString::to_string).collect();
            if report.json { apps_as_json(&apps) } else { list(&apps, "corp", places) }
        }
        AppCommand::RotateSecret(args) => rotate(args, ClientKind::App).await,
        AppCommand::Redirect(args) => redirect(args).await,
        AppCommand::Grant(args) => grant(args, "app grant").await,
        AppCommand::Revoke(args) => revoke(args, "app revoke").await,
    }
}

pub(super) async fn suite(command: SuiteCommand) -> anyhow::Result<()> {
    match command {
        SuiteCommand::Create { rights, ticket, authorise, report } => {
            let authorised_by = authorise.into_iter().map(CorpId::new).collect();
            let suite =
                Suite { client: client(rights, "suite")?, ticket, authorised_by, secret: None };
            let database = report.database.decide()?;
            let store = database.open().await?;
            let server_key = database.server_key(&store).await?;
            let created = store
                .create_suite(&suite, &server_key, &Origin::command_line("suite create"), now())
                .await?;
            store.close().await;
            let key = &suite.client.key;
            let secret = created.with_context(|| format!("the key {:?} is taken", key.as_str()))?;
            let kind = ClientKind::Suite;
            if report.json { secret_as_json(key, &secret) } else { tell_secret(kind, key, &secret) }
        }
        SuiteCommand::List(report) => {
            let store = report.database.decide()?.open().await?;
            let suites = store.clients(ClientKind::Suite, None, now()).await?;
            store.close().await;
            let places = |suite: &ClientSummary| {
                suite.authorised_by.iter().map(ToString::to_string).collect()
            };
            if report.json {
                suites_as_json(&suites)
            } else {
                list(&suites, "authorised by", places)
            }
        }
        SuiteCommand::RotateSecret(args) => rotate(args, ClientKind::Suite).await,
        SuiteCommand::Grant(args) => grant(args, "suite grant").await,
        SuiteCommand::Revoke(args) => revoke(args, "suite revoke").await,
        SuiteCommand::Authorise(AuthoriseArgs { report, key, corp }) => {
            let store = report.database.decide()?.open().await?;
            check_organisation(&store, &corp).await?;
            let origin = Origin::command_line("suite authorise");
            let (suite, by) = (ClientKey::new(&*key), CorpId::new(&*corp));
            let done = store.authorise_suite(&suite, &by, &origin, now()).await?;
            store.close().await;
            if !done {
                bail!("there is no suite {key:?}");
            }
            if report.json {
                return output::json(&json!({ "key": key, "corpId": corp, "authorised": true }));
            }
            output::line(format!("{corp} has authorised {key}."))
        }
        SuiteCommand::Withdraw(AuthoriseArgs { report, key, corp }) => {
            let store = report.database.decide()?.open().await?;
            let origin = Origin::command_line("suite withdraw");
            let (suite, by) = (ClientKey::new(&*key), CorpId::new(&*corp));
            let done = store.withdraw_suite(&suite, &by, &origin, now()).await?;
            store.close().await;
            if !done {
                bail!("{corp:?} has not authorised {key:?}");
            }
            if report.json {
                return output::json(&json!({ "key": key, "corpId": corp, "authorised": false }));
            }
            output::line(format!("{corp} does not authorise {key} any more."))
        }
    }
}

/// The most addresses that an app takes consent at, and the longest of them.
const MOST_REDIRECT_URIS: usize = 50;
const LONGEST_REDIRECT_URI: usize = 2_000;

fn check_redirect_uris(uris: &[String]) -> anyhow::Result<()> {
    if uris.len() > MOST_REDIRECT_URIS {
        let what = format!("an app takes consent at {MOST_REDIRECT_URIS} addresses at most");
        return Err(Misuse(what).into());
    }
    let is_one = |uri: &String| {
        uri.len() <= LONGEST_REDIRECT_URI && openrooms_server::console::place_of(uri).is_some()
    };
    let Some(wrong) = uris.iter().find(|uri| !is_one(uri)) else {
        return Ok(());
    };
    let what = "a redirect address must be one without a fragment, such as \
                https://example.org/callback";
    Err(Misuse(format!("{what}; this is {wrong:?}")).into())
}

async fn redirect(args: RedirectArgs) -> anyhow::Result<()> {
    let mut uris = args.uris;
    let mut seen = std::collections::HashSet::new();
    uris.retain(|uri| seen.insert(uri.clone()));
    check_redirect_uris(&uris)?;
    let store = args.report.database.decide()?.open().await?;
    let (key, origin) = (ClientKey::new(&*args.key), Origin::command_line("app redirect"));
    let changed = store.change_redirect_uris(&key, |kept| *kept = uris, &origin, now()).await?;
    store.close().await;
    let uris = changed.with_context(|| format!("there is no app {:?}", args.key))?;
    if args.report.json {
        return output::json(&json!({ "key": args.key, "redirectUris": uris }));
    }
    if uris.is_empty() {
        return output::line(format!("{key} takes consent nowhere."));
    }
    output::line(format!("{key} takes consent at {}.", uris.join(", ")))
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

fn secret_as_json(key: &ClientKey, secret: &NewSecret) -> anyhow::Result<()> {
    output::json(&json!({ "key": key.as_str(), "secret": secret.0 }))
}

fn tell_secret(kind: ClientKind, key: &ClientKey, secret: &NewSecret) -> anyhow::Result<()> {
    let kept = match kind {
        ClientKind::App => "only its hash is kept",
        ClientKind::Suite => {
            "its hash is kept, and itself only sealed under the server's key, to check signatures"
        }
    };
    output::line(format!(
        "key:    {key}\nsecret: {}\nThe secret is shown this once; {kept}.",
        secret.0
    ))
}

fn apps_as_json(apps: &[ClientSummary]) -> anyhow::Result<()> {
    let apps = apps.iter().map(|app| {
        let mut fields = fields(app, app.corp.iter());
        fields["redirectUris"] = json!(app.redirect_uris);
        if let Some(name) = &app.name {
            fields["name"] = json!(name);
        }
        fields
    });
    output::json(&apps.collect::<Vec<_>>())
}

fn suites_as_json(suites: &[ClientSummary]) -> anyhow::Result<()> {
    let suites = suites.iter().map(|suite| fields(suite, suite.authorised_by.iter()));
    output::json(&suites.collect::<Vec<_>>())
}

fn fields<'a>(one: &ClientSummary, places: impl Iterator<Item = &'a CorpId>) -> Value {
    json!({
        "key": one.client.key.as_str(),
        "corpIds": places.map(CorpId::as_str).collect::<Vec<_>>(),
        "scopes": one.client.scopes,
        "ipAllowList": one.client.allow_list.texts().unwrap_or_default(),
        "qpsPerOperation": one.client.calls_per_second.unwrap_or(0),
        "liveSecrets": one.live_secrets,
    })
}

fn list(
    clients: &[ClientSummary],
    where_: &str,
    places: impl Fn(&ClientSummary) -> Vec<String>,
) -> anyhow::Result<()> {
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

async fn rotate(args: RotateArgs, kind: ClientKind) -> anyhow::Result<()> {
    let database = args.report.database.decide()?;
    let store = database.open().await?;
    let server_key = match kind {
        ClientKind::App => None,
        ClientKind::Suite => Some(database.server_key(&store).await?),
    };
    let key = ClientKey::new(&*args.key);
    let known = store.clients(kind, None, now()).await?.iter().any(|one| one.client.key == key);
    let origin = Origin::command_line(match kind {
        ClientKind::App => "app rotate-secret",
        ClientKind::Suite => "suite rotate-secret",
    });
    let rotated = if known {
        store.rotate_secret(&key, args.keep_old, server_key.as_ref(), &origin, now()).await?
    } else {
        None
    };
    store.close().await;
    let secret = rotated.with_context(|| format!("there is no {kind} {:?}", key.as_str()))?;
    if args.report.json { secret_as_json(&key, &secret) } else { tell_secret(kind, &key, &secret) }
}

async fn grant(args: GrantArgs, command: &'static str) -> anyhow::Result<()> {
    check_scopes(&args.scopes)?;
    let add = |held: &mut Vec<String>| {
        for scope in args.scopes {
            if !held.contains(&scope) {
                held.push(scope);
            }
        }
    };
    let store = args.report.database.decide()?.open().await?;
    let (key, origin) = (ClientKey::new(&*args.key), Origin::command_line(command));
    let scopes = store.change_scopes(&key, add, &origin, now()).await?;
    store.close().await;
    tell_scopes(&args.key, scopes, args.report.json)
}

async fn revoke(args: RevokeArgs, command: &'static str) -> anyhow::Result<()> {
    let store = args.report.database.decide()?.open().await?;
    let (key, origin) = (ClientKey::new(&*args.key), Origin::command_line(command));
    if args.scopes.is_empty() {
        let done = store.revoke_client(&key, &origin, now()).await?;
        store.close().await;
        if !done {
            bail!("there is no app or suite {:?}", args.key);
        }
        if args.report.json {
            return output::json(&json!({ "key": args.key, "liveSecrets": 0 }));
        }
        return output::line(format!("{key} has no secret and no token any more."));
    }
    let keep = |held: &mut Vec<String>| held.retain(|scope| !args.scopes.contains(scope));
    let scopes = store.change_scopes(&key, keep, &origin, now()).await?;
    store.close().await;
    tell_scopes(&args.key, scopes, args.report.json)
}

fn tell_scopes(key: &str, scopes: Option<Vec<String>>, as_json: bool) -> anyhow::Result<()> {
    let scopes = scopes.with_context(|| format!("there is no app or suite {key:?}"))?;
    if as_json {
        return output::json(&json!({ "key": key, "scopes": scopes }));
    }
    if scopes.is_empty() {
        return output::line(format!("{key} may do nothing."));
    }
    output::line(format!("{key} may do {}.", scopes.join(", ")))
}
