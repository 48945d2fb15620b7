//! Names as people write them in tables, found again.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::language::composed;

/// What a written name leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// Exactly one thing.
    One(usize),
    /// Several things share the name; each once, in order.
    Several(Vec<usize>),
    /// Nothing.
    Nothing,
}

/// Things by every name that they have. Several may share a name; that is found out only when the name is used.
#[derive(Debug, Default)]
pub(super) struct Names<'n> {
    exact: BTreeMap<Cow<'n, str>, Found>,
    /// The same in small letters, made when a name is first not found as written.
    caseless: OnceCell<BTreeMap<String, Found>>,
}

/// The same text for everything that looks the same: composed letters, single spaces, none at the ends.
pub(super) fn tidy(text: &str) -> Cow<'_, str> {
    let composed = composed(text);
    if is_tidy(&composed) { composed } else { composed.split_whitespace().collect::<Vec<_>>().join(" ").into() }
}

/// Whether a table could not tell the two apart: small and capital letters are one there.
pub(crate) fn is_same_name(one: &str, other: &str) -> bool {
    tidy(one).to_lowercase() == tidy(other).to_lowercase()
}

fn is_tidy(text: &str) -> bool {
    let mut before = ' ';
    let single = text.chars().all(|c| {
        let fits = !c.is_whitespace() || c == ' ' && before != ' ';
        before = c;
        fits
    });
    single && before != ' '
}

impl Found {
    /// The same, and another thing.
    fn and(self, thing: usize) -> Self {
        let mut things = match self {
            Self::Nothing => return Self::One(thing),
            Self::One(one) => vec![one],
            Self::Several(several) => several,
        };
        if let Err(place) = things.binary_search(&thing) {
            things.insert(place, thing);
        }
        match things.as_slice() {
            [one] => Self::One(*one),
            _ => Self::Several(things),
        }
    }

    fn add(&mut self, other: &Self) {
        let others = match other {
            Self::Nothing => &[][..],
            Self::One(one) => std::slice::from_ref(one),
            Self::Several(several) => several,
        };
        *self = others.iter().fold(std::mem::replace(self, Self::Nothing), |found, thing| found.and(*thing));
    }
}

impl<'n> Names<'n> {
    /// From names with the thing that each leads to.
    pub(super) fn new(names: impl IntoIterator<Item = (&'n str, usize)>) -> Self {
        let mut all = Self::default();
        for (name, thing) in names {
            all.exact.entry(tidy(name)).or_insert(Found::Nothing).add(&Found::One(thing));
        }
        all
    }

    fn caseless(&self) -> &BTreeMap<String, Found> {
        self.caseless.get_or_init(|| {
            let mut caseless: BTreeMap<String, Found> = BTreeMap::new();
            for (name, found) in &self.exact {
                caseless.entry(name.to_lowercase()).or_insert(Found::Nothing).add(found);
            }
            caseless
        })
    }

    /// What a name leads to: as written, or else in any case.
    pub(super) fn find(&self, written: &str) -> Found {
        if self.exact.is_empty() {
            return Found::Nothing;
        }
        let name = tidy(written);
        let found = self.exact.get(&*name).or_else(|| self.caseless().get(&name.to_lowercase()));
        found.cloned().unwrap_or(Found::Nothing)
    }
}
