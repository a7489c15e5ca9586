//! Has this crate built again where the console was: its files are embedded.

fn main() {
    println!("cargo::rerun-if-changed=../../web/dist");
}
