//! `oauth2_1_0`: tokens for both kinds of app, and on behalf of people.

mod get_access_token;
mod get_corp_access_token;
mod get_suite_access_token;
mod get_token;
mod get_user_token;

pub use get_access_token::{AppCredentials, GetAccessToken, IssuedToken};
pub use get_corp_access_token::{CorpCredentials, GetCorpAccessToken};
pub use get_suite_access_token::{GetSuiteAccessToken, SuiteCredentials};
pub use get_token::{ClientCredentials, CorpPath, GetToken, GrantedToken};
pub use get_user_token::{GetUserToken, IssuedUserToken, UserCredentials};
