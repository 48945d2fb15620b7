//! Names as people write them in tables, found again.

use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// What a written name leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Exactly one thing.
    One(usize),
    /// Several things share the name.
    Several(Vec<usize>),
    /// Nothing.
    Nothing,
}

/// Things by every name that they have. Several may share a name; that is found out only when the name is used.
#[derive(Debug, Default)]
pub(super) struct Names {
    exact: BTreeMap<String, BTreeSet<usize>>,
    caseless: BTreeMap<String, BTreeSet<usize>>,
}

/// The same text for everything that looks the same: composed letters, single spaces, none at the ends.
pub(super) fn tidy(text: &str) -> String {
    let composed: String = text.nfc().collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Names {
    /// From names with the thing that each leads to.
    pub(super) fn new<'n>(names: impl IntoIterator<Item = (&'n str, usize)>) -> Self {
        let mut all = Self::default();
        for (name, thing) in names {
            let name = tidy(name);
            let caseless = name.to_lowercase();
            all.caseless.entry(caseless).or_default().insert(thing);
            all.exact.entry(name).or_default().insert(thing);
        }
        all
    }

    /// What a name leads to: as written, or else in any case.
    pub(super) fn find(&self, written: &str) -> Found {
        let name = tidy(written);
        let things = self.exact.get(&name).or_else(|| self.caseless.get(&name.to_lowercase()));
        let Some(things) = things else {
            return Found::Nothing;
        };
        match (things.first(), things.len()) {
            (Some(one), 1) => Found::One(*one),
            _ => Found::Several(things.iter().copied().collect()),
        }
    }
}
