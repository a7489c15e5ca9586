//! The command line of events, and of the rooms that they book.

use clap::{Args, Subcommand, ValueEnum};

use crate::commands::attendance::AttendanceCommand;
use crate::remote::RemoteArgs;

/// The fields of an event. What is not given is not sent.
#[derive(Debug, Args)]
#[command(next_help_heading = "Event")]
pub(crate) struct EventFieldsArgs {
    /// What it is about
    #[arg(long, value_name = "TEXT")]
    pub(crate) description: Option<String>,
    /// Where it is, beside its rooms
    #[arg(long, value_name = "TEXT")]
    pub(crate) location: Option<String>,
    /// Whose clock start and end are on, such as Europe/Berlin [default: the organisation's,
    /// in a change the event's]
    #[arg(long, value_name = "ZONE")]
    pub(crate) zone: Option<String>,
    /// It takes whole days: start and end are dates, the end the day after the last
    #[arg(long)]
    pub(crate) all_day: bool,
    #[arg(
        long,
        help = "unionId of somebody who is invited; repeatable; a change invites these alone",
        value_name = "ID"
    )]
    pub(crate) attendee: Vec<String>,
    #[arg(long, help = "The same of somebody whom it does without", value_name = "ID")]
    pub(crate) optional: Vec<String>,
    #[command(flatten)]
    pub(crate) repeat: RepeatArgs,
}

/// How an event repeats.
#[derive(Debug, Args)]
#[command(next_help_heading = "Repetition")]
pub(crate) struct RepeatArgs {
    /// How it repeats; monthly-by-weekday is such as the last friday
    #[arg(long, value_enum, value_name = "PATTERN")]
    pub(crate) repeat: Option<RepeatPattern>,
    /// Every how many days, weeks, months or years
    #[arg(long, value_name = "N", requires = "repeat")]
    pub(crate) every: Option<i32>,
    /// Days of the week, such as monday,friday, where it repeats by these [default: that of the start]
    #[arg(long, value_name = "DAYS", requires = "repeat")]
    pub(crate) on: Option<String>,
    /// Which of the days of a month, of monthly-by-weekday: first to fourth, or last
    #[arg(long, value_name = "WHICH", requires = "repeat")]
    pub(crate) which: Option<String>,
    /// The last day [default: no end]
    #[arg(long, value_name = "DATE", requires = "repeat", conflicts_with = "times")]
    pub(crate) until: Option<String>,
    /// How many times
    #[arg(long, value_name = "N", requires = "repeat")]
    pub(crate) times: Option<i32>,
}

/// A way to repeat. What is said of each is no documentation: clap would print it at length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RepeatPattern {
    // Every day
    Daily,
    // On days of the week
    Weekly,
    // On the day of the month that the start has
    Monthly,
    // On a day of the week in the month, such as the last friday
    MonthlyByWeekday,
    // On the day of the year that the start has
    Yearly,
}

/// How much of a series is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PartArg {
    // That date alone
    This,
    // That date and all later ones
    Following,
    // All of it
    All,
}

impl PartArg {
    /// The wire's word.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::This => "this",
            Self::Following => "following",
            Self::All => "all",
        }
    }
}

/// One event.
#[derive(Debug, Args)]
pub(crate) struct OneEventArgs {
    #[command(flatten)]
    pub(crate) remote: RemoteArgs,
    #[arg(help = "Its id, or that of one date of a series", value_name = "EVENT")]
    pub(crate) event: String,
}

