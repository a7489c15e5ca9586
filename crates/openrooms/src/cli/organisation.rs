//! The command line of organisations, and of the documents that hold them.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::ReportArgs;
use crate::settings::DatabaseArgs;

#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    #[command(flatten)]
    pub(crate) report: ReportArgs,
    /// The document; - is standard input
    pub(crate) file: PathBuf,
    /// Remove what the document does not hold: organisations, suites and everything in them
    #[arg(long)]
    pub(crate) replace: bool,
    /// Check the document, and change nothing
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    #[command(flatten)]
    pub(crate) report: ReportArgs,
    /// Only this organisation, and the suites that it has authorised
    #[arg(long, value_name = "ID")]
    pub(crate) corp: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum OrgCommand {
    /// Make an organisation
    #[command(after_help = "Example:
  openrooms org create --name 'Paper Heron' --time-zone Europe/Berlin")]
    Create {
        /// Its id; made up where it is not given
        #[arg(long, value_name = "ID")]
        corp: Option<String>,
        /// Its name
        #[arg(long)]
        name: String,
        /// The IANA zone of every room that names none [default: Asia/Shanghai]
        #[arg(long, value_name = "ZONE")]
        time_zone: Option<String>,
        /// Calls a month of all its apps together; 0 is no limit
        #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(i64).range(0..))]
        calls_per_month: Option<i64>,
        /// Rooms that it may have; 0 is no limit
        #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(i64).range(0..))]
        room_limit: Option<i64>,
        #[command(flatten)]
        report: ReportArgs,
    },
    /// List the organisations
    #[command(after_help = "Examples:
  openrooms org list
  openrooms org list --json")]
    List(ReportArgs),
}

#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    #[command(flatten)]
    pub(crate) database: DatabaseArgs,
    /// Only this organisation's
    #[arg(long, value_name = "ID")]
    pub(crate) corp: Option<String>,
    /// Print JSON, an object a line: each pair, each booking that cannot be read, and counts for each organisation
    #[arg(long)]
    pub(crate) json: bool,
}
