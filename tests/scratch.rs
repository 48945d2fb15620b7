//! Folders of files for one test each.

use std::fs;
use std::path::{Path, PathBuf};

/// A head and a vocabulary of three figures, to which tests add what they are about.
pub const BASE: &str = "pack: exempel
format: 1
title: Exempel
valid: 2024
defaults:
  compare: exact
  scale: boolean
  ref: Exempel
---
dimensions:
  nämnd:
    title: Nämnd
    members: [Trafiknämnd, Kulturnämnd]
figures:
  resultat:
    title: Resultat
    unit: mnkr
    measured: during
  skatter:
    title: Skatter
    unit: mnkr
    measured: during
  nettokostnad:
    title: Nettokostnad
    unit: mnkr
    measured: during
    by: [nämnd]
";

/// A folder of its own for a test, empty when the test begins.
pub struct Scratch(PathBuf);

impl Scratch {
    /// The folder of that name.
    pub fn new(name: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(&root).unwrap();
        Self(root)
    }

    /// A folder with the base pack in `exempel/`, and more files of it.
    pub fn pack(name: &str, files: &[(&str, &str)]) -> Self {
        let scratch = Self::new(name).with("exempel/pack.yaml", BASE);
        files.iter().fold(scratch, |scratch, (file, text)| scratch.with(&format!("exempel/{file}"), text))
    }

    /// The same with one more file.
    pub fn with(self, file: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.0.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// Where it is.
    pub fn path(&self, file: &str) -> PathBuf {
        self.0.join(file)
    }

    /// The folder of the base pack, as it is named on a command line.
    pub fn named(&self) -> String {
        self.path("exempel").to_str().unwrap().to_owned()
    }
}
