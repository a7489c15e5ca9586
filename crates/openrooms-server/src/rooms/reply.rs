//! A room in the words of the wire, and back.

use openrooms_core::ParseError;
use openrooms_core::id::{CorpId, DeviceUnionId, GroupId, RoomId, UnionId};
use openrooms_core::room::{
    Advance, AdvanceUnit, Approval, Closure, Label, Location, Member, MemberId, Policy, Room,
    RoomStatus, RoomView,
};
use openrooms_core::time::{EpochMillis, TimeOfDay, Zone};
use openrooms_protocol::organisation::DocumentError;
use openrooms_protocol::rooms as wire;

use super::house;

/// What `QueryMeetingRoom` replies.
pub(crate) fn meeting_room(view: RoomView) -> wire::MeetingRoom {
    let group = view.group.map(|group| wire::RoomGroup {
        group_id: Some(group.id.0),
        // A group that rooms name by its id alone was never named.
        group_name: Some(group.name).filter(|name| !name.is_empty()),
        parent_id: Some(group.parent.0),
    });
    let mut room = room_to_wire(view.room, Some(view.corp), group);
    for label in room.room_labels.iter_mut().flatten() {
        if label.label_name.is_none() {
            label.label_name = Label::fixed_name(label.label_id).map(str::to_owned);
        }
    }
    room
}

/// A room as the record tells it: as it is kept, its group by its id alone.
pub(crate) fn recorded(room: Room) -> wire::MeetingRoom {
    let group = room.group.map(|id| wire::RoomGroup { group_id: Some(id.0), ..Default::default() });
    room_to_wire(room, None, group)
}

/// A room as it is kept, with its group as given.
pub(crate) fn room_to_wire(
    room: Room,
    corp: Option<CorpId>,
    room_group: Option<wire::RoomGroup>,
) -> wire::MeetingRoom {
    let labels = room.labels.map(|labels| {
        let labels = labels.into_iter();
        labels.map(|label| wire::RoomLabel { label_id: label.id, label_name: label.name }).collect()
    });
    let members = room.members.map(|members| wire::ReservationAuthority {
        authorized_members: Some(members.into_iter().map(member_to_wire).collect()),
    });
    wire::MeetingRoom {
        room_id: room.id.into_string(),
        room_staff_id: room.staff_id,
        corp_id: corp.map(CorpId::into_string),
        room_name: room.name,
        room_status: room.status.number(),
        room_labels: labels,
        room_capacity: room.capacity,
        room_location: room.location.map(|location| wire::RoomLocation {
            title: location.title,
            desc: location.description,
        }),
        room_picture: room.picture,
        isv_room_id: room.isv_room_id,
        room_group,
        device_union_ids: room
            .device_union_ids
            .map(|ids| ids.into_iter().map(DeviceUnionId::into_string).collect()),
        reservation_authority: members,
        enable_cycle_reservation: room.allows_series,
        room_union_id: room.union_id,
        extension_config: room.policy.map(policy_to_wire),
        room_description: room.description,
        time_zone: room.zone.map(|zone| zone.name().to_owned()),
    }
}

pub(crate) fn member_to_wire(member: Member) -> wire::AuthorizedMember {
    let (kind, id) = member.who.parts();
    wire::AuthorizedMember { member_id: id, member_type: kind.to_owned(), member_name: member.name }
}

/// A policy in the form of `extensionConfig`.
pub(crate) fn policy_to_wire(policy: Policy) -> wire::ExtensionConfig {
    let mut config = wire::ExtensionConfig {
        open_reservation: policy.is_open,
        max_reservation_time_interval: policy.max_length_minutes,
        min_reservation_time_interval: policy.min_length_minutes,
        advance_reservation: policy.advance.map(|advance| wire::AdvanceReservation {
            advance_reservation_time: advance.count,
            advance_reservation_time_unit: advance.unit.map(|unit| unit.word().to_owned()),
            advance_book_time_format: advance.opens_at.map(|time| time.text().to_owned()),
        }),
        reservation_close_detail: policy.closure.map(|closure| wire::CloseDetail {
            task_start_time: closure.starts_at.map(|at| at.0),
            task_end_time: closure.ends_at.map(|at| at.0),
            close_reason: closure.reason,
            contact_union_id: closure.contact.map(UnionId::into_string),
            contact_nick: closure.contact_name,
            send_notify: closure.notifies,
        }),
        approval_switch: policy.needs_approval,
        approval_type: policy.approval.map(Approval::number),
        ..wire::ExtensionConfig::default()
    };
    house::show(policy.house, &mut config);
    config
}

