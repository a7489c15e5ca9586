//! Where a picture is: an address that a browser may be told to fetch.
//!
//! Nothing here fetches it. What is refused is what a page that shows it should never be given: a
//! scheme that runs or carries something (`javascript:`, `data:`), or reads the reader's own disk.

/// The longest address, in characters.
pub const LONGEST: usize = 2_000;

/// A text that is no address of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoAddress;

/// Takes an address as it is, or not at all: `http` or `https` with a host, no blank, control
/// character, quote or backslash, and up to [`LONGEST`] characters.
pub fn check(text: &str) -> Result<(), NoAddress> {
    let rest = ["https://", "http://"].iter().find_map(|scheme| {
        let head = text.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then(|| &text[scheme.len()..])
    });
    let host = rest.ok_or(NoAddress)?.split(['/', '?', '#']).next().unwrap_or_default();
    // A name or an address, and a port: a user before it would only hide where it leads.
    let has_host = host.chars().any(char::is_alphanumeric) && !host.contains('@');
    let plain = |c: char| {
        !c.is_whitespace() && !c.is_control() && !unseen(c) && !"\"'<>\\^`{|}".contains(c)
    };
    if has_host && text.chars().count() <= LONGEST && text.chars().all(plain) {
        Ok(())
    } else {
        Err(NoAddress)
    }
}

/// Characters that show nothing, or turn the text around.
fn unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_web_are_taken_and_others_are_not() {
        for good in [
            "https://example.org/p.png",
            "http://example.org",
            "HTTPS://EXAMPLE.ORG/a?b=c&d=%20#e",
            "https://例子.测试/图.png",
            "http://[2001:db8::1]:8080/p.png",
            "http://127.0.0.1:8080/p",
        ] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        for bad in [
            "",
            "p.png",
            "/p.png",
            "//example.org/p.png",
            "https://",
            "https:///p.png",
            "https://.../p.png",
            "https:/example.org",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)//https://example.org",
            "data:image/png;base64,AAAA",
            "file:///etc/passwd",
            "ftp://example.org/p.png",
            "blob:https://example.org/1",
            "https://example.org@evil.test/p.png",
            " https://example.org/p.png",
            "https://example.org/p .png",
            "https://example.org/p\n.png",
            "https://example.org/\"onerror=alert(1)",
            "https://example.org/'><script>",
            "https://example.org\\@evil.test/",
            "https://example.org/\u{202e}gnp.exe",
            "https://example.org/\u{200b}",
            "https://example.org/\u{7f}",
        ] {
            assert_eq!(check(bad), Err(NoAddress), "{bad:?}");
        }
        let long = format!("https://example.org/{}", "x".repeat(LONGEST - 20));
        assert_eq!(check(&long), Ok(()));
        assert_eq!(check(&format!("{long}x")), Err(NoAddress));
    }
}
