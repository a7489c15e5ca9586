//! The screen at a room's door: how it is paired, and what somebody may do there who is nobody in
//! particular.

use crate::ParseError;
use crate::access::{Viewer, may_manage};
use crate::group_change::Refusal;
use crate::id::{GroupId, RoomId, UnionId};
use crate::slot::Slot;
use crate::time::EpochMillis;

/// How long the code of a screen that waits to be paired opens.
pub const PAIRING_SECONDS: i64 = 600;
/// How long before its start a meeting can be checked in to at the door.
const AHEAD_MINUTES: i64 = 15;
/// The lengths, in minutes, that a screen offers to whoever walks up.
pub const OFFERED_MINUTES: [i32; 3] = [15, 30, 60];
/// The shortest and the longest that may be asked for at the door.
pub const FEWEST_MINUTES: i32 = 5;
/// See [`FEWEST_MINUTES`].
pub const MOST_MINUTES: i32 = 240;

const MINUTE: i64 = 60_000;
const SECOND: i64 = 1_000;

/// What a screen shows, and somebody types: eight letters and digits of which no two look alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairingCode(String);

impl PairingCode {
    /// Without I, L, O and U.
    const LETTERS: &'static [u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const LENGTH: usize = 8;

    /// A code of random bytes.
    pub fn of(random: [u8; 8]) -> Self {
        let letters = random.map(|byte| char::from(Self::LETTERS[usize::from(byte % 32)]));
        Self(letters.into_iter().collect())
    }

    /// Reads what somebody typed: in either case, with spaces or dashes, I and L for 1, O for 0.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let wrong = || ParseError("it is eight letters and digits, such as 7KQM-2XWD".to_owned());
        let typed = text.chars().filter(|letter| !matches!(letter, ' ' | '-')).take(16);
        let letters = typed.map(|letter| {
            let letter = match letter.to_ascii_uppercase() {
                'I' | 'L' => '1',
                'O' => '0',
                other => other,
            };
            let is_one = u8::try_from(letter).is_ok_and(|byte| Self::LETTERS.contains(&byte));
            if is_one { Ok(letter) } else { Err(wrong()) }
        });
        let code = letters.collect::<Result<String, _>>()?;
        if code.len() == Self::LENGTH { Ok(Self(code)) } else { Err(wrong()) }
    }

    /// As it is kept and compared.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it is shown: in two halves.
    pub fn shown(&self) -> String {
        format!("{}-{}", &self.0[..4], &self.0[4..])
    }
}

/// Whether the operator may have a screen show the rooms of a group, which comes with those above:
/// `None` where there is no such group, which is told to administrators alone.
pub fn may_show(operator: Option<&Viewer>, groups: Option<&[GroupId]>) -> Result<(), Refusal> {
    let operator = operator.ok_or(Refusal::NotAdministrator)?;
    match groups {
        Some(groups) if may_manage(operator, groups) => Ok(()),
        None if operator.is_admin => Err(Refusal::GroupUnknown),
        Some(_) | None => Err(Refusal::NotAdministrator),
    }
}

/// In whose name a room is booked at its door: the room's own. It is nobody of the directory.
pub fn holder(room: &RoomId) -> UnionId {
    UnionId::new(format!("room:{room}"))
}

/// What somebody gets who takes a room for so many minutes now. It begins with the second, and ends
/// with a minute, as meetings do that come after it: with the one before, unless it would be shorter
/// than the room allows.
pub fn walk_up(now: EpochMillis, minutes: i32, least_minutes: Option<i32>) -> Slot {
    let start = now.0 - now.0.rem_euclid(SECOND);
    let end = start + i64::from(minutes) * MINUTE;
    let over = end.rem_euclid(MINUTE);
    let earlier = end - over;
    let is_too_short =
        least_minutes.is_some_and(|least| earlier - start < i64::from(least) * MINUTE);
    let end = if over > 0 && is_too_short { earlier + MINUTE } else { earlier };
    Slot::new(EpochMillis(start), EpochMillis(end)).expect("it lasts some minutes")
}

