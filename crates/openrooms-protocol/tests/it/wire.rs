//! docs/WIRE.md is what the catalogue says.

use std::path::Path;

use openrooms_protocol::catalogue::wire_md;

#[test]
fn wire_md_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/WIRE.md");
    let wanted = wire_md();
    if std::env::var_os("UPDATE_EXPECT").is_some_and(|set| set == "1") {
        std::fs::write(&path, &wanted).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    let written = written.replace("\r\n", "\n");
    assert!(
        written == wanted,
        "docs/WIRE.md is not what the catalogue says; write it anew with\n    \
         UPDATE_EXPECT=1 cargo test -p openrooms-protocol --test it wire"
    );
}
