//! What is given of an app in core's words, and apps as they are told and recorded.

use openrooms_core::app_change::AppWish;
use openrooms_core::client::{AllowList, App};
use openrooms_core::id::ClientKey;
use openrooms_core::name::Name;
use openrooms_protocol::Scope;
use openrooms_protocol::console::AppDetail;
use openrooms_store::{ClientSummary, Writing};
use serde::Serialize;

use crate::console::place_of;
use crate::problem::Problem;

const MOST_BLOCKS: usize = 100;
const MOST_SCOPES: usize = 100;
const MOST_URIS: usize = 20;
const LONGEST_URI: usize = 2_000;
const MOST_CALLS: i64 = 100_000;

/// What is given of an app.
pub(super) struct Given {
    pub(super) name: Option<String>,
    pub(super) scopes: Option<Vec<String>>,
    pub(super) ip_allow_list: Option<Vec<String>>,
    pub(super) qps_per_operation: Option<i64>,
    pub(super) redirect_uris: Option<Vec<String>>,
}

fn wrong<T>(what: String) -> Result<T, Problem> {
    Err(Problem::ParameterWrong(what.into()))
}

/// What is asked for by it.
pub(super) fn wish(given: Given) -> Result<AppWish, Problem> {
    let name = given.name.map(|text| {
        let named = Name::parse(&text);
        let longest = Name::LONGEST;
        named.or_else(|_| {
            wrong(format!("appName must be 1 to {longest} characters, none of them a control"))
        })
    });
    let calls = given.qps_per_operation.map(|calls| match u32::try_from(calls) {
        Ok(few) if calls <= MOST_CALLS => Ok(few),
        _ => wrong(format!("qpsPerOperation must be from 0 to {MOST_CALLS}")),
    });
    Ok(AppWish {
        name: name.transpose()?,
        scopes: given.scopes.map(scopes).transpose()?,
        allow_list: given.ip_allow_list.map(allow_list).transpose()?,
        calls_per_second: calls.transpose()?,
        redirect_uris: given.redirect_uris.map(redirect_uris).transpose()?,
    })
}

/// Each once. Whether something asks for them is judged with what the app has.
fn scopes(given: Vec<String>) -> Result<Vec<String>, Problem> {
    if given.len() > MOST_SCOPES {
        return wrong(format!("scopes must be {MOST_SCOPES} at most"));
    }
    let mut scopes: Vec<String> = Vec::with_capacity(given.len());
    for scope in given {
        if !scopes.contains(&scope) {
            scopes.push(scope);
        }
    }
    Ok(scopes)
}

/// Refuses a scope that nothing asks for, unless the app has it from an import.
pub(super) fn check_scopes(wanted: &[String], held: &[String]) -> Result<(), Problem> {
    let is_known = |scope: &String| Scope::named(scope).is_some() || held.contains(scope);
    match wanted.iter().position(|scope| !is_known(scope)) {
        Some(at) => wrong(format!("scopes[{at}] is none that an operation asks for")),
        None => Ok(()),
    }
}

fn allow_list(given: Vec<String>) -> Result<AllowList, Problem> {
    if given.len() > MOST_BLOCKS {
        return wrong(format!("ipAllowList must be {MOST_BLOCKS} at most"));
    }
    AllowList::parse(Some(given)).or_else(|(at, _)| {
        wrong(format!("ipAllowList[{at}] must be an address or a block such as 10.0.0.0/8"))
    })
}

fn redirect_uris(given: Vec<String>) -> Result<Vec<String>, Problem> {
    if given.len() > MOST_URIS {
        return wrong(format!("redirectUris must be {MOST_URIS} at most"));
    }
    for (at, uri) in given.iter().enumerate() {
        if uri.len() > LONGEST_URI || place_of(uri).is_none() {
            return wrong(format!(
                "redirectUris[{at}] must be an address without a fragment, such as \
                 https://example.org/callback"
            ));
        }
    }
    Ok(given)
}

/// Which app a body names.
pub(super) fn key(given: Option<String>) -> Result<ClientKey, Problem> {
    let key = given.filter(|key| !key.is_empty());
    key.map(ClientKey::new).ok_or_else(|| Problem::missing("appKey"))
}

/// The app, where the organisation has it.
pub(super) async fn found(writing: &mut Writing, key: &ClientKey) -> Result<App, Problem> {
    writing.app(key).await?.ok_or(Problem::AppNotFound)
}

/// An app as a list tells it.
pub(super) fn told(app: ClientSummary) -> AppDetail {
    AppDetail {
        app_key: app.client.key.into_string(),
        app_name: app.name,
        ip_allow_list: texts(&app.client.allow_list),
        scopes: app.client.scopes,
        qps_per_operation: app.client.calls_per_second.map(i64::from),
        redirect_uris: Some(app.redirect_uris).filter(|uris| !uris.is_empty()),
        live_secrets: app.live_secrets,
        old_secrets_end_at: app.old_secrets_end_at.map(|at| at.0),
    }
}

fn texts(list: &AllowList) -> Option<Vec<String>> {
    Some(list.texts()?.into_iter().map(str::to_owned).collect())
}

/// An app as a caller read it.
pub(super) fn expected(seen: AppDetail, key: &ClientKey) -> Result<Recorded, Problem> {
    if seen.app_key != key.as_str() {
        return wrong("expected is another app".to_owned());
    }
    let calls = seen.qps_per_operation.map(u32::try_from).transpose();
    let recorded = Recorded {
        app_name: seen.app_name,
        scopes: seen.scopes,
        ip_allow_list: seen.ip_allow_list,
        qps_per_operation: calls.or_else(|_| {
            wrong(format!("expected.qpsPerOperation must be from 0 to {MOST_CALLS}"))
        })?,
        redirect_uris: seen.redirect_uris,
    };
    Ok(recorded.told())
}

/// An app as the record tells it: never a secret.
#[derive(PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Recorded {
    app_name: Option<String>,
    scopes: Vec<String>,
    ip_allow_list: Option<Vec<String>>,
    qps_per_operation: Option<u32>,
    redirect_uris: Option<Vec<String>>,
}

impl Recorded {
    pub(super) fn of(app: &App) -> Self {
        Self {
            app_name: app.name.clone(),
            scopes: app.client.scopes.clone(),
            ip_allow_list: texts(&app.client.allow_list),
            qps_per_operation: app.client.calls_per_second,
            redirect_uris: app.redirect_uris.clone(),
        }
    }

    /// The same as a list would tell it, where an empty list is none.
    pub(super) fn told(self) -> Self {
        let full = |list: Option<Vec<String>>| list.filter(|list| !list.is_empty());
        Self {
            ip_allow_list: full(self.ip_allow_list),
            redirect_uris: full(self.redirect_uris),
            ..self
        }
    }
}
