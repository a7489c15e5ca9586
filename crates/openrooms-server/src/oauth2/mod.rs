//! Handlers of `oauth2_1_0`: tokens for both kinds of app.

mod corp;
mod internal;
pub(crate) mod proof;
mod standard;

pub(crate) use corp::{get_corp_access_token, get_suite_access_token};
pub(crate) use internal::get_access_token;
pub(crate) use standard::get_token;
