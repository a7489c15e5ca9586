//! What is kept: SQL for SQLite and PostgreSQL, secrets, and the change feed.
//!
//! One body of SQL serves both databases; where they differ, [`db`] says so in a `match`. The store
//! never sees a wire type and never decides: it loads what core judges, and writes what was decided.
//! Start reading at [`Store`] and `migrations/0001_base.sql`.

mod administered;
mod audit;
mod bans;
mod calendar;
mod calls;
mod clients;
mod control;
mod db;
mod devices;
mod directory;
mod error;
mod feed;
mod floor_plans;
mod groups;
mod house_row;
mod labels;
mod listing;
mod migrate;
mod open;
mod organisation;
mod pairings;
mod panels;
pub mod password;
mod passwords;
mod pictures;
mod policies;
mod providers;
mod reading;
mod rights;
mod room_problems;
mod row;
pub mod secret;
mod seen;
mod sessions;
mod template_row;
mod templates;
mod tokens;
mod user_tokens;
mod writing;

pub use administered::Administered;
pub use audit::{AuditFilter, AuditPage, Entry, Fault, Origin, Recorded, Refusals, Verified};
pub use bans::ListedBan;
pub use calendar::{
    Booked, BookedEvent, BookedSlot, BusyTime, CalendarFilter, CalendarMark, CalendarPlace,
    Changed, ChangedEvents, ComingBooking, DeletedEvents, EventKey, EventView, Held,
    ListedAttendee, ListedBooking, ListedEvent, ListedSigning, Notice, NoticeKind, PersonPlace,
    RoomsBooked, SeriesPlace, Signed, Signing, Sought, SoughtEvent, Standing, Told,
    UnreadableBooking, VerifiedBookings,
};
pub use calls::CallCount;
pub use clients::{ClientKind, ClientSummary, NewSecret};
pub use control::{DeviceOfToken, LinkState};
pub use db::Hold;
pub use devices::{DeviceKey, DevicesOf, ListedDevice};
pub use directory::{
    DepartmentView, ListedPerson, Matching, Named, NamedDepartment, Numbered, Whom,
};
pub use error::{OpenError, StoreError};
pub use feed::{Change, FeedPage};
pub use groups::GroupAdministrators;
pub use listing::{GroupTree, ListedRoom, ListedRooms};
pub use open::{OpenOptions, Store, make_private_directory};
pub use organisation::{
    Conflict, Contents, EventSource, Rest, SaveError, SaveOptions, Saved, Snapshot,
};
pub use pairings::ScreenOfToken;
pub use panels::ListedPanel;
pub use passwords::{Candidate, Entered, INVITATION_LIFETIME_SECONDS, Invited, ROOT};
pub use providers::Vouched;
pub use reading::{Caller, ClientOfToken, Member, OrganisationOfToken, Reading};
pub use rights::{FoundRights, SuperUserNames};
pub use room_problems::{ListedProblem, ProblemPlace, ProblemsOf};
pub use seen::RoomSeen;
pub use sessions::{
    CONSOLE, CONSOLE_TOKEN_LIFETIME_SECONDS, COOKIE_AGE_SECONDS, ConsoleToken, Personal,
    SESSION_IDLE_SECONDS, SESSION_LIFETIME_SECONDS, SignedIn, Way,
};
pub use tokens::{
    AuthorisedSuite, Issued, SuiteProof, TOKEN_LIFETIME_SECONDS, TokenKind, TokenSummary,
};
pub use user_tokens::{
    CODE_LIFETIME_SECONDS, Consent, ConsentClient, IssuedToUser, NewCode, NoCode, ProvedClient,
    REFRESH_LIFETIME_SECONDS, UserGrant, bound_code,
};
pub use writing::{
    ClientToken, DateAsked, DateBooked, EventToBook, FactsFound, FoundTogether, HeldTime,
    KeptReply, PersonToBook, QuotaOf, REPLY_LIFETIME_SECONDS, Removed, RoomAsked, RoomToBook,
    Taken, Together, TogetherTurn, Writing,
};
