//! The columns of a table of rooms: what each shows of a room, and what it asks for.

use openrooms_core::house::DayHours;
use openrooms_core::time::EpochMillis;
use openrooms_protocol::rooms::{
    AdvanceReservation, AuthorizedMember, CloseDetail, ExtensionConfig, MeetingRoom, NewRoom,
    ReservationAuthority, RoomLocation, WeeklyHours,
};

use super::{audit, house_cells};

/// Every column, by the wire's name; what lies inside an object is named by itself.
pub(super) const COLUMNS: [&str; 38] = [
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
    "bookingQuota",
    "leastCancelNotice",
    "closedDays",
    "accessible",
    "attributes",
    "doorDisplay",
    "approvalType",
    "advanceReservationTime",
    "advanceReservationTimeUnit",
    "advanceBookTimeFormat",
    "taskStartTime",
    "taskEndTime",
    "closeReason",
    "contactUnionId",
    "sendNotify",
    "deviceUnionIds",
];

/// Those of them that a room may inherit from its groups.
const HOUSE_RULES: [&str; 10] = [
    "weeklyHours",
    "bufferBefore",
    "bufferAfter",
    "capacityCheck",
    "bookingQuota",
    "leastCancelNotice",
    "closedDays",
    "accessible",
    "attributes",
    "doorDisplay",
];

/// What a cell holds that takes away what there is.
pub(super) const NOTHING: &str = "-";

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
        "doorDisplay" => text(policy.and_then(|policy| policy.door_display.as_ref())),
        "bookingQuota" | "closedDays" | "attributes" => house_cells::shown(column, policy),
        "approvalType" => text(policy.and_then(|policy| policy.approval_type)),
        "deviceUnionIds" => room.device_union_ids.as_deref().unwrap_or_default().join(";"),
        _ => shown_of_times(column, policy),
    }
}

/// The same for what lies in the advance window and in the closure.
fn shown_of_times(column: &str, policy: Option<&ExtensionConfig>) -> String {
    let advance = policy.and_then(|policy| policy.advance_reservation.clone()).unwrap_or_default();
    let closure =
        policy.and_then(|policy| policy.reservation_close_detail.clone()).unwrap_or_default();
    let shown = match column {
        "advanceReservationTime" => advance.advance_reservation_time.map(|count| count.to_string()),
        "advanceReservationTimeUnit" => advance.advance_reservation_time_unit,
        "advanceBookTimeFormat" => advance.advance_book_time_format,
        "taskStartTime" => closure.task_start_time.and_then(time),
        "taskEndTime" => closure.task_end_time.and_then(time),
        "closeReason" => closure.close_reason,
        "contactUnionId" => closure.contact_union_id,
        "sendNotify" => closure.send_notify.map(|notifies| notifies.to_string()),
        _ => None,
    };
    shown.unwrap_or_default()
}

