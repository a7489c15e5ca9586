//! What is wrong in a room: reported by whoever sees it, closed by whoever administers it.

use crate::ParseError;
use crate::access::{Viewer, Visibility, may_manage_room, may_see};
use crate::id::{DeviceUnionId, GroupId, RoomId, UnionId};
use crate::time::EpochMillis;

/// How many problems of a room may be open at once.
pub const MOST_OPEN: usize = 100;
/// The most of them that one person has reported: nobody takes all places.
pub const MOST_OPEN_OF_ONE: usize = 20;

/// Something that is wrong in a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomProblem {
    /// Its id.
    pub id: String,
    /// The room.
    pub room: RoomId,
    /// What it is about.
    pub kind: ProblemKind,
    /// What there is to say of it.
    pub text: Option<String>,
    /// Who reported it; `None` where nobody was named.
    pub reported_by: Option<UnionId>,
    /// The device that it was reported at.
    pub device: Option<DeviceUnionId>,
    /// When.
    pub reported_at: EpochMillis,
    /// Since when and by whom it is closed; `None` while it is open.
    pub closing: Option<Closing>,
}

/// The end of a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// When.
    pub at: EpochMillis,
    /// Who closed it.
    pub by: Option<UnionId>,
    /// What was done.
    pub note: Option<String>,
}

/// What a problem is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// A screen or a projector.
    Screen,
    /// Microphones and loudspeakers.
    Sound,
    /// A cable or an adapter.
    Cable,
    /// The network, or a call that does not come about.
    Network,
    /// Tables, chairs, whiteboards, lamps.
    Furniture,
    /// Heat, cold, air.
    Climate,
    /// It is not clean.
    Cleaning,
    /// Something else.
    Other,
}

impl ProblemKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Screen,
        Self::Sound,
        Self::Cable,
        Self::Network,
        Self::Furniture,
        Self::Climate,
        Self::Cleaning,
        Self::Other,
    ];

    /// The word that stands for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Screen => "screen",
            Self::Sound => "sound",
            Self::Cable => "cable",
            Self::Network => "network",
            Self::Furniture => "furniture",
            Self::Climate => "climate",
            Self::Cleaning => "cleaning",
            Self::Other => "other",
        }
    }

    /// The kind of a word.
    pub fn parse(word: &str) -> Result<Self, ParseError> {
        let known = Self::ALL.into_iter().find(|kind| kind.word() == word);
        known.ok_or_else(|| {
            let words: Vec<_> = Self::ALL.into_iter().map(Self::word).collect();
            ParseError(format!("it must be one of {}", words.join(", ")))
        })
    }
}

/// Why a problem is not reported or closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody of the organisation reports it.
    NotEmployee,
    /// There is no such room, or none that they see.
    RoomUnknown,
    /// There are as many open ones as there may be.
    TooMany,
    /// The operator does not administer the room.
    NotAdministrator,
    /// There is no such problem.
    ProblemUnknown,
}

/// Whether somebody may report a problem of a room, of which so many are open, and so many of these
/// theirs.
pub fn may_report(
    person: &UnionId,
    viewer: Option<&Viewer>,
    room: Option<&Visibility>,
    (open, theirs): (usize, usize),
) -> Result<(), Refusal> {
    let viewer = viewer.ok_or(Refusal::NotEmployee)?;
    if !room.is_some_and(|room| may_see(person.as_str(), viewer, room)) {
        return Err(Refusal::RoomUnknown);
    }
    if theirs >= MOST_OPEN_OF_ONE { Err(Refusal::TooMany) } else { takes_another(open) }
}

/// Whether a room of which so many problems are open takes another: who stands at its door reports it
/// as nobody in particular.
pub const fn takes_another(open: usize) -> Result<(), Refusal> {
    if open >= MOST_OPEN { Err(Refusal::TooMany) } else { Ok(()) }
}

/// The problem, where the operator administers its room, which lies in these groups. Whether there is
/// such a problem is told to administrators of the organisation alone.
pub fn closable(
    operator: Option<&Viewer>,
    found: Option<(RoomProblem, Vec<GroupId>)>,
) -> Result<RoomProblem, Refusal> {
    let operator = operator.ok_or(Refusal::NotAdministrator)?;
    match found {
        Some((problem, groups)) if may_manage_room(operator, &problem.room, &groups) => Ok(problem),
        None if operator.is_admin => Err(Refusal::ProblemUnknown),
        _ => Err(Refusal::NotAdministrator),
    }
}

