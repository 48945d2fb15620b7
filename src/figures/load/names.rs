//! Names as people write them in tables, found again.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::language::composed;

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
    exact: BTreeMap<String, Vec<usize>>,
    /// The same in small letters, made when a name is first not found as written.
    caseless: OnceCell<BTreeMap<String, Vec<usize>>>,
}

/// The same text for everything that looks the same: composed letters, single spaces, none at the ends.
pub(super) fn tidy(text: &str) -> Cow<'_, str> {
    let composed = composed(text);
    if is_tidy(&composed) { composed } else { composed.split_whitespace().collect::<Vec<_>>().join(" ").into() }
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

/// Adds a thing to those of a name, each once and in order.
fn add(things: &mut Vec<usize>, thing: usize) {
    if let Err(place) = things.binary_search(&thing) {
        things.insert(place, thing);
    }
}

impl Names {
    /// From names with the thing that each leads to.
    pub(super) fn new<'n>(names: impl IntoIterator<Item = (&'n str, usize)>) -> Self {
        let mut all = Self::default();
        for (name, thing) in names {
            add(all.exact.entry(tidy(name).into_owned()).or_default(), thing);
        }
        all
    }

    fn caseless(&self) -> &BTreeMap<String, Vec<usize>> {
        self.caseless.get_or_init(|| {
            let mut caseless: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for (name, things) in &self.exact {
                let all = caseless.entry(name.to_lowercase()).or_default();
                things.iter().for_each(|thing| add(all, *thing));
            }
            caseless
        })
    }

    /// What a name leads to: as written, or else in any case.
    pub(super) fn find(&self, written: &str) -> Found {
        let name = tidy(written);
        let things = self.exact.get(&*name).or_else(|| self.caseless().get(&name.to_lowercase()));
        let Some(things) = things else {
            return Found::Nothing;
        };
        match things.as_slice() {
            [one] => Found::One(*one),
            several => Found::Several(several.to_vec()),
        }
    }
}
