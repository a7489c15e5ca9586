//! What `CreateMeetingRoom` and `UpdateMeetingRoom` are given: the same fields, of which the first
//! needs some and the second a room.
//!
//! Every field may be absent to a reader, so that a missing one is refused in its place among the
//! checks; what is required is said in the schema. A field that is absent is not written.

use serde::{Deserialize, Serialize};

use super::{ExtensionConfig, MeetingRoom, ReservationAuthority, RoomLocation};

/// The two bodies: their own fields, and those that they share.
macro_rules! bodies {
    ($($(#[$about:meta])* $body:ident { $($(#[$own_about:meta])* $own:ident: $own_type:ty,)* })*) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "camelCase")]
        pub struct $body {
            /// unionId of the person on whose behalf the app calls.
            #[serde(skip_serializing_if = "Option::is_none")]
            #[cfg_attr(feature = "schema", schemars(required))]
            pub union_id: Option<String>,
            $($(#[$own_about])*
            #[serde(skip_serializing_if = "Option::is_none")]
            pub $own: $own_type,)*
            /// Seats.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub room_capacity: Option<i32>,
            /// What it is equipped with: 1 TV, 2 Phone, 3 Projector, 4 Whiteboard, 5 Video Meeting,
            /// others the organisation's own.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub room_label_ids: Option<Vec<i64>>,
            /// Where it is.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub room_location: Option<RoomLocation>,
            /// Address of a picture.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub room_picture: Option<String>,
            /// Free text.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub room_description: Option<String>,
            /// The group it is in; 0 is none.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub group_id: Option<i64>,
            /// Whom a room of status 2 names.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub reservation_authority: Option<ReservationAuthority>,
            /// Whether a recurring event may take it.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub enable_cycle_reservation: Option<bool>,
            /// Whether it can be booked at all.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub open_reservation: Option<bool>,
            /// Ours: the policy, in the form of the read. Of an existing one the given fields
            /// change; a window, a closure, a list or an object is replaced whole, and an empty one
            /// takes it away.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub extension_config: Option<ExtensionConfig>,
            /// Ours: the reserved field of the read.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub room_staff_id: Option<String>,
            /// Ours: unionIds of devices that are listed with it.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub device_union_ids: Option<Vec<String>>,
            /// Ours: an IANA zone; an empty one is the organisation's.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub time_zone: Option<String>,
        }
    )*};
}

bodies! {
    /// A room to be made.
    NewRoom {
        /// What people call it: 1 to 100 characters, that no other room of the organisation has.
        #[cfg_attr(feature = "schema", schemars(required))]
        room_name: Option<String>,
        /// Who may see and book it: 0 everyone, 1 administrators, 2 those that it names.
        #[cfg_attr(feature = "schema", schemars(required))]
        room_status: Option<i32>,
        /// The caller's own id of the room.
        #[cfg_attr(feature = "schema", schemars(required))]
        isv_room_id: Option<String>,
    }
    /// What is to be changed of a room.
    RoomUpdate {
        /// Which room.
        #[cfg_attr(feature = "schema", schemars(required))]
        room_id: Option<String>,
        /// What people call it: 1 to 100 characters, that no other room of the organisation has.
        room_name: Option<String>,
        /// Who may see and book it: 0 everyone, 1 administrators, 2 those that it names.
        room_status: Option<i32>,
        /// The caller's own id of the room.
        isv_room_id: Option<String>,
        /// Ours: the room as the caller read it. Where it is not so any more, the call is refused.
        expected: Option<Box<MeetingRoom>>,
    }
}

impl RoomUpdate {
    /// The fields that are given, for that room.
    pub fn of(room_id: String, fields: NewRoom) -> Self {
        Self {
            union_id: fields.union_id,
            room_id: Some(room_id),
            room_name: fields.room_name,
            room_status: fields.room_status,
            isv_room_id: fields.isv_room_id,
            expected: None,
            room_capacity: fields.room_capacity,
            room_label_ids: fields.room_label_ids,
            room_location: fields.room_location,
            room_picture: fields.room_picture,
            room_description: fields.room_description,
            group_id: fields.group_id,
            reservation_authority: fields.reservation_authority,
            enable_cycle_reservation: fields.enable_cycle_reservation,
            open_reservation: fields.open_reservation,
            extension_config: fields.extension_config,
            room_staff_id: fields.room_staff_id,
            device_union_ids: fields.device_union_ids,
            time_zone: fields.time_zone,
        }
    }

    /// Which room, and the fields that are given; what the caller expects is none of them.
    pub fn into_parts(self) -> (Option<String>, NewRoom) {
        let fields = NewRoom {
            union_id: self.union_id,
            room_name: self.room_name,
            room_status: self.room_status,
            isv_room_id: self.isv_room_id,
            room_capacity: self.room_capacity,
            room_label_ids: self.room_label_ids,
            room_location: self.room_location,
            room_picture: self.room_picture,
            room_description: self.room_description,
            group_id: self.group_id,
            reservation_authority: self.reservation_authority,
            enable_cycle_reservation: self.enable_cycle_reservation,
            open_reservation: self.open_reservation,
            extension_config: self.extension_config,
            room_staff_id: self.room_staff_id,
            device_union_ids: self.device_union_ids,
            time_zone: self.time_zone,
        };
        (self.room_id, fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_fields_are_read_and_not_written() {
        let update: RoomUpdate = serde_json::from_str(r#"{"roomId":"r","unionId":null}"#).unwrap();
        let wanted = RoomUpdate { room_id: Some("r".to_owned()), ..RoomUpdate::default() };
        assert_eq!(update, wanted);
        assert_eq!(serde_json::to_string(&update).unwrap(), r#"{"roomId":"r"}"#);
        assert_eq!(serde_json::to_string(&NewRoom::default()).unwrap(), "{}");
    }

    #[test]
    fn the_fields_have_the_wires_names() {
        // surface.json's, and the four that are ours.
        let given = r#"{"unionId":"u","roomName":"n","roomStatus":2,"isvRoomId":"i","roomCapacity":1,
            "roomLabelIds":[1],"roomLocation":{"title":"t","desc":"d"},"roomPicture":"p",
            "roomDescription":"e","groupId":3,"reservationAuthority":{"authorizedMembers":[
            {"memberId":"m","memberType":"user"}]},"enableCycleReservation":true,
            "openReservation":false,"extensionConfig":{"approvalType":1},"roomStaffId":"s",
            "deviceUnionIds":["v"],"timeZone":"UTC"}"#;
        let read: NewRoom = serde_json::from_str(given).unwrap();
        let written = serde_json::to_value(&read).unwrap();
        assert_eq!(written, serde_json::from_str::<serde_json::Value>(given).unwrap());
        let (room, fields) = serde_json::from_str::<RoomUpdate>(given).unwrap().into_parts();
        assert_eq!((&room, &fields), (&None, &read));
        let update = RoomUpdate::of("r".to_owned(), fields);
        assert_eq!(update.into_parts(), (Some("r".to_owned()), read));
    }
}
