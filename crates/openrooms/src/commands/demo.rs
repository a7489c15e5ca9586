//! The demo organisation, and what is printed of it.

use std::net::SocketAddr;

use anyhow::bail;
use openrooms_core::id::{CorpId, UnionId};
use openrooms_core::time::EpochMillis;
use openrooms_server::console::{Demo, DemoPerson};
use openrooms_store::secret::ServerKey;
use openrooms_store::{Origin, Rest, Store};

use super::{demo_meetings, import};
use crate::settings::{Misuse, Serve};

const DOCUMENT: &[u8] = include_bytes!("../../demo/organisation.json");
/// The setting that marks a database as the demo's own.
const MARK: &str = "demo";
const INSTALLED: &str = "installed";

/// Its secrets stand in its source, so others must not be able to reach it by accident.
pub(super) fn check_address(settings: &Serve) -> anyhow::Result<()> {
    if settings.demo && is_exposed(settings) {
        return Err(Misuse(format!(
            "the demo's secrets are public, and {} can be reached by others: listen on 127.0.0.1, \
             or say --demo-anywhere",
            settings.listen
        ))
        .into());
    }
    Ok(())
}

/// The same of a database that the demo was put into at an earlier start.
pub(super) async fn check_mark(settings: &Serve, store: &Store) -> anyhow::Result<()> {
    if is_exposed(settings) && store.setting(MARK).await?.is_some() {
        return Err(Misuse(format!(
            "this database holds the demo, whose secrets are public, and {} can be reached by \
             others: listen on 127.0.0.1, take another data directory or database, or say \
             --demo-anywhere",
            settings.listen
        ))
        .into());
    }
    Ok(())
}

/// Whether others can reach it, and nobody said that they may.
fn is_exposed(settings: &Serve) -> bool {
    !settings.demo_anywhere && !settings.listen.ip().to_canonical().is_loopback()
}

/// Puts the demo organisation into an empty database, once; with meetings in its rooms, where it is
/// told since when.
pub(super) async fn install(
    store: &Store,
    key: &ServerKey,
    meetings: Option<EpochMillis>,
) -> anyhow::Result<()> {
    match store.setting(MARK).await?.as_deref() {
        Some(INSTALLED) => return Ok(()),
        Some(_) => {} // cut off in between: taken up again
        None => {
            if !store.profiles().await?.is_empty() || !store.suites().await?.is_empty() {
                bail!(
                    "--demo is for an empty database, or its own; this one holds other organisations"
                );
            }
            store.set_setting(MARK, "begun").await?;
        }
    }
    let mut document = serde_json::from_slice(DOCUMENT)?;
    if let Some(now) = meetings {
        demo_meetings::add(&mut document, now)?;
    }
    let (contents, _) = import::read(&serde_json::to_vec(&document)?)?;
    let origin = Origin::command_line("serve --demo");
    import::save(store, &contents, Some(key), Rest::Stays, &origin).await?;
    store.set_setting(MARK, INSTALLED).await?;
    Ok(())
}

/// Whom anybody may be in the console.
pub(super) fn people() -> Demo {
    let person = |role, id| DemoPerson { role, person: UnionId::new(id) };
    Demo {
        corp: CorpId::new("ding994axxxxx"),
        people: vec![
            person("employee", "IbFL7rk38nxUH3Esba3biE"),
            person("groupAdministrator", "kBMJkvyuxTv7FFq_A9iyiE"),
            person("administrator", "vhD1pZKo4dKb6tE6r_QBiE"),
        ],
    }
}

/// What to do now.
pub(super) fn banner(address: SocketAddr) -> String {
    let url = format!("http://{address}");
    format!(
        r#"openrooms is ready: {url}

  app key      dingdemo
  app secret   demo-secret
  operator     2iPOLxxxxx
  the API      {url}/docs
  the console  {url}/

Read a meeting room:

curl -s "{url}/v1.0/rooms/meetingRooms/0ffb7184xxxxx?unionId=2iPOLxxxxx" -H "x-acs-dingtalk-access-token: $(curl -s '{url}/gettoken?appkey=dingdemo&appsecret=demo-secret' | sed 's/.*"access_token":"\([^"]*\)".*/\1/')"
"#
    )
}
