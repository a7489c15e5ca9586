//! WebP: chunks of RIFF, lengths little-endian, each filled up to an even length.

use super::{Fault, Kind, Picture, Reader, bounded, exif};

const ALPHA: u8 = 0x10;
const EXIF: u8 = 0x08;
const ANIMATION: u8 = 0x02;

pub(super) fn clean(reader: &mut Reader<'_>) -> Result<Picture, Fault> {
    reader.take(4)?;
    let length = little(reader)?;
    let mut reader = Reader(reader.take(length)?);
    reader.take(4)?;
    let (mut canvas, mut alpha, mut turn) = (None, None, None);
    let mut image: Option<([u8; 4], &[u8])> = None;
    let mut is_first = true;
    while !reader.0.is_empty() {
        let (name, content) = chunk(&mut reader)?;
        match &name {
            b"VP8X" if is_first => canvas = Some(extended(content)?),
            b"ANIM" | b"ANMF" => return Err(Fault::Animated),
            b"ALPH" if canvas.is_some() && alpha.is_none() && image.is_none() => {
                alpha = Some(content);
            }
            b"VP8 " | b"VP8L" if image.is_none() && (is_first || canvas.is_some()) => {
                image = Some((name, content));
            }
            b"EXIF" => turn = turn.or_else(|| exif::turn(content)),
            b"VP8X" | b"ALPH" | b"VP8 " | b"VP8L" => return Err(Fault::Broken),
            _ => {}
        }
        is_first = false;
    }
    let (name, content) = image.ok_or(Fault::Broken)?;
    let (width, height) = if name == *b"VP8 " { lossy(content)? } else { lossless(content)? };
    bounded(width, height)?;
    if canvas.is_some_and(|canvas| canvas != (width, height)) {
        return Err(Fault::Broken);
    }
    // A lossless picture has its own.
    let alpha = alpha.filter(|_| name == *b"VP8 ");
    let mut body = b"WEBP".to_vec();
    if alpha.is_some() || turn.is_some() {
        let flags = if alpha.is_some() { ALPHA } else { 0 };
        let flags = flags | if turn.is_some() { EXIF } else { 0 };
        let mut head = vec![flags, 0, 0, 0];
        head.extend_from_slice(&(width - 1).to_le_bytes()[..3]);
        head.extend_from_slice(&(height - 1).to_le_bytes()[..3]);
        write(&mut body, *b"VP8X", &head);
    }
    if let Some(alpha) = alpha {
        write(&mut body, *b"ALPH", alpha);
    }
    write(&mut body, name, content);
    if let Some(turn) = turn {
        write(&mut body, *b"EXIF", &exif::block(turn));
    }
    let mut bytes = b"RIFF".to_vec();
    bytes.extend(length_of(&body));
    bytes.append(&mut body);
    Ok(Picture { kind: Kind::Webp, width, height, bytes })
}

/// Width and height of the canvas.
fn extended(content: &[u8]) -> Result<(u32, u32), Fault> {
    let [flags, _, _, _, w0, w1, w2, h0, h1, h2] = content.try_into().map_err(|_| Fault::Broken)?;
    if flags & ANIMATION != 0 {
        return Err(Fault::Animated);
    }
    let side = |bytes| u32::from_le_bytes(bytes) + 1;
    Ok((side([w0, w1, w2, 0]), side([h0, h1, h2, 0])))
}

/// Width and height of a key frame of VP8.
fn lossy(content: &[u8]) -> Result<(u32, u32), Fault> {
    let mut fields = Reader(content);
    let [tag, _, _] = fields.array()?;
    if tag & 1 != 0 || fields.array()? != [0x9d, 0x01, 0x2a] {
        return Err(Fault::Broken);
    }
    // The two bits above are how a player scales it.
    let mut side = || Ok(u32::from(u16::from_le_bytes(fields.array()?) & 0x3fff));
    Ok((side()?, side()?))
}

/// Width and height of a picture of VP8L.
fn lossless(content: &[u8]) -> Result<(u32, u32), Fault> {
    let mut fields = Reader(content);
    if fields.byte()? != 0x2f {
        return Err(Fault::Broken);
    }
    let bits = u32::from_le_bytes(fields.array()?);
    if bits >> 29 != 0 {
        return Err(Fault::Broken);
    }
    Ok(((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1))
}

fn little(reader: &mut Reader<'_>) -> Result<usize, Fault> {
    usize::try_from(u32::from_le_bytes(reader.array()?)).map_err(|_| Fault::Broken)
}

fn chunk<'a>(reader: &mut Reader<'a>) -> Result<([u8; 4], &'a [u8]), Fault> {
    let name = reader.array()?;
    let length = little(reader)?;
    let content = reader.take(length)?;
    if length % 2 == 1 {
        reader.byte()?;
    }
    Ok((name, content))
}

fn length_of(content: &[u8]) -> [u8; 4] {
    let length = u32::try_from(content.len()).expect("a chunk is no longer than its file");
    length.to_le_bytes()
}

fn write(bytes: &mut Vec<u8>, name: [u8; 4], content: &[u8]) {
    bytes.extend(name);
    bytes.extend(length_of(content));
    bytes.extend_from_slice(content);
    if content.len() % 2 == 1 {
        bytes.push(0);
    }
}
