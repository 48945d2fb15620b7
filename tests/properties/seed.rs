//! A small pack with everything that the format has, written out to a folder, as it is or with one file changed.

use crate::scratch::Scratch;

/// The files of the pack, by their names in it.
pub const FILES: [(&str, &str); 6] = [
    ("pack.yaml", include_str!("seed/pack.yaml")),
    ("rules/mått.rhai", include_str!("seed/rules/mått.rhai")),
    ("figures/siffror.csv", include_str!("seed/figures/siffror.csv")),
    ("figures/nämnder.csv", include_str!("seed/figures/nämnder.csv")),
    ("figures/siffror.yaml", include_str!("seed/figures/siffror.yaml")),
    ("cases/fall.yaml", include_str!("seed/cases/fall.yaml")),
];

/// A folder of that name with the pack in it; the path as it is named on a command line.
pub fn folder(name: &str, change: impl Fn(usize) -> Option<Vec<u8>>) -> String {
    let files = FILES.iter().enumerate().fold(Scratch::new(name), |scratch, (index, (file, text))| {
        scratch.with(&format!("prov/{file}"), change(index).unwrap_or_else(|| text.as_bytes().to_vec()))
    });
    files.path("prov").to_str().unwrap().to_owned()
}

/// The pack as it is.
pub fn unchanged(name: &str) -> String {
    folder(name, |_| None)
}
