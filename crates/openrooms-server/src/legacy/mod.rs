//! Handlers of the legacy API. Start reading at [`entry`] for topapi calls.

pub(crate) mod entry;
mod given;
pub(crate) mod loose;
pub(crate) mod problem;
mod shown;
pub(crate) mod tokens;
pub(crate) mod topapi_user_getbyunionid;
pub(crate) mod topapi_user_listadmin;
pub(crate) mod topapi_v2_department_get;
pub(crate) mod topapi_v2_department_listsub;
pub(crate) mod topapi_v2_department_listsubid;
pub(crate) mod topapi_v2_user_get;
pub(crate) mod topapi_v2_user_list;
