//! The command line of rooms.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::commands::room_search::{BusyArgs, MeetingArgs, SearchArgs, WatchArgs};
use crate::commands::room_use::UseArgs;
use crate::house_cli::HouseArgs;
use crate::remote::RemoteArgs;

/// Who may see and book a room.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Audience {
    Everyone,
    Administrators,
    Members,
}

impl Audience {
    /// The wire's number.
    pub(crate) const fn status(self) -> i32 {
        match self {
            Self::Everyone => 0,
            Self::Administrators => 1,
            Self::Members => 2,
        }
    }
}

/// The fields of a room. What is not given is not sent.
#[derive(Debug, Args)]
#[command(next_help_heading = "Room")]
pub(crate) struct RoomFieldsArgs {
    /// What people call it
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// Your own id of it
    #[arg(long, value_name = "ID")]
    pub(crate) isv_room_id: Option<String>,
    /// Who may see and book it
    #[arg(long = "for", value_name = "WHO")]
    pub(crate) audience: Option<Audience>,
    /// Somebody it is for: user:UNION-ID or dept:ID; may be given several times
    #[arg(long, value_name = "WHO")]
    pub(crate) member: Vec<String>,
    /// Take all members from it
    #[arg(long, conflicts_with = "member")]
    pub(crate) no_members: bool,
    /// Seats
    #[arg(long, value_name = "COUNT")]
    pub(crate) seats: Option<i32>,
    /// The group it is in; 0 is none
    #[arg(long, value_name = "ID")]
    pub(crate) group: Option<i64>,
    /// 1 TV, 2 Phone, 3 Projector, 4 Whiteboard, 5 Video Meeting, others as label list shows them; may
    /// be given several times
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(crate) label: Vec<i64>,
    /// Where it is, short
    #[arg(long, value_name = "TEXT")]
    pub(crate) location: Option<String>,
    /// Where it is, long
    #[arg(long, value_name = "TEXT")]
    pub(crate) location_detail: Option<String>,
    /// Address of a picture
    #[arg(long, value_name = "URL")]
    pub(crate) picture: Option<String>,
    /// Free text
    #[arg(long, value_name = "TEXT")]
    pub(crate) description: Option<String>,
    /// Whether a recurring event may take it
    #[arg(long, value_name = "TRUE|FALSE")]
    pub(crate) recurring: Option<bool>,
    /// Whether it can be booked at all
    #[arg(long, value_name = "TRUE|FALSE")]
    pub(crate) open: Option<bool>,
    #[arg(long, help = "Its policy, as extensionConfig of the API", value_name = "JSON")]
    pub(crate) policy: Option<String>,
    #[command(flatten)]
    pub(crate) house: HouseArgs,
    #[arg(long, help = "unionId of a device; may be given several times", value_name = "ID")]
    pub(crate) device: Vec<String>,
    #[arg(long, help = "Its roomStaffId", value_name = "ID")]
    pub(crate) staff_id: Option<String>,
    /// Its own IANA zone; an empty one is the organisation's
    #[arg(long, value_name = "ZONE")]
    pub(crate) time_zone: Option<String>,
}

