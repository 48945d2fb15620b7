//! The packs and shared rules that are in the program. They lie in one text and one index, so that a pack's own files are beside each other
//! and nothing has to be set up when the program starts.

use std::ops::Range;

use crate::diagnostic::BuiltIn;

/// A file in the program.
#[derive(Debug)]
pub(super) struct File {
    name: Range<usize>,
    text: Range<usize>,
    /// Empty: it is no YAML, or none that could be kept.
    events: Range<usize>,
    sha256: [u8; 32],
}

static FILES: &[File] = include!(concat!(env!("OUT_DIR"), "/index.rs"));
static NAMES: &str = include_str!(concat!(env!("OUT_DIR"), "/names.txt"));
static TEXTS: &str = include_str!(concat!(env!("OUT_DIR"), "/texts.txt"));
static EVENTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/events.bin"));

impl File {
    /// The name, with the folders from the project's own: `policies/kommunallagen/pack.yaml`.
    pub(super) fn name(&self) -> &'static str {
        NAMES.get(self.name.clone()).unwrap_or_default()
    }

    /// What is in it, and what was found out of it when the program was built.
    pub(super) fn content(&self) -> BuiltIn {
        BuiltIn {
            path: self.name(),
            text: TEXTS.get(self.text.clone()).unwrap_or_default(),
            events: EVENTS.get(self.events.clone()).filter(|events| !events.is_empty()),
            sha256: self.sha256,
        }
    }
}

/// The files whose names begin with that; they are sorted.
pub(super) fn files(start: &str) -> &'static [File] {
    let from = FILES.partition_point(|file| file.name() < start);
    let rest = FILES.get(from..).unwrap_or_default();
    rest.get(..rest.partition_point(|file| file.name().starts_with(start))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    #[test]
    fn the_fingerprints_are_those_of_the_texts() {
        assert!(files("policies/").len() > 100 && !files("rules/").is_empty());
        for file in FILES {
            let content = file.content();
            let of_text: [u8; 32] = Sha256::digest(content.text).into();
            assert_eq!(content.sha256, of_text, "{}", file.name());
        }
    }
}
