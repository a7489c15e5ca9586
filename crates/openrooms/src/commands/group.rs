//! `openrooms group`: room groups, asked of a server over its API.

use std::collections::HashMap;
use std::path::PathBuf;

use clap::Subcommand;
use openrooms_protocol::rooms::{Admin, GroupDetail, GroupUpdate, NewGroup};
use serde_json::json;

use super::group_plan::{self, PlanCommand};
use super::room::{client, misuse_apart};
use super::{expected, policy, would_break};
use crate::alternatives::Settled;
use crate::house_cli::HouseArgs;
use crate::output;
use crate::remote::{RemoteArgs, RemoteOptions};

#[derive(Debug, Subcommand)]
pub(crate) enum GroupCommand {
    /// List the groups, each under the one that it is in
    #[command(after_help = "Example:
  openrooms group list --union-id 2iPOLxxxxx --app-key dingdemo --app-secret demo-secret")]
    List {
        #[command(flatten)]
        remote: RemoteArgs,
    },
    /// Show one group
    #[command(after_help = "Example:
  openrooms group get 1 --union-id 2iPOLxxxxx --token TOKEN")]
    Get {
        #[command(flatten)]
        remote: RemoteArgs,
        /// Its id
        group: i64,
    },
    /// Make a group, and print its id
    #[command(after_help = "Examples:
  openrooms group create --name 'North campus' --union-id ID --token TOKEN
  openrooms group create --name 'Third floor' --parent 1 --union-id ID --token TOKEN")]
    Create {
        #[command(flatten)]
        remote: RemoteArgs,
        /// What people call it
        #[arg(long)]
        name: String,
        /// The group that it is in; 0 is none
        #[arg(long, value_name = "ID", default_value_t = 0)]
        parent: i64,
        #[arg(
            long,
            help = "What its rooms ask of a booking, as extensionConfig of the API",
            value_name = "JSON"
        )]
        policy: Option<String>,
    },
    /// Show what the rooms of a group ask of a booking, or change it; openrooms only
    #[command(after_help = "Examples:
  openrooms group policy 1 --union-id ID --token TOKEN
  openrooms group policy 1 --set '{\"maxReservationTimeInterval\":120}' --union-id ID --token TOKEN
  openrooms group policy 1 --closed-day 2026-12-25=Christmas --union-id ID --token TOKEN

Rooms of the group and of those below it ask what they do not say themselves. Closures and closed
days add up.")]
    Policy {
        #[command(flatten)]
        remote: RemoteArgs,
        /// Its id
        group: i64,
        #[arg(long, help = "Fields to change, as extensionConfig of the API", value_name = "JSON")]
        set: Option<String>,
        /// Change nothing where the group is not as this file of group get --json says; - is standard
        /// input
        #[arg(long, value_name = "FILE")]
        expected: Option<PathBuf>,
        /// Change nothing, and tell which bookings to come it would break
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        house: Box<HouseArgs>,
    },
    /// Give a group another name
    #[command(after_help = "Example:
  openrooms group rename 1 --name 'South campus' --union-id ID --token TOKEN")]
    Rename {
        #[command(flatten)]
        remote: RemoteArgs,
        /// Its id
        group: i64,
        /// What people call it from now on
        #[arg(long)]
        name: String,
        /// Change nothing where the group is not as this file of group get --json says; - is standard
        /// input; openrooms only
        #[arg(long, value_name = "FILE")]
        expected: Option<PathBuf>,
    },
    /// Remove a group; its rooms move to the group that it is in
    #[command(after_help = "Example:
  openrooms group delete 1 --union-id ID --token TOKEN")]
    Delete {
        #[command(flatten)]
        remote: RemoteArgs,
        /// Its id
        group: i64,
    },
    #[command(flatten)]
    Plan(PlanCommand),
    /// Show who administers a group
    #[command(after_help = "Example:
  openrooms group admins 1 --union-id ID --token TOKEN")]
    Admins {
        #[command(flatten)]
        remote: RemoteArgs,
        /// Its id
        group: i64,
    },
    /// Name who administers a group, in place of those who did; openrooms only
    #[command(after_help = "Examples:
  openrooms group set-admins 1 --admin union-a,union-b --union-id ID --token TOKEN
  openrooms group set-admins 1 --union-id ID --token TOKEN      (nobody)")]
    SetAdmins {
        #[command(flatten)]
        remote: RemoteArgs,
        /// Its id
        group: i64,
        #[arg(
            long,
            help = "unionId of somebody; may be given several times",
            value_name = "ID",
            value_delimiter = ','
        )]
        admin: Vec<String>,
    },
}

