//! `topapi.v2.department.update`: the fields of a department that are given.

use openrooms_protocol::Nothing;
use openrooms_protocol::legacy::{DepartmentUpdate, TopapiV2DepartmentUpdate};

use crate::{Client, Error};

impl Client {
    /// `topapi.v2.department.update`: changes the fields of a department that are given. The root is `60018`, a department below itself `60010`. The app needs `qyapi_manage_addresslist`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// use openrooms_client::protocol::legacy::DepartmentUpdate;
    ///
    /// let change = DepartmentUpdate {
    ///     dept_id: Some(2),
    ///     name: Some("Drawing".into()),
    ///     ..DepartmentUpdate::default()
    /// };
    /// client.topapi_v2_department_update(&change).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn topapi_v2_department_update(
        &self,
        change: &DepartmentUpdate,
    ) -> Result<(), Error> {
        self.call::<TopapiV2DepartmentUpdate>(&Nothing {}, &Nothing {}, change).await?;
        Ok(())
    }
}
