//! `oauth2_1_0`: tokens for both kinds of app.

mod get_access_token;
mod get_corp_access_token;
mod get_suite_access_token;
mod get_token;

pub use get_access_token::{AppCredentials, GetAccessToken, IssuedToken};
pub use get_corp_access_token::{CorpCredentials, GetCorpAccessToken};
pub use get_suite_access_token::{GetSuiteAccessToken, SuiteCredentials};
pub use get_token::{ClientCredentials, CorpPath, GetToken, GrantedToken};
