//! `topapi.v2.department.get`: one department.

use openrooms_protocol::Nothing;
use openrooms_protocol::legacy::{DepartmentQuery, DirectoryDepartment, TopapiV2DepartmentGet};

use crate::{Client, Error};

impl Client {
    /// `topapi.v2.department.get`: one department; none there is `60003`. The app needs `qyapi_get_department_list`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let design = client.topapi_v2_department_get(2).await?;
    /// assert_eq!(design.name, "Design");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn topapi_v2_department_get(
        &self,
        dept_id: i64,
    ) -> Result<DirectoryDepartment, Error> {
        let reply = self
            .call::<TopapiV2DepartmentGet>(
                &Nothing {},
                &Nothing {},
                &DepartmentQuery { dept_id: Some(dept_id), language: None },
            )
            .await?;
        Ok(reply.result)
    }
}