#[cfg(test)]
mod tests {
    use super::Refusal::{NotAdministrator, NotEmployee, ProblemUnknown, RoomUnknown, TooMany};
    use super::*;
    use crate::room::RoomStatus;

    fn viewer(is_admin: bool, groups: &[i64], rooms: &[&str]) -> Viewer {
        Viewer {
            is_admin,
            administers: groups.iter().copied().map(GroupId).collect(),
            rooms: rooms.iter().map(|&id| RoomId::new(id)).collect(),
            ..Viewer::default()
        }
    }

    #[test]
    fn whoever_sees_a_room_reports_what_is_wrong_in_it() {
        let (nobody, admin) = (viewer(false, &[], &[]), viewer(true, &[], &[]));
        let room = |status| Visibility {
            room: RoomId::new("r"),
            status,
            people: vec![UnionId::new("ann")],
            departments: Vec::new(),
            groups: Vec::new(),
        };
        let (open, closed) = (room(RoomStatus::Everyone), room(RoomStatus::Administrators));
        let named = room(RoomStatus::Restricted);
        for (person, viewer, room, count, wanted) in [
            ("ann", None, Some(&open), (0, 0), Err(NotEmployee)),
            ("ann", Some(&nobody), Some(&open), (0, 0), Ok(())),
            ("ann", Some(&nobody), Some(&open), (99, 19), Ok(())),
            ("ann", Some(&nobody), Some(&open), (100, 0), Err(TooMany)),
            ("ann", Some(&nobody), Some(&open), (20, 20), Err(TooMany)),
            ("ann", Some(&nobody), Some(&named), (0, 0), Ok(())),
            ("bob", Some(&nobody), Some(&named), (0, 0), Err(RoomUnknown)),
            ("ann", Some(&nobody), Some(&closed), (100, 20), Err(RoomUnknown)),
            ("ann", Some(&nobody), None, (0, 0), Err(RoomUnknown)),
            ("boss", Some(&admin), Some(&closed), (0, 0), Ok(())),
        ] {
            let found = may_report(&UnionId::new(person), viewer, room, count);
            assert_eq!(found, wanted, "{person} {viewer:?} {room:?} {count:?}");
        }
    }

    #[test]
    fn whoever_administers_a_room_closes_what_is_wrong_in_it() {
        let problem = || RoomProblem {
            id: "p".to_owned(),
            room: RoomId::new("r"),
            kind: ProblemKind::Cable,
            text: None,
            reported_by: None,
            device: None,
            reported_at: EpochMillis(1),
            closing: None,
        };
        let found = || Some((problem(), vec![GroupId(11), GroupId(10)]));
        for (operator, found, wanted) in [
            (None, found(), Err(NotAdministrator)),
            (Some(viewer(false, &[], &[])), found(), Err(NotAdministrator)),
            (Some(viewer(false, &[], &[])), None, Err(NotAdministrator)),
            (Some(viewer(false, &[10], &[])), found(), Ok(())),
            (Some(viewer(false, &[12], &[])), found(), Err(NotAdministrator)),
            (Some(viewer(false, &[10], &[])), None, Err(NotAdministrator)),
            (Some(viewer(false, &[], &["r"])), found(), Ok(())),
            (Some(viewer(false, &[], &["s"])), found(), Err(NotAdministrator)),
            (Some(viewer(true, &[], &[])), found(), Ok(())),
            (Some(viewer(true, &[], &[])), None, Err(ProblemUnknown)),
        ] {
            let outcome = closable(operator.as_ref(), found.clone()).map(|_| ());
            assert_eq!(outcome, wanted, "{operator:?} {found:?}");
        }
    }

    #[test]
    fn kinds_are_words() {
        for kind in ProblemKind::ALL {
            assert_eq!(ProblemKind::parse(kind.word()).unwrap(), kind);
        }
        let wrong = ProblemKind::parse("Screen").unwrap_err();
        assert!(wrong.0.starts_with("it must be one of screen, sound, "), "{wrong}");
    }
}
