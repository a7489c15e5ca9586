//! Uploaded pictures under libFuzzer: the check of core's own tests.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../crates/openrooms-core/tests/it/picture_check.rs"]
mod picture_check;

fuzz_target!(|input: &[u8]| picture_check::check(input));
