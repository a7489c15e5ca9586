//! `QueryDeviceProperties`: properties of a device, by name.

use openrooms_protocol::Nothing;
use openrooms_protocol::rooms::{
    DeviceProperty, DeviceQuery, PropertyNames, QueryDeviceProperties,
};

use crate::{Client, Error};

impl Client {
    /// `QueryDeviceProperties`: those of up to 10 properties that the device has.
    ///
    /// One who does not administer it is refused with `no.permission`.
    /// The app needs `VideoConference.Conference.Read`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::rooms::DeviceQuery;
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let query = DeviceQuery {
    ///     device_union_id: Some("panel-1".into()),
    ///     operator_union_id: Some("2iPOLxxxxx".into()),
    ///     ..DeviceQuery::default()
    /// };
    /// let properties = client.query_device_properties(&query, &["volume"]).await?;
    /// assert_eq!(properties[0].property_value.as_deref(), Some("3"));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn query_device_properties(
        &self,
        query: &DeviceQuery,
        names: &[&str],
    ) -> Result<Vec<DeviceProperty>, Error> {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        let body = PropertyNames { property_names: Some(names) };
        Ok(self.call::<QueryDeviceProperties>(&Nothing {}, query, &body).await?.result)
    }
}
