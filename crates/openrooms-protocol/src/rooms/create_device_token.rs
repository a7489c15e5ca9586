//! `CreateDeviceToken`: what a device connects with.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::OneDevice;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/rooms/devices/tokens`, ours: gives a device a token, shown once; the one before ends.
pub struct CreateDeviceToken;

impl Operation for CreateDeviceToken {
    const ACTION: &'static str = "CreateDeviceToken";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/rooms/devices/tokens";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = OneDevice;
    type Reply = Wrapped<IssuedDeviceToken>;
}

/// A token for a device.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct IssuedDeviceToken {
    /// The token: 32 lower-case hexadecimal digits. It is shown here and nowhere else.
    pub device_token: String,
}

impl fmt::Debug for IssuedDeviceToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IssuedDeviceToken").finish_non_exhaustive()
    }
}
