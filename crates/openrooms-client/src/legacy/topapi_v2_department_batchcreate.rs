//! `topapi.v2.department.batchcreate`: many new departments, all or none.

use openrooms_protocol::Nothing;
use openrooms_protocol::legacy::{
    DepartmentIds, NewDepartment, NewDepartments, TopapiV2DepartmentBatchcreate,
};

use crate::{Client, Error};

impl Client {
    /// `topapi.v2.department.batchcreate`, an operation of openrooms: adds up to 1,000 departments, all or none, and gives their ids in the order given. The app needs `qyapi_manage_addresslist`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// use openrooms_client::protocol::legacy::NewDepartment;
    ///
    /// let made = client.topapi_v2_department_batchcreate(vec![NewDepartment::default()]).await?;
    /// assert_eq!(made.dept_id_list, [2]);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn topapi_v2_department_batchcreate(
        &self,
        departments: Vec<NewDepartment>,
    ) -> Result<DepartmentIds, Error> {
        let reply = self
            .call::<TopapiV2DepartmentBatchcreate>(
                &Nothing {},
                &Nothing {},
                &NewDepartments { dept_list: Some(departments) },
            )
            .await?;
        Ok(reply.result)
    }
}
