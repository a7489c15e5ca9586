//! `openrooms event attendee`, `respond`, `busy`, `sign-in`, `sign-out` and their lists: people of
//! events, asked of a server over its API.

use clap::{Subcommand, ValueEnum};
use openrooms_protocol::calendar::{
    AttendeePageQuery, NewAttendee, ScheduleQuestion, SignListQuery,
};
use serde_json::json;

use super::room::{client, misuse_apart, yes_or_no};
use crate::alternatives::Settled;
use crate::event_cli::OneEventArgs;
use crate::output;
use crate::remote::RemoteArgs;

#[derive(Debug, Subcommand)]
pub(crate) enum AttendanceCommand {
    /// Who is invited
    #[command(
        subcommand,
        after_help = "Example:
  openrooms event attendee list EVENT --union-id ID --token TOKEN"
    )]
    Attendee(AttendeeCommand),
    /// Answer an invitation to an event, or to one date of a series
    #[command(after_help = "Example:
  openrooms event respond EVENT accepted --union-id ID --token TOKEN")]
    Respond {
        #[command(flatten)]
        one: OneEventArgs,
        /// The answer; needsAction takes one back
        #[arg(value_enum)]
        answer: Answer,
    },
    /// Show when people are busy
    #[command(after_help = "Example:
  openrooms event busy ID ID --from 2026-12-01T00:00:00+08:00 --until 2026-12-02T00:00:00+08:00 \\
    --union-id ID --token TOKEN")]
    Busy {
        #[command(flatten)]
        remote: RemoteArgs,
        #[arg(help = "unionIds of the people, 20 at most", value_name = "ID", required = true)]
        people: Vec<String>,
        /// From when, such as 2026-12-01T00:00:00+08:00
        #[arg(long, value_name = "TIME")]
        from: String,
        /// Until when; 90 days at most
        #[arg(long, value_name = "TIME")]
        until: String,
    },
    /// Say that the person came, and print when; of a series, to the date under way or the next
    #[command(after_help = "Example:
  openrooms event sign-in EVENT --union-id ID --token TOKEN")]
    SignIn(OneEventArgs),
    /// Say that the person went, and print when
    #[command(after_help = "Example:
  openrooms event sign-out EVENT --union-id ID --token TOKEN")]
    SignOut(OneEventArgs),
    /// List who came, or who has not
    #[command(after_help = "Examples:
  openrooms event sign-ins EVENT --union-id ID --token TOKEN
  openrooms event sign-ins EVENT --missing --union-id ID --token TOKEN")]
    SignIns {
        #[command(flatten)]
        one: OneEventArgs,
        /// Those who have not
        #[arg(long)]
        missing: bool,
    },
    /// List who went, or who has not
    #[command(after_help = "Example:
  openrooms event sign-outs EVENT --union-id ID --token TOKEN")]
    SignOuts {
        #[command(flatten)]
        one: OneEventArgs,
        /// Those who have not
        #[arg(long)]
        missing: bool,
    },
    /// Print the address that people open when they come; the organiser alone gets it
    #[command(after_help = "Example:
  openrooms event sign-in-link EVENT --union-id ID --token TOKEN")]
    SignInLink(OneEventArgs),
    /// Print the address that people open when they go; the organiser alone gets it
    #[command(after_help = "Example:
  openrooms event sign-out-link EVENT --union-id ID --token TOKEN")]
    SignOutLink(OneEventArgs),
}

#[derive(Debug, Subcommand)]
pub(crate) enum AttendeeCommand {
    /// Invite people to an event, or to one date of a series
    #[command(after_help = "Example:
  openrooms event attendee add EVENT ID ID --union-id ID --token TOKEN")]
    Add {
        #[command(flatten)]
        one: OneEventArgs,
        #[arg(help = "unionIds of the people", value_name = "ID", required = true)]
        people: Vec<String>,
        /// The event does without them
        #[arg(long)]
        optional: bool,
    },
    /// Take people from an event, or from one date of a series
    #[command(after_help = "Example:
  openrooms event attendee remove EVENT ID --union-id ID --token TOKEN")]
    Remove {
        #[command(flatten)]
        one: OneEventArgs,
        #[arg(help = "unionIds of the people", value_name = "ID", required = true)]
        people: Vec<String>,
    },
    /// List who is invited, and what they answered
    #[command(after_help = "Example:
  openrooms event attendee list EVENT --union-id ID --token TOKEN")]
    List(OneEventArgs),
}