/// Whether a meeting is under way.
pub fn is_now(slot: Slot, now: EpochMillis) -> bool {
    slot.start() <= now && now < slot.end()
}

/// Whether a meeting can be checked in to: it is under way, or about to begin.
pub fn takes_check_in(slot: Slot, now: EpochMillis) -> bool {
    slot.start().0 - AHEAD_MINUTES * MINUTE <= now.0 && now < slot.end()
}

/// A name of which as much is left as the wire's own screens leave: its first letter.
pub fn masked(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| format!("{first}**"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = PairingCode::of([0, 1, 17, 31, 32, 63, 255, 100]);
        assert_eq!(code.as_str(), "01HZ0ZZ4");
        assert_eq!(code.shown(), "01HZ-0ZZ4");
        for typed in ["01HZ-0ZZ4", "01hz0zz4", " o1HZ 0ZZ4 ", "Olhz-Ozz4", "0IHZ-0-ZZ4"] {
            assert_eq!(PairingCode::parse(typed), Ok(code.clone()), "{typed}");
        }
        for typed in ["", "01HZ-0ZZ", "01HZ-0ZZ44", "01HZ-0ZZU", "01HZ_0ZZ4", "０1HZ0ZZ4"] {
            assert!(PairingCode::parse(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn who_administers_a_group_may_have_its_rooms_shown() {
        let admin = Viewer { is_admin: true, ..Viewer::default() };
        let keeper = Viewer { administers: vec![GroupId(10)], ..Viewer::default() };
        let (below, other) = (&[GroupId(11), GroupId(10)][..], &[GroupId(12)][..]);
        for (operator, groups, wanted) in [
            (None, Some(below), Err(Refusal::NotAdministrator)),
            (Some(&admin), Some(other), Ok(())),
            (Some(&admin), None, Err(Refusal::GroupUnknown)),
            (Some(&keeper), Some(below), Ok(())),
            (Some(&keeper), Some(other), Err(Refusal::NotAdministrator)),
            (Some(&keeper), None, Err(Refusal::NotAdministrator)),
        ] {
            assert_eq!(may_show(operator, groups), wanted, "{operator:?} {groups:?}");
        }
    }

    #[test]
    fn who_walks_up_gets_whole_minutes_and_no_less_than_the_room_allows() {
        const MIDDAY: i64 = 1_800_000_000_000 - 1_800_000_000_000 % MINUTE;
        for (after, minutes, least, start, end) in [
            (0, 15, None, 0, 15 * MINUTE),
            (20_000, 15, None, 20_000, 15 * MINUTE),
            (20_999, 15, None, 20_000, 15 * MINUTE),
            (20_000, 15, Some(15), 20_000, 16 * MINUTE),
            (0, 15, Some(15), 0, 15 * MINUTE),
            (20_000, 30, Some(15), 20_000, 30 * MINUTE),
            (59_999, 60, Some(0), 59_000, 60 * MINUTE),
        ] {
            let slot = walk_up(EpochMillis(MIDDAY + after), minutes, least);
            let wanted = (MIDDAY + start, MIDDAY + end);
            assert_eq!((slot.start().0, slot.end().0), wanted, "{after} {minutes} {least:?}");
        }
    }

    #[test]
    fn a_meeting_takes_check_ins_from_a_quarter_of_an_hour_before() {
        let slot = Slot::new(EpochMillis(60 * MINUTE), EpochMillis(90 * MINUTE)).unwrap();
        for (at, now, check_in) in [
            (44, false, false),
            (45, false, true),
            (59, false, true),
            (60, true, true),
            (89, true, true),
            (90, false, false),
        ] {
            let at = EpochMillis(at * MINUTE);
            assert_eq!((is_now(slot, at), takes_check_in(slot, at)), (now, check_in), "{at:?}");
        }
    }

    #[test]
    fn of_a_masked_name_the_first_letter_is_left() {
        for (name, wanted) in [("张三", "张**"), ("Ann Lee", "A**"), ("", "")] {
            assert_eq!(masked(name), wanted);
        }
    }
}
