//! Registering, changing and removing devices, and what they report: what is asked for, and who may
//! have it.

use crate::access::{Viewer, may_manage, may_manage_room};
use crate::device::{Device, DeviceView, Fact, SHARE_CODE};
use crate::id::{DeviceUnionId, GroupId, RoomId, UnionId};
use crate::room_change::Put;
use crate::time::EpochMillis;

/// The most properties that a device has.
pub const MOST_PROPERTIES: usize = 200;

/// What is asked for of a device; `None` leaves it as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeviceWish {
    /// Texts that are wanted; an empty one takes the fact away.
    pub facts: Vec<(Fact, String)>,
    /// Serial number.
    pub serial: Option<String>,
    /// The number of the service that it belongs to.
    pub service_id: Option<i32>,
    /// The room it stands in.
    pub room: Option<Put<RoomId>>,
    /// The code that finds it on the network.
    pub share_code: Option<Put<String>>,
    /// The device that it controls.
    pub controls: Option<Put<DeviceUnionId>>,
}

/// Why a device is not registered, changed, removed or shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceRefusal {
    /// The operator is nobody of the organisation, or does not administer this device.
    NotAdministrator,
    /// There is no such device.
    DeviceUnknown,
    /// There is no such room.
    RoomUnknown,
    /// Another device has the union id.
    UnionIdTaken,
    /// Another device has the id.
    IdTaken,
    /// Another device has the share code.
    ShareCodeTaken,
    /// The device that it is to control is not there, or is itself.
    ControlledUnknown,
    /// It would have more properties than a device may.
    TooManyProperties,
}

/// The room that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// None is, or what there is stays.
    Unasked,
    /// There is no such room.
    Unknown,
    /// It is there: with its group and those above.
    Room(RoomId, Vec<GroupId>),
}

/// The device that is to be controlled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Controlled {
    /// None is asked for, or the one that is controlled already.
    Unasked,
    /// There is no such device.
    Unknown,
    /// It is there.
    There(Box<DeviceView>),
}

/// What a wish meets in the organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceSurroundings {
    /// The room that is asked for.
    pub place: Place,
    /// The device that is to be controlled.
    pub controlled: Controlled,
    /// The first thing that does not fit what is there.
    pub clash: Option<Clash>,
}

/// What of a wish does not fit what is there, in the order in which it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clash {
    /// Another device has the union id.
    UnionId,
    /// Another device has the id.
    Id,
    /// Another device has the share code.
    ShareCode,
    /// The device that it is to control is not there, or is itself.
    Controlled,
}

impl DeviceWish {
    /// The device that it makes.
    pub fn make(
        self,
        union_id: DeviceUnionId,
        id: String,
        creator: UnionId,
        now: EpochMillis,
    ) -> Device {
        self.onto(Device {
            union_id,
            id,
            room: None,
            group: None,
            share_code: None,
            serial: None,
            facts: std::collections::BTreeMap::new(),
            service_id: None,
            creator: Some(creator),
            active_since: Some(now),
            controls: None,
            token: None,
            properties: None,
            beyond: None,
        })
    }

    /// What is asked for beside what the device controls already, which nobody needs a right for.
    #[must_use]
    pub fn beside(self, device: &Device) -> Self {
        let controls = self.controls.filter(|wish| match wish {
            Put::Value(other) => device.controls.as_ref() != Some(other),
            Put::Nothing => true,
        });
        Self { controls, ..self }
    }

    /// The device with what is asked for.
    pub fn onto(self, device: Device) -> Device {
        let mut device = Device {
            room: self.room.map_or(device.room, Put::into_option),
            share_code: self.share_code.map_or(device.share_code, Put::into_option),
            controls: self.controls.map_or(device.controls, Put::into_option),
            serial: self.serial.or(device.serial),
            service_id: self.service_id.or(device.service_id),
            ..device
        };
        for (fact, value) in self.facts {
            set_fact(&mut device, fact, value);
        }
        device
    }
}

