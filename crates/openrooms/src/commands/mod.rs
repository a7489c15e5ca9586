//! The commands, a file each.

pub(crate) mod attendance;
pub(crate) mod audit;
pub(crate) mod blacklist;
mod booking;
mod clients;
pub(crate) mod consent;
mod demo;
mod demo_meetings;
pub(crate) mod dept;
mod device;
mod event;
mod expected;
mod export;
pub(crate) mod group;
mod group_plan;
mod house_cells;
mod import;
pub(crate) mod label;
mod listen;
mod org;
pub(crate) mod picture;
mod policy;
pub(crate) mod problem;
mod room;
mod room_columns;
mod room_fields;
pub(crate) mod room_search;
mod room_table;
pub(crate) mod room_use;
mod serve;
pub(crate) mod super_user;
pub(crate) mod template;
pub(crate) mod token;
pub(crate) mod user;
mod verify;
mod would_break;

use clap::CommandFactory as _;
use openrooms_core::time::EpochMillis;
use openrooms_server::clock::Clock;

use crate::cli::{Cli, Command};

/// Runs the command that was given.
pub(crate) fn run(cli: Cli) -> anyhow::Result<()> {
    match cli.command {
        Command::Serve(args) => serve::run(*args),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "openrooms", &mut script);
            std::io::Write::write_all(&mut std::io::stdout(), &script)?;
            Ok(())
        }
        command => {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(run_async(command))
        }
    }
}

async fn run_async(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Import(args) => import::run(args).await,
        Command::Export(args) => export::run(args).await,
        Command::Verify(args) => verify::run(args).await,
        Command::Org(command) => org::run(command).await,
        Command::App(command) => clients::app(command).await,
        Command::Suite(command) => clients::suite(command).await,
        Command::Token(command) => token::run(command).await,
        Command::Room(command) => room::run(command).await,
        Command::Event(command) => event::run(command).await,
        Command::Booking(command) => booking::run(command).await,
        Command::Group(command) => group::run(command).await,
        Command::Consent(command) => consent::run(command).await,
        Command::Label(command) => label::run(command).await,
        Command::Problem(command) => problem::run(command).await,
        Command::SuperUser(command) => super_user::run(command).await,
        Command::Blacklist(command) => blacklist::run(command).await,
        Command::Template(command) => template::run(command).await,
        Command::Picture(command) => picture::run(command).await,
        Command::Device(command) => device::device(command).await,
        Command::Panel(command) => device::panel(command).await,
        Command::Control(command) => device::control(command).await,
        Command::User(command) => user::run(command).await,
        Command::Dept(command) => dept::run(command).await,
        Command::Audit(command) => audit::run(command).await,
        Command::Serve(_) | Command::Completions { .. } => Ok(()), // run above, without a runtime
    }
}

/// Now, by the system's clock.
fn now() -> EpochMillis {
    Clock::SYSTEM.now()
}

/// A point in time for people.
fn shown(at: EpochMillis) -> String {
    jiff::Timestamp::from_millisecond(at.0).map(|at| format!("{at:.0}")).unwrap_or_default()
}
