//! Pictures of the kept corpus of fuzz/corpus/picture, and by chance.
//!
//! `TEST_ROUNDS` says how many random files there are, `TEST_SEED` repeats a run.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::path::PathBuf;

use openrooms_core::picture::{Fault, Kind, clean};

use crate::dice::{Dice, number};
use crate::picture_check::check;

const ROUNDS: u64 = 20_000;

/// The kept files, in the order of their names.
fn corpus() -> Vec<(String, Vec<u8>)> {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus/picture");
    let entries = std::fs::read_dir(directory).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), std::fs::read(path).unwrap())).collect()
}

fn file(name: &str) -> Vec<u8> {
    let found = corpus().into_iter().find(|(file, _)| file == name);
    found.unwrap_or_else(|| panic!("{name} is kept")).1
}

#[test]
fn a_file_is_taken_by_its_content() {
    let taken = |kind| Ok((kind, 16, 12));
    for (name, bytes) in corpus() {
        check(&bytes);
        let wanted = match name.as_str() {
            "bomb.png" | "empty.png" | "many.png" | "wide.png" => Err(Fault::TooLarge),
            "animated.webp" => Err(Fault::Animated),
            "gif.gif" | "svg.svg" => Err(Fault::Unknown),
            name => taken(match name.split_once('.').unwrap().1 {
                "png" => Kind::Png,
                "jpg" => Kind::Jpeg,
                _ => Kind::Webp,
            }),
        };
        let found = clean(&bytes).map(|picture| (picture.kind, picture.width, picture.height));
        assert_eq!(found, wanted, "{name}");
    }
}

#[test]
fn nothing_but_the_picture_is_kept() {
    let mut cleaned = 0;
    for (name, bytes) in corpus() {
        let Ok(picture) = clean(&bytes) else { continue };
        let text = String::from_utf8_lossy(&picture.bytes);
        for trace in ["Ann", "xmpmeta", "Camera", "acsp", "<script", "tEXt", "ICCP", "fdAT", "PK"] {
            assert!(!text.contains(trace), "{name} keeps {trace}");
        }
        cleaned += 1;
    }
    assert!(cleaned > 15, "the corpus is there: {cleaned}");
}

#[test]
fn how_a_photo_is_turned_is_kept() {
    // Exif's entry of orientation, a short: 6, a quarter to the right.
    let turned = [1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0];
    for (name, is_turned) in [
        ("exif.jpg", true),
        ("text-exif.png", true),
        ("exif.webp", true),
        ("upright.jpg", false),
        ("rgb.png", false),
    ] {
        let picture = clean(&file(name)).unwrap();
        let found = picture.bytes.windows(turned.len()).any(|window| window == turned);
        assert_eq!(found, is_turned, "{name}");
    }
}

#[test]
fn a_file_that_was_cut_or_changed_is_not_taken() {
    for name in ["rgb.png", "palette.png", "baseline.jpg", "progressive.jpg", "alpha.webp"] {
        let whole = file(name);
        for end in 0..whole.len() {
            assert!(clean(&whole[..end]).is_err(), "{name} cut at {end}");
        }
    }
    // A chunk of PNG carries a check of itself.
    let whole = file("rgb.png");
    for at in 8..whole.len() {
        let mut changed = whole.clone();
        changed[at] ^= 1;
        assert!(clean(&changed).is_err(), "changed at {at}");
    }
}

impl Dice {
    fn change(&mut self, file: &mut Vec<u8>, others: &[(String, Vec<u8>)]) {
        const WORDS: [&[u8]; 14] = [
            b"\xff\xd9",
            b"\xff\xda",
            b"\xff\xe1\0\x10Exif\0\0MM\0*",
            b"\xff\xff",
            b"\xff\0",
            b"\0\0\0\0IEND",
            b"\0\0\0\x0dIHDR",
            b"IDAT",
            b"RIFF",
            b"WEBP",
            b"VP8X",
            b"ALPH",
            b"\xff\xff\xff\xff",
            b"\0\0\0\0",
        ];
        let at = self.below(file.len() + 1);
        match self.below(6) {
            0 if at < file.len() => file[at] = self.next().to_le_bytes()[0],
            1 if at < file.len() => file[at] ^= 1 << self.below(8),
            2 => file.truncate(at),
            3 => {
                let end = at + self.below(file.len() - at + 1).min(40);
                file.drain(at..end);
            }
            4 => {
                let other = &others[self.below(others.len())].1;
                let from = self.below(other.len() + 1);
                file.splice(at..at, other[from..].iter().copied());
            }
            _ => {
                let word = WORDS[self.below(WORDS.len())];
                file.splice(at..at, word.iter().copied());
            }
        }
    }
}

#[test]
fn random_files_are_read_as_they_must_be() {
    let chance = RandomState::new().build_hasher().finish();
    let seed = number("TEST_SEED").unwrap_or(chance);
    let corpus = corpus();
    let mut dice = Dice(seed);
    for round in 0..number("TEST_ROUNDS").unwrap_or(ROUNDS) {
        let mut file = corpus[dice.below(corpus.len())].1.clone();
        for _ in 0..=dice.below(5) {
            dice.change(&mut file, &corpus);
        }
        let checked = std::panic::catch_unwind(|| check(&file));
        assert!(checked.is_ok(), "TEST_SEED={seed}, round {round}: b\"{}\"", file.escape_ascii());
    }
}
