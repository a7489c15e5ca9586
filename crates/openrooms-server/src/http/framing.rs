//! Where one request ends and the next begins, in the bytes on their way to hyper.
//!
//! hyper reads ahead, and does not say how far it came. So it is given a head up to its blank line
//! and a body up to its length, and what came behind waits: then a head that is waited for is one
//! that has begun, and how large it is is known. Bodies in chunks are not counted; there the end is
//! told by its looks: they end in a blank line, as heads do.

/// Largest head, with the blank line that ends it.
pub(super) const LARGEST_HEAD: usize = 64 * 1024;

/// How long a body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BodyLength {
    /// As its head says; none is 0.
    Exact(u64),
    /// It comes in chunks.
    Unknown,
}

/// A head that is too large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TooLarge {
    /// Its first line alone.
    Target,
    /// Its headers.
    Headers,
}

/// How far the bytes are that were handed on.
#[derive(Debug)]
pub(super) struct Framing {
    place: Place,
    line: Line,
}

#[derive(Debug)]
enum Place {
    /// In a head or before it.
    Head(Head),
    /// Behind a head; what comes then is not known yet.
    Behind(Head),
    /// In a body.
    Body { left: u64 },
    /// In a body of chunks or behind it, or in requests that came with it.
    Somewhere { is_counted: bool },
}

#[derive(Debug, Clone, Copy, Default)]
struct Head {
    length: usize,
    lines: usize,
}

/// How far a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Begins,
    /// With a carriage return.
    BeginsReturned,
    GoesOn,
    /// The last one was blank.
    WasBlank,
}

impl Line {
    const fn after(self, byte: u8) -> Self {
        match (self, byte) {
            (Self::Begins | Self::BeginsReturned | Self::WasBlank, b'\n') => Self::WasBlank,
            (Self::Begins | Self::WasBlank, b'\r') => Self::BeginsReturned,
            (Self::GoesOn, b'\n') => Self::Begins,
            _ => Self::GoesOn,
        }
    }
}

impl Framing {
    pub(super) fn new() -> Self {
        Self { place: Place::Head(Head::default()), line: Line::WasBlank }
    }

    /// More is asked for. `body` is that of a request whose head was taken since; `is_idle`: it is
    /// for a new request. Whether the head of that one has begun already.
    pub(super) fn goes_on(&mut self, body: Option<BodyLength>, is_idle: bool) -> bool {
        match (&mut self.place, body) {
            (Place::Behind(_), Some(BodyLength::Exact(0))) => {
                self.place = Place::Head(Head::default());
            }
            (Place::Behind(_), Some(BodyLength::Exact(left))) => self.place = Place::Body { left },
            (Place::Behind(_), Some(BodyLength::Unknown)) => {
                self.place = Place::Somewhere { is_counted: false };
            }
            // hyper sees no end there, and waits for one.
            (Place::Behind(head), None) => self.place = Place::Head(*head),
            (Place::Somewhere { is_counted }, Some(body)) => {
                *is_counted = !matches!(body, BodyLength::Exact(0) | BodyLength::Unknown);
            }
            _ => {}
        }
        // Where a counted body came along with one in chunks, nobody knows.
        let Place::Somewhere { is_counted: false } = self.place else { return false };
        if !is_idle {
            return false;
        }
        let has_begun = self.line != Line::WasBlank;
        let lines = usize::from(has_begun);
        self.place = Place::Head(Head { length: 0, lines });
        has_begun
    }

