//! Control panels of rooms, and commands to the devices of rooms.

use crate::access::Viewer;
use crate::id::{DeviceUnionId, RoomId, UnionId};
use crate::room_change::{self, Placed, Refusal};
use crate::time::EpochMillis;

/// The control panel of a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panel {
    /// Whose it is; the room need not exist.
    pub room: RoomId,
    /// As its maker understands it.
    pub status: Option<i32>,
    /// Its buttons.
    pub buttons: Vec<Button>,
    /// Further parameters, by name.
    pub extra: Option<Vec<(String, String)>>,
}

/// A button of a panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// Its name.
    pub name: String,
    /// Its English name.
    pub english_name: String,
    /// Address of its picture.
    pub icon: String,
    /// Address that it opens.
    pub url: String,
    /// When it shows, as its maker understands it.
    pub show_time: i32,
    /// Its place among the others.
    pub sort: i32,
}

/// How long a device may take a command: a light that goes on a day later helps nobody.
pub const COMMAND_LIFETIME_SECONDS: i64 = 600;
/// How many commands may wait for one device.
pub const MOST_WAITING: i64 = 100;

/// A command to the devices of a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// Its number in the organisation: later ones are greater.
    pub id: i64,
    /// The room.
    pub room: RoomId,
    /// What is to be done.
    pub body: String,
    /// On whose behalf.
    pub sender: UnionId,
    /// When it was sent.
    pub sent_at: EpochMillis,
    /// Until when a device may take it.
    pub expires_at: EpochMillis,
}

/// What became of a command on a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Which device.
    pub device: DeviceUnionId,
    /// How far it is.
    pub stage: Stage,
    /// Since when.
    pub since: EpochMillis,
    /// What the device said.
    pub said: Option<String>,
}

/// How far a command is on a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The device does not have it.
    Waiting,
    /// The device has it.
    Taken,
    /// The device obeyed.
    Done,
    /// The device could not.
    Failed,
}

impl Stage {
    /// The wire's word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Taken => "taken",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    /// Parses the wire's word.
    pub fn parse(word: &str) -> Option<Self> {
        let all = [Self::Waiting, Self::Taken, Self::Done, Self::Failed];
        all.into_iter().find(|stage| stage.word() == word)
    }
}

/// Why a command is not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ControlRefusal {
    /// The sender is nobody of the organisation.
    SenderUnknown,
    /// The room is not there, or not the sender's to command.
    Room(Refusal),
    /// The room has no device, or its devices have too many commands waiting.
    Closed,
}

/// What a command meets: the devices of the room, and how many commands wait for each.
pub type Waiting = Vec<(DeviceUnionId, i64)>;

/// The devices that a command goes to: all of the room that do not have too many waiting.
pub fn may_send(
    sender: Option<&Viewer>,
    room: Option<Placed>,
    devices: Waiting,
) -> Result<Vec<DeviceUnionId>, ControlRefusal> {
    let sender = sender.ok_or(ControlRefusal::SenderUnknown)?;
    room_change::administered(Some(sender), room).map_err(ControlRefusal::Room)?;
    let open = devices.into_iter().filter(|(_, waiting)| *waiting < MOST_WAITING);
    let open: Vec<_> = open.map(|(device, _)| device).collect();
    if open.is_empty() { Err(ControlRefusal::Closed) } else { Ok(open) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::GroupId;
    use crate::room_change::RoomWish;

    #[test]
    fn commands_go_to_devices_that_can_take_them() {
        use ControlRefusal::{Closed, Room as NotRoom, SenderUnknown};
        let admin = Viewer { is_admin: true, ..Viewer::default() };
        let keeper = Viewer { administers: vec![GroupId(10)], ..Viewer::default() };
        let nobody = Viewer::default();
        let placed = |groups: &[i64]| {
            let room = RoomWish::default().make(RoomId::new("r"), "u".to_owned());
            Some(Placed { room, groups: groups.iter().copied().map(GroupId).collect() })
        };
        let device = |id: &str, waiting| (DeviceUnionId::new(id), waiting);
        let (free, full) = (device("a", MOST_WAITING - 1), device("b", MOST_WAITING));
        let to = |ids: &[&str]| Ok(ids.iter().copied().map(DeviceUnionId::new).collect::<Vec<_>>());
        for (sender, room, devices, wanted) in [
            (None, placed(&[]), vec![free.clone()], Err(SenderUnknown)),
            (Some(&nobody), placed(&[]), vec![], Err(NotRoom(Refusal::NotAdministrator))),
            (Some(&nobody), None, vec![], Err(NotRoom(Refusal::NotAdministrator))),
            (Some(&admin), None, vec![], Err(NotRoom(Refusal::RoomUnknown))),
            (Some(&admin), placed(&[]), vec![], Err(Closed)),
            (Some(&admin), placed(&[]), vec![full.clone()], Err(Closed)),
            (Some(&admin), placed(&[]), vec![free.clone(), full.clone()], to(&["a"])),
            (Some(&keeper), placed(&[11, 10]), vec![free.clone()], to(&["a"])),
        ] {
            assert_eq!(may_send(sender, room.clone(), devices), wanted, "{sender:?} {room:?}");
        }
    }

    #[test]
    fn every_stage_has_a_word() {
        for stage in [Stage::Waiting, Stage::Taken, Stage::Done, Stage::Failed] {
            assert_eq!(Stage::parse(stage.word()), Some(stage));
        }
        assert_eq!(Stage::parse("expired"), None);
    }
}
