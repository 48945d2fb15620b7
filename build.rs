//! The packs and shared rules are part of the program: a new file among them must be noticed.

fn main() {
    println!("cargo::rerun-if-changed=policies");
    println!("cargo::rerun-if-changed=rules");
}
