//! Measures the room read of openrooms: against a hyper server that checks nothing, against
//! nginx with a file, by the number of rooms, after a start, and cold.
//!
//! One binary, several processes: the one that people start steers and reports; `load` makes
//! the requests, `static-server` is the hyper server to compare with. Start reading in
//! [`steer`].

mod booking;
mod data;
mod histogram;
mod host;
mod http;
mod load;
mod nginx;
mod openrooms;
mod options;
mod process;
mod random;
mod report;
mod rounds;
mod section;
mod stand_in;
mod static_server;
mod statistics;
mod steer;

use std::process::ExitCode;

use anyhow::Result;

/// The allocator of the server under test, so that both sides have the same.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[String]) -> Result<()> {
    match words.first().map(String::as_str) {
        Some("load") => load::serve_commands(&words[1..]),
        Some("static-server") => static_server::run(&words[1..]),
        Some("stand-in") => stand_in::run(&words[1..]),
        _ => {
            if let Some(options) = options::Options::parse(words)? {
                return steer::run(&options);
            }
            print!("{}", options::HELP);
            Ok(())
        }
    }
}
