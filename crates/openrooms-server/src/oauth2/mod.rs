//! Handlers of `oauth2_1_0`: tokens for both kinds of app, and on behalf of people.

mod corp;
mod internal;
pub(crate) mod proof;
mod standard;
mod user;

pub(crate) use corp::{get_corp_access_token, get_suite_access_token};
pub(crate) use internal::get_access_token;
pub(crate) use standard::get_token;
pub(crate) use user::get_user_token;
