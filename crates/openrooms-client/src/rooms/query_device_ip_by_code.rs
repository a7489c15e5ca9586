//! `QueryDeviceIpByCode`: where a device is on the network.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{QueryDeviceIpByCode, SerialQuery, ShareCodePath};

use crate::{Client, Error};

impl Client {
    /// `QueryDeviceIpByCode`: the address of the device that shows `share_code`, and has that serial
    /// number where one is given; `None` where it has reported none.
    ///
    /// No device with that code is `device.not.found`.
    /// The app needs `VideoConference.Conference.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let address = client.query_device_ip_by_code("4711", None).await?;
    /// assert_eq!(address.as_deref(), Some("192.0.2.7"));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn query_device_ip_by_code(
        &self,
        share_code: &str,
        device_sn: Option<&str>,
    ) -> Result<Option<String>, Error> {
        let code = ShareCodePath { share_code: share_code.to_owned() };
        let serial = SerialQuery { device_sn: device_sn.map(str::to_owned) };
        let reply = self.call::<QueryDeviceIpByCode>(&code, &serial, &Nothing {}).await?;
        Ok(reply.result.device_ip)
    }
}
