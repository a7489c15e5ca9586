//! `openrooms group plan` and `group set-plan`: plans of floors, asked of a server over its API.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Subcommand;
use openrooms_protocol::rooms::{FloorPlan, NewPlan, RoomPlace};
use serde_json::json;

use super::expected;
use super::room::{client, misuse_apart};
use crate::alternatives::Settled;
use crate::output;
use crate::remote::RemoteArgs;

#[derive(Debug, Subcommand)]
pub(crate) enum PlanCommand {
    /// Show the plan of a group's floor, or which groups have one; openrooms only
    #[command(after_help = "Examples:
  openrooms group plan --union-id 2iPOLxxxxx --token TOKEN
  openrooms group plan 12 --union-id 2iPOLxxxxx --token TOKEN")]
    Plan {
        #[command(flatten)]
        remote: RemoteArgs,
        /// The group; without it, every group that has a plan
        group: Option<i64>,
    },
    /// Draw the plan of a group's floor, in place of the one that it has; openrooms only
    #[command(after_help = "Examples:
  openrooms group set-plan 12 --picture https://rooms.example.org/pictures/c/p --place \\
    oak=100,250,200,150 --place elm=320,250,200,150 --union-id ID --token TOKEN
  openrooms group set-plan 12 --remove --union-id ID --token TOKEN
  openrooms group plan 12 --union-id ID --token TOKEN --json > seen.json
  openrooms group set-plan 12 --remove --expected seen.json --union-id ID --token TOKEN

A place is left, top, width and height, in per mille of the picture.")]
    SetPlan {
        #[command(flatten)]
        remote: RemoteArgs,
        /// The group
        group: i64,
        #[arg(
            long,
            help = "The address of its picture",
            value_name = "URL",
            required_unless_present = "remove"
        )]
        picture: Option<String>,
        #[arg(
            long,
            help = "Where a room is, as ROOM=LEFT,TOP,WIDTH,HEIGHT in per mille; may be given several times",
            value_name = "PLACE"
        )]
        place: Vec<String>,
        /// Take the plan away
        #[arg(long, conflicts_with_all = ["picture", "place"])]
        remove: bool,
        /// Change nothing where the plan is not as this file of group plan GROUP --json says; - is standard
        /// input
        #[arg(long, value_name = "FILE")]
        expected: Option<PathBuf>,
    },
}

pub(super) async fn run(command: PlanCommand) -> anyhow::Result<()> {
    match command {
        PlanCommand::Plan { remote: Settled(remote), group } => {
            let client = client(&remote)?;
            let plans = client.query_meeting_room_group_plan(group, &remote.union_id).await;
            let plans = plans.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&plans);
            }
            let rows = plans.into_iter().flat_map(|plan| {
                let head = vec![plan.group_id.to_string(), plan.picture, String::new()];
                let places = plan.places.into_iter().flatten().map(move |place| {
                    let RoomPlace { room_id, left, top, width, height } = place;
                    let where_it_is = format!("{left},{top},{width},{height}");
                    vec![plan.group_id.to_string(), room_id, where_it_is]
                });
                std::iter::once(head).chain(places)
            });
            output::table(&["group", "picture, rooms", "place"], rows)
        }
        PlanCommand::SetPlan {
            remote: Settled(remote),
            group,
            picture,
            place,
            remove,
            expected,
        } => {
            let places = place.iter().map(|text| parse(text)).collect::<anyhow::Result<_>>()?;
            let plan = NewPlan {
                union_id: Some(remote.union_id.clone()),
                picture: Some(picture.unwrap_or_default()),
                places: Some(places),
                expected: seen(expected.as_deref(), group)?,
            };
            let done = client(&remote)?.set_meeting_room_group_plan(group, &plan).await;
            done.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&json!({ "groupId": group }));
            }
            output::line(format!("{group} has {} plan.", if remove { "no" } else { "its" }))
        }
    }
}

/// The plan of a group among those that were read, which may be none.
fn seen(file: Option<&Path>, group: i64) -> anyhow::Result<Option<FloorPlan>> {
    let Some(plans) = expected::read::<Vec<FloorPlan>>(file)? else { return Ok(None) };
    let none = || FloorPlan { group_id: group, picture: String::new(), places: None };
    Ok(Some(plans.into_iter().find(|plan| plan.group_id == group).unwrap_or_else(none)))
}

/// `ROOM=LEFT,TOP,WIDTH,HEIGHT`.
fn parse(text: &str) -> anyhow::Result<RoomPlace> {
    let read = || {
        let (room, place) = text.rsplit_once('=')?;
        let mut numbers = place.split(',').map(|number| number.trim().parse().ok());
        let mut next = || numbers.next().flatten();
        let (left, top, width, height) = (next()?, next()?, next()?, next()?);
        let place = RoomPlace { room_id: room.to_owned(), left, top, width, height };
        numbers.next().is_none().then_some(place)
    };
    read().with_context(|| format!("--place {text:?} is not ROOM=LEFT,TOP,WIDTH,HEIGHT"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_room_and_four_numbers() {
        let oak = RoomPlace { room_id: "a=b".to_owned(), left: 1, top: 2, width: 3, height: 4 };
        assert_eq!(parse("a=b=1,2, 3,4").unwrap(), oak);
        for wrong in ["", "oak", "oak=", "oak=1,2,3", "oak=1,2,3,4,5", "oak=1,2,3,x", "1,2,3,4"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
