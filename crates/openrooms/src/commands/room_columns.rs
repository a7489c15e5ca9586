//! The columns of a table of rooms: what each shows of a room, and what it asks for.

use openrooms_core::house::DayHours;
use openrooms_protocol::rooms::{
    AuthorizedMember, ExtensionConfig, MeetingRoom, NewRoom, ReservationAuthority, RoomLocation,
    WeeklyHours,
};

/// Every column, by the wire's name; what lies inside an object is named by itself.
pub(super) const COLUMNS: [&str; 24] = [
    "roomId",
    "isvRoomId",
    "roomName",
    "roomStatus",
    "roomCapacity",
    "roomGroup",
    "roomLabelIds",
    "locationTitle",
    "locationDesc",
    "roomPicture",
    "roomDescription",
    "authorizedMembers",
    "enableCycleReservation",
    "timeZone",
    "openReservation",
    "maxReservationTimeInterval",
    "minReservationTimeInterval",
    "approvalSwitch",
    "weeklyHours",
    "bufferBefore",
    "bufferAfter",
    "capacityCheck",
    "leastCancelNotice",
    "accessible",
];

/// What a column shows of a room; `group` is how its group is written.
pub(super) fn shown(column: &str, room: &MeetingRoom, group: &str) -> String {
    fn text(value: Option<impl ToString>) -> String {
        value.map(|value| value.to_string()).unwrap_or_default()
    }
    let location = room.room_location.as_ref();
    let policy = room.extension_config.as_ref();
    match column {
        "roomId" => room.room_id.clone(),
        "isvRoomId" => text(room.isv_room_id.as_ref()),
        "roomName" => room.room_name.clone(),
        "roomStatus" => room.room_status.to_string(),
        "roomCapacity" => text(room.room_capacity),
        "roomGroup" => group.to_owned(),
        "roomLabelIds" => {
            let ids = room.room_labels.iter().flatten().map(|label| label.label_id.to_string());
            ids.collect::<Vec<_>>().join(";")
        }
        "locationTitle" => text(location.and_then(|location| location.title.as_ref())),
        "locationDesc" => text(location.and_then(|location| location.desc.as_ref())),
        "roomPicture" => text(room.room_picture.as_ref()),
        "roomDescription" => text(room.room_description.as_ref()),
        "authorizedMembers" => {
            let members = room.reservation_authority.iter();
            let members = members.flat_map(|who| who.authorized_members.iter().flatten());
            let members =
                members.map(|member| format!("{}:{}", member.member_type, member.member_id));
            members.collect::<Vec<_>>().join(";")
        }
        "enableCycleReservation" => text(room.enable_cycle_reservation),
        "timeZone" => text(room.time_zone.as_ref()),
        "openReservation" => text(policy.and_then(|policy| policy.open_reservation)),
        "maxReservationTimeInterval" => {
            text(policy.and_then(|policy| policy.max_reservation_time_interval))
        }
        "minReservationTimeInterval" => {
            text(policy.and_then(|policy| policy.min_reservation_time_interval))
        }
        "approvalSwitch" => text(policy.and_then(|policy| policy.approval_switch)),
        "weeklyHours" => {
            let spans = policy.and_then(|policy| policy.weekly_hours.as_ref());
            spans.into_iter().flatten().map(hours_cell).collect::<Vec<_>>().join(";")
        }
        "bufferBefore" => text(policy.and_then(|policy| policy.buffer_before)),
        "bufferAfter" => text(policy.and_then(|policy| policy.buffer_after)),
        "capacityCheck" => text(policy.and_then(|policy| policy.capacity_check)),
        "leastCancelNotice" => text(policy.and_then(|policy| policy.least_cancel_notice)),
        "accessible" => text(policy.and_then(|policy| policy.accessible)),
        _ => String::new(),
    }
}

/// What a cell says, as [`shown`] would say it.
pub(super) fn canonical(column: &str, cell: &str) -> Result<String, String> {
    match column {
        "roomStatus"
        | "roomCapacity"
        | "maxReservationTimeInterval"
        | "minReservationTimeInterval"
        | "bufferBefore"
        | "bufferAfter"
        | "leastCancelNotice" => {
            let number = cell.parse::<i32>();
            number.map(|number| number.to_string()).map_err(|_| format!("{cell:?} is not a number"))
        }
        // Programs that make tables write them in capitals.
        "enableCycleReservation"
        | "openReservation"
        | "approvalSwitch"
        | "capacityCheck"
        | "accessible" => match cell.to_ascii_lowercase().as_str() {
            word @ ("true" | "false") => Ok(word.to_owned()),
            _ => Err(format!("{cell:?} is neither true nor false")),
        },
        "roomLabelIds" => {
            let ids = cell.split(';').map(|id| {
                let number = id.trim().parse::<i64>();
                number.map(|id| id.to_string()).map_err(|_| format!("{id:?} is not a number"))
            });
            Ok(ids.collect::<Result<Vec<_>, _>>()?.join(";"))
        }
        "weeklyHours" => {
            let spans = cell.split(';').map(|text| hours(text).map(|span| hours_cell(&span)));
            Ok(spans.collect::<Result<Vec<_>, _>>()?.join(";"))
        }
        "authorizedMembers" => {
            let members = cell.split(';').map(|text| {
                member(text).map(|one| format!("{}:{}", one.member_type, one.member_id))
            });
            Ok(members.collect::<Result<Vec<_>, _>>()?.join(";"))
        }
        _ => Ok(cell.to_owned()),
    }
}

