//! Passwords of people: what the database keeps of them. Whoever hashes or compares one works for
//! tens of milliseconds, so a server does it on a thread of its own.
//!
//! Argon2id with 19 MiB and two passes, as OWASP recommends; kept in the form that others read too
//! (PHC), with its parameters, so that later ones may be harder.

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use subtle::ConstantTimeEq as _;

use crate::secret::Random;

/// A hash that no password has: compared with where there is none, so that it takes as long.
pub const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$\
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const LENGTH: usize = 32;

/// What is kept of a password, under a salt of its own.
pub fn hash(password: &str, random: Random) -> String {
    let salt = random.bytes::<16>();
    let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(LENGTH));
    let params = params.expect("the parameters are within their ranges");
    let hashed = derived(password, &salt, params).expect("a salt of 16 bytes is long enough");
    let [salt, hashed] = [&salt[..], &hashed[..]].map(|bytes| STANDARD_NO_PAD.encode(bytes));
    format!("$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}${salt}${hashed}")
}

/// Whether `password` is the one that was hashed. What does not parse is nobody's.
pub fn is_password(password: &str, kept: &str) -> bool {
    let Some((params, salt, wanted)) = parse(kept) else {
        return false;
    };
    let hashed = derived(password, &salt, params);
    hashed.is_some_and(|hashed| hashed.ct_eq(&wanted).into())
}

fn derived(password: &str, salt: &[u8], params: Params) -> Option<[u8; LENGTH]> {
    let mut hashed = [0; LENGTH];
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon.hash_password_into(password.as_bytes(), salt, &mut hashed).ok()?;
    Some(hashed)
}

fn parse(kept: &str) -> Option<(Params, Vec<u8>, [u8; LENGTH])> {
    let rest = kept.strip_prefix("$argon2id$v=19$m=")?;
    let mut parts = rest.split('$');
    let (costs, salt, hashed) = (parts.next()?, parts.next()?, parts.next()?);
    parts.next().is_none().then_some(())?;
    let (memory, costs) = costs.split_once(",t=")?;
    let (passes, lanes) = costs.split_once(",p=")?;
    let params =
        Params::new(memory.parse().ok()?, passes.parse().ok()?, lanes.parse().ok()?, Some(LENGTH));
    let salt = STANDARD_NO_PAD.decode(salt).ok()?;
    let hashed = STANDARD_NO_PAD.decode(hashed).ok()?.try_into().ok()?;
    Some((params.ok()?, salt, hashed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_by_its_hash_alone() {
        let kept = hash("correct horse", Random::SYSTEM);
        assert!(is_password("correct horse", &kept) && !is_password("correct horsE", &kept));
        assert_ne!(kept, hash("correct horse", Random::SYSTEM), "salted");
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        for wrong in
            ["", NOBODYS, &kept[..kept.len() - 2], &format!("{kept}$"), "$argon2id$v=19$m="]
        {
            assert!(!is_password("correct horse", wrong) && !is_password("", wrong), "{wrong}");
        }
        // What takes as long must be a hash.
        assert!(parse(NOBODYS).is_some());
    }

    #[test]
    fn a_hash_of_another_program_is_understood() {
        // Computed with argon2-cffi: salt "somesaltsomesalt", 1 MiB, 3 passes, 2 lanes.
        let kept = "$argon2id$v=19$m=1024,t=3,p=2$c29tZXNhbHRzb21lc2FsdA$ozHJ6QjlzGp/v2PpFco64teX4DllEWcVqVtO/sGJoWA";
        assert!(is_password("password", kept) && !is_password("Password", kept));
    }
}
