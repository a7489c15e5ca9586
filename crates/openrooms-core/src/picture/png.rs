//! PNG: chunks, each with its length, its name and a check of both.

use super::{Fault, Kind, Picture, Reader, bounded, exif};

pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Chunks that make up a picture beside its head, its data and its end, and how long they are.
const KEPT: [(&[u8; 4], usize); 4] = [(b"gAMA", 4), (b"cHRM", 32), (b"sRGB", 1), (b"pHYs", 9)];

pub(super) fn clean(reader: &mut Reader<'_>) -> Result<Picture, Fault> {
    reader.take(SIGNATURE.len())?;
    let (name, head) = chunk(reader)?;
    if name != *b"IHDR" || head.len() != 13 {
        return Err(Fault::Broken);
    }
    let mut fields = Reader(head);
    let (width, height) = (fields.u32()?, fields.u32()?);
    bounded(width, height)?;
    let [depth, colour, compression, filter, interlace] = fields.array()?;
    let is_known = match colour {
        0 => [1, 2, 4, 8, 16].contains(&depth),
        3 => [1, 2, 4, 8].contains(&depth),
        2 | 4 | 6 => [8, 16].contains(&depth),
        _ => false,
    };
    if !is_known || compression != 0 || filter != 0 || interlace > 1 {
        return Err(Fault::Broken);
    }
    let mut bytes = SIGNATURE.to_vec();
    write(&mut bytes, *b"IHDR", head);
    let (mut kept, mut turn, mut data) = (Vec::new(), None, None::<Vec<u8>>);
    let mut has_ended = false;
    loop {
        let (name, content) = chunk(reader)?;
        match &name {
            b"IEND" if content.is_empty() => break,
            b"IDAT" if !has_ended => data.get_or_insert_default().extend_from_slice(content),
            b"PLTE" => {
                let is_table = content.len() % 3 == 0 && (3..=768).contains(&content.len());
                if data.is_some() || !is_table || kept.contains(b"PLTE") || [0, 4].contains(&colour)
                {
                    return Err(Fault::Broken);
                }
                keep(&mut bytes, &mut kept, *b"PLTE", content);
            }
            b"tRNS" if data.is_none() && !kept.contains(b"tRNS") => {
                let is_right = match colour {
                    0 => content.len() == 2,
                    2 => content.len() == 6,
                    3 => kept.contains(b"PLTE") && (1..=256).contains(&content.len()),
                    _ => false,
                };
                if !is_right {
                    return Err(Fault::Broken);
                }
                keep(&mut bytes, &mut kept, *b"tRNS", content);
            }
            b"eXIf" => turn = turn.or_else(|| exif::turn(content)),
            // What a reader must understand, and nobody knows.
            [first, ..] if first.is_ascii_uppercase() => return Err(Fault::Broken),
            _ => {
                let is_kept = KEPT.contains(&(&name, content.len())) && !kept.contains(&name);
                // Behind the table of colours and the data it means nothing.
                if is_kept && data.is_none() && !kept.contains(b"PLTE") {
                    keep(&mut bytes, &mut kept, name, content);
                }
            }
        }
        has_ended = data.is_some() && name != *b"IDAT";
    }
    let data = data.ok_or(Fault::Broken)?;
    let [method, check] = *data.first_chunk().ok_or(Fault::Broken)?;
    // zlib's head: deflate, and a check of itself.
    if method & 15 != 8 || !u16::from_be_bytes([method, check]).is_multiple_of(31) {
        return Err(Fault::Broken);
    }
    if colour == 3 && !kept.contains(b"PLTE") {
        return Err(Fault::Broken);
    }
    if let Some(turn) = turn {
        write(&mut bytes, *b"eXIf", &exif::block(turn));
    }
    write(&mut bytes, *b"IDAT", &data);
    write(&mut bytes, *b"IEND", &[]);
    Ok(Picture { kind: Kind::Png, width, height, bytes })
}

fn chunk<'a>(reader: &mut Reader<'a>) -> Result<([u8; 4], &'a [u8]), Fault> {
    let length = usize::try_from(reader.u32()?).map_err(|_| Fault::Broken)?;
    let name = reader.array()?;
    let content = reader.take(length)?;
    if !name.iter().all(u8::is_ascii_alphabetic) || reader.u32()? != check(name, content) {
        return Err(Fault::Broken);
    }
    Ok((name, content))
}

fn keep(bytes: &mut Vec<u8>, kept: &mut Vec<[u8; 4]>, name: [u8; 4], content: &[u8]) {
    kept.push(name);
    write(bytes, name, content);
}

fn write(bytes: &mut Vec<u8>, name: [u8; 4], content: &[u8]) {
    let length = u32::try_from(content.len()).expect("a chunk is no longer than its file");
    bytes.extend(length.to_be_bytes());
    bytes.extend(name);
    bytes.extend_from_slice(content);
    bytes.extend(check(name, content).to_be_bytes());
}

/// CRC-32 of a chunk's name and content.
fn check(name: [u8; 4], content: &[u8]) -> u32 {
    const TABLE: [u32; 256] = {
        let mut table = [0; 256];
        let mut at = 0_u32;
        while at < 256 {
            let (mut sum, mut bit) = (at, 0);
            while bit < 8 {
                sum = if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
                bit += 1;
            }
            table[at as usize] = sum;
            at += 1;
        }
        table
    };
    let bytes = name.iter().chain(content);
    let sum = bytes
        .fold(u32::MAX, |sum, byte| TABLE[usize::from(sum.to_le_bytes()[0] ^ byte)] ^ (sum >> 8));
    !sum
}
