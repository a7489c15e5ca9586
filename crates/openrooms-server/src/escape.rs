//! What a log may show of others' text: nothing that ends a line, steers a terminal or turns the
//! direction of text.

use std::fmt::Write as _;
use std::io::{self, Write};

/// Whether a character is shown by its number.
fn is_steering(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
                | '\u{feff}'
        )
}

/// Shows those characters as JSON would: inside of a JSON string it is the same string.
pub fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            // All of them are of the first plane, which four digits hold.
            c if is_steering(c) => _ = write!(shown, "\\u{:04x}", u32::from(c)),
            c => shown.push(c),
        }
    }
    shown
}

/// Writes the lines of a log, each of which comes whole, with what must not be in them shown.
#[derive(Debug)]
pub struct EscapedLines<W>(pub W);

impl<W: Write> Write for EscapedLines<W> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(line);
        let (text, end) = match text.strip_suffix('\n') {
            Some(text) => (text, "\n"),
            None => (&*text, ""),
        };
        self.0.write_all((escaped(text) + end).as_bytes())?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_shown_by_its_number() {
        for (text, wanted) in [
            ("plain, 会议室 é 👩‍💻 \"\\", "plain, 会议室 é 👩‍💻 \"\\"),
            ("a\nb\r\tc", "a\\nb\\r\\tc"),
            ("\0\u{1b}[31m\u{7f}", "\\u0000\\u001b[31m\\u007f"),
            ("\u{80}\u{9b}\u{9f}\u{a0}", "\\u0080\\u009b\\u009f\u{a0}"),
            ("\u{202a}\u{202e}\u{2066}\u{2069}", "\\u202a\\u202e\\u2066\\u2069"),
            ("\u{200e}\u{200f}\u{61c}\u{2028}\u{2029}", "\\u200e\\u200f\\u061c\\u2028\\u2029"),
        ] {
            assert_eq!(escaped(text), wanted);
        }
    }

    #[test]
    fn a_line_stays_one_line() {
        let mut lines = EscapedLines(Vec::new());
        lines.write_all(b"one\ntwo\n").unwrap();
        lines.write_all(b"three\n").unwrap();
        assert_eq!(lines.0, b"one\\ntwo\nthree\n");
    }
}