    /// How many of these bytes, which come next, are handed on now.
    pub(super) fn admit(&mut self, bytes: &[u8]) -> Result<usize, TooLarge> {
        match &mut self.place {
            Place::Head(head) => {
                for (at, byte) in bytes.iter().enumerate() {
                    let was = self.line;
                    self.line = was.after(*byte);
                    head.length += 1;
                    // Blank lines may come before a head.
                    let is_end = self.line == Line::WasBlank && head.lines > 0;
                    head.lines += usize::from(was == Line::GoesOn && *byte == b'\n');
                    if is_end {
                        self.place = Place::Behind(*head);
                        return Ok(at + 1);
                    }
                    if head.length >= LARGEST_HEAD {
                        let in_target = head.lines == 0;
                        return Err(if in_target { TooLarge::Target } else { TooLarge::Headers });
                    }
                }
                Ok(bytes.len())
            }
            Place::Behind(_) => Ok(bytes.len()),
            Place::Body { left } => {
                let taken = usize::try_from(*left).unwrap_or(usize::MAX).min(bytes.len());
                *left -= taken as u64;
                if *left == 0 {
                    *self = Self::new();
                }
                Ok(taken)
            }
            Place::Somewhere { .. } => {
                self.line = bytes.iter().fold(self.line, |line, byte| line.after(*byte));
                Ok(bytes.len())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How far hyper gets with `bytes` when it asks again and again.
    fn first(framing: &mut Framing, bytes: &[u8]) -> usize {
        framing.admit(bytes).unwrap()
    }

    #[test]
    fn a_head_goes_up_to_its_blank_line() {
        for (head, more) in [
            ("GET / HTTP/1.1\r\nhost: x\r\n\r\n", "GET /"),
            ("GET / HTTP/1.1\nhost: x\n\n", "\n"),
            ("GET / HTTP/1.1\r\n\n", "G"),
            ("\r\n\r\nGET / HTTP/1.1\r\n\r\n", "\r\n"),
        ] {
            let mut framing = Framing::new();
            let all = [head, more].concat();
            assert_eq!(first(&mut framing, all.as_bytes()), head.len(), "{head:?}");
            assert!(!framing.goes_on(Some(BodyLength::Exact(0)), true));
            // Byte by byte it is the same.
            let mut framing = Framing::new();
            let ends = all.bytes().position(|byte| {
                framing.admit(&[byte]).unwrap();
                matches!(framing.place, Place::Behind(_))
            });
            assert_eq!(ends, Some(head.len() - 1), "{head:?}");
        }
    }

    #[test]
    fn a_body_goes_up_to_its_length_and_then_a_head_begins() {
        let mut framing = Framing::new();
        let head = b"POST / HTTP/1.1\r\n\r\n";
        assert_eq!(first(&mut framing, head), head.len());
        framing.goes_on(Some(BodyLength::Exact(3)), false);
        assert_eq!(first(&mut framing, b"ab"), 2);
        assert_eq!(first(&mut framing, b"cGET"), 1);
        assert!(!framing.goes_on(None, true));
        assert_eq!(first(&mut framing, head), head.len());
    }

    #[test]
    fn behind_chunks_a_head_has_begun_unless_all_ends_in_a_blank_line() {
        for (chunks, has_begun) in [
            ("2\r\n{}\r\n0\r\n\r\n", false),
            ("2\r\n{}\r\n0\r\nx: y\r\n\r\n", false),
            ("0\r\n\r\nGET / HTTP/1.1\r\n", true),
            ("0\r\n\r\nG", true),
        ] {
            let mut framing = Framing::new();
            first(&mut framing, b"POST / HTTP/1.1\r\n\r\n");
            framing.goes_on(Some(BodyLength::Unknown), false);
            assert_eq!(first(&mut framing, chunks.as_bytes()), chunks.len());
            assert_eq!(framing.goes_on(None, true), has_begun, "{chunks:?}");
        }
    }

    #[test]
    fn a_head_is_refused_that_cannot_end_in_time() {
        let over = "GET / HTTP/1.1\r\nx: ".to_owned() + &"x".repeat(LARGEST_HEAD);
        assert_eq!(Framing::new().admit(&over.as_bytes()[..LARGEST_HEAD]), Err(TooLarge::Headers));
        assert_eq!(
            Framing::new().admit(&over.as_bytes()[..LARGEST_HEAD - 1]),
            Ok(LARGEST_HEAD - 1)
        );
        for (begins, wanted) in
            [("GET /", TooLarge::Target), ("GET / HTTP/1.1\r\nx: ", TooLarge::Headers)]
        {
            let head = |length: usize| {
                [begins, &"x".repeat(length - begins.len() - 4), "\r\n\r\n"].concat()
            };
            let mut framing = Framing::new();
            assert_eq!(first(&mut framing, head(LARGEST_HEAD).as_bytes()), LARGEST_HEAD);
            let mut framing = Framing::new();
            assert_eq!(framing.admit(head(LARGEST_HEAD + 4).as_bytes()), Err(wanted));
        }
    }

    #[test]
    fn where_hyper_sees_no_end_it_gets_more() {
        let mut framing = Framing::new();
        first(&mut framing, b"x\r\n\r\n");
        assert!(!framing.goes_on(None, false));
        assert_eq!(first(&mut framing, b"y"), 1);
    }
}
