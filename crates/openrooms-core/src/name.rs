//! Names that people give to things.

/// A name that a room or a group may be given: 1 to 100 characters that show something, none of which
/// controls a terminal or the direction of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name(String);

/// Whether a character controls a terminal or the direction of text: controls, overrides, embeddings and
/// isolates of direction, and the two ends of line beyond ASCII.
pub fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

/// Whether a character shows something by itself: no blank, joiner, filler, selector or tag.
pub fn shows(c: char) -> bool {
    let is_hidden = matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}');
    !c.is_whitespace() && !is_hidden
}

/// A text that is no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnsafeName;

impl Name {
    /// The longest, in characters.
    pub const LONGEST: usize = 100;

    /// Takes a text as it is, or not at all.
    pub fn parse(text: &str) -> Result<Self, UnsafeName> {
        let is_safe = text.chars().count() <= Self::LONGEST
            && text.chars().any(shows)
            && !text.chars().any(steers);
        if is_safe { Ok(Self(text.to_owned())) } else { Err(UnsafeName) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text.
    pub fn into_string(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_shows_something_and_steers_nothing() {
        let long = "会".repeat(100);
        for text in
            ["a", "Room 1", " padded ", "会议室 “Spree” 🛶", "👩\u{200d}🚀", "ש\u{200f}!", &long]
        {
            assert_eq!(Name::parse(text).unwrap().as_str(), text);
        }
        let longer = "x".repeat(101);
        for text in [
            "",
            " ",
            "\u{3000}",
            "\u{200b}",
            "\u{feff} \u{2060}",
            "\u{200d}",
            "\u{3164}\u{115f}\u{ffa0}",
            "\u{2800}",
            "\u{ad}\u{fe0f}",
            "\u{e0041}\u{e0100}",
            "a\tb",
            "a\nb",
            "a\u{7f}",
            "a\u{85}",
            "\0",
            "a\u{1b}[2J",
            "a\u{202e}b",
            "a\u{2066}b",
            "a\u{2028}b",
            &longer,
        ] {
            assert_eq!(Name::parse(text), Err(UnsafeName), "{text:?}");
        }
    }
}
