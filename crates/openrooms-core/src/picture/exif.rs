//! How a photo is turned: the one thing of Exif that is kept.

/// A turn that is not the usual one: 2 to 8, as Exif numbers them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Turn(u8);

/// The turn that a block of Exif tells, with its mark in front or without.
pub(super) fn turn(block: &[u8]) -> Option<Turn> {
    let tiff = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
    let is_big = match tiff.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let two: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if is_big { u16::from_be_bytes(two) } else { u16::from_le_bytes(two) })
    };
    let long = |at: usize| {
        let four: [u8; 4] = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if is_big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) })
    };
    let first = usize::try_from(long(4)?).ok()?;
    for entry in 0..usize::from(short(first)?) {
        let at = first.checked_add(2 + entry * 12)?;
        if (short(at)?, short(at + 2)?, long(at + 4)?) == (0x0112, 3, 1) {
            let turn = u8::try_from(short(at + 8)?).ok()?;
            return (2..=8).contains(&turn).then_some(Turn(turn));
        }
    }
    None
}

/// The block of Exif that tells this turn and nothing else, without its mark.
pub(super) fn block(turn: Turn) -> [u8; 26] {
    [
        b'M', b'M', 0, b'*', 0, 0, 0, 8, // big-endian; the first directory is behind this
        0, 1, // one entry: orientation, a short, one of it
        1, 0x12, 0, 3, 0, 0, 0, 1, 0, turn.0, 0, 0, // no further directory:
        0, 0, 0, 0,
    ]
}
