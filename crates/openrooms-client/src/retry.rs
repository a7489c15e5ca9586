//! When a call is sent again, and after how long. Values in, decision out.

use std::time::Duration;

use http::StatusCode;

use crate::Error;

/// The longest pause that we choose ourselves.
const LONGEST: Duration = Duration::from_secs(5);

/// Too many calls a second: DingTalk says so with status 403.
const THROTTLED: &str = "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi";

/// Whether a call that ended so never arrived: whatever it was, it may be sent again.
pub(crate) const fn never_arrived(error: &Error) -> bool {
    matches!(error, Error::Connect { .. })
}

/// Whether a call that ended so may end otherwise when it is sent again, where that does no harm.
pub(crate) fn may_pass(error: &Error) -> bool {
    match error {
        Error::Connect { .. } | Error::Broken { .. } => true,
        Error::Refused(refusal) => {
            matches!(
                refusal.status,
                StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS
            ) || refusal.code() == Some(THROTTLED)
        }
        Error::Invalid { .. }
        | Error::Timeout { .. }
        | Error::Unreadable(_)
        | Error::TooLarge { .. } => false,
    }
}

/// How long to wait after the `failures`-th failure: what the server asks for, else twice as long
/// each time, half of it by chance, so that clients that failed together do not return together.
///
/// `chance` is between 0 and 1.
pub(crate) fn pause(error: &Error, failures: u32, first: Duration, chance: f64) -> Duration {
    if let Some(asked) = error.refusal().and_then(crate::Refusal::retry_after) {
        return asked;
    }
    let doubled = 2_u32.saturating_pow(failures.saturating_sub(1));
    let whole = first.saturating_mul(doubled).min(LONGEST);
    whole.mul_f64(0.5 + chance.clamp(0.0, 1.0) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    use http::HeaderMap;

    use crate::refusal::{self, Refusal};

    fn refused(status: u16, raw: &str, retry_after: Option<&str>) -> Error {
        let mut headers = HeaderMap::new();
        if let Some(asked) = retry_after {
            headers.insert("retry-after", asked.parse().unwrap());
        }
        Error::Refused(Arc::new(Refusal {
            action: "QueryMeetingRoom",
            status: StatusCode::from_u16(status).unwrap(),
            headers,
            said: refusal::read(raw.as_bytes()),
            raw: raw.to_owned().into(),
            is_cut: false,
        }))
    }

    #[test]
    fn only_what_may_pass_and_what_is_safe_is_repeated() {
        let action = "QueryMeetingRoom";
        let source: crate::Cause = Arc::new(std::io::Error::other("gone"));
        let throttled = format!(r#"{{"code":"{THROTTLED}","message":""}}"#);
        let connect =
            Error::Connect { action, address: "http://127.0.0.1:1".into(), source: source.clone() };
        let limit = Duration::ZERO;
        for (error, repeatable, other) in [
            (connect, true, true),
            (Error::Broken { action, source }, true, false),
            (refused(503, "", None), true, false),
            (refused(429, "", None), true, false),
            (refused(403, &throttled, None), true, false),
            (
                refused(403, r#"{"code":"Forbidden.AccessDenied.ApiCountLimitForOrg"}"#, None),
                false,
                false,
            ),
            (refused(400, "", Some("1")), false, false),
            (refused(500, "", None), false, false),
            (refused(302, "", None), false, false),
            (Error::Timeout { action, limit }, false, false),
            (Error::TooLarge { action, limit: 1 }, false, false),
            (Error::invalid("a", "b"), false, false),
        ] {
            assert_eq!(may_pass(&error), repeatable, "{error}");
            assert_eq!(never_arrived(&error), other, "{error}");
        }
    }

    #[test]
    fn pauses_double_up_to_a_bound_and_a_server_may_choose() {
        let first = Duration::from_millis(100);
        for (failures, chance, wanted) in [
            (1, 1.0, 100),
            (1, 0.0, 50),
            (2, 1.0, 200),
            (3, 0.5, 300),
            (7, 1.0, 5_000),
            (u32::MAX, 1.0, 5_000),
        ] {
            let wanted = Duration::from_millis(wanted);
            assert_eq!(pause(&refused(503, "", None), failures, first, chance), wanted);
        }
        let asked = refused(503, "", Some("7"));
        assert_eq!(pause(&asked, 5, first, 0.3), Duration::from_secs(7));
    }
}
