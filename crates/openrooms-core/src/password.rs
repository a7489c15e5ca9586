//! What may be a password: long enough, and not what one guesses first.

/// The fewest characters.
pub const FEWEST_CHARACTERS: usize = 10;
/// The most characters.
pub const MOST_CHARACTERS: usize = 200;

/// Why a text may be no password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weakness {
    /// It has too few characters.
    TooShort,
    /// It has too many.
    TooLong,
    /// It is one that is guessed first.
    Common,
    /// It is what everybody knows of its person.
    Known,
}

/// What people choose who are asked for ten characters, in lower case.
const COMMON: [&str; 22] = [
    "1234567890",
    "0123456789",
    "9876543210",
    "0987654321",
    "12345678910",
    "123456789a",
    "1q2w3e4r5t",
    "1qaz2wsx3edc",
    "qwertyuiop",
    "qwerty12345",
    "qwerty123456",
    "asdfghjkl;",
    "password12",
    "password123",
    "password1234",
    "passw0rd123",
    "passwordpassword",
    "iloveyou123",
    "administrator",
    "admin123456",
    "openrooms1",
    "openrooms123",
];

/// Judges a text as a password of somebody of whom everybody knows `known`: names, addresses, numbers.
///
/// Of rules for kinds of characters there are none: they make passwords that are hard to remember,
/// not hard to guess.
pub fn check(password: &str, known: &[&str]) -> Result<(), Weakness> {
    let count = password.chars().count();
    if count < FEWEST_CHARACTERS {
        return Err(Weakness::TooShort);
    }
    if count > MOST_CHARACTERS {
        return Err(Weakness::TooLong);
    }
    let plain = password.trim().to_lowercase();
    let mut characters = plain.chars();
    let first = characters.next();
    if characters.all(|other| Some(other) == first) || COMMON.contains(&&*plain) {
        return Err(Weakness::Common);
    }
    if known.iter().any(|known| known.trim().to_lowercase() == plain) {
        return Err(Weakness::Known);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_a_password() {
        let known = ["zhangsan01", "Zhang San Feng", "13800000000"];
        let long = "é".repeat(MOST_CHARACTERS);
        let too_long = format!("{long}x");
        for (password, wanted) in [
            ("correct horse", Ok(())),
            ("十个字符的密码就可以了", Ok(())),
            ("𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞a", Ok(())),
            ("zhangsan012", Ok(())),
            ("", Err(Weakness::TooShort)),
            ("123456789", Err(Weakness::TooShort)),
            ("𝄞𝄞𝄞", Err(Weakness::TooShort)),
            (&*long, Err(Weakness::Common)),
            (&*too_long, Err(Weakness::TooLong)),
            ("aaaaaaaaaaA", Err(Weakness::Common)),
            ("          ", Err(Weakness::Common)),
            ("1234567890", Err(Weakness::Common)),
            (" PassWord123 ", Err(Weakness::Common)),
            ("ZhangSan01", Err(Weakness::Known)),
            ("zhang san feng", Err(Weakness::Known)),
            ("13800000000", Err(Weakness::Known)),
        ] {
            assert_eq!(check(password, &known), wanted, "{password}");
        }
    }
}
