//! `openrooms user`: people, asked of a server over its API.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use openrooms_protocol::legacy::{DeptIdList, DirectoryUser, NewUser, UserRights, UserUpdate};
use serde_json::json;

use super::expected;
use super::room::{client, misuse_apart, yes_or_no};
use crate::alternatives::Settled;
use crate::output;
use crate::remote::{RemoteArgs, ServerArgs, ServerOptions};

/// The fields of a person. What is not given is not sent.
#[derive(Debug, Args)]
#[command(next_help_heading = "Person")]
pub(crate) struct UserFieldsArgs {
    /// Name
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// Telephone number; nobody else has it
    #[arg(long, value_name = "NUMBER")]
    pub(crate) mobile: Option<String>,
    /// A department that they are in; may be given several times
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(crate) dept: Vec<i64>,
    /// Mail address
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) email: Option<String>,
    /// What they are
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// Number of the employee
    #[arg(long, value_name = "NUMBER")]
    pub(crate) job_number: Option<String>,
    /// Address of a picture
    #[arg(long, value_name = "URL")]
    pub(crate) avatar: Option<String>,
    /// Whether the telephone number is kept from colleagues
    #[arg(long, value_name = "BOOL", action = clap::ArgAction::Set)]
    pub(crate) hide_mobile: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum UserCommand {
    /// Add a person, and print their userid
    #[command(after_help = "Example:
  openrooms user create --name Zoe --mobile 13800000000 --dept 1 --app-key KEY --app-secret SECRET")]
    Create {
        #[command(flatten)]
        server: ServerArgs,
        /// Id within the organisation; made up where it is not given
        #[arg(long, value_name = "ID")]
        userid: Option<String>,
        #[command(flatten)]
        fields: Box<UserFieldsArgs>,
    },
    /// Show one person
    #[command(after_help = "Examples:
  openrooms user get manager01 --app-key KEY --app-secret SECRET
  openrooms user get --union-id 2iPOLxxxxx --app-key KEY --app-secret SECRET")]
    Get {
        #[command(flatten)]
        server: ServerArgs,
        /// Id within the organisation
        #[arg(required_unless_present = "union_id")]
        userid: Option<String>,
        /// Id towards apps
        #[arg(long, value_name = "ID", conflicts_with = "userid")]
        union_id: Option<String>,
    },
    /// List the people of a department
    #[command(after_help = "Example:
  openrooms user list --dept 1 --app-key KEY --app-secret SECRET")]
    List {
        #[command(flatten)]
        server: ServerArgs,
        /// The department; those below it do not count
        #[arg(long, value_name = "ID", default_value_t = 1)]
        dept: i64,
    },
    /// Change the fields of a person that are given
    #[command(after_help = "Examples:
  openrooms user update manager01 --title Chief --app-key KEY --app-secret SECRET
  openrooms user get manager01 --app-key KEY --app-secret SECRET --json > seen.json
  openrooms user update manager01 --title Chief --expected seen.json --token TOKEN")]
    Update {
        #[command(flatten)]
        server: ServerArgs,
        /// Id within the organisation
        userid: String,
        /// Change nothing where the person is not as this file of user get --json says; - is standard
        /// input; openrooms only
        #[arg(long, value_name = "FILE")]
        expected: Option<PathBuf>,
        #[command(flatten)]
        fields: Box<UserFieldsArgs>,
    },
    /// Remove a person, with all their rights
    #[command(after_help = "Example:
  openrooms user delete manager01 --app-key KEY --app-secret SECRET")]
    Delete {
        #[command(flatten)]
        server: ServerArgs,
        /// Id within the organisation
        userid: String,
    },
    /// Let a person choose a password for the console, and print the address to send them
    #[command(after_help = "Examples:
  openrooms user invite manager01 --union-id 2iPOLxxxxx --app-key KEY --app-secret SECRET

The address opens once, within three days. Who has a password already keeps it until they choose
another there. openrooms only.")]
    Invite {
        #[command(flatten)]
        remote: RemoteArgs,
        /// Id within the organisation
        userid: String,
    },
    /// Say who administers rooms, or list who does
    #[command(
        subcommand,
        after_help = "Example:
  openrooms user admin list --app-key KEY --app-secret SECRET"
    )]
    Admin(AdminCommand),
}

#[derive(Debug, Subcommand)]
pub(crate) enum AdminCommand {
    /// Let a person administer all rooms
    #[command(after_help = "Example:
  openrooms user admin add manager01 --app-key KEY --app-secret SECRET")]
    Add {
        #[command(flatten)]
        server: ServerArgs,
        /// Id within the organisation
        userid: String,
    },
    /// Let a person administer all rooms no more
    #[command(after_help = "Example:
  openrooms user admin remove manager01 --app-key KEY --app-secret SECRET")]
    Remove {
        #[command(flatten)]
        server: ServerArgs,
        /// Id within the organisation
        userid: String,
    },
    /// List who administers all rooms, or groups of rooms
    #[command(after_help = "Example:
  openrooms user admin list --app-key KEY --app-secret SECRET")]
    List(ServerArgs),
}

