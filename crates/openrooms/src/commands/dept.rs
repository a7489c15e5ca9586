//! `openrooms dept`: departments, asked of a server over its API.

use clap::Subcommand;
use openrooms_protocol::legacy::{DepartmentUpdate, NewDepartment};
use serde_json::json;

use super::room::{client, misuse_apart};
use crate::alternatives::Settled;
use crate::output;
use crate::remote::{ServerArgs, ServerOptions};

#[derive(Debug, Subcommand)]
pub(crate) enum DeptCommand {
    /// Add a department, and print its id
    #[command(after_help = "Example:
  openrooms dept create --name Design --parent 1 --app-key KEY --app-secret SECRET")]
    Create {
        #[command(flatten)]
        server: ServerArgs,
        /// Name
        #[arg(long)]
        name: String,
        /// The department above
        #[arg(long, value_name = "ID", default_value_t = 1)]
        parent: i64,
        /// Its place among its siblings, the least first
        #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
        order: Option<i64>,
    },
    /// Show one department
    #[command(after_help = "Example:
  openrooms dept get 1 --app-key KEY --app-secret SECRET")]
    Get {
        #[command(flatten)]
        server: ServerArgs,
        /// Its id
        dept: i64,
    },
    /// List the departments right below one
    #[command(after_help = "Example:
  openrooms dept list --app-key KEY --app-secret SECRET")]
    List {
        #[command(flatten)]
        server: ServerArgs,
        /// The department above
        #[arg(long, value_name = "ID", default_value_t = 1)]
        parent: i64,
    },
    /// Change the fields of a department that are given
    #[command(after_help = "Example:
  openrooms dept update 2 --name Drawing --app-key KEY --app-secret SECRET")]
    Update {
        #[command(flatten)]
        server: ServerArgs,
        /// Its id
        dept: i64,
        /// Name
        #[arg(long)]
        name: Option<String>,
        /// The department above
        #[arg(long, value_name = "ID")]
        parent: Option<i64>,
        /// Its place among its siblings, the least first
        #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
        order: Option<i64>,
    },
    /// Remove a department that holds nothing
    #[command(after_help = "Example:
  openrooms dept delete 2 --app-key KEY --app-secret SECRET")]
    Delete {
        #[command(flatten)]
        server: ServerArgs,
        /// Its id
        dept: i64,
    },
}

pub(super) async fn run(command: DeptCommand) -> anyhow::Result<()> {
    match command {
        DeptCommand::Create { server: Settled(server), name, parent, order } => {
            let department = NewDepartment { name: Some(name), parent_id: Some(parent), order };
            let made = client(&server)?.topapi_v2_department_create(&department).await;
            let made = made.map_err(misuse_apart)?;
            if server.json {
                return output::json(&made);
            }
            output::line(made.dept_id)
        }
        DeptCommand::Get { server: Settled(server), dept } => {
            let found = client(&server)?.topapi_v2_department_get(dept).await;
            let found = found.map_err(misuse_apart)?;
            if server.json {
                return output::json(&found);
            }
            let rows = [
                ("id", Some(found.dept_id.to_string())),
                ("name", Some(found.name)),
                ("above", Some(found.parent_id.to_string())),
                ("order", found.order.map(|order| order.to_string())),
                ("people", Some(found.member_count.to_string())),
            ];
            let rows = rows.into_iter();
            let given = rows.filter_map(|(name, value)| Some(vec![name.to_owned(), value?]));
            output::table(&["field", "value"], given)
        }
        DeptCommand::List { server: Settled(server), parent } => {
            let below = client(&server)?.topapi_v2_department_listsub(parent).await;
            let below = below.map_err(misuse_apart)?;
            if server.json {
                return output::json(&below);
            }
            let rows = below.into_iter().map(|one| vec![one.dept_id.to_string(), one.name]);
            output::table(&["id", "name"], rows)
        }
        DeptCommand::Update { server: Settled(server), dept, name, parent, order } => {
            let change = DepartmentUpdate { dept_id: Some(dept), name, parent_id: parent, order };
            let changed = client(&server)?.topapi_v2_department_update(&change).await;
            changed.map_err(misuse_apart)?;
            tell(&server, dept, "has been changed")
        }
        DeptCommand::Delete { server: Settled(server), dept } => {
            client(&server)?.topapi_v2_department_delete(dept).await.map_err(misuse_apart)?;
            tell(&server, dept, "has been removed")
        }
    }
}

/// Says what was done to a department.
fn tell(server: &ServerOptions, dept: i64, done: &str) -> anyhow::Result<()> {
    if server.json {
        return output::json(&json!({ "dept_id": dept }));
    }
    output::line(format!("{dept} {done}."))
}
