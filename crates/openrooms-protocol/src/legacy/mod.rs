//! The legacy API: `/gettoken`, `/service/*`, `/topapi/*`. Always HTTP 200; `errcode` tells.

mod dept_id_list;
mod topapi;
mod topapi_user_getbyunionid;
mod topapi_user_listadmin;
mod topapi_v2_department_batchcreate;
mod topapi_v2_department_create;
mod topapi_v2_department_delete;
mod topapi_v2_department_get;
mod topapi_v2_department_listsub;
mod topapi_v2_department_listsubid;
mod topapi_v2_department_update;
mod topapi_v2_user_batchcreate;
mod topapi_v2_user_create;
mod topapi_v2_user_delete;
mod topapi_v2_user_get;
mod topapi_v2_user_getbyunionid;
mod topapi_v2_user_list;
mod topapi_v2_user_setadmin;
mod topapi_v2_user_update;

pub use dept_id_list::DeptIdList;
pub use topapi::{DirectoryUser, Envelope, LeaderInDepartment, LegacyDone, LegacyResult, Role};
pub use topapi_user_getbyunionid::{TopapiUserGetbyunionid, UnionIdQuery, UserOfUnionId};
pub use topapi_user_listadmin::{Administrator, TopapiUserListadmin};
pub use topapi_v2_department_batchcreate::{NewDepartments, TopapiV2DepartmentBatchcreate};
pub use topapi_v2_department_create::{CreatedDepartment, NewDepartment, TopapiV2DepartmentCreate};
pub use topapi_v2_department_delete::{DepartmentId, TopapiV2DepartmentDelete};
pub use topapi_v2_department_get::{DepartmentQuery, DirectoryDepartment, TopapiV2DepartmentGet};
pub use topapi_v2_department_listsub::{
    DepartmentsBelowQuery, ListedDepartment, TopapiV2DepartmentListsub,
};
pub use topapi_v2_department_listsubid::{DepartmentIds, TopapiV2DepartmentListsubid};
pub use topapi_v2_department_update::{DepartmentUpdate, TopapiV2DepartmentUpdate};
pub use topapi_v2_user_batchcreate::{CreatedUsers, NewUsers, TopapiV2UserBatchcreate};
pub use topapi_v2_user_create::{CreatedUser, NewUser, TopapiV2UserCreate};
pub use topapi_v2_user_delete::{TopapiV2UserDelete, UserId};
pub use topapi_v2_user_get::{TopapiV2UserGet, UserQuery};
pub use topapi_v2_user_getbyunionid::TopapiV2UserGetbyunionid;
pub use topapi_v2_user_list::{ListedUser, TopapiV2UserList, UserPage, UserPageQuery};
pub use topapi_v2_user_setadmin::{TopapiV2UserSetadmin, UserRights};
pub use topapi_v2_user_update::{SeenUser, TopapiV2UserUpdate, UserUpdate};

use serde::{Deserialize, Serialize};

use crate::{Method, Nothing, Operation, Scope};

/// `GET` (or `POST`) `/gettoken?appkey=&appsecret=`: the token of an internal app.
pub struct LegacyGetToken;

impl Operation for LegacyGetToken {
    const ACTION: &'static str = "gettoken";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/gettoken";
    const SCOPE: Option<Scope> = None;
    type Path = Nothing;
    type Query = LegacyAppCredentials;
    type Body = Nothing;
    type Reply = LegacyToken;
}

/// What an internal app proves itself with.
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct LegacyAppCredentials {
    /// The app's key.
    pub appkey: Option<String>,
    /// The app's secret.
    pub appsecret: Option<String>,
}

/// `POST /service/get_corp_token`: the token of a third-party app on one organisation.
pub struct LegacyGetCorpToken;

impl Operation for LegacyGetCorpToken {
    const ACTION: &'static str = "service.get_corp_token";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/service/get_corp_token";
    const SCOPE: Option<Scope> = None;
    type Path = Nothing;
    type Query = Signature;
    type Body = AuthorisedCorp;
    type Reply = LegacyToken;
}

/// A signed request: `signature` is base64 of HMAC-SHA256(secret, timestamp + "\n" + ticket).
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Signature {
    /// The suite's key.
    pub access_key: Option<String>,
    /// When it was signed, milliseconds since 1970.
    pub timestamp: Option<String>,
    /// The ticket that the platform pushed last.
    pub suite_ticket: Option<String>,
    /// The signature.
    pub signature: Option<String>,
}

/// Which organisation the token is for.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct AuthorisedCorp {
    /// Its id.
    pub auth_corpid: Option<String>,
}

/// A token in the legacy form.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LegacyToken {
    /// 0.
    pub errcode: i64,
    /// `ok`.
    pub errmsg: String,
    /// The token.
    pub access_token: String,
    /// Seconds from now.
    pub expires_in: i64,
}
