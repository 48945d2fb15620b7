//! A small pack with everything that the format has, written out to a folder of its own, as it is or changed.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

/// The files of the pack, by their names in it.
pub const FILES: [(&str, &str); 6] = [
    ("pack.yaml", include_str!("seed/pack.yaml")),
    ("rules/mått.rhai", include_str!("seed/rules/mått.rhai")),
    ("figures/siffror.csv", include_str!("seed/figures/siffror.csv")),
    ("figures/nämnder.csv", include_str!("seed/figures/nämnder.csv")),
    ("figures/siffror.yaml", include_str!("seed/figures/siffror.yaml")),
    ("cases/fall.yaml", include_str!("seed/cases/fall.yaml")),
];

/// A folder that is gone when the test has ended.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new<'f>(files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("pack-{}-{number}", std::process::id()));
        for (name, text) in files {
            let file = path.join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        Self(path)
    }

    /// The pack as it is.
    pub fn of_seed() -> Self {
        Self::new(FILES.iter().map(|(name, text)| (*name, text.as_bytes())))
    }

    pub fn path(&self) -> String {
        self.0.to_str().unwrap().to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
