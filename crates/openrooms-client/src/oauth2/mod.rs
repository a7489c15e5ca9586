//! `oauth2_1_0`: tokens for both kinds of app.
//!
//! The client calls these itself where it has [credentials](crate::Credentials).

mod get_access_token;
mod get_corp_access_token;
mod get_suite_access_token;
mod get_token;
