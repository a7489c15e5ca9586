//! `openrooms super-user`: whom the rules of a room do not bind, asked of a server over its API.

use clap::Subcommand;
use openrooms_protocol::rooms::NewSuperUsers;

use super::room::{client, misuse_apart, tell};
use crate::alternatives::Settled;
use crate::output;
use crate::remote::RemoteArgs;

#[derive(Debug, Subcommand)]
pub(crate) enum SuperUserCommand {
    /// List the super users of a room; openrooms only
    #[command(after_help = "Example:
  openrooms super-user list 0ffb7184xxxxx --union-id 2iPOLxxxxx --token TOKEN")]
    List {
        #[command(flatten)]
        remote: RemoteArgs,
        /// The room's id
        room: String,
    },
    /// Name the super users of a room, in place of those that it had
    #[command(after_help = "Example:
  openrooms super-user set 0ffb7184xxxxx --user manager01 --dept 2 --union-id ID --token TOKEN")]
    Set {
        #[command(flatten)]
        remote: RemoteArgs,
        /// The room's id
        room: String,
        #[arg(
            long,
            help = "userId of somebody; may be given several times",
            value_name = "ID",
            value_delimiter = ',',
            required_unless_present = "dept"
        )]
        user: Vec<String>,
        /// Id of a department; those below count too; may be given several times
        #[arg(long, value_name = "ID", value_delimiter = ',')]
        dept: Vec<i64>,
    },
    /// Take all super users from a room
    #[command(after_help = "Example:
  openrooms super-user remove 0ffb7184xxxxx --union-id 2iPOLxxxxx --token TOKEN")]
    Remove {
        #[command(flatten)]
        remote: RemoteArgs,
        /// The room's id
        room: String,
    },
}

pub(super) async fn run(command: SuperUserCommand) -> anyhow::Result<()> {
    match command {
        SuperUserCommand::List { remote: Settled(remote), room } => {
            let client = client(&remote)?;
            let found = client.query_super_user_meeting_room(&room, &remote.union_id).await;
            let found = found.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&found);
            }
            let users = found.user_id_white_list.into_iter().map(|id| ("user", id));
            let departments = found.dept_id_white_list.into_iter();
            let departments = departments.map(|id| ("department", id.to_string()));
            let rows = users.chain(departments).map(|(kind, id)| vec![kind.to_owned(), id]);
            output::table(&["kind", "id"], rows)
        }
        SuperUserCommand::Set { remote: Settled(remote), room, user, dept } => {
            let super_users = NewSuperUsers {
                union_id: Some(remote.union_id.clone()),
                room_id: Some(room.clone()),
                user_id_white_list: Some(user),
                dept_id_white_list: Some(dept),
            };
            let done = client(&remote)?.set_super_user_meeting_room(&super_users).await;
            done.map_err(misuse_apart)?;
            tell(&remote, &room, "has its super users")
        }
        SuperUserCommand::Remove { remote: Settled(remote), room } => {
            let client = client(&remote)?;
            let done = client.remove_super_user_meeting_room(&room, &remote.union_id).await;
            done.map_err(misuse_apart)?;
            tell(&remote, &room, "has no super users")
        }
    }
}
