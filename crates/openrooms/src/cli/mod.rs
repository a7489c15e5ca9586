//! The command line: what there is to say. Commands whose words are few stand beside what they do, in
//! [`crate::commands`]; the others have a file here.

mod audit;
mod clients;
mod device;
mod organisation;
mod room;

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;

pub(crate) use self::audit::{AuditCommand, AuditFilterArgs};
pub(crate) use self::clients::{
    AppCommand, AuthoriseArgs, GrantArgs, RedirectArgs, RevokeArgs, RightsArgs, RotateArgs,
    SuiteCommand,
};
pub(crate) use self::device::{
    ControlCommand, DeviceCommand, DeviceFieldsArgs, ListenArgs, OneDeviceArgs, PanelCommand,
};
pub(crate) use self::organisation::{ExportArgs, ImportArgs, OrgCommand, VerifyArgs};
pub(crate) use self::room::{Audience, RoomCommand, RoomFieldsArgs, RoomImportArgs};
use crate::commands::blacklist::BlacklistCommand;
use crate::commands::consent::ConsentCommand;
use crate::commands::dept::DeptCommand;
use crate::commands::group::GroupCommand;
use crate::commands::label::LabelCommand;
use crate::commands::picture::PictureCommand;
use crate::commands::problem::ProblemCommand;
use crate::commands::super_user::SuperUserCommand;
use crate::commands::template::TemplateCommand;
use crate::commands::token::TokenCommand;
use crate::commands::user::UserCommand;
use crate::event_cli::{BookingCommand, EventCommand};
use crate::settings::{DatabaseArgs, ServeArgs};

/// A meeting-room server that speaks DingTalk's meeting-room API
#[derive(Debug, Parser)]
#[command(
    name = "openrooms",
    version,
    propagate_version = true,
    max_term_width = 100,
    after_help = "Examples:
  openrooms serve --demo
  openrooms import organisation.json
  openrooms room list --union-id 2iPOLxxxxx --app-key dingdemo --app-secret demo-secret

Exit codes: 0 done, 1 failed, 2 used wrongly."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run the server
    #[command(after_help = "Examples:
  openrooms serve --demo
  openrooms serve --data-dir /var/lib/openrooms --listen 0.0.0.0:8080
  openrooms serve --database-url-file /etc/openrooms/database-url --trusted-proxy 10.0.0.0/8
  openrooms serve --config /etc/openrooms.toml

Every setting is also an environment variable, OPENROOMS_ and its name (OPENROOMS_LISTEN), and
a line of the settings file (listen = \"0.0.0.0:8080\"). The command line beats the environment,
and the environment beats the file.")]
    Serve(Box<ServeArgs>),
    /// Read organisations from a document into the database, all or nothing
    #[command(after_help = "Examples:
  openrooms import organisation.json
  openrooms export | ssh other openrooms import -

What the document holds is added or replaced by its id; everything else stays, unless --replace.")]
    Import(ImportArgs),
    /// Write organisations from the database to standard output
    #[command(after_help = "Examples:
  openrooms export > backup.json
  openrooms export --corp ding994axxxxx")]
    Export(ExportArgs),
    /// Prove that no two bookings of a room overlap, now or ever
    #[command(after_help = "Examples:
  openrooms verify
  openrooms verify --corp ding994axxxxx --json

Every booking that has or had its room is looked at, whatever the database's own guard says.
Exit code 1: some overlap; each pair is printed.")]
    Verify(VerifyArgs),
    /// Organisations
    #[command(
        subcommand,
        after_help = "Example:
  openrooms org list"
    )]
    Org(OrgCommand),
    /// Internal apps, and what they may do
    #[command(
        subcommand,
        after_help = "Example:
  openrooms app list --corp ding994axxxxx"
    )]
    App(AppCommand),
    /// Third-party apps, and what they may do
    #[command(
        subcommand,
        after_help = "Example:
  openrooms suite list"
    )]
    Suite(SuiteCommand),
    /// Access tokens that live, and codes for tokens on behalf of people
    #[command(
        subcommand,
        after_help = "Example:
  openrooms token list --app dingdemo"
    )]
    Token(TokenCommand),
    /// Rooms, asked of a server over its API
    #[command(
        subcommand,
        after_help = "Example:
  openrooms room list --union-id 2iPOLxxxxx --app-key dingdemo --app-secret demo-secret"
    )]
    Room(RoomCommand),
    /// Events of a person's calendar, asked of a server over its API
    #[command(
        subcommand,
        after_help = "Example:
  openrooms event list --union-id 2iPOLxxxxx --app-key dingdemo --app-secret demo-secret"
    )]
    Event(EventCommand),
    /// Rooms that events book, asked of a server over its API
    #[command(
        subcommand,
        after_help = "Example:
  openrooms booking add 64f0c2xxxxx 0ffb7184xxxxx --union-id 2iPOLxxxxx --token TOKEN"
    )]
    Booking(BookingCommand),
    /// Groups of rooms, asked of a server over its API
    #[command(
        subcommand,
        after_help = "Example:
  openrooms group list --union-id 2iPOLxxxxx --app-key dingdemo --app-secret demo-secret"
    )]
    Group(GroupCommand),
    /// What a person lets apps do, asked of a server over its API with their own token; openrooms only
    #[command(
        subcommand,
        after_help = "Example:
  openrooms consent list --token TOKEN"
    )]
    Consent(ConsentCommand),
    /// Labels that rooms may have, asked of a server over its API
    #[command(
        subcommand,
        after_help = "Example:
  openrooms label list --union-id 2iPOLxxxxx --app-key dingdemo --app-secret demo-secret"
    )]
    Label(LabelCommand),
    /// What is wrong in rooms, asked of a server over its API; openrooms only
    #[command(
        subcommand,
        after_help = "Example:
  openrooms problem list --union-id 2iPOLxxxxx --app-key dingdemo --app-secret demo-secret"
    )]
    Problem(ProblemCommand),
    /// Whom the rules of a room do not bind, asked of a server over its API
    #[command(
        subcommand,
        after_help = "Example:
  openrooms super-user list 0ffb7184xxxxx --union-id 2iPOLxxxxx --token TOKEN"
    )]
    SuperUser(SuperUserCommand),
    /// Who may not book, asked of a server over its API
    #[command(
        subcommand,
        after_help = "Example:
  openrooms blacklist list --union-id 2iPOLxxxxx --app-key dingdemo --app-secret demo-secret"
    )]
    Blacklist(BlacklistCommand),
    /// How screens look, asked of a server over its API
    #[command(
        subcommand,
        after_help = "Example:
  openrooms template list --app-key dingdemo --app-secret demo-secret"
    )]
    Template(TemplateCommand),
    /// Pictures for rooms and screens, kept by a server over its API
    #[command(
        subcommand,
        after_help = "Example:
  openrooms picture upload oak.jpg --union-id 2iPOLxxxxx --token TOKEN"
    )]
    Picture(PictureCommand),
    /// Devices that stand in rooms, asked of a server over its API
    #[command(
        subcommand,
        after_help = "Example:
  openrooms device list --union-id 2iPOLxxxxx --app-key dingdemo --app-secret demo-secret"
    )]
    Device(DeviceCommand),
    /// Control panels of rooms, asked of a server over its API
    #[command(
        subcommand,
        after_help = "Example:
  openrooms panel list --union-id 2iPOLxxxxx --app-key dingdemo --app-secret demo-secret"
    )]
    Panel(PanelCommand),
    /// Commands to the devices of rooms, asked of a server over its API
    #[command(
        subcommand,
        after_help = "Example:
  openrooms control send 0ffb7184xxxxx 'light on' --union-id 2iPOLxxxxx --token TOKEN"
    )]
    Control(ControlCommand),
    /// People, asked of a server over its API
    #[command(
        subcommand,
        after_help = "Example:
  openrooms user list --dept 1 --app-key dingdemo --app-secret demo-secret"
    )]
    User(UserCommand),
    /// Departments, asked of a server over its API
    #[command(
        subcommand,
        after_help = "Example:
  openrooms dept list --app-key dingdemo --app-secret demo-secret"
    )]
    Dept(DeptCommand),
    /// Who did what, and whether the record of it is whole
    #[command(
        subcommand,
        after_help = "Example:
  openrooms audit list --corp ding994axxxxx --since 2026-11-01"
    )]
    Audit(AuditCommand),
    /// Print a script that completes commands in a shell
    #[command(after_help = "Example:
  openrooms completions bash > /etc/bash_completion.d/openrooms")]
    Completions {
        /// The shell
        shell: Shell,
    },
}