/// Names the field that does not parse, below `path`.
fn at<T>(path: &str, field: &str, parsed: Result<T, ParseError>) -> Result<T, DocumentError> {
    parsed.map_err(|error| DocumentError { path: format!("{path}.{field}"), message: error.0 })
}

/// Reads a room; errors carry the path of what is wrong.
pub(crate) fn room_from_wire(room: wire::MeetingRoom, path: &str) -> Result<Room, DocumentError> {
    let status = at(path, "roomStatus", RoomStatus::parse(room.room_status.into()))?;
    if room.room_capacity.is_some_and(|seats| seats < 0) {
        at(path, "roomCapacity", Err(ParseError("it cannot be negative".to_owned())))?;
    }
    let members = room.reservation_authority.map(|authority| {
        let path = format!("{path}.reservationAuthority.authorizedMembers");
        members_from_wire(authority.authorized_members.unwrap_or_default(), &path)
    });
    let zone = room.time_zone.map(|name| Zone::parse(&name)).transpose();
    let labels = room.room_labels.map(|labels| {
        let labels = labels.into_iter();
        labels.map(|label| Label { id: label.label_id, name: label.label_name }).collect()
    });
    Ok(Room {
        id: RoomId::new(room.room_id),
        staff_id: room.room_staff_id,
        name: room.room_name,
        status,
        labels,
        capacity: room.room_capacity,
        location: room
            .room_location
            .map(|location| Location { title: location.title, description: location.desc }),
        picture: room.room_picture,
        isv_room_id: room.isv_room_id,
        group: room.room_group.and_then(|group| group.group_id).filter(|id| *id != 0).map(GroupId),
        device_union_ids: room
            .device_union_ids
            .map(|ids| ids.into_iter().map(DeviceUnionId::new).collect()),
        members: members.transpose()?,
        allows_series: room.enable_cycle_reservation,
        union_id: room.room_union_id,
        policy: room.extension_config.map(|config| policy_from_wire(config, path)).transpose()?,
        description: room.room_description,
        zone: at(path, "timeZone", zone)?,
        beyond: None,
    })
}

/// Reads those that a room names, which stand at `path`.
pub(crate) fn members_from_wire(
    members: Vec<wire::AuthorizedMember>,
    path: &str,
) -> Result<Vec<Member>, DocumentError> {
    let members = members.into_iter().enumerate().map(|(index, member)| {
        let who = MemberId::parse(&member.member_type, &member.member_id);
        let who = at(&format!("{path}[{index}]"), "memberType", who)?;
        Ok(Member { who, name: member.member_name })
    });
    members.collect()
}

/// Reads a policy; errors carry the path of what is wrong.
pub(crate) fn policy_from_wire(
    config: wire::ExtensionConfig,
    path: &str,
) -> Result<Policy, DocumentError> {
    let house = house::rules(&config, path)?;
    let advance = config.advance_reservation.map(|advance| {
        let below = "extensionConfig.advanceReservation";
        let unit = advance.advance_reservation_time_unit.map(|word| AdvanceUnit::parse(&word));
        let opens_at = advance.advance_book_time_format.map(|text| TimeOfDay::parse(&text));
        Ok(Advance {
            count: advance.advance_reservation_time,
            unit: at(path, &format!("{below}.advanceReservationTimeUnit"), unit.transpose())?,
            opens_at: at(path, &format!("{below}.advanceBookTimeFormat"), opens_at.transpose())?,
        })
    });
    let closure = config.reservation_close_detail.map(|closure| Closure {
        starts_at: closure.task_start_time.map(EpochMillis),
        ends_at: closure.task_end_time.map(EpochMillis),
        reason: closure.close_reason,
        contact: closure.contact_union_id.map(UnionId::new),
        contact_name: closure.contact_nick,
        notifies: closure.send_notify,
    });
    let approval = config.approval_type.map(|number| Approval::parse(number.into())).transpose();
    Ok(Policy {
        is_open: config.open_reservation,
        max_length_minutes: config.max_reservation_time_interval,
        min_length_minutes: config.min_reservation_time_interval,
        advance: advance.transpose()?,
        closure,
        needs_approval: config.approval_switch,
        approval: at(path, "extensionConfig.approvalType", approval)?,
        house,
    })
}
