//! What holds of any file that somebody calls a picture.
//!
//! Nothing here knows the tests, since `fuzz/fuzz_targets/picture.rs` includes this file.

use openrooms_core::picture::{LONGEST_SIDE, MOST_PIXELS, clean};

/// The most bytes that cleaning adds: how a photo is turned, in the words of its format.
const MOST_ADDED: usize = 64;

/// Panics where a file is read as it must not be.
pub(crate) fn check(file: &[u8]) {
    let Ok(picture) = clean(file) else { return };
    assert!(picture.bytes.len() <= file.len() + MOST_ADDED, "{} bytes", picture.bytes.len());
    assert!(picture.width.max(picture.height) <= LONGEST_SIDE);
    assert!((1..=MOST_PIXELS).contains(&(picture.width * picture.height)));
    assert_eq!(clean(&picture.bytes).as_ref(), Ok(&picture), "cleaned twice, it is another");
}
