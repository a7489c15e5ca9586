//! People and departments: what they may be called, and what of a telephone number is what.

/// The code of the country of a number that names none: DingTalk's own.
const HOME: &str = "86";

/// The code of a number's country and the number itself. DingTalk writes numbers from abroad as
/// `+49-170…`; of all others the country is China.
pub fn country_and_number(mobile: &str) -> (&str, &str) {
    let abroad = mobile.strip_prefix('+').and_then(|rest| rest.split_once('-'));
    let is_code = |code: &str| {
        (1..=4).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit())
    };
    abroad.filter(|(code, _)| is_code(code)).unwrap_or((HOME, mobile))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_from_abroad_names_its_country() {
        for (mobile, wanted) in [
            ("13800000000", ("86", "13800000000")),
            ("+49-1701234567", ("49", "1701234567")),
            ("+86-138-0000", ("86", "138-0000")),
            ("+49 170", ("86", "+49 170")),
            ("+-170", ("86", "+-170")),
            ("+x-170", ("86", "+x-170")),
            ("+12345-170", ("86", "+12345-170")),
            ("", ("86", "")),
        ] {
            assert_eq!(country_and_number(mobile), wanted, "{mobile}");
        }
    }
}