/// `monday 08:00-18:00`.
fn hours_cell(span: &WeeklyHours) -> String {
    let word = |text: &Option<String>| text.clone().unwrap_or_default();
    format!("{} {}-{}", word(&span.day), word(&span.from), word(&span.to))
}

/// What [`hours_cell`] writes.
fn hours(text: &str) -> Result<WeeklyHours, String> {
    let wrong = || format!("{text:?} is not hours such as monday 08:00-18:00");
    let (day, span) = text.trim().split_once(' ').ok_or_else(wrong)?;
    let (from, to) = span.trim().split_once('-').ok_or_else(wrong)?;
    let hours = DayHours::parse(day, from, to).map_err(|_| wrong())?;
    let (day, from, to) = hours.parts();
    Ok(WeeklyHours { day: Some(day.to_owned()), from: Some(from), to: Some(to) })
}

/// `user:UNION-ID` or `dept:ID`.
fn member(text: &str) -> Result<AuthorizedMember, String> {
    match text.trim().split_once(':') {
        Some((kind @ ("user" | "dept"), id)) if !id.is_empty() => Ok(AuthorizedMember {
            member_id: id.to_owned(),
            member_type: kind.to_owned(),
            member_name: None,
        }),
        _ => Err(format!("{text:?} is neither user:UNION-ID nor dept:ID")),
    }
}

/// Asks for what a canonical cell says. The group is asked for by whoever knows its number.
pub(super) fn ask(wish: &mut NewRoom, column: &str, cell: &str) {
    let (text, number) = (Some(cell.to_owned()), cell.parse::<i32>().ok());
    let fact = Some(cell == "true");
    match column {
        "isvRoomId" => wish.isv_room_id = text,
        "roomName" => wish.room_name = text,
        "roomStatus" => wish.room_status = number,
        "roomCapacity" => wish.room_capacity = number,
        "roomLabelIds" => {
            wish.room_label_ids = Some(cell.split(';').flat_map(str::parse).collect());
        }
        "locationTitle" => location(wish).title = text,
        "locationDesc" => location(wish).desc = text,
        "roomPicture" => wish.room_picture = text,
        "roomDescription" => wish.room_description = text,
        "authorizedMembers" => {
            let members = cell.split(';').flat_map(member).collect();
            wish.reservation_authority =
                Some(ReservationAuthority { authorized_members: Some(members) });
        }
        "enableCycleReservation" => wish.enable_cycle_reservation = fact,
        "timeZone" => wish.time_zone = text,
        "openReservation" => policy(wish).open_reservation = fact,
        "maxReservationTimeInterval" => policy(wish).max_reservation_time_interval = number,
        "minReservationTimeInterval" => policy(wish).min_reservation_time_interval = number,
        "approvalSwitch" => policy(wish).approval_switch = fact,
        "weeklyHours" => {
            policy(wish).weekly_hours = Some(cell.split(';').flat_map(hours).collect());
        }
        "bufferBefore" => policy(wish).buffer_before = number,
        "bufferAfter" => policy(wish).buffer_after = number,
        "capacityCheck" => policy(wish).capacity_check = fact,
        "leastCancelNotice" => policy(wish).least_cancel_notice = number,
        "accessible" => policy(wish).accessible = fact,
        _ => {}
    }
}

fn location(wish: &mut NewRoom) -> &mut RoomLocation {
    wish.room_location.get_or_insert_default()
}

fn policy(wish: &mut NewRoom) -> &mut ExtensionConfig {
    wish.extension_config.get_or_insert_default()
}

/// A cell that no program of tables takes for a formula: one that begins like one gets an apostrophe
/// in front, and so does one that begins with an apostrophe.
pub(super) fn guarded(cell: &str) -> String {
    if cell.starts_with(BEGINNINGS) { format!("'{cell}") } else { cell.to_owned() }
}

/// The cell without that apostrophe.
pub(super) fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(BEGINNINGS)).unwrap_or(cell)
}

const BEGINNINGS: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\''];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_each_comes_back() {
        for cell in
            ["=1+1", "+49", "-1", "@SUM(A1)", "\t=1", "'", "''=1", "'=1", "plain", "", "a=1"]
        {
            let guarded = guarded(cell);
            assert!(!guarded.starts_with(['=', '+', '-', '@', '\t', '\r']), "{guarded}");
            assert_eq!(unguarded(&guarded), cell);
        }
    }

    #[test]
    fn cells_are_read_by_their_column() {
        for (column, cell, wanted) in [
            ("roomCapacity", "08", Ok("8")),
            ("roomCapacity", "8.5", Err("\"8.5\" is not a number")),
            ("openReservation", "TRUE", Ok("true")),
            ("openReservation", "yes", Err("\"yes\" is neither true nor false")),
            ("roomLabelIds", "1; 5", Ok("1;5")),
            ("roomLabelIds", "1;", Err("\"\" is not a number")),
            ("authorizedMembers", "user:a:b; dept:2", Ok("user:a:b;dept:2")),
            ("authorizedMembers", "ann", Err("\"ann\" is neither user:UNION-ID nor dept:ID")),
            ("roomName", " Oak ", Ok(" Oak ")),
            (
                "weeklyHours",
                "monday 8:00-9:00; friday 13:00-24:00",
                Ok("monday 08:00-09:00;friday 13:00-24:00"),
            ),
            (
                "weeklyHours",
                "noday 8:00-9:00",
                Err("\"noday 8:00-9:00\" is not hours such as monday 08:00-18:00"),
            ),
            ("accessible", "True", Ok("true")),
        ] {
            let wanted = wanted.map(str::to_owned).map_err(str::to_owned);
            assert_eq!(canonical(column, cell), wanted, "{column} {cell}");
        }
    }
}
