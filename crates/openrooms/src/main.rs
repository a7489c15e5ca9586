//! openrooms: the one binary.
//!
//! It reads the command line and settings, and calls the crates that do the work. Start reading at
//! [`cli`]; each command is a file in [`commands`].
//!
//! Exit codes: 0 done, 1 failed, 2 used wrongly.

mod alternatives;
mod cli;
mod commands;
mod event_cli;
mod house_cli;
mod oidc_settings;
mod output;
mod remote;
mod settings;

use std::process::ExitCode;

use clap::Parser as _;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    match commands::run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&error);
            if error.is::<settings::Misuse>() { ExitCode::from(2) } else { ExitCode::FAILURE }
        }
    }
}
