//! `openrooms problem`: what is wrong in rooms, asked of a server over its API.

use clap::{Subcommand, ValueEnum};
use openrooms_core::time::EpochMillis;
use openrooms_protocol::rooms::{NewProblem, ProblemClosing, ProblemPageQuery};
use serde_json::json;

use super::room::{client, misuse_apart};
use super::shown;
use crate::alternatives::Settled;
use crate::output;
use crate::remote::RemoteArgs;

/// Which problems.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ProblemState {
    Open,
    Closed,
    All,
}

impl ProblemState {
    const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::All => "all",
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum ProblemCommand {
    /// List what is wrong in the rooms that the person administers, or in one that they see
    #[command(after_help = "Examples:
  openrooms problem list --union-id 2iPOLxxxxx --token TOKEN
  openrooms problem list --room 0ffb7184xxxxx --state all --union-id ID --token TOKEN")]
    List {
        #[command(flatten)]
        remote: RemoteArgs,
        /// Only those of this room
        #[arg(long, value_name = "ID")]
        room: Option<String>,
        /// Only those that are open, or closed
        #[arg(long, value_enum, default_value = "open")]
        state: ProblemState,
    },
    /// Report that something is wrong in a room, and print the problem's id
    #[command(after_help = "Example:
  openrooms problem report 0ffb7184xxxxx --kind cable --text 'No HDMI' --union-id ID --token TOKEN")]
    Report {
        #[command(flatten)]
        remote: RemoteArgs,
        /// The room's id
        room: String,
        /// screen, sound, cable, network, furniture, climate, cleaning or other
        #[arg(long)]
        kind: String,
        /// What there is to say of it
        #[arg(long)]
        text: Option<String>,
    },
    /// Close a problem
    #[command(after_help = "Example:
  openrooms problem close 9b2fc3a05d7e4c18 --note 'A new cable' --union-id ID --token TOKEN")]
    Close {
        #[command(flatten)]
        remote: RemoteArgs,
        /// Its id
        problem: String,
        /// What was done
        #[arg(long)]
        note: Option<String>,
    },
}

pub(super) async fn run(command: ProblemCommand) -> anyhow::Result<()> {
    match command {
        ProblemCommand::List { remote: Settled(remote), room, state } => {
            let client = client(&remote)?;
            let mut query = ProblemPageQuery {
                union_id: remote.union_id.clone(),
                room_id: room,
                state: Some(state.word().to_owned()),
                next_token: None,
                max_results: Some(100),
            };
            let mut problems = Vec::new();
            loop {
                let page = client.query_meeting_room_problem_list(&query).await;
                let page = page.map_err(misuse_apart)?;
                problems.extend(page.result);
                query.next_token = page.next_token.filter(|_| page.has_more);
                if query.next_token.is_none() {
                    break;
                }
            }
            if remote.json {
                return output::json(&problems);
            }
            let rows = problems.into_iter().map(|problem| {
                let by = problem.reporter_name.or(problem.reporter_union_id).unwrap_or_default();
                vec![
                    problem.problem_id,
                    problem.room_name,
                    problem.problem_kind,
                    problem.description.unwrap_or_default(),
                    by,
                    shown(EpochMillis(problem.report_time)),
                    problem.close_time.map(|at| shown(EpochMillis(at))).unwrap_or_default(),
                ]
            });
            output::table(&["id", "room", "kind", "what", "by", "reported", "closed"], rows)
        }
        ProblemCommand::Report { remote: Settled(remote), room, kind, text } => {
            let problem = NewProblem {
                union_id: Some(remote.union_id.clone()),
                room_id: Some(room),
                problem_kind: Some(kind),
                description: text,
            };
            let id = client(&remote)?.report_meeting_room_problem(&problem).await;
            let id = id.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&json!({ "problemId": id }));
            }
            output::line(id)
        }
        ProblemCommand::Close { remote: Settled(remote), problem, note } => {
            let closing = ProblemClosing {
                union_id: Some(remote.union_id.clone()),
                problem_id: Some(problem.clone()),
                close_note: note,
            };
            let done = client(&remote)?.close_meeting_room_problem(&closing).await;
            done.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&json!({ "problemId": problem }));
            }
            output::line(format!("{problem} has been closed."))
        }
    }
}
