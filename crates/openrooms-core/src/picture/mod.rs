//! Pictures: what is taken of one that somebody uploads, and where one may be ([`address`]).
//!
//! [`clean`] reads a file as its format has it, piece by piece, keeps the pieces that make up the
//! picture, and writes nothing else: no place or time of a photo, no text, no colour profile, no
//! thumbnail, nothing behind the end. It decodes no pixel, so a picture costs no more than its file;
//! how many pixels it says it has is bounded for the sake of those who will. How a photo is turned
//! is kept.

use crate::id::PictureId;
use crate::time::EpochMillis;

pub mod address;
mod exif;
mod jpeg;
mod png;
mod webp;

/// The most pixels on a side.
pub const LONGEST_SIDE: u32 = 8_192;
/// The most pixels of all.
pub const MOST_PIXELS: u32 = 1 << 24;

/// The formats that are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// PNG; of an animated one, its first picture.
    Png,
    /// JPEG, baseline or progressive.
    Jpeg,
    /// WebP, not animated.
    Webp,
}

impl Kind {
    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
        }
    }

    /// The kind of that media type.
    pub fn parse(media_type: &str) -> Option<Self> {
        [Self::Png, Self::Jpeg, Self::Webp].into_iter().find(|one| one.media_type() == media_type)
    }

    /// What its file's name ends in.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Webp => "webp",
        }
    }
}

/// A picture that was cleaned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its format, by its content.
    pub kind: Kind,
    /// Pixels from left to right, before it is turned.
    pub width: u32,
    /// Pixels from top to bottom, before it is turned.
    pub height: u32,
    /// The file.
    pub bytes: Vec<u8>,
}

/// A picture that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPicture {
    /// Its id: nobody guesses it.
    pub id: PictureId,
    /// Itself.
    pub picture: Picture,
    /// When it was uploaded last.
    pub uploaded_at: EpochMillis,
}

/// The most bytes of one picture: as the text of a body of JSON it fits into 1 MiB.
pub const MOST_BYTES: usize = 700 << 10;
/// The most bytes of all pictures of an organisation.
pub const MOST_BYTES_OF_ALL: i64 = 64 << 20;
/// How long a picture is kept that nothing refers to.
pub const IDLE_SECONDS: i64 = 24 * 3600;

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It begins as none of the formats.
    #[error("it is none of PNG, JPEG and WebP")]
    Unknown,
    /// It is not as its format says.
    #[error("it is damaged or of a rare kind")]
    Broken,
    /// Too many pixels.
    #[error("it has no pixel or more than 8192 on a side, or more than 16777216 in all")]
    TooLarge,
    /// It moves.
    #[error("it is animated")]
    Animated,
}

/// Takes the picture out of a file. What it gives, it gives again unchanged.
pub fn clean(file: &[u8]) -> Result<Picture, Fault> {
    let mut reader = Reader(file);
    if file.starts_with(png::SIGNATURE) {
        png::clean(&mut reader)
    } else if file.starts_with(jpeg::START) {
        jpeg::clean(&mut reader)
    } else if file.starts_with(b"RIFF") && file.get(8..12) == Some(b"WEBP") {
        webp::clean(&mut reader)
    } else {
        Err(Fault::Unknown)
    }
}

fn bounded(width: u32, height: u32) -> Result<(), Fault> {
    let side = 1..=LONGEST_SIDE;
    let is_small = side.contains(&width) && side.contains(&height) && width * height <= MOST_PIXELS;
    if is_small { Ok(()) } else { Err(Fault::TooLarge) }
}

/// What is left of a file. Whatever is taken beyond its end is [`Fault::Broken`].
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], Fault> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Fault::Broken)?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Fault> {
        self.take(N)?.try_into().map_err(|_| Fault::Broken)
    }

    fn byte(&mut self) -> Result<u8, Fault> {
        Ok(self.array::<1>()?[0])
    }

    fn u16(&mut self) -> Result<u16, Fault> {
        Ok(u16::from_be_bytes(self.array()?))
    }

    fn u32(&mut self) -> Result<u32, Fault> {
        Ok(u32::from_be_bytes(self.array()?))
    }
}