/// Of a command that tells what is in the database.
#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    #[command(flatten)]
    pub(crate) database: DatabaseArgs,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    /// The words of a line of shell, as far as our examples go.
    fn words(line: &str) -> Vec<String> {
        let mut words = vec![String::new()];
        let mut is_quoted = false;
        for c in line.trim().chars() {
            match c {
                '\'' => is_quoted = !is_quoted,
                ' ' if !is_quoted => words.push(String::new()),
                c => words.last_mut().expect("there is a first").push(c),
            }
        }
        words
    }

    fn examples(command: &clap::Command, found: &mut Vec<String>) {
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        // A long example goes on in the next line.
        let mut parts = help.split("\\\n");
        let first = parts.next().unwrap_or_default().to_owned();
        let help = parts.fold(first, |whole, part| whole + part.trim_start());
        found.extend(
            help.lines().filter(|line| line.starts_with("  openrooms ")).map(str::to_owned),
        );
        command.get_subcommands().for_each(|command| examples(command, found));
    }

    #[test]
    fn the_examples_of_the_help_are_understood() {
        let mut found = Vec::new();
        examples(&Cli::command(), &mut found);
        assert!(found.len() > 25, "{found:#?}");
        let wrong: Vec<_> = found
            .iter()
            .filter_map(|line| {
                let alone = line.split(['|', '>', '(']).next().unwrap_or_default();
                let error = Cli::try_parse_from(words(alone)).err()?;
                Some(format!("{line}: {error}"))
            })
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// Commands that have no others below them, each with all its words.
    fn leaves(command: &clap::Command, above: &str, found: &mut Vec<(String, bool)>) {
        for below in command.get_subcommands() {
            let name = format!("{above} {}", below.get_name());
            if below.has_subcommands() {
                leaves(below, &name, found);
            } else {
                let prints_json = below.get_arguments().any(|arg| arg.get_id() == "json");
                found.push((name.trim().to_owned(), prints_json));
            }
        }
    }

    #[test]
    fn every_command_prints_json_that_prints_anything() {
        let mut found = Vec::new();
        leaves(&Cli::command(), "", &mut found);
        assert!(found.len() > 60, "{found:#?}");
        let without: Vec<_> =
            found.iter().filter(|(_, has)| !has).map(|(name, _)| name.as_str()).collect();
        // The one goes on until it is stopped, the other prints a script for a shell.
        assert_eq!(without, ["serve", "completions"]);
    }

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
