//! `DeleteDeviceToken`: a device connects no more.

use super::OneDevice;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/rooms/devices/tokens/remove`, ours: ends the token of a device, and its connection.
pub struct DeleteDeviceToken;

impl Operation for DeleteDeviceToken {
    const ACTION: &'static str = "DeleteDeviceToken";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/rooms/devices/tokens/remove";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = OneDevice;
    type Reply = Wrapped<bool>;
}
