//! `topapi.v2.department.create`: a new department.

use openrooms_protocol::Nothing;
use openrooms_protocol::legacy::{CreatedDepartment, NewDepartment, TopapiV2DepartmentCreate};

use crate::{Client, Error};

impl Client {
    /// `topapi.v2.department.create`: adds a department, and gives its id; no department above is `60004`. The app needs `qyapi_manage_addresslist`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// use openrooms_client::protocol::legacy::NewDepartment;
    ///
    /// let department =
    ///     NewDepartment { name: Some("Design".into()), parent_id: Some(1), order: None };
    /// let made = client.topapi_v2_department_create(&department).await?;
    /// assert_eq!(made.dept_id, 2);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn topapi_v2_department_create(
        &self,
        department: &NewDepartment,
    ) -> Result<CreatedDepartment, Error> {
        let reply =
            self.call::<TopapiV2DepartmentCreate>(&Nothing {}, &Nothing {}, department).await?;
        Ok(reply.result)
    }
}