/// A point in time as people write it.
fn time(at: i64) -> Option<String> {
    jiff::Timestamp::from_millisecond(at).ok().map(|at| at.to_string())
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
        | "leastCancelNotice"
        | "advanceReservationTime"
        | "approvalType" => {
            let number = cell.parse::<i32>();
            number.map(|number| number.to_string()).map_err(|_| format!("{cell:?} is not a number"))
        }
        // Programs that make tables write them in capitals.
        "enableCycleReservation"
        | "openReservation"
        | "approvalSwitch"
        | "capacityCheck"
        | "sendNotify"
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
        "taskStartTime" | "taskEndTime" => {
            let EpochMillis(at) =
                audit::time(cell).map_err(|error| format!("{cell:?} is {error}"))?;
            time(at).ok_or_else(|| format!("{cell:?} is beyond all calendars"))
        }
        "bookingQuota" | "closedDays" | "attributes" => {
            let mut config = ExtensionConfig::default();
            house_cells::ask(&mut config, column, cell)?;
            Ok(house_cells::shown(column, Some(&config)))
        }
        "deviceUnionIds" => Ok(cell.split(';').map(str::trim).collect::<Vec<_>>().join(";")),
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

/// Whether what there is of a column can be taken away.
pub(super) fn is_clearable(column: &str) -> Result<(), String> {
    match column {
        "roomId"
        | "isvRoomId"
        | "roomName"
        | "roomStatus"
        | "roomCapacity"
        | "enableCycleReservation"
        | "openReservation"
        | "approvalSwitch"
        | "approvalType" => Err("it cannot be taken away".to_owned()),
        "maxReservationTimeInterval" | "minReservationTimeInterval" => {
            Err("it cannot be taken away; 0 asks for nothing".to_owned())
        }
        _ => Ok(()),
    }
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

/// Asks for what a canonical cell says, which is empty where something is to be taken away. The group
/// is asked for by whoever knows its number. An advance window and a closure are written whole, so
/// they begin with what the room has of them, `before`.
pub(super) fn ask(wish: &mut NewRoom, before: Option<&MeetingRoom>, column: &str, cell: &str) {
    let (text, number) = (Some(cell.to_owned()), cell.parse::<i32>().ok());
    let fact = Some(cell == "true");
    let given = || Some(cell.to_owned()).filter(|cell| !cell.is_empty());
    let at = || audit::time(cell).ok().map(|at| at.0);
    let old = before.and_then(|room| room.extension_config.as_ref());
    if HOUSE_RULES.contains(&column) && cell.is_empty() {
        policy(wish).take_away.get_or_insert_default().push(column.to_owned());
        return;
    }
    match column {
        "isvRoomId" => wish.isv_room_id = text,
        "roomName" => wish.room_name = text,
        "roomStatus" => wish.room_status = number,
        "roomCapacity" => wish.room_capacity = number,
        "roomLabelIds" => {
            wish.room_label_ids = Some(items(cell).flat_map(str::parse).collect());
        }
        "locationTitle" => location(wish).title = text,
        "locationDesc" => location(wish).desc = text,
        "roomPicture" => wish.room_picture = text,
        "roomDescription" => wish.room_description = text,
        "authorizedMembers" => {
            let members = items(cell).flat_map(member).collect();
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
        "doorDisplay" => policy(wish).door_display = given(),
        // It was read before, by canonical.
        "bookingQuota" | "closedDays" | "attributes" => {
            let _ = house_cells::ask(policy(wish), column, cell);
        }
        "approvalType" => policy(wish).approval_type = number,
        "deviceUnionIds" => {
            wish.device_union_ids = Some(items(cell).map(str::to_owned).collect());
        }
        "advanceReservationTime" => advance(wish, old).advance_reservation_time = number,
        "advanceReservationTimeUnit" => advance(wish, old).advance_reservation_time_unit = given(),
        "advanceBookTimeFormat" => advance(wish, old).advance_book_time_format = given(),
        "taskStartTime" => closure(wish, old).task_start_time = at(),
        "taskEndTime" => closure(wish, old).task_end_time = at(),
        "closeReason" => closure(wish, old).close_reason = given(),
        "contactUnionId" => {
            let closure = closure(wish, old);
            (closure.contact_union_id, closure.contact_nick) = (given(), None);
        }
        "sendNotify" => closure(wish, old).send_notify = fact.filter(|_| !cell.is_empty()),
        _ => {}
    }
}

fn items(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').filter(|item| !item.is_empty())
}

fn advance<'a>(wish: &'a mut NewRoom, old: Option<&ExtensionConfig>) -> &'a mut AdvanceReservation {
    let old = || old.and_then(|policy| policy.advance_reservation.clone()).unwrap_or_default();
    policy(wish).advance_reservation.get_or_insert_with(old)
}

fn closure<'a>(wish: &'a mut NewRoom, old: Option<&ExtensionConfig>) -> &'a mut CloseDetail {
    let old = || old.and_then(|policy| policy.reservation_close_detail.clone()).unwrap_or_default();
    policy(wish).reservation_close_detail.get_or_insert_with(old)
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
            ("taskStartTime", "2026-11-23", Ok("2026-11-23T00:00:00Z")),
            ("taskEndTime", "2026-11-23T08:00:00.007+01:00", Ok("2026-11-23T07:00:00.007Z")),
            (
                "taskEndTime",
                "noon",
                Err("\"noon\" is not a time such as 2026-11-23 or 2026-11-23T08:00:00Z"),
            ),
            ("deviceUnionIds", "a; b", Ok("a;b")),
            ("bookingQuota", "week=10; open=05", Ok("open=5;week=10")),
            (
                "bookingQuota",
                "open=5;year=1",
                Err("\"year=1\" is not a bound such as open=5, day=4, week=10 or month=30"),
            ),
            (
                "closedDays",
                "2026-12-24..2027-01-01=Yule\\; and a day; 2027-05-01",
                Ok("2026-12-24..2027-01-01=Yule\\; and a day;2027-05-01"),
            ),
            (
                "closedDays",
                "2026-02-30",
                Err(
                    "\"2026-02-30\" is not closed days such as 2026-12-25 or 2026-12-24..2027-01-01=Holidays",
                ),
            ),
            ("attributes", "view=river=east;floor\\=x=2", Ok("floor\\=x=2;view=river=east")),
            ("attributes", "view", Err("\"view\" is not an attribute such as view=river")),
            ("sendNotify", "FALSE", Ok("false")),
        ] {
            let wanted = wanted.map(str::to_owned).map_err(str::to_owned);
            assert_eq!(canonical(column, cell), wanted, "{column} {cell}");
        }
    }

    #[test]
    fn a_window_and_a_closure_begin_with_what_there_is_and_lose_what_is_taken_away() {
        let closure = CloseDetail {
            task_start_time: Some(1000),
            close_reason: Some("paint".to_owned()),
            ..CloseDetail::default()
        };
        let advance = AdvanceReservation {
            advance_reservation_time: Some(3),
            advance_reservation_time_unit: Some("days".to_owned()),
            advance_book_time_format: None,
        };
        let policy = ExtensionConfig {
            advance_reservation: Some(advance.clone()),
            reservation_close_detail: Some(closure.clone()),
            ..ExtensionConfig::default()
        };
        let room = MeetingRoom { extension_config: Some(policy), ..MeetingRoom::default() };
        assert_eq!(shown("taskStartTime", &room, ""), "1970-01-01T00:00:01Z");
        let mut wish = NewRoom::default();
        for (column, cell) in [
            ("taskEndTime", "1970-01-01T00:00:02Z"),
            ("closeReason", ""),
            ("advanceReservationTime", "4"),
            ("deviceUnionIds", ""),
            ("roomLabelIds", ""),
        ] {
            ask(&mut wish, Some(&room), column, cell);
        }
        let asked = wish.extension_config.unwrap();
        let wanted = CloseDetail { task_end_time: Some(2000), close_reason: None, ..closure };
        assert_eq!(asked.reservation_close_detail, Some(wanted));
        let wanted = AdvanceReservation { advance_reservation_time: Some(4), ..advance };
        assert_eq!(asked.advance_reservation, Some(wanted));
        assert_eq!((wish.device_union_ids, wish.room_label_ids), (Some(vec![]), Some(vec![])));
    }
}
