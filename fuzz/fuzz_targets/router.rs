//! The router under libFuzzer: the check of the server's own tests, on inputs that look for new
//! paths through the code.

#![no_main]
#![expect(dead_code, reason = "the tests use more of these files")]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

#[path = "../../crates/openrooms-server/tests/it/fuzzing.rs"]
mod fuzzing;
#[path = "../../crates/openrooms-server/tests/it/wire.rs"]
mod wire;

static TARGET: LazyLock<fuzzing::Target> = LazyLock::new(fuzzing::Target::start);

fuzz_target!(|input: &[u8]| TARGET.check(input));