pub(super) async fn run(command: GroupCommand) -> anyhow::Result<()> {
    match command {
        GroupCommand::List { remote: Settled(remote) } => {
            let groups = client(&remote)?.query_meeting_room_group_list(&remote.union_id).await;
            let groups = groups.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&groups);
            }
            output::table(&["id", "name", "in"], tree(&groups))
        }
        GroupCommand::Get { remote: Settled(remote), group } => {
            let found = client(&remote)?.query_meeting_room_group(group, &remote.union_id).await;
            let found = found.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&found);
            }
            output::table(&["id", "name", "in"], [row(&found, 0)])
        }
        GroupCommand::Create { remote: Settled(remote), name, parent, policy } => {
            let group = NewGroup {
                union_id: Some(remote.union_id.clone()),
                group_name: Some(name),
                parent_group_id: Some(parent),
                extension_config: policy
                    .map(|text| policy::parse("--policy", &text))
                    .transpose()?,
            };
            let made = client(&remote)?.create_meeting_room_group(&group).await;
            let made = made.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&json!({ "groupId": made }));
            }
            output::line(made)
        }
        GroupCommand::Policy { remote: Settled(remote), group, set, expected, dry_run, house } => {
            let set = set.map(|text| policy::parse("--set", &text)).transpose()?;
            if let Some(policy) = house.onto(set)? {
                let change = GroupUpdate {
                    union_id: Some(remote.union_id.clone()),
                    group_id: Some(group),
                    group_name: None,
                    extension_config: Some(policy),
                    expected: expected::read(expected.as_deref())?,
                };
                let client = client(&remote)?;
                if dry_run {
                    let found = client.explain_meeting_room_group_update(&change).await;
                    return would_break::told(&remote, &found.map_err(misuse_apart)?);
                }
                let done = client.update_meeting_room_group(&change).await;
                done.map_err(misuse_apart)?;
                return tell(&remote, group, "has been changed");
            }
            let found = client(&remote)?.query_meeting_room_group(group, &remote.union_id).await;
            let policy = found.map_err(misuse_apart)?.extension_config.unwrap_or_default();
            if remote.json {
                return output::json(&policy);
            }
            let rows = policy::rows(&policy).into_iter();
            output::table(
                &["field", "value"],
                rows.map(|(name, value)| vec![name.to_owned(), value]),
            )
        }
        GroupCommand::Rename { remote: Settled(remote), group, name, expected } => {
            let change = GroupUpdate {
                union_id: Some(remote.union_id.clone()),
                group_id: Some(group),
                group_name: Some(name),
                extension_config: None,
                expected: expected::read(expected.as_deref())?,
            };
            let done = client(&remote)?.update_meeting_room_group(&change).await;
            done.map_err(misuse_apart)?;
            tell(&remote, group, "has been renamed")
        }
        GroupCommand::Delete { remote: Settled(remote), group } => {
            let done = client(&remote)?.delete_meeting_room_group(group, &remote.union_id).await;
            done.map_err(misuse_apart)?;
            tell(&remote, group, "has been removed")
        }
        GroupCommand::Plan(command) => group_plan::run(command).await,
        GroupCommand::Admins { remote: Settled(remote), group } => {
            let operator = Some(&*remote.union_id);
            let found = client(&remote)?.query_meeting_room_group_admin(group, operator).await;
            let found = found.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&found);
            }
            output::table(&["unionId", "name"], admins(found.group_admins))
        }
        GroupCommand::SetAdmins { remote: Settled(remote), group, admin } => {
            let admins: Vec<_> = admin.iter().map(String::as_str).collect();
            let client = client(&remote)?;
            let done = client.set_meeting_room_group_admin(group, &admins, &remote.union_id).await;
            done.map_err(misuse_apart)?;
            tell(&remote, group, "has its administrators")
        }
    }
}

/// Says what was done to a group.
fn tell(remote: &RemoteOptions, group: i64, done: &str) -> anyhow::Result<()> {
    if remote.json {
        return output::json(&json!({ "groupId": group }));
    }
    output::line(format!("{group} {done}."))
}

/// A row for each who administers something.
pub(super) fn admins(found: Vec<Admin>) -> impl Iterator<Item = Vec<String>> {
    found.into_iter().map(|admin| vec![admin.member_id, admin.member_name.unwrap_or_default()])
}

fn row(group: &GroupDetail, level: usize) -> Vec<String> {
    let number = |id: Option<i64>| id.filter(|id| *id != 0).map(|id| id.to_string());
    let name = group.group_name.clone().unwrap_or_default();
    vec![
        number(group.group_id).unwrap_or_default(),
        format!("{}{name}", "  ".repeat(level)),
        number(group.parent_id).unwrap_or_default(),
    ]
}

/// A row for each group, after the one that it is in. What is in none that is there stands at the top.
fn tree(groups: &[GroupDetail]) -> Vec<Vec<String>> {
    let ids: Vec<_> = groups.iter().filter_map(|group| group.group_id).collect();
    let mut below: HashMap<i64, Vec<&GroupDetail>> = HashMap::new();
    for group in groups {
        let parent = group.parent_id.filter(|id| ids.contains(id)).unwrap_or(0);
        below.entry(parent).or_default().push(group);
    }
    let mut rows = Vec::with_capacity(groups.len());
    // The last is the next: those that are in it come on top.
    let mut next: Vec<(&GroupDetail, usize)> = Vec::new();
    let top = below.remove(&0).unwrap_or_default();
    next.extend(top.into_iter().rev().map(|group| (group, 0)));
    while let Some((group, level)) = next.pop() {
        rows.push(row(group, level));
        let inner = group.group_id.and_then(|id| below.remove(&id)).unwrap_or_default();
        next.extend(inner.into_iter().rev().map(|group| (group, level + 1)));
    }
    // Groups in a circle, which an import can make, are in none of the others.
    let circles = below.into_values().flatten();
    rows.extend(circles.map(|group| row(group, 0)));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_stand_under_the_one_that_they_are_in_and_none_is_lost() {
        let group = |id: i64, parent: i64| GroupDetail {
            group_id: Some(id),
            group_name: Some(format!("g{id}")),
            parent_id: Some(parent),
            extension_config: None,
        };
        let groups = [(1, 0), (2, 1), (3, 0), (4, 2), (5, 1), (6, 99)].map(|(a, b)| group(a, b));
        let names: Vec<_> = tree(&groups).into_iter().map(|row| row[1].clone()).collect();
        assert_eq!(names, ["g1", "  g2", "    g4", "  g5", "g3", "g6"]);
        let circle = [(1, 2), (2, 1)].map(|(a, b)| group(a, b));
        assert_eq!(tree(&circle).len(), 2);
    }
}