/// An answer to an invitation.
#[derive(Debug, Clone, Copy, ValueEnum)]
#[value(rename_all = "camelCase")]
pub(crate) enum Answer {
    Accepted,
    Declined,
    Tentative,
    NeedsAction,
}

impl Answer {
    const fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Tentative => "tentative",
            Self::NeedsAction => "needsAction",
        }
    }
}

pub(super) async fn run(command: AttendanceCommand) -> anyhow::Result<()> {
    match command {
        AttendanceCommand::Attendee(command) => attendee(command).await,
        AttendanceCommand::Respond { one, answer } => {
            let OneEventArgs { remote: Settled(remote), event } = one;
            let answer = answer.word();
            let done = client(&remote)?.respond_event(&remote.union_id, &event, answer).await;
            done.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&json!({ "id": event, "responseStatus": answer }));
            }
            output::line(format!("{event} has been answered: {answer}."))
        }
        AttendanceCommand::Busy { remote: Settled(remote), people, from, until } => {
            let question = ScheduleQuestion {
                user_ids: Some(people),
                start_time: Some(from),
                end_time: Some(until),
            };
            let told = client(&remote)?.get_schedule(&remote.union_id, &question).await;
            let told = told.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&told);
            }
            let rows = told.schedule_information.into_iter().flat_map(|person| {
                let items = person.schedule_items.unwrap_or_default().into_iter();
                items.map(move |item| {
                    let [start, end] = [item.start, item.end].map(|time| {
                        let time = time.unwrap_or_default();
                        time.date_time.or(time.date).unwrap_or_default()
                    });
                    vec![person.user_id.clone(), item.status.unwrap_or_default(), start, end]
                })
            });
            output::table(&["unionId", "status", "start", "end"], rows)
        }
        AttendanceCommand::SignIn(OneEventArgs { remote: Settled(remote), event }) => {
            let at = client(&remote)?.sign_in(&remote.union_id, &event).await;
            let at = at.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&json!({ "checkInTime": at }));
            }
            output::line(shown(at))
        }
        AttendanceCommand::SignOut(OneEventArgs { remote: Settled(remote), event }) => {
            let at = client(&remote)?.sign_out(&remote.union_id, &event).await;
            let at = at.map_err(misuse_apart)?;
            if remote.json {
                return output::json(&json!({ "checkOutTime": at }));
            }
            output::line(shown(at))
        }
        AttendanceCommand::SignIns { one, missing } => sign_ins(one, missing).await,
        AttendanceCommand::SignOuts { one, missing } => sign_outs(one, missing).await,
        AttendanceCommand::SignInLink(OneEventArgs { remote: Settled(remote), event }) => {
            let link = client(&remote)?.get_sign_in_link(&remote.union_id, &event).await;
            let link = link.map_err(misuse_apart)?.unwrap_or_default();
            if remote.json {
                return output::json(&json!({ "signInLink": link }));
            }
            output::line(output::printable(&link))
        }
        AttendanceCommand::SignOutLink(OneEventArgs { remote: Settled(remote), event }) => {
            let link = client(&remote)?.get_sign_out_link(&remote.union_id, &event).await;
            let link = link.map_err(misuse_apart)?.unwrap_or_default();
            if remote.json {
                return output::json(&json!({ "signOutLink": link }));
            }
            output::line(output::printable(&link))
        }
    }
}

