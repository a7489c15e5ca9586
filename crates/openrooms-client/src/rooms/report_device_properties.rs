//! `ReportDeviceProperties`: what a device says of itself.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{PropertyReport, ReportDeviceProperties};

use crate::{Client, Error};

impl Client {
    /// `ReportDeviceProperties`, of openrooms alone: notes properties of a device; true where
    /// that is done.
    ///
    /// The app needs `VideoConference.Conference.Write`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::rooms::{DeviceProperty, PropertyReport};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let address = DeviceProperty {
    ///     property_name: Some("devNetIp".into()),
    ///     property_value: Some("192.0.2.7".into()),
    /// };
    /// let report = PropertyReport {
    ///     union_id: Some("2iPOLxxxxx".into()),
    ///     device_union_id: Some("panel-1".into()),
    ///     properties: Some(vec![address]),
    /// };
    /// assert!(client.report_device_properties(&report).await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn report_device_properties(&self, report: &PropertyReport) -> Result<bool, Error> {
        let reply = self.call::<ReportDeviceProperties>(&Nothing {}, &Nothing {}, report);
        Ok(reply.await?.result)
    }
}
