//! Devices: what stands in rooms, says things of itself, and can be told to do something.

use std::collections::BTreeMap;

use crate::id::{DeviceUnionId, GroupId, RoomId, UnionId};
use crate::time::EpochMillis;

/// A device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Its union id.
    pub union_id: DeviceUnionId,
    /// Its id.
    pub id: String,
    /// The room it says it stands in; the room need not exist.
    pub room: Option<RoomId>,
    /// The group whose rooms its screen shows where it stands in no room; it need not exist.
    pub group: Option<GroupId>,
    /// The code that finds it on the network.
    pub share_code: Option<String>,
    /// Serial number.
    pub serial: Option<String>,
    /// What else is known of it.
    pub facts: BTreeMap<Fact, String>,
    /// The number of the service that it belongs to.
    pub service_id: Option<i32>,
    /// Who registered it.
    pub creator: Option<UnionId>,
    /// When it was registered.
    pub active_since: Option<EpochMillis>,
    /// The device that it controls.
    pub controls: Option<DeviceUnionId>,
    /// The hash of the token that it connects with.
    pub token: Option<String>,
    /// Last reported properties, by name.
    pub properties: Option<Vec<(String, String)>>,
    /// What an imported document said beyond all this: JSON that only an export reads.
    pub beyond: Option<String>,
}

/// What a device has beside its ids and its place: each a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// What people call it.
    Name,
    /// What it is.
    Kind,
    /// Its maker's name for its like.
    Model,
    /// Hardware address.
    Mac,
    /// How it is.
    Status,
    /// Its camera.
    Camera,
    /// Its HDMI input.
    Hdmi,
    /// Its microphone.
    Microphone,
    /// Whether it mirrors.
    Mirror,
    /// Its address on the network.
    Address,
    /// How it is on the network.
    Network,
    /// Its loudspeaker.
    Voice,
    /// Hardware address of its wireless network.
    WifiMac,
    /// Hardware address of its wired network.
    WireMac,
    /// Version of its firmware.
    Firmware,
    /// Version of its software.
    Software,
    /// Its name in telephony.
    SipAccount,
}

impl Fact {
    /// Every fact there is.
    pub const ALL: [Self; 17] = [
        Self::Name,
        Self::Kind,
        Self::Model,
        Self::Mac,
        Self::Status,
        Self::Camera,
        Self::Hdmi,
        Self::Microphone,
        Self::Mirror,
        Self::Address,
        Self::Network,
        Self::Voice,
        Self::WifiMac,
        Self::WireMac,
        Self::Firmware,
        Self::Software,
        Self::SipAccount,
    ];

    /// The wire's word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "deviceName",
            Self::Kind => "deviceType",
            Self::Model => "deviceModel",
            Self::Mac => "deviceMac",
            Self::Status => "deviceStatus",
            Self::Camera => "devCamera",
            Self::Hdmi => "devHdmi",
            Self::Microphone => "devMic",
            Self::Mirror => "devMirror",
            Self::Address => "devNetIp",
            Self::Network => "devNetType",
            Self::Voice => "devVoice",
            Self::WifiMac => "devWifiMac",
            Self::WireMac => "devWireMac",
            Self::Firmware => "firmwareVersion",
            Self::Software => "softwareVersion",
            Self::SipAccount => "sipAccountName",
        }
    }

    /// Parses the wire's word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fact| fact.word() == word)
    }
}

/// The wire's word for a share code among properties.
pub const SHARE_CODE: &str = "shareCode";

impl Device {
    /// A fact; where there is none, an imported property of that name.
    pub fn fact(&self, fact: Fact) -> Option<&str> {
        self.facts.get(&fact).map(String::as_str).or_else(|| self.listed(fact.word()))
    }

    /// What it has reported under a name.
    pub fn property(&self, name: &str) -> Option<&str> {
        let of_a_field = || match Fact::parse(name) {
            Some(fact) => self.facts.get(&fact).map(String::as_str),
            None if name == SHARE_CODE => self.share_code.as_deref(),
            None => None,
        };
        self.listed(name).or_else(of_a_field)
    }

    fn listed(&self, name: &str) -> Option<&str> {
        let mut listed = self.properties.iter().flatten();
        listed.find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// A device as a reply shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceView {
    /// The device.
    pub device: Device,
    /// The name of the room it stands in, where there is such a room.
    pub room_name: Option<String>,
    /// The group of that room and those above.
    pub groups: Vec<GroupId>,
    /// When its connection last showed that it lives; `None` where it has none.
    pub seen_at: Option<EpochMillis>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_has_a_word_of_its_own() {
        for fact in Fact::ALL {
            assert_eq!(Fact::parse(fact.word()), Some(fact));
        }
        assert_eq!(Fact::parse("devicename"), None);
        assert_eq!(Fact::parse(SHARE_CODE), None);
    }
}
