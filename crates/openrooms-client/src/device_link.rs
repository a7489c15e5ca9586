//! The connection of a device: its handshake. What is said on it, WebSocket frames, is the caller's.

use reqwest::Upgraded;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::{Instant, timeout_at};

use crate::transport::Effort;
use crate::{Client, Error};

/// Where devices connect.
pub(crate) const PATH: &str = "/v1.0/rooms/devices/connect";
pub(crate) const ACTION: &str = "device.connect";

/// A connection on which the server speaks WebSocket.
#[derive(Debug)]
pub struct DeviceLink {
    pub(crate) accept: String,
    pub(crate) stream: Upgraded,
}

impl DeviceLink {
    /// What the server has made of the key: `Sec-WebSocket-Accept`.
    pub fn accept(&self) -> &str {
        &self.accept
    }

    /// The connection, from behind the handshake.
    pub fn into_stream(self) -> impl AsyncRead + AsyncWrite + Send + Unpin + use<> {
        self.stream
    }
}

impl Client {
    /// Opens the connection of a device, over TLS where the address says so. Only openrooms has it:
    /// docs/DEVICES.md tells what is said on it.
    ///
    /// The device's token are the client's credentials
    /// ([`Credentials::token`](crate::Credentials::token)); one that is not valid is
    /// `InvalidAuthentication`. `key` is the `Sec-WebSocket-Key`, 16 random bytes in base64.
    pub async fn open_device_link(&self, key: &str) -> Result<DeviceLink, Error> {
        let limit = self.transport.call_timeout;
        let effort = Effort { until: Instant::now() + limit, retries: 0 };
        let opening = async {
            let Some(tokens) = &self.tokens else {
                return Err(Error::invalid("credentials", format!("{ACTION} needs some")));
            };
            let token = tokens.token(&self.transport, effort, None).await?;
            self.transport.open_link(&token, key).await
        };
        let opened = timeout_at(effort.until, opening).await;
        opened.unwrap_or(Err(Error::Timeout { action: ACTION, limit }))
    }
}
