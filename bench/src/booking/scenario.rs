//! Who wants which room, and when.

use serde_json::{Value, json};

pub(crate) const CORP: &str = "dingbench";
pub(crate) const APP: (&str, &str) = ("dingbenchapp", "a-secret-of-the-benchmark");
/// Rooms that are mostly free.
pub(crate) const ROOMS: i64 = 1_000;
pub(crate) const PEOPLE: i64 = 200;
/// 2031-01-01T00:00:00Z: before, rooms are filled with what is stored already.
const BEGIN: i64 = 1_924_992_000_000;
const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scenario {
    /// A thousand rooms in turn, always free.
    ManyRooms,
    /// One room, at another time for each.
    OneRoom,
    /// One room, at times that mostly overlap: of sixteen who ask, about one can have it.
    Contended,
}

/// What the `number`th asks for.
pub(crate) struct Wish {
    pub(crate) event: String,
    pub(crate) person: String,
    pub(crate) room: String,
    pub(crate) start: i64,
    pub(crate) end: i64,
}

impl Scenario {
    pub(crate) const ALL: [Self; 3] = [Self::ManyRooms, Self::OneRoom, Self::Contended];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::ManyRooms => "1,000 rooms, free",
            Self::OneRoom => "one room, other times",
            Self::Contended => "one room, contended",
        }
    }

    const fn letter(self) -> char {
        match self {
            Self::ManyRooms => 'm',
            Self::OneRoom => 'o',
            Self::Contended => 'c',
        }
    }

    pub(crate) fn wish(self, number: i64) -> Wish {
        let (room, start) = match self {
            Self::ManyRooms => (format!("room{}", number % ROOMS), number / ROOMS * HOUR),
            Self::OneRoom => ("one".to_owned(), number * HOUR),
            Self::Contended => ("hot".to_owned(), number / 16 * HOUR + number % 16 * MINUTE),
        };
        Wish {
            event: format!("{}{number}", self.letter()),
            person: format!("person{}", number % PEOPLE),
            room,
            start: BEGIN + start,
            end: BEGIN + start + HOUR,
        }
    }
}

/// The `number`th booking that was stored before: in the rooms that are free later.
pub(crate) const STORED_START: &str = "1000000000000 + n / 1000 * 3600000";

/// The organisation: rooms for everyone, without a policy.
pub(crate) fn document() -> Value {
    let people: Vec<_> = (0..PEOPLE)
        .map(|number| {
            json!({
                "userId": format!("user{number}"),
                "unionId": format!("person{number}"),
                "name": format!("Person {number}"),
                "deptIds": [1],
            })
        })
        .collect();
    let ids = (0..ROOMS).map(|number| format!("room{number}"));
    let rooms: Vec<_> = ids
        .chain(["one".to_owned(), "hot".to_owned()])
        .map(|id| {
            json!({
                "roomId": id,
                "corpId": CORP,
                "roomName": format!("Room {id}"),
                "roomStatus": 0,
                "roomCapacity": 8,
                "roomGroup": {"groupId": 1, "groupName": "Floor 1", "parentId": 0},
            })
        })
        .collect();
    json!({"organisations": [{
        "corpId": CORP,
        "corpName": "Company",
        "timeZone": "Asia/Shanghai",
        "departments": [{"deptId": 1, "name": "Company", "parentId": 0}],
        "users": people,
        "apps": [{
            "appKey": APP.0,
            "appSecret": APP.1,
            "scopes": ["qyapi_base", "Calendar.Event.Write"],
        }],
        "roomGroups": [{"groupId": 1, "groupName": "Floor 1", "parentId": 0}],
        "rooms": rooms,
    }]})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_rooms_are_free_and_contended_ones_overlap() {
        for scenario in [Scenario::ManyRooms, Scenario::OneRoom] {
            let mut held = std::collections::HashSet::new();
            for number in 0..5_000 {
                let wish = scenario.wish(number);
                assert_eq!(wish.end - wish.start, HOUR);
                assert_eq!((wish.start - BEGIN) % HOUR, 0);
                assert!(
                    held.insert((wish.room, wish.start)),
                    "{scenario:?} {number}"
                );
            }
        }
        let (first, last) = (Scenario::Contended.wish(32), Scenario::Contended.wish(47));
        assert!(last.start < first.end);
    }
}
