//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use openrooms_core::time::EpochMillis;

use crate::commands::audit;
use crate::commands::blacklist::BlacklistCommand;
use crate::commands::dept::DeptCommand;
use crate::commands::group::GroupCommand;
use crate::commands::label::LabelCommand;
use crate::commands::picture::PictureCommand;
use crate::commands::room_search::{BusyArgs, MeetingArgs, SearchArgs};
use crate::commands::super_user::SuperUserCommand;
use crate::commands::template::TemplateCommand;
use crate::commands::token::TokenCommand;
use crate::commands::user::UserCommand;
use crate::device_cli::{ControlCommand, DeviceCommand, PanelCommand};
use crate::event_cli::{BookingCommand, EventCommand};
use crate::house_cli::HouseArgs;
use crate::remote::RemoteArgs;
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
    /// Labels that rooms may have, asked of a server over its API
    #[command(
        subcommand,
        after_help = "Example:
  openrooms label list --union-id 2iPOLxxxxx --app-key dingdemo --app-secret demo-secret"
    )]
    Label(LabelCommand),
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

#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    #[command(flatten)]
    pub(crate) database: DatabaseArgs,
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
    pub(crate) database: DatabaseArgs,
    /// Only this organisation, and the suites that it has authorised
    #[arg(long, value_name = "ID")]
    pub(crate) corp: Option<String>,
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
        #[command(flatten)]
        rights: RightsArgs,
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
pub(crate) struct GrantArgs {
    #[command(flatten)]
    pub(crate) database: DatabaseArgs,
    /// Its key
    pub(crate) key: String,
    /// What it may do from now on
    #[arg(required = true, value_name = "SCOPE")]
    pub(crate) scopes: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct RevokeArgs {
    #[command(flatten)]
    pub(crate) database: DatabaseArgs,
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
    pub(crate) database: DatabaseArgs,
    /// The suite's key
    pub(crate) key: String,
    /// The organisation
    #[arg(long, value_name = "ID")]
    pub(crate) corp: String,
}

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
  openrooms room update 0ffb7184xxxxx --policy '{\"approvalSwitch\":true}' --union-id ID --token TOKEN")]
    Update {
        #[command(flatten)]
        remote: RemoteArgs,
        /// Its id
        room: String,
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
its isvRoomId, or a new one. An empty cell leaves what there is. A group is a path: Berlin/Third
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

#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    #[command(flatten)]
    pub(crate) database: DatabaseArgs,
    /// Only this organisation's
    #[arg(long, value_name = "ID")]
    pub(crate) corp: Option<String>,
    /// Print JSON, an object a line: each pair, and a count for each organisation
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AuditCommand {
    /// Show the newest entries, the newest last
    #[command(after_help = "Examples:
  openrooms audit list
  openrooms audit list --action UpdateMeetingRoom --object 0ffb7184xxxxx --json")]
    List {
        #[command(flatten)]
        database: DatabaseArgs,
        #[command(flatten)]
        filter: AuditFilterArgs,
        /// How many at most
        #[arg(long, value_name = "COUNT", default_value_t = 100,
              value_parser = clap::value_parser!(i64).range(1..))]
        limit: i64,
        /// Print JSON, an object a line
        #[arg(long)]
        json: bool,
    },
    /// Write all entries to standard output, a JSON object a line, in the order of their chains
    #[command(after_help = "Examples:
  openrooms audit export > audit.jsonl
  openrooms audit export --corp ding994axxxxx --until 2026-01-01")]
    Export {
        #[command(flatten)]
        database: DatabaseArgs,
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
        database: DatabaseArgs,
        /// Only this organisation's; '' is what belongs to none
        #[arg(long, value_name = "ID")]
        corp: Option<String>,
        /// What an earlier verify --json printed: it must still hold
        #[arg(long, value_name = "FILE")]
        noted: Option<PathBuf>,
        /// Print JSON, an object a line: where each chain ends
        #[arg(long)]
        json: bool,
    },
    /// Remove old entries; what stays can still be verified
    #[command(after_help = "Example:
  openrooms audit export --until 2026-01-01 > old.jsonl
  openrooms audit prune --keep-days 400")]
    Prune {
        #[command(flatten)]
        database: DatabaseArgs,
        /// Only this organisation's; '' is what belongs to none
        #[arg(long, value_name = "ID")]
        corp: Option<String>,
        /// How many days stay
        #[arg(long, value_name = "DAYS")]
        keep_days: u32,
    },
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
        for line in found {
            let alone = line.split(['|', '>', '(']).next().unwrap_or_default();
            if let Err(error) = Cli::try_parse_from(words(alone)) {
                panic!("{line}: {error}");
            }
        }
    }

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
