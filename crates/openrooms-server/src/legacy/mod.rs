//! Handlers of the legacy API. Start reading at [`entry`] for topapi calls.

pub(crate) mod entry;
mod given;
pub(crate) mod loose;
mod people;
pub(crate) mod problem;
mod shown;
pub(crate) mod tokens;
pub(crate) mod topapi_user_getbyunionid;
pub(crate) mod topapi_user_listadmin;
pub(crate) mod topapi_v2_department_batchcreate;
pub(crate) mod topapi_v2_department_create;
pub(crate) mod topapi_v2_department_delete;
pub(crate) mod topapi_v2_department_get;
pub(crate) mod topapi_v2_department_listsub;
pub(crate) mod topapi_v2_department_listsubid;
pub(crate) mod topapi_v2_department_update;
pub(crate) mod topapi_v2_user_batchcreate;
pub(crate) mod topapi_v2_user_create;
pub(crate) mod topapi_v2_user_delete;
pub(crate) mod topapi_v2_user_get;
pub(crate) mod topapi_v2_user_list;
pub(crate) mod topapi_v2_user_setadmin;
pub(crate) mod topapi_v2_user_update;
