//! `WithdrawConsent`, ours: an app acts for a person no more.

use super::AppPath;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `DELETE /v1.0/console/consents/{appKey}`: ends every token that an app has on behalf of whoever asks,
/// and whatever would get it another one.
pub struct WithdrawConsent;

impl Operation for WithdrawConsent {
    const ACTION: &'static str = "WithdrawConsent";
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/v1.0/console/consents/{appKey}";
    const SCOPE: Option<Scope> = Some(Scope::Console);
    type Path = AppPath;
    type Query = Nothing;
    type Body = Nothing;
    type Reply = Wrapped<bool>;
}