/// A fact has one place: an imported property of its name gives way.
fn set_fact(device: &mut Device, fact: Fact, value: String) {
    if let Some(properties) = &mut device.properties {
        properties.retain(|(name, _)| name != fact.word());
    }
    if value.is_empty() {
        device.facts.remove(&fact);
    } else {
        device.facts.insert(fact, value);
    }
}

/// Whether the operator may register a device in that place.
///
/// An administrator may anywhere, an administrator of groups in the rooms of those and below.
pub fn may_register(
    operator: Option<&Viewer>,
    found: &DeviceSurroundings,
) -> Result<(), DeviceRefusal> {
    let operator = operator.ok_or(DeviceRefusal::NotAdministrator)?;
    match &found.place {
        Place::Unasked if operator.is_admin => Ok(()),
        Place::Unasked => Err(DeviceRefusal::NotAdministrator),
        place => check_place(operator, place),
    }?;
    check_controlled(operator, &found.controlled)?;
    check_free(found)
}

/// The device, where the operator administers it. That it is there, or not, is told to
/// administrators alone.
pub fn administered(
    operator: Option<&Viewer>,
    device: Option<DeviceView>,
) -> Result<DeviceView, DeviceRefusal> {
    let operator = operator.ok_or(DeviceRefusal::NotAdministrator)?;
    match device {
        Some(view) if manages(operator, &view) => Ok(view),
        None if operator.is_admin => Err(DeviceRefusal::DeviceUnknown),
        _ => Err(DeviceRefusal::NotAdministrator),
    }
}

/// Whether they administer a device: the room that it stands in, or everything.
fn manages(operator: &Viewer, view: &DeviceView) -> bool {
    match &view.device.room {
        Some(room) => may_manage_room(operator, room, &view.groups),
        None => may_manage(operator, &view.groups),
    }
}

/// Who lets a device control another administers both. That the other is there, or not, is told to
/// administrators alone.
fn check_controlled(operator: &Viewer, controlled: &Controlled) -> Result<(), DeviceRefusal> {
    match controlled {
        Controlled::Unasked => Ok(()),
        Controlled::There(view) if manages(operator, view) => Ok(()),
        Controlled::Unknown if operator.is_admin => Err(DeviceRefusal::ControlledUnknown),
        Controlled::There(_) | Controlled::Unknown => Err(DeviceRefusal::NotAdministrator),
    }
}

/// Whether a device that the operator administers may become what is asked for.
pub fn may_become(
    operator: &Viewer,
    wish: &DeviceWish,
    found: &DeviceSurroundings,
) -> Result<(), DeviceRefusal> {
    match (&wish.room, &found.place) {
        // A device in no room is the administrators'.
        (Some(Put::Nothing), _) if !operator.is_admin => Err(DeviceRefusal::NotAdministrator),
        (_, Place::Unasked) => Ok(()),
        (_, place) => check_place(operator, place),
    }?;
    check_controlled(operator, &found.controlled)?;
    check_free(found)
}

fn check_place(operator: &Viewer, place: &Place) -> Result<(), DeviceRefusal> {
    match place {
        Place::Room(room, groups) if may_manage_room(operator, room, groups) => Ok(()),
        Place::Unknown if operator.is_admin => Err(DeviceRefusal::RoomUnknown),
        Place::Unasked => Ok(()),
        Place::Room(..) | Place::Unknown => Err(DeviceRefusal::NotAdministrator),
    }
}

/// Whether what is asked for is no other device's already, and the device to control is there.
pub fn check_free(found: &DeviceSurroundings) -> Result<(), DeviceRefusal> {
    match found.clash {
        None => Ok(()),
        Some(Clash::UnionId) => Err(DeviceRefusal::UnionIdTaken),
        Some(Clash::Id) => Err(DeviceRefusal::IdTaken),
        Some(Clash::ShareCode) => Err(DeviceRefusal::ShareCodeTaken),
        Some(Clash::Controlled) => Err(DeviceRefusal::ControlledUnknown),
    }
}

