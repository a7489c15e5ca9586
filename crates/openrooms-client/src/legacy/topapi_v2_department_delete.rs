//! `topapi.v2.department.delete`: a department goes.

use openrooms_protocol::Nothing;
use openrooms_protocol::legacy::{DepartmentId, TopapiV2DepartmentDelete};

use crate::{Client, Error};

impl Client {
    /// `topapi.v2.department.delete`: removes a department; with people in it that is `60005`, with departments below it `60006`. The app needs `qyapi_manage_addresslist`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// client.topapi_v2_department_delete(2).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn topapi_v2_department_delete(&self, dept_id: i64) -> Result<(), Error> {
        self.call::<TopapiV2DepartmentDelete>(
            &Nothing {},
            &Nothing {},
            &DepartmentId { dept_id: Some(dept_id) },
        )
        .await?;
        Ok(())
    }
}
