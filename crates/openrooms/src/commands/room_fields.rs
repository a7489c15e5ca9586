//! The fields of a room, as `openrooms room create` and `room update` take them.

use openrooms_protocol::rooms::{AuthorizedMember, NewRoom, ReservationAuthority, RoomLocation};

use super::policy;
use crate::cli::{Audience, RoomFieldsArgs};
use crate::settings::Misuse;

/// The fields that are given, those of the caller's own apart.
pub(super) fn given(args: RoomFieldsArgs, union_id: &str) -> anyhow::Result<NewRoom> {
    let location = RoomLocation { title: args.location, desc: args.location_detail };
    let has_location = location != RoomLocation::default();
    let members =
        args.member.iter().map(|text| member(text)).collect::<anyhow::Result<Vec<_>>>()?;
    let members = (!members.is_empty() || args.no_members).then_some(members);
    let policy = args.policy.map(|text| policy::parse("--policy", &text)).transpose()?;
    Ok(NewRoom {
        union_id: Some(union_id.to_owned()),
        room_name: args.name,
        room_status: args.audience.map(Audience::status),
        isv_room_id: args.isv_room_id,
        room_capacity: args.seats,
        room_label_ids: (!args.label.is_empty()).then_some(args.label),
        room_location: has_location.then_some(location),
        room_picture: args.picture,
        room_description: args.description,
        group_id: args.group,
        reservation_authority: members
            .map(|members| ReservationAuthority { authorized_members: Some(members) }),
        enable_cycle_reservation: args.recurring,
        open_reservation: args.open,
        extension_config: args.house.onto(policy)?,
        room_staff_id: args.staff_id,
        device_union_ids: (!args.device.is_empty()).then_some(args.device),
        time_zone: args.time_zone,
    })
}

/// `user:ID` or `dept:ID`.
fn member(text: &str) -> anyhow::Result<AuthorizedMember> {
    match text.split_once(':') {
        Some((kind @ ("user" | "dept"), id)) if !id.is_empty() => Ok(AuthorizedMember {
            member_id: id.to_owned(),
            member_type: kind.to_owned(),
            member_name: None,
        }),
        _ => Err(Misuse(format!("--member {text:?}: it is user:UNION-ID or dept:ID")).into()),
    }
}