/// What a report asks for that may be another device's. A code that the device has already, as an
/// imported one may together with others, stays.
pub fn asked_by_report(old: &Device, new: &Device) -> Option<DeviceWish> {
    let code = new.share_code.clone().filter(|_| new.share_code != old.share_code)?;
    Some(DeviceWish { share_code: Some(Put::Value(code)), ..DeviceWish::default() })
}

/// The device with what it reports: a fact under a fact's name, its share code, else a property; an
/// empty value takes it away.
pub fn reported(
    mut device: Device,
    report: Vec<(String, String)>,
) -> Result<Device, DeviceRefusal> {
    for (name, value) in report {
        if let Some(fact) = Fact::parse(&name) {
            set_fact(&mut device, fact, value);
            continue;
        }
        if name == SHARE_CODE {
            device.share_code = (!value.is_empty()).then_some(value);
            continue;
        }
        let properties = device.properties.get_or_insert_default();
        let place = properties.iter().position(|(known, _)| *known == name);
        match (place, value.is_empty()) {
            (Some(place), true) => _ = properties.remove(place),
            (Some(place), false) => properties[place].1 = value,
            (None, true) => {}
            (None, false) => properties.push((name, value)),
        }
    }
    if let Some(properties) = &mut device.properties {
        properties.sort();
        if properties.len() > MOST_PROPERTIES {
            return Err(DeviceRefusal::TooManyProperties);
        }
    }
    Ok(device)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operator(is_admin: bool, administers: &[i64]) -> Viewer {
        let administers = administers.iter().copied().map(GroupId).collect();
        Viewer { is_admin, administers, ..Viewer::default() }
    }

    fn device() -> Device {
        let wish = DeviceWish {
            facts: vec![(Fact::Name, "Panel".to_owned())],
            share_code: Some(Put::Value("1234".to_owned())),
            ..DeviceWish::default()
        };
        wish.make(DeviceUnionId::new("d"), "1".to_owned(), UnionId::new("boss"), EpochMillis(7))
    }

    fn place(groups: Option<&[i64]>) -> Place {
        groups.map_or(Place::Unknown, |ids| {
            Place::Room(RoomId::new("r"), ids.iter().copied().map(GroupId).collect())
        })
    }

    fn free(place: Place) -> DeviceSurroundings {
        DeviceSurroundings { place, controlled: Controlled::Unasked, clash: None }
    }

    fn view(groups: &[i64], room: Option<&str>) -> DeviceView {
        let groups = groups.iter().copied().map(GroupId).collect();
        let device = Device { room: room.map(RoomId::new), ..device() };
        DeviceView { device, room_name: None, groups, seen_at: None }
    }

    /// Somebody who administers one room alone.
    fn of_room(id: &str) -> Viewer {
        Viewer { rooms: vec![RoomId::new(id)], ..Viewer::default() }
    }

    #[test]
    fn devices_are_registered_by_who_administers_the_place() {
        use DeviceRefusal::{
            ControlledUnknown, IdTaken, NotAdministrator, RoomUnknown, ShareCodeTaken, UnionIdTaken,
        };
        let (admin, nobody, keeper) =
            (operator(true, &[]), operator(false, &[]), operator(false, &[10]));
        let below = || free(place(Some(&[11, 10])));
        let nowhere = || free(Place::Unasked);
        let clash = |clash| DeviceSurroundings { clash: Some(clash), ..nowhere() };
        let (its_own, of_another) = (of_room("r"), of_room("s"));
        for (who, found, wanted) in [
            (None, nowhere(), Err(NotAdministrator)),
            (Some(&nobody), nowhere(), Err(NotAdministrator)),
            (Some(&nobody), below(), Err(NotAdministrator)),
            (Some(&nobody), free(place(None)), Err(NotAdministrator)),
            (Some(&keeper), nowhere(), Err(NotAdministrator)),
            (Some(&keeper), below(), Ok(())),
            (Some(&keeper), free(place(Some(&[12]))), Err(NotAdministrator)),
            (Some(&keeper), free(place(None)), Err(NotAdministrator)),
            (Some(&its_own), free(place(Some(&[12]))), Ok(())),
            (Some(&its_own), nowhere(), Err(NotAdministrator)),
            (Some(&of_another), free(place(Some(&[12]))), Err(NotAdministrator)),
            (Some(&admin), free(place(None)), Err(RoomUnknown)),
            (Some(&admin), nowhere(), Ok(())),
            (Some(&admin), below(), Ok(())),
            (Some(&admin), clash(Clash::UnionId), Err(UnionIdTaken)),
            (Some(&admin), clash(Clash::Id), Err(IdTaken)),
            (Some(&admin), clash(Clash::ShareCode), Err(ShareCodeTaken)),
            (Some(&admin), clash(Clash::Controlled), Err(ControlledUnknown)),
            (Some(&nobody), clash(Clash::Id), Err(NotAdministrator)),
        ] {
            assert_eq!(may_register(who, &found), wanted, "{who:?} {found:?}");
        }
    }

    #[test]
    fn only_administrators_learn_whether_a_device_is_there() {
        use DeviceRefusal::{DeviceUnknown, NotAdministrator};
        let (admin, nobody, keeper) =
            (operator(true, &[]), operator(false, &[]), operator(false, &[10]));
        let in_room = |groups: &[i64]| Some(view(groups, Some("r")));
        let nowhere = |groups: &[i64]| Some(view(groups, None));
        let (its_own, of_another) = (of_room("r"), of_room("s"));
        for (who, found, wanted) in [
            (Some(&its_own), in_room(&[]), Ok(())),
            (Some(&its_own), nowhere(&[]), Err(NotAdministrator)),
            (Some(&of_another), in_room(&[]), Err(NotAdministrator)),
            (None, nowhere(&[]), Err(NotAdministrator)),
            (Some(&nobody), nowhere(&[]), Err(NotAdministrator)),
            (Some(&nobody), None, Err(NotAdministrator)),
            (Some(&keeper), nowhere(&[]), Err(NotAdministrator)),
            (Some(&keeper), nowhere(&[11, 10]), Ok(())),
            (Some(&keeper), None, Err(NotAdministrator)),
            (Some(&admin), nowhere(&[]), Ok(())),
            (Some(&admin), None, Err(DeviceUnknown)),
        ] {
            let outcome = administered(who, found.clone()).map(|_| ());
            assert_eq!(outcome, wanted, "{who:?} {found:?}");
        }
    }

    #[test]
    fn a_device_moves_only_between_rooms_that_one_administers() {
        use DeviceRefusal::{NotAdministrator, RoomUnknown};
        let (admin, keeper) = (operator(true, &[]), operator(false, &[10]));
        let wish = |room| DeviceWish { room, ..DeviceWish::default() };
        let to = || wish(Some(Put::Value(RoomId::new("r"))));
        for (who, wish, place, wanted) in [
            (&keeper, wish(None), Place::Unasked, Ok(())),
            (&keeper, wish(Some(Put::Nothing)), Place::Unasked, Err(NotAdministrator)),
            (&keeper, to(), place(Some(&[10])), Ok(())),
            (&keeper, to(), place(Some(&[12])), Err(NotAdministrator)),
            (&keeper, to(), Place::Unknown, Err(NotAdministrator)),
            (&admin, to(), Place::Unknown, Err(RoomUnknown)),
            (&admin, wish(Some(Put::Nothing)), Place::Unasked, Ok(())),
        ] {
            assert_eq!(may_become(who, &wish, &free(place.clone())), wanted, "{who:?} {place:?}");
        }
    }

    #[test]
    fn a_device_controls_another_only_by_who_administers_both() {
        use DeviceRefusal::{ControlledUnknown, NotAdministrator};
        let (admin, keeper, its_own) = (operator(true, &[]), operator(false, &[10]), of_room("r"));
        let there = |groups: &[i64], room| Controlled::There(Box::new(view(groups, room)));
        for (who, controlled, wanted) in [
            (&admin, there(&[], None), Ok(())),
            (&admin, Controlled::Unknown, Err(ControlledUnknown)),
            (&keeper, Controlled::Unasked, Ok(())),
            (&keeper, there(&[11, 10], Some("s")), Ok(())),
            (&keeper, there(&[12], Some("s")), Err(NotAdministrator)),
            (&keeper, there(&[], None), Err(NotAdministrator)),
            (&keeper, Controlled::Unknown, Err(NotAdministrator)),
            (&its_own, there(&[10], Some("r")), Ok(())),
            (&its_own, there(&[10], Some("s")), Err(NotAdministrator)),
        ] {
            let found = DeviceSurroundings { controlled, ..free(place(Some(&[10]))) };
            assert_eq!(may_register(Some(who), &found), wanted, "{who:?} {found:?}");
            let become_it = may_become(who, &DeviceWish::default(), &found);
            assert_eq!(become_it, wanted, "{who:?} {found:?}");
        }
    }

    #[test]
    fn a_wish_changes_what_it_names() {
        let wish = DeviceWish {
            facts: vec![(Fact::Name, String::new()), (Fact::Model, "X1".to_owned())],
            serial: Some("sn".to_owned()),
            share_code: Some(Put::Nothing),
            ..DeviceWish::default()
        };
        let changed = wish.onto(device());
        assert_eq!((changed.fact(Fact::Name), changed.fact(Fact::Model)), (None, Some("X1")));
        assert_eq!((changed.serial.as_deref(), changed.share_code), (Some("sn"), None));
        assert_eq!(changed.creator, Some(UnionId::new("boss")));
        assert_eq!(DeviceWish::default().onto(device()), device());
    }

    #[test]
    fn a_report_sets_fields_by_their_names_and_properties_by_others() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let mut old = device();
        old.properties = Some(vec![pair("devNetIp", "old"), pair("volume", "3")]);
        assert_eq!(old.fact(Fact::Address), Some("old"));
        let report = vec![
            pair("devNetIp", "10.0.0.7"),
            pair("shareCode", "99"),
            pair("volume", "4"),
            pair("bright", "1"),
            pair("deviceName", ""),
            pair("nothing", ""),
        ];
        let new = reported(old, report).unwrap();
        assert_eq!(new.fact(Fact::Address), Some("10.0.0.7"));
        assert_eq!(new.fact(Fact::Name), None);
        assert_eq!(new.properties, Some(vec![pair("bright", "1"), pair("volume", "4")]));
        for (name, value) in [
            ("devNetIp", Some("10.0.0.7")),
            ("shareCode", Some("99")),
            ("volume", Some("4")),
            ("other", None),
        ] {
            assert_eq!(new.property(name), value, "{name}");
        }
        let gone = reported(new, vec![pair("volume", ""), pair("devNetIp", "")]).unwrap();
        assert_eq!((gone.property("volume"), gone.property("devNetIp")), (None, None));
    }

    #[test]
    fn a_report_asks_for_a_share_code_that_is_new() {
        let with = |code: &str| {
            let report = vec![(SHARE_CODE.to_owned(), code.to_owned())];
            reported(device(), report).unwrap()
        };
        for (new, wanted) in [
            (device(), None),
            (with("1234"), None),
            (with(""), None),
            (with("99"), Some(Put::Value("99".to_owned()))),
        ] {
            let asked = asked_by_report(&device(), &new).map(|wish| wish.share_code);
            assert_eq!(asked, wanted.map(Some), "{:?}", new.share_code);
        }
    }

    #[test]
    fn properties_are_bounded() {
        let many = |count: usize| (0..count).map(|at| (format!("p{at}"), "v".to_owned())).collect();
        assert!(reported(device(), many(MOST_PROPERTIES)).is_ok());
        let refused = reported(device(), many(MOST_PROPERTIES + 1));
        assert_eq!(refused, Err(DeviceRefusal::TooManyProperties));
    }
}
