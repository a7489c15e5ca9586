//! `oauth2_1_0`: tokens for both kinds of app, and on behalf of people.
//!
//! The client calls these itself where it has [credentials](crate::Credentials), but for
//! `GetUserToken`: a person's code is not the client's to spend.

mod get_access_token;
mod get_corp_access_token;
mod get_suite_access_token;
mod get_token;
mod get_user_token;
