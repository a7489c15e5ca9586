//! `openrooms org`: organisations.

use anyhow::bail;
use openrooms_core::id::CorpId;
use openrooms_core::organisation::Profile;
use openrooms_core::time::Zone;
use openrooms_store::Origin;
use openrooms_store::secret::Random;
use serde_json::json;

use super::now;
use crate::cli::OrgCommand;
use crate::output;
use crate::settings::Misuse;

pub(super) async fn run(command: OrgCommand) -> anyhow::Result<()> {
    match command {
        OrgCommand::Create { corp, name, time_zone, calls_per_month, room_limit, report } => {
            let zone = time_zone.map(|name| Zone::parse(&name)).transpose();
            let zone = zone.map_err(|error| Misuse(error.to_string()))?;
            let corp = corp.unwrap_or_else(|| format!("ding{}", Random::SYSTEM.id()));
            if corp.is_empty() {
                return Err(Misuse("an organisation's id must not be empty".to_owned()).into());
            }
            if name.trim().is_empty() {
                return Err(Misuse("an organisation's name must not be empty".to_owned()).into());
            }
            let store = report.database.decide()?.open().await?;
            let profile = Profile {
                id: CorpId::new(&*corp),
                name,
                zone,
                calls_per_month,
                room_limit,
                has_screens: None,
            };
            let origin = Origin::command_line("org create");
            let is_new = store.create_organisation(&profile, &origin, now()).await?;
            store.close().await;
            if !is_new {
                bail!("there is an organisation {corp:?} already");
            }
            if report.json {
                return output::json(&json!({ "corpId": corp }));
            }
            output::line(corp)
        }
        OrgCommand::List(report) => {
            let store = report.database.decide()?.open().await?;
            let profiles = store.profiles().await?;
            store.close().await;
            if report.json {
                let profiles = profiles.iter().map(|profile| {
                    json!({
                        "corpId": profile.id.as_str(),
                        "corpName": profile.name,
                        "timeZone": zone_of(profile),
                        "callsPerMonth": profile.calls_per_month.unwrap_or(0),
                        "roomLimit": profile.room_limit.unwrap_or(0),
                    })
                });
                return output::json(&profiles.collect::<Vec<_>>());
            }
            let rows = profiles.iter().map(|profile| {
                vec![
                    profile.id.to_string(),
                    profile.name.clone(),
                    zone_of(profile).to_owned(),
                    limit(profile.calls_per_month),
                    limit(profile.room_limit),
                ]
            });
            output::table(&["id", "name", "time zone", "calls a month", "rooms"], rows)
        }
    }
}

fn limit(limit: Option<i64>) -> String {
    limit
        .filter(|limit| *limit > 0)
        .map_or_else(|| "no limit".to_owned(), |limit| limit.to_string())
}

fn zone_of(profile: &Profile) -> &str {
    profile.zone.as_ref().map_or(Zone::DEFAULT, Zone::name)
}
