//! `topapi.v2.department.listsubid`: the ids of the departments right below one.

use openrooms_protocol::Nothing;
use openrooms_protocol::legacy::{
    DepartmentIds, DepartmentsBelowQuery, TopapiV2DepartmentListsubid,
};

use crate::{Client, Error};

impl Client {
    /// `topapi.v2.department.listsubid`: the ids of the departments right below one; 1 is the root. The app needs `qyapi_get_department_list`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let below = client.topapi_v2_department_listsubid(1).await?;
    /// assert_eq!(below.dept_id_list, [2]);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn topapi_v2_department_listsubid(
        &self,
        dept_id: i64,
    ) -> Result<DepartmentIds, Error> {
        let reply = self
            .call::<TopapiV2DepartmentListsubid>(
                &Nothing {},
                &Nothing {},
                &DepartmentsBelowQuery { dept_id: Some(dept_id), language: None },
            )
            .await?;
        Ok(reply.result)
    }
}