/// One event, and how much of it.
#[derive(Debug, Args)]
pub(crate) struct PartOfEventArgs {
    #[command(flatten)]
    pub(crate) one: OneEventArgs,
    /// How much of a series [default: a date alone, a series whole]
    #[arg(long, value_enum, value_name = "PART")]
    pub(crate) scope: Option<PartArg>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum EventCommand {
    /// Make an event in the person's calendar, and print its id
    #[command(after_help = "Examples:
  openrooms event create Weekly --start 2026-12-01T10:00 --end 2026-12-01T11:00 --room 0ffb7184xxxxx \\
    --union-id 2iPOLxxxxx --token TOKEN
  openrooms event create Off --all-day --start 2026-12-24 --end 2026-12-27 \\
    --union-id 2iPOLxxxxx --token TOKEN
  openrooms event create Standup --start 2026-12-01T09:00 --end 2026-12-01T09:15 \\
    --repeat weekly --on monday,thursday --times 20 --union-id 2iPOLxxxxx --token TOKEN

A room that cannot be had leaves the event without it, and says why.")]
    Create {
        #[command(flatten)]
        remote: RemoteArgs,
        /// What it is called
        summary: String,
        /// When it begins: ISO 8601; without an offset by the clock of its zone
        #[arg(long, value_name = "TIME")]
        start: String,
        /// When it ends
        #[arg(long, value_name = "TIME")]
        end: String,
        /// A room to book for it; up to five
        #[arg(long, value_name = "ID")]
        room: Vec<String>,
        #[command(flatten)]
        fields: Box<EventFieldsArgs>,
    },
    /// Show an event, or one date of a series
    #[command(after_help = "Example:
  openrooms event show 64f0c2xxxxx --union-id 2iPOLxxxxx --token TOKEN")]
    Show(OneEventArgs),
    /// List what lies in the person's calendar, series as their dates
    #[command(after_help = "Examples:
  openrooms event list --union-id 2iPOLxxxxx --token TOKEN
  openrooms event list --from 2026-12-01T00:00:00Z --until 2027-01-01T00:00:00Z --json \\
    --union-id 2iPOLxxxxx --token TOKEN")]
    List {
        #[command(flatten)]
        remote: RemoteArgs,
        /// What ends after it, such as 2026-12-01T00:00:00Z [default: now]
        #[arg(long, value_name = "TIME")]
        from: Option<String>,
        /// What begins before it [default: a year later]
        #[arg(long, value_name = "TIME")]
        until: Option<String>,
    },
    /// List the dates of a series
    #[command(after_help = "Example:
  openrooms event dates 64f0c2xxxxx --union-id 2iPOLxxxxx --token TOKEN")]
    Dates(OneEventArgs),
    /// Tell what changed in the person's calendar since the last time
    #[command(after_help = "Examples:
  openrooms event changes --union-id 2iPOLxxxxx --token TOKEN
  openrooms event changes --since s42 --union-id 2iPOLxxxxx --token TOKEN --json

Without --since all events are told. The last line is for --since the next time.")]
    Changes {
        #[command(flatten)]
        remote: RemoteArgs,
        /// What the last time ended with
        #[arg(long, value_name = "TOKEN")]
        since: Option<String>,
    },
    /// Change the fields of an event that are given
    #[command(after_help = "Examples:
  openrooms event change 64f0c2xxxxx --summary Monthly --union-id 2iPOLxxxxx --token TOKEN
  openrooms event change 64f0c2xxxxx --start 2026-12-01T14:00 --end 2026-12-01T15:00 \\
    --union-id 2iPOLxxxxx --token TOKEN
  openrooms event change 64f0c2xxxxx_1796090400000 --scope following --summary Monthly \\
    --union-id 2iPOLxxxxx --token TOKEN

Its rooms move along; where one of them cannot be had then, nothing changes. A date and those that
follow become a series of their own, whose id is told.")]
    Change {
        #[command(flatten)]
        part: PartOfEventArgs,
        /// What it is called
        #[arg(long, value_name = "TEXT")]
        summary: Option<String>,
        /// When it begins
        #[arg(long, value_name = "TIME")]
        start: Option<String>,
        /// When it ends
        #[arg(long, value_name = "TIME")]
        end: Option<String>,
        /// A room that it is to have, in place of those that it has; may be given several times
        #[arg(long, value_name = "ROOM")]
        room: Vec<String>,
        #[command(flatten)]
        fields: Box<EventFieldsArgs>,
    },
    /// Cancel an event: it is still shown, and its rooms are free
    #[command(after_help = "Examples:
  openrooms event cancel 64f0c2xxxxx --union-id 2iPOLxxxxx --token TOKEN
  openrooms event cancel 64f0c2xxxxx_1796090400000 --scope following --union-id U --token T")]
    Cancel(PartOfEventArgs),
    /// Remove an event, and give its rooms back
    #[command(after_help = "Example:
  openrooms event delete 64f0c2xxxxx --union-id 2iPOLxxxxx --token TOKEN")]
    Delete(PartOfEventArgs),
    /// Give an event another organiser
    #[command(after_help = "Example:
  openrooms event transfer 64f0c2xxxxx union-seller --union-id 2iPOLxxxxx --token TOKEN")]
    Transfer {
        #[command(flatten)]
        one: OneEventArgs,
        #[arg(help = "unionId of who organises it from now on", value_name = "UNION-ID")]
        to: String,
        /// Leave it, in place of attending it
        #[arg(long)]
        leave: bool,
    },
    #[command(flatten)]
    Attendance(AttendanceCommand),
}

#[derive(Debug, Subcommand)]
pub(crate) enum BookingCommand {
    /// Book rooms for an event, all of them or none
    #[command(after_help = "Example:
  openrooms booking add 64f0c2xxxxx 0ffb7184xxxxx --union-id 2iPOLxxxxx --token TOKEN")]
    Add {
        #[command(flatten)]
        one: OneEventArgs,
        #[arg(required = true, help = "The rooms", value_name = "ROOM")]
        rooms: Vec<String>,
        #[arg(
            long,
            help = "Leave out the dates of a series that cannot have a room, and name them"
        )]
        skip_unavailable: bool,
    },
    /// Give rooms of an event back
    #[command(after_help = "Example:
  openrooms booking remove 64f0c2xxxxx 0ffb7184xxxxx --union-id 2iPOLxxxxx --token TOKEN")]
    Remove {
        #[command(flatten)]
        one: OneEventArgs,
        #[arg(required = true, help = "The rooms", value_name = "ROOM")]
        rooms: Vec<String>,
    },
    /// Accept a booking that waits for approval
    #[command(after_help = "Example:
  openrooms booking accept 64f0c2xxxxx 0ffb7184xxxxx --union-id 2iPOLxxxxx --token TOKEN")]
    Accept(RoomOfEventArgs),
    /// Decline a booking that waits for approval
    #[command(after_help = "Example:
  openrooms booking decline 64f0c2xxxxx 0ffb7184xxxxx --reason 'painters' --union-id U --token T")]
    Decline {
        #[command(flatten)]
        of: RoomOfEventArgs,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    /// Tell when rooms are taken
    #[command(after_help = "Example:
  openrooms booking schedule 0ffb7184xxxxx --from 2026-12-01T00:00:00Z --until 2026-12-08T00:00:00Z \\
    --union-id 2iPOLxxxxx --token TOKEN")]
    Schedule {
        #[command(flatten)]
        remote: RemoteArgs,
        #[arg(required = true, help = "The rooms, up to 20", value_name = "ROOM")]
        rooms: Vec<String>,
        /// From when, such as 2026-12-01T00:00:00Z
        #[arg(long, value_name = "TIME")]
        from: String,
        /// Until when, up to 90 days later
        #[arg(long, value_name = "TIME")]
        until: String,
    },
}

/// A room of an event.
#[derive(Debug, Args)]
pub(crate) struct RoomOfEventArgs {
    #[command(flatten)]
    pub(crate) one: OneEventArgs,
    #[arg(help = "The room", value_name = "ROOM")]
    pub(crate) room: String,
}
