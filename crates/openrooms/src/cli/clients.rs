//! The command line of apps and suites.

use clap::{Args, Subcommand};

use super::ReportArgs;

/// What a new app or suite may do.
#[derive(Debug, Args)]
pub(crate) struct RightsArgs {
    /// Its key; made up where it is not given
    #[arg(long)]
    pub(crate) key: Option<String>,
    /// What it may do, such as VideoConference.Conference.Read; may be given several times
    #[arg(long, value_name = "SCOPE", value_delimiter = ',')]
    pub(crate) scope: Vec<String>,
    /// From where it may call, such as 10.0.0.0/8; may be given several times
    #[arg(long, value_name = "CIDR", value_delimiter = ',')]
    pub(crate) allow_ip: Vec<String>,
    /// Calls a second of one operation; 0 is no limit
    #[arg(long, value_name = "COUNT")]
    pub(crate) qps: Option<u32>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AppCommand {
    /// Make an app, and print its secret once
    #[command(after_help = "Example:
  openrooms app create --corp ding994axxxxx --scope VideoConference.Conference.Read")]
    Create {
        /// Its organisation
        #[arg(long, value_name = "ID")]
        corp: String,
        /// What people call it
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        rights: RightsArgs,
        /// Where it takes a person's consent (/oauth2/auth); may be given several times
        #[arg(long, value_name = "URL")]
        redirect_uri: Vec<String>,
        #[command(flatten)]
        report: ReportArgs,
    },
    /// List the apps
    #[command(after_help = "Examples:
  openrooms app list
  openrooms app list --corp ding994axxxxx --json")]
    List {
        /// Only those of this organisation
        #[arg(long, value_name = "ID")]
        corp: Option<String>,
        #[command(flatten)]
        report: ReportArgs,
    },
    /// Give an app a new secret; the old one and its tokens end at once, or later
    #[command(after_help = "Examples:
  openrooms app rotate-secret dingdemo
  openrooms app rotate-secret dingdemo --keep-old 24h")]
    RotateSecret(RotateArgs),
    /// Say where an app takes people's consent; those that it had are forgotten
    #[command(after_help = "Examples:
  openrooms app redirect dingdemo https://example.org/callback
  openrooms app redirect dingdemo https://example.org/callback http://127.0.0.1:3000/callback
  openrooms app redirect dingdemo      (nowhere any more)")]
    Redirect(RedirectArgs),
    /// Let an app do more
    #[command(after_help = "Example:
  openrooms app grant dingdemo VideoConference.Conference.Write")]
    Grant(GrantArgs),
    /// Let an app do less, or nothing any more
    #[command(after_help = "Examples:
  openrooms app revoke dingdemo VideoConference.Conference.Write
  openrooms app revoke dingdemo      (everything: its secrets and tokens end at once)")]
    Revoke(RevokeArgs),
}

#[derive(Debug, Args)]
pub(crate) struct RotateArgs {
    /// Its key
    pub(crate) key: String,
    /// How long the old secret and its tokens live on, such as 24h or 30m
    #[arg(long, value_name = "TIME", default_value = "0s", value_parser = seconds)]
    pub(crate) keep_old: i64,
    #[command(flatten)]
    pub(crate) report: ReportArgs,
}

#[derive(Debug, Args)]
pub(crate) struct RedirectArgs {
    #[command(flatten)]
    pub(crate) report: ReportArgs,
    /// Its key
    pub(crate) key: String,
    /// Where it takes a person's consent (/oauth2/auth), letter for letter; none: nowhere
    #[arg(value_name = "URL")]
    pub(crate) uris: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct GrantArgs {
    #[command(flatten)]
    pub(crate) report: ReportArgs,
    /// Its key
    pub(crate) key: String,
    /// What it may do from now on
    #[arg(required = true, value_name = "SCOPE")]
    pub(crate) scopes: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct RevokeArgs {
    #[command(flatten)]
    pub(crate) report: ReportArgs,
    /// Its key
    pub(crate) key: String,
    /// What it may not do any more; none: its secrets and tokens end
    #[arg(value_name = "SCOPE")]
    pub(crate) scopes: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SuiteCommand {
    /// Make a suite, and print its secret once
    #[command(after_help = "Example:
  openrooms suite create --authorise ding994axxxxx --scope VideoConference.Conference.Read")]
    Create {
        #[command(flatten)]
        rights: RightsArgs,
        /// The ticket that it must show; any, where none is given
        #[arg(long)]
        ticket: Option<String>,
        /// An organisation that authorises it; may be given several times
        #[arg(long, value_name = "ID", value_delimiter = ',')]
        authorise: Vec<String>,
        #[command(flatten)]
        report: ReportArgs,
    },
    /// List the suites
    #[command(after_help = "Examples:
  openrooms suite list
  openrooms suite list --json")]
    List(ReportArgs),
    /// Give a suite a new secret; the old one and its tokens end at once, or later
    #[command(after_help = "Examples:
  openrooms suite rotate-secret suitedemo
  openrooms suite rotate-secret suitedemo --keep-old 24h")]
    RotateSecret(RotateArgs),
    /// Let a suite do more
    #[command(after_help = "Example:
  openrooms suite grant suitedemo VideoConference.Conference.Write")]
    Grant(GrantArgs),
    /// Let a suite do less, or nothing any more
    #[command(after_help = "Examples:
  openrooms suite revoke suitedemo VideoConference.Conference.Write
  openrooms suite revoke suitedemo      (everything: its secrets and tokens end at once)")]
    Revoke(RevokeArgs),
    /// Let a suite into an organisation
    #[command(after_help = "Example:
  openrooms suite authorise suitedemo --corp ding994axxxxx")]
    Authorise(AuthoriseArgs),
    /// Take an organisation's authorisation from a suite
    #[command(after_help = "Example:
  openrooms suite withdraw suitedemo --corp ding994axxxxx")]
    Withdraw(AuthoriseArgs),
}

#[derive(Debug, Args)]
pub(crate) struct AuthoriseArgs {
    #[command(flatten)]
    pub(crate) report: ReportArgs,
    /// The suite's key
    pub(crate) key: String,
    /// The organisation
    #[arg(long, value_name = "ID")]
    pub(crate) corp: String,
}

fn seconds(text: &str) -> Result<i64, String> {
    let time: jiff::SignedDuration =
        text.parse().map_err(|_| "not a length of time such as 24h or 30m".to_owned())?;
    match time.as_secs() {
        _ if time.is_negative() => Err("it cannot be negative".to_owned()),
        // An end beyond this would not fit a clock.
        seconds if seconds > 10 * 366 * 24 * 3600 => Err("ten years at most".to_owned()),
        seconds => Ok(seconds),
    }
}
