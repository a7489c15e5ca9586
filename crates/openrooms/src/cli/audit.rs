//! The command line of the record.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use openrooms_core::time::EpochMillis;

use super::ReportArgs;
use crate::commands::audit;

/// Which entries.
#[derive(Debug, Args)]
pub(crate) struct AuditFilterArgs {
    /// Only this organisation's; '' is what belongs to none
    #[arg(long, value_name = "ID")]
    pub(crate) corp: Option<String>,
    /// Only from then on, such as 2026-11-23 or 2026-11-23T08:00:00Z
    #[arg(long, value_name = "TIME", value_parser = audit::time)]
    pub(crate) since: Option<EpochMillis>,
    /// Only before then
    #[arg(long, value_name = "TIME", value_parser = audit::time)]
    pub(crate) until: Option<EpochMillis>,
    /// Only by this app or suite
    #[arg(long, value_name = "KEY")]
    pub(crate) app: Option<String>,
    #[arg(long, help = "Only on behalf of this person, by unionId", value_name = "ID")]
    pub(crate) operator: Option<String>,
    #[arg(
        long,
        help = "Only this operation or command, such as UpdateMeetingRoom or 'app grant'",
        value_name = "NAME"
    )]
    pub(crate) action: Option<String>,
    /// Only this kind of thing, such as room, app or token
    #[arg(long)]
    pub(crate) kind: Option<String>,
    /// Only the thing with this id
    #[arg(long, value_name = "ID")]
    pub(crate) object: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AuditCommand {
    /// Show the newest entries, the newest last
    #[command(after_help = "Examples:
  openrooms audit list
  openrooms audit list --action UpdateMeetingRoom --object 0ffb7184xxxxx --json")]
    List {
        #[command(flatten)]
        report: ReportArgs,
        #[command(flatten)]
        filter: AuditFilterArgs,
        /// How many at most
        #[arg(long, value_name = "COUNT", default_value_t = 100,
              value_parser = clap::value_parser!(i64).range(1..))]
        limit: i64,
    },
    /// Write all entries to standard output, a JSON object a line, in the order of their chains
    #[command(after_help = "Examples:
  openrooms audit export > audit.jsonl
  openrooms audit export --corp ding994axxxxx --until 2026-01-01")]
    Export {
        #[command(flatten)]
        report: ReportArgs,
        #[command(flatten)]
        filter: AuditFilterArgs,
    },
    /// Prove that no entry was changed, taken out or cut off
    #[command(after_help = "Examples:
  openrooms audit verify
  openrooms audit verify --json > noted.jsonl     (keep it where nobody of this machine writes)
  openrooms audit verify --noted noted.jsonl

Exit code 1: the record is not whole.")]
    Verify {
        #[command(flatten)]
        report: ReportArgs,
        /// Only this organisation's; '' is what belongs to none
        #[arg(long, value_name = "ID")]
        corp: Option<String>,
        /// What an earlier verify --json printed: it must still hold
        #[arg(long, value_name = "FILE")]
        noted: Option<PathBuf>,
    },
    /// Remove old entries; what stays can still be verified
    #[command(after_help = "Example:
  openrooms audit export --until 2026-01-01 > old.jsonl
  openrooms audit prune --keep-days 400")]
    Prune {
        #[command(flatten)]
        report: ReportArgs,
        /// Only this organisation's; '' is what belongs to none
        #[arg(long, value_name = "ID")]
        corp: Option<String>,
        /// How many days stay
        #[arg(long, value_name = "DAYS")]
        keep_days: u32,
    },
}