pub(super) async fn run(command: UserCommand) -> anyhow::Result<()> {
    match command {
        UserCommand::Create { server: Settled(server), userid, fields } => {
            let fields = *fields;
            let person = NewUser {
                userid,
                name: fields.name,
                mobile: fields.mobile,
                dept_id_list: depts(fields.dept),
                email: fields.email,
                title: fields.title,
                job_number: fields.job_number,
                avatar: fields.avatar,
                hide_mobile: fields.hide_mobile,
            };
            let made = client(&server)?.topapi_v2_user_create(&person).await;
            let made = made.map_err(misuse_apart)?;
            if server.json {
                return output::json(&made);
            }
            output::line(made.userid)
        }
        UserCommand::Get { server: Settled(server), userid, union_id } => {
            let client = client(&server)?;
            let userid = match (userid, union_id) {
                (None, Some(union_id)) => {
                    let found = client.topapi_user_getbyunionid(&union_id).await;
                    found.map_err(misuse_apart)?.userid
                }
                (userid, _) => userid.unwrap_or_default(),
            };
            let person = client.topapi_v2_user_get(&userid).await.map_err(misuse_apart)?;
            if server.json {
                return output::json(&person);
            }
            output::table(&["field", "value"], fields_of(person))
        }
        UserCommand::List { server: Settled(server), dept } => {
            let client = client(&server)?;
            let (mut people, mut cursor) = (Vec::new(), 0);
            loop {
                let page = client.topapi_v2_user_list(dept, cursor, 100).await;
                let page = page.map_err(misuse_apart)?;
                people.extend(page.list);
                match page.next_cursor.filter(|_| page.has_more) {
                    Some(next) => cursor = next,
                    None => break,
                }
            }
            if server.json {
                return output::json(&people);
            }
            let rows = people.into_iter().map(|person| {
                vec![
                    person.userid,
                    person.unionid,
                    person.name,
                    person.mobile.unwrap_or_default(),
                    person.title.unwrap_or_default(),
                    yes_or_no(person.admin),
                ]
            });
            output::table(&["userid", "unionid", "name", "mobile", "title", "admin"], rows)
        }
        UserCommand::Update { server: Settled(server), userid, expected, fields } => {
            let fields = *fields;
            let change = UserUpdate {
                userid: Some(userid.clone()),
                name: fields.name,
                mobile: fields.mobile,
                dept_id_list: depts(fields.dept),
                email: fields.email,
                title: fields.title,
                job_number: fields.job_number,
                avatar: fields.avatar,
                hide_mobile: fields.hide_mobile,
                expected: expected::read(expected.as_deref())?,
            };
            client(&server)?.topapi_v2_user_update(&change).await.map_err(misuse_apart)?;
            tell(&server, &userid, "has been changed")
        }
        UserCommand::Delete { server: Settled(server), userid } => {
            client(&server)?.topapi_v2_user_delete(&userid).await.map_err(misuse_apart)?;
            tell(&server, &userid, "has been removed")
        }
        UserCommand::Invite { remote: Settled(remote), userid } => {
            let client = client(&remote)?;
            let person = client.topapi_v2_user_get(&userid).await.map_err(misuse_apart)?;
            let invited = client.create_user_invitation(&remote.union_id, &person.unionid).await;
            let invited = invited.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&invited);
            }
            let path = format!("{}/invite/{}", remote.address.trim_end_matches('/'), invited.token);
            output::line(output::printable(&invited.url.unwrap_or(path)))
        }
        UserCommand::Admin(command) => admin(command).await,
    }
}

async fn admin(command: AdminCommand) -> anyhow::Result<()> {
    let (server, userid, is_admin, done) = match command {
        AdminCommand::Add { server: Settled(server), userid } => {
            (server, userid, true, "administers all rooms")
        }
        AdminCommand::Remove { server: Settled(server), userid } => {
            (server, userid, false, "administers all rooms no more")
        }
        AdminCommand::List(Settled(server)) => {
            let found = client(&server)?.topapi_user_listadmin().await.map_err(misuse_apart)?;
            if server.json {
                return output::json(&found);
            }
            let rows = found.into_iter().map(|one| {
                let what = if one.sys_level == 1 { "all rooms" } else { "groups of rooms" };
                vec![one.userid, what.to_owned()]
            });
            return output::table(&["userid", "administers"], rows);
        }
    };
    let rights = UserRights { userid: Some(userid.clone()), admin: Some(is_admin) };
    client(&server)?.topapi_v2_user_setadmin(&rights).await.map_err(misuse_apart)?;
    tell(&server, &userid, done)
}

fn depts(ids: Vec<i64>) -> Option<DeptIdList> {
    (!ids.is_empty()).then_some(DeptIdList(ids))
}

/// Says what was done to a person.
fn tell(server: &ServerOptions, userid: &str, done: &str) -> anyhow::Result<()> {
    if server.json {
        return output::json(&json!({ "userid": userid }));
    }
    output::line(format!("{userid} {done}."))
}

fn fields_of(person: DirectoryUser) -> Vec<Vec<String>> {
    let departments = person.dept_id_list.iter().map(ToString::to_string);
    let rows = [
        ("userid", Some(person.userid)),
        ("unionid", Some(person.unionid)),
        ("name", Some(person.name)),
        ("mobile", person.mobile),
        ("mobile hidden", person.hide_mobile.then(|| yes_or_no(true))),
        ("email", person.email),
        ("title", person.title),
        ("job number", person.job_number),
        ("departments", Some(departments.collect::<Vec<_>>().join(", "))),
        ("admin", Some(yes_or_no(person.admin))),
        ("avatar", person.avatar),
    ];
    let given = rows.into_iter().filter_map(|(name, value)| Some(vec![name.to_owned(), value?]));
    given.collect()
}
