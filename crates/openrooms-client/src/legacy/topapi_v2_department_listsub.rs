//! `topapi.v2.department.listsub`: the departments right below one.

use openrooms_protocol::Nothing;
use openrooms_protocol::legacy::{
    DepartmentsBelowQuery, ListedDepartment, TopapiV2DepartmentListsub,
};

use crate::{Client, Error};

impl Client {
    /// `topapi.v2.department.listsub`: the departments right below one, in their order; 1 is the root. The app needs `qyapi_get_department_list`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let below = client.topapi_v2_department_listsub(1).await?;
    /// assert_eq!(below[0].name, "Design");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn topapi_v2_department_listsub(
        &self,
        dept_id: i64,
    ) -> Result<Vec<ListedDepartment>, Error> {
        let reply = self
            .call::<TopapiV2DepartmentListsub>(
                &Nothing {},
                &Nothing {},
                &DepartmentsBelowQuery { dept_id: Some(dept_id), language: None },
            )
            .await?;
        Ok(reply.result)
    }
}
