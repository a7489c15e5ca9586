//! The legacy API: its errors come with status 200, and its tokens travel in the query.

mod gettoken;
mod service_get_corp_token;