/// A table of rooms.
#[derive(Debug, Args)]
pub(crate) struct RoomImportArgs {
    /// The table, UTF-8; - is standard input
    pub(crate) file: PathBuf,
    /// Say line by line what would change, and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Make groups that are missing
    #[arg(long)]
    pub(crate) make_groups: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RoomCommand {
    /// Show one room
    #[command(after_help = "Example:
  openrooms room get 0ffb7184xxxxx --union-id 2iPOLxxxxx --app-key dingdemo --app-secret demo-secret")]
    Get {
        #[command(flatten)]
        remote: RemoteArgs,
        /// Its id
        room: String,
    },
    /// Make a room, and print its id
    #[command(after_help = "Examples:
  openrooms room create --name Oak --isv-room-id oak-1 --for everyone --union-id ID --token TOKEN
  openrooms room create --name Elm --isv-room-id elm-1 --for administrators --union-id U --token T

The API needs --name, --isv-room-id and --for; a room for members also needs --member dept:2 or
--member user:UNION-ID.")]
    Create {
        #[command(flatten)]
        remote: RemoteArgs,
        #[command(flatten)]
        fields: Box<RoomFieldsArgs>,
    },
    /// Change the fields of a room that are given
    #[command(after_help = "Examples:
  openrooms room update 0ffb7184xxxxx --seats 12 --open false --union-id ID --token TOKEN
  openrooms room update 0ffb7184xxxxx --policy '{\"approvalSwitch\":true}' --union-id ID --token TOKEN
  openrooms room get 0ffb7184xxxxx --union-id ID --token TOKEN --json > seen.json
  openrooms room update 0ffb7184xxxxx --seats 12 --expected seen.json --union-id ID --token TOKEN")]
    Update {
        #[command(flatten)]
        remote: RemoteArgs,
        /// Its id
        room: String,
        /// Change nothing where the room is not as this file of room get --json says; - is standard
        /// input; openrooms only
        #[arg(long, value_name = "FILE")]
        expected: Option<PathBuf>,
        /// Change nothing, and tell which bookings to come it would break; openrooms only
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        fields: Box<RoomFieldsArgs>,
    },
    /// Remove a room
    #[command(after_help = "Example:
  openrooms room delete 0ffb7184xxxxx --union-id 2iPOLxxxxx --token TOKEN")]
    Delete {
        #[command(flatten)]
        remote: RemoteArgs,
        /// Its id
        room: String,
    },
    /// Tell whether the person may have a room then, and why not; openrooms only
    #[command(after_help = "Example:
  openrooms room explain 0ffb7184xxxxx --start 2026-06-01T10:00:00+08:00 \\
    --end 2026-06-01T11:00:00+08:00 --people 4 --union-id ID --token TOKEN")]
    Explain {
        #[command(flatten)]
        remote: RemoteArgs,
        /// Its id
        room: String,
        #[command(flatten)]
        meeting: Box<MeetingArgs>,
    },
    /// Find rooms that the person can have then, or what comes near; openrooms only
    #[command(after_help = "Example:
  openrooms room find --start 2026-06-01T10:00:00+08:00 --end 2026-06-01T11:00:00+08:00 \\
    --seats 8 --label 3 --group 1 --union-id ID --token TOKEN")]
    Find {
        #[command(flatten)]
        remote: RemoteArgs,
        #[command(flatten)]
        search: Box<SearchArgs>,
    },
    /// Tell when rooms are taken, up to 1,000 for 8 days; openrooms only
    #[command(after_help = "Example:
  openrooms room busy --group 1 --from 2026-06-01T00:00:00+08:00 \\
    --until 2026-06-08T00:00:00+08:00 --union-id ID --token TOKEN")]
    Busy {
        #[command(flatten)]
        remote: RemoteArgs,
        #[command(flatten)]
        busy: Box<BusyArgs>,
    },
    /// Tell how much rooms are used that the person administers; openrooms only
    #[command(after_help = "Examples:
  openrooms room use --from 2026-06-01 --to 2026-06-30 --union-id ID --token TOKEN
  openrooms room use --from 2026-06-01 --to 2026-06-30 --group 1 --by hour --union-id ID --token TOKEN
  openrooms room use --from 2026-06-01 --to 2026-06-30 --csv --union-id ID --token TOKEN > use.csv")]
    Use {
        #[command(flatten)]
        remote: RemoteArgs,
        #[command(flatten)]
        wanted: Box<UseArgs>,
    },
    /// Tell which rooms have other bookings as soon as they have; openrooms only
    #[command(after_help = "Examples:
  openrooms room watch --union-id 2iPOLxxxxx --token TOKEN
  openrooms room watch --since v57 --once --union-id 2iPOLxxxxx --token TOKEN --json")]
    Watch {
        #[command(flatten)]
        remote: RemoteArgs,
        #[command(flatten)]
        watch: WatchArgs,
    },
    /// Show who administers a room, beside those of its group; openrooms only
    #[command(after_help = "Example:
  openrooms room admins 0ffb7184xxxxx --union-id 2iPOLxxxxx --token TOKEN")]
    Admins {
        #[command(flatten)]
        remote: RemoteArgs,
        /// Its id
        room: String,
    },
    /// Name who administers a room, in place of those who did; openrooms only
    #[command(after_help = "Examples:
  openrooms room set-admins 0ffb7184xxxxx --admin union-a,union-b --union-id ID --token TOKEN
  openrooms room set-admins 0ffb7184xxxxx --union-id ID --token TOKEN      (nobody)")]
    SetAdmins {
        #[command(flatten)]
        remote: RemoteArgs,
        /// Its id
        room: String,
        #[arg(
            long,
            help = "unionId of somebody; may be given several times",
            value_name = "ID",
            value_delimiter = ','
        )]
        admin: Vec<String>,
    },
    /// Make and change rooms by a table, line by line (CSV)
    #[command(after_help = "Examples:
  openrooms room import rooms.csv --dry-run --union-id ID --token TOKEN
  openrooms room import rooms.csv --make-groups --union-id ID --token TOKEN

The first line names the columns, as room export does. A line is the room with its roomId, or with
its isvRoomId, or a new one. An empty cell leaves what there is, a dash takes it away. A group is a path: Berlin/Third
floor.")]
    Import {
        #[command(flatten)]
        remote: RemoteArgs,
        #[command(flatten)]
        import: RoomImportArgs,
    },
    /// Write the rooms that the person may see as a table (CSV)
    #[command(after_help = "Example:
  openrooms room export --union-id 2iPOLxxxxx --token TOKEN > rooms.csv

What a program of tables would take for a formula has an apostrophe in front; room import takes it
away.")]
    Export {
        #[command(flatten)]
        remote: RemoteArgs,
    },
    /// List the rooms that the person may see
    #[command(after_help = "Example:
  openrooms room list --union-id 2iPOLxxxxx --app-key dingdemo --app-secret demo-secret")]
    List {
        #[command(flatten)]
        remote: RemoteArgs,
    },
}
