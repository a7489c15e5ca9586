//! The router under the kept corpus of fuzz/corpus/router, and under chance.
//!
//! `TEST_ROUNDS` says how many random inputs there are, `TEST_SEED` repeats a run.

use std::path::PathBuf;

use openrooms_store::secret::Random;

use crate::fuzzing::{TOKEN, Target};

const ROUNDS: usize = 300;

/// The kept inputs, in the order of their names.
fn corpus() -> Vec<(PathBuf, Vec<u8>)> {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus/router");
    let entries = std::fs::read_dir(directory).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: PathBuf| (path.clone(), std::fs::read(path).unwrap());
    paths.into_iter().map(read).collect()
}

/// Says which input it was, where the check panics.
struct Input<'a>(&'a str, &'a [u8]);

impl Drop for Input<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            #[expect(clippy::print_stdout, reason = "a test that failed says on what")]
            {
                println!("{}: b\"{}\"", self.0, self.1.escape_ascii());
            }
        }
    }
}

fn setting(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is a number, not {text:?}")))
}

#[test]
fn every_kept_input_gets_whole_replies() {
    let target = Target::start();
    let corpus = corpus();
    assert!(corpus.len() > 20, "the corpus is there: {}", corpus.len());
    for (path, bytes) in corpus {
        let name = path.display().to_string();
        let _input = Input(&name, &bytes);
        target.check(&bytes);
    }
}

#[test]
fn random_inputs_get_whole_replies() {
    let target = Target::start();
    let seeds: Vec<_> = corpus().into_iter().map(|(_, bytes)| bytes).collect();
    let seed = setting("TEST_SEED").unwrap_or_else(|| u64::from_le_bytes(Random::SYSTEM.bytes()));
    let mut dice = Dice(seed);
    let name = format!("TEST_SEED={seed}");
    let rounds = setting("TEST_ROUNDS").map_or(ROUNDS, |rounds| usize::try_from(rounds).unwrap());
    for _ in 0..rounds {
        let bytes = dice.input(&seeds);
        let _input = Input(&name, &bytes);
        target.check(&bytes);
    }
}

/// `SplitMix64`.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % (bound.max(1) as u64)).unwrap()
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }

    fn bytes(&mut self, most: usize) -> Vec<u8> {
        (0..self.below(most)).map(|_| self.next().to_le_bytes()[0]).collect()
    }

    /// Pure chance, or kept inputs that are cut, joined and changed.
    fn input(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        if self.below(10) == 0 {
            return self.bytes(300);
        }
        let mut input = seeds[self.below(seeds.len())].clone();
        for _ in 0..self.below(6) {
            self.change(&mut input, seeds);
        }
        input.truncate(100_000);
        input
    }

    fn change(&mut self, input: &mut Vec<u8>, seeds: &[Vec<u8>]) {
        const WORDS: [&[u8]; 24] = [
            b"\r\n",
            b"\r\n\r\n",
            b"\0",
            b"%",
            b"%00",
            b"%ff",
            b"/",
            b"?",
            b"&",
            b"=",
            b"+",
            b"#",
            b" ",
            b"\"",
            b"{}",
            b"[]",
            b"null",
            b"HTTP/1.0",
            b"GET ",
            b"POST ",
            b": ",
            b"content-length: 5\r\n",
            b"transfer-encoding: chunked\r\n",
            b"connection: close\r\n",
        ];
        let at = self.below(input.len() + 1);
        match self.below(7) {
            0 if at < input.len() => input[at] = self.next().to_le_bytes()[0],
            1 if at < input.len() => input[at] ^= 1 << self.below(8),
            2 => input.truncate(at),
            3 => {
                let end = at + self.below(input.len() - at + 1);
                input.drain(at..end);
            }
            4 => {
                let other = &seeds[self.below(seeds.len())];
                let from = self.below(other.len() + 1);
                input.splice(at..at, other[from..].iter().copied());
            }
            5 => {
                let word = if self.below(8) == 0 { TOKEN } else { self.pick(&WORDS) };
                input.splice(at..at, word.iter().copied());
            }
            _ => {
                let chance = self.bytes(20);
                input.splice(at..at, chance);
            }
        }
    }
}
