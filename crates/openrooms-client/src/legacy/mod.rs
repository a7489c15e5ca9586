//! The legacy API: its errors come with status 200, and its tokens travel in the query.

mod gettoken;
mod service_get_corp_token;
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
mod topapi_v2_user_list;
mod topapi_v2_user_setadmin;
mod topapi_v2_user_update;
