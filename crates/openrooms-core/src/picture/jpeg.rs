//! JPEG: segments behind markers, and scans of data between them.

use super::{Fault, Kind, Picture, Reader, bounded, exif};

pub(super) const START: &[u8] = b"\xff\xd8\xff";

/// The most passes over a picture: each costs whoever shows it as much as the first.
const MOST_SCANS: usize = 100;

const END: u8 = 0xd9;
const SCAN: u8 = 0xda;

pub(super) fn clean(reader: &mut Reader<'_>) -> Result<Picture, Fault> {
    reader.take(2)?;
    let (mut jfif, mut turn, mut adobe) = (None, None, false);
    let (mut size, mut scans, mut body) = (None, 0, Vec::new());
    loop {
        let marker = marker(reader)?;
        if marker == END {
            break;
        }
        // Whatever has no length has no place between segments.
        if matches!(marker, 0x00..=0xbf | 0xd0..=0xd8) {
            return Err(Fault::Broken);
        }
        let length = usize::from(reader.u16()?).checked_sub(2).ok_or(Fault::Broken)?;
        let content = reader.take(length)?;
        match marker {
            // Baseline, extended and progressive, in Huffman's code.
            0xc0..=0xc2 if size.is_none() => {
                size = Some(frame(content)?);
                write(&mut body, marker, content);
            }
            // Tables, and the distance of restarts.
            0xc4 | 0xdb => write(&mut body, marker, content),
            0xdd if content.len() == 2 => write(&mut body, marker, content),
            SCAN if size.is_some() && scans < MOST_SCANS => {
                scans += 1;
                write(&mut body, marker, content);
                scan(reader, &mut body)?;
            }
            0xe0 if jfif.is_none() && content.starts_with(b"JFIF\0") => {
                // Version, unit, and density: what follows is a thumbnail.
                jfif = Some(content.get(..12).ok_or(Fault::Broken)?);
            }
            0xe1 if content.starts_with(b"Exif\0\0") => {
                turn = turn.or_else(|| exif::turn(content));
            }
            // How colours are coded.
            0xee if !adobe && size.is_none() && content.starts_with(b"Adobe") => {
                adobe = true;
                write(&mut body, marker, content.get(..12).ok_or(Fault::Broken)?);
            }
            // All else that applications and people write.
            0xe0..=0xef | 0xfe => {}
            _ => return Err(Fault::Broken),
        }
    }
    let (width, height) = size.filter(|_| scans > 0).ok_or(Fault::Broken)?;
    let mut bytes = START[..2].to_vec();
    if let Some(jfif) = jfif {
        write(&mut bytes, 0xe0, &[jfif, &[0, 0]].concat());
    }
    if let Some(turn) = turn {
        write(&mut bytes, 0xe1, &[b"Exif\0\0".as_slice(), &exif::block(turn)].concat());
    }
    bytes.append(&mut body);
    bytes.extend([0xff, END]);
    Ok(Picture { kind: Kind::Jpeg, width, height, bytes })
}

/// The next marker, behind any number of bytes that fill.
fn marker(reader: &mut Reader<'_>) -> Result<u8, Fault> {
    if reader.byte()? != 0xff {
        return Err(Fault::Broken);
    }
    loop {
        match reader.byte()? {
            0xff => {}
            marker => return Ok(marker),
        }
    }
}

/// Width and height of a frame.
fn frame(content: &[u8]) -> Result<(u32, u32), Fault> {
    let mut fields = Reader(content);
    let (precision, height, width) = (fields.byte()?, fields.u16()?, fields.u16()?);
    let components = fields.byte()?;
    let is_right = precision == 8 && (1..=4).contains(&components);
    if !is_right || fields.0.len() != 3 * usize::from(components) {
        return Err(Fault::Broken);
    }
    bounded(width.into(), height.into())?;
    Ok((width.into(), height.into()))
}

/// Copies the data of a scan, up to the next marker that is no restart.
fn scan(reader: &mut Reader<'_>, body: &mut Vec<u8>) -> Result<(), Fault> {
    let began = body.len();
    loop {
        let plain = reader.0.iter().position(|byte| *byte == 0xff).ok_or(Fault::Broken)?;
        body.extend_from_slice(reader.take(plain)?);
        match reader.0 {
            [0xff, 0x00 | 0xd0..=0xd7, ..] => body.extend_from_slice(reader.take(2)?),
            [0xff, 0xff, ..] => _ = reader.byte()?,
            [0xff, _, ..] if body.len() > began => return Ok(()),
            _ => return Err(Fault::Broken),
        }
    }
}

fn write(bytes: &mut Vec<u8>, marker: u8, content: &[u8]) {
    let length = u16::try_from(content.len() + 2).expect("a segment was read with its length");
    bytes.extend([0xff, marker]);
    bytes.extend(length.to_be_bytes());
    bytes.extend_from_slice(content);
}