async fn attendee(command: AttendeeCommand) -> anyhow::Result<()> {
    match command {
        AttendeeCommand::Add { one, people, optional } => {
            let OneEventArgs { remote: Settled(remote), event } = one;
            let client = client(&remote)?;
            for some in people.chunks(500) {
                let some = some.iter().map(|id| NewAttendee {
                    id: Some(id.clone()),
                    is_optional: optional.then_some(true),
                });
                let done = client.add_attendee(&remote.union_id, &event, some.collect()).await;
                done.map_err(misuse_apart)?;
            }
            if remote.json {
                return output::json(&json!({ "id": event, "attendeesToAdd": people }));
            }
            output::line(format!("{event} has {} invited.", people.len()))
        }
        AttendeeCommand::Remove { one, people } => {
            let OneEventArgs { remote: Settled(remote), event } = one;
            let client = client(&remote)?;
            for some in people.chunks(500) {
                let some: Vec<_> = some.iter().map(String::as_str).collect();
                let done = client.remove_attendee(&remote.union_id, &event, &some).await;
                done.map_err(misuse_apart)?;
            }
            if remote.json {
                return output::json(&json!({ "id": event, "attendeesToRemove": people }));
            }
            output::line(format!("{event} has {} invited no more.", people.len()))
        }
        AttendeeCommand::List(OneEventArgs { remote: Settled(remote), event }) => {
            let client = client(&remote)?;
            let mut query =
                AttendeePageQuery { max_results: Some(500), ..AttendeePageQuery::default() };
            let mut all = Vec::new();
            loop {
                let page = client.list_attendees(&remote.union_id, &event, &query).await;
                let page = page.map_err(misuse_apart)?;
                all.extend(page.attendees);
                query.next_token = page.next_token;
                if query.next_token.is_none() {
                    break;
                }
            }
            if remote.json {
                return output::json(&all);
            }
            let rows = all.into_iter().map(|one| {
                vec![
                    one.id,
                    one.display_name.unwrap_or_default(),
                    one.response_status.unwrap_or_default(),
                    yes_or_no(one.is_optional.unwrap_or(false)),
                ]
            });
            output::table(&["unionId", "name", "answer", "optional"], rows)
        }
    }
}

/// Which page of a list of who signed; `kind` is of those who have.
fn which(kind: &str, missing: bool) -> SignListQuery {
    let kind = if missing { format!("not_yet_{kind}") } else { kind.to_owned() };
    SignListQuery { kind: Some(kind), max_results: Some(200), ..SignListQuery::default() }
}

async fn sign_ins(one: OneEventArgs, missing: bool) -> anyhow::Result<()> {
    let OneEventArgs { remote: Settled(remote), event } = one;
    let (client, mut query) = (client(&remote)?, which("check_in", missing));
    let mut all = Vec::new();
    loop {
        let page = client.get_sign_in_list(&remote.union_id, &event, &query).await;
        let page = page.map_err(misuse_apart)?;
        all.extend(page.users);
        query.next_token = page.next_token;
        if query.next_token.is_none() {
            break;
        }
    }
    if remote.json {
        return output::json(&all);
    }
    let rows = all.into_iter().map(|one| (one.user_id, one.display_name, one.check_in_time));
    table(rows.collect())
}

async fn sign_outs(one: OneEventArgs, missing: bool) -> anyhow::Result<()> {
    let OneEventArgs { remote: Settled(remote), event } = one;
    let (client, mut query) = (client(&remote)?, which("check_out", missing));
    let mut all = Vec::new();
    loop {
        let page = client.get_sign_out_list(&remote.union_id, &event, &query).await;
        let page = page.map_err(misuse_apart)?;
        all.extend(page.users);
        query.next_token = page.next_token;
        if query.next_token.is_none() {
            break;
        }
    }
    if remote.json {
        return output::json(&all);
    }
    let rows = all.into_iter().map(|one| (one.user_id, one.display_name, one.check_out_time));
    table(rows.collect())
}

fn table(rows: Vec<(String, Option<String>, Option<i64>)>) -> anyhow::Result<()> {
    let rows = rows.into_iter().map(|(id, name, at)| vec![id, name.unwrap_or_default(), shown(at)]);
    output::table(&["unionId", "name", "at"], rows)
}

/// A point in time for people; nothing where there is none.
fn shown(at: Option<i64>) -> String {
    at.map(|at| super::shown(openrooms_core::time::EpochMillis(at))).unwrap_or_default()
}
