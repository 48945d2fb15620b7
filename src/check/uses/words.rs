//! What a pack calls the figures and rows of the packs that it uses.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::{Pack, not_there, reference_of};
use crate::check::checker::Checker;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::figures::{Definition, OwnWords, is_same_name};
use crate::policy::raw::{
    RawFigure, RawFormula, RawHead, RawLever, RawLine, RawOwnWords, RawPack, RawText, RawUse, Reported,
};
use crate::text;

/// What other packs say of one figure, formula or sum.
#[derive(Debug, Default)]
pub(in crate::check) struct WordsHere {
    /// The pack whose words they are.
    by: String,
    title: Option<RawText>,
    aliases: Vec<RawText>,
    range: Option<RawText>,
    lever: Option<RawLever>,
    reference: Option<String>,
}

/// What a name stands for that can have other words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    Figure,
    /// A formula or sum; whether the figures may give it too.
    Computed {
        submitted: bool,
    },
}

/// Gives figures and rows of used packs the words of the pack that uses them.
pub(super) fn give(
    packs: &mut [Pack],
    below: &BTreeSet<usize>,
    used: &RawUse,
    by: &RawHead,
    faults: &mut Vec<Diagnostic>,
) {
    let reference = reference_of(by);
    for words in &used.figures {
        let written = &words.name.value;
        let found = below.iter().find_map(|place| Some((*place, named(&packs.get(*place)?.source.raw, written)?)));
        let Some((place, named)) = found else {
            let of = below.iter().filter_map(|place| packs.get(*place));
            let known: Vec<String> = of.flat_map(|p| all_named(&p.source.raw)).map(|(name, _)| name.clone()).collect();
            faults.push(not_there(&words.name, &known, "uppgift, formel eller summa", "figure, formula or sum"));
            continue;
        };
        let misplaced = misplaced(words, named);
        let is_sound = misplaced.is_empty();
        faults.extend(misplaced);
        let Some(pack) = packs.get_mut(place) else { continue };
        let here = pack.words.entry(written.clone()).or_default();
        if here.by == by.name.value {
            faults.push(said_twice(words, here));
        } else if is_sound {
            here.add(words, by, reference.clone());
        }
    }
}

fn named(raw: &RawPack, name: &str) -> Option<Named> {
    all_named(raw).find(|(known, _)| *known == name).map(|(_, named)| named)
}

/// Everything in a pack that can have other words.
fn all_named(raw: &RawPack) -> impl Iterator<Item = (&String, Named)> {
    let figures = raw.figures.iter().map(|f| (&f.name.value, Named::Figure));
    let is_submitted =
        |f: &RawFormula| f.reported.as_ref().is_some_and(|r| matches!(r.value, Reported::Check | Reported::IfMissing));
    let formulas = raw.formulas.iter().map(move |f| (&f.name.value, Named::Computed { submitted: is_submitted(f) }));
    let sums = raw.statements.iter().flat_map(|s| &s.lines).filter_map(|line| match line {
        RawLine::Sum(sum) => Some((&sum.name.value, Named::Computed { submitted: true })),
        RawLine::Item { .. } => None,
    });
    figures.chain(formulas).chain(sums)
}

/// What is computed has no range and no lever, and other names in tables only where the figures may give it.
fn misplaced(words: &RawOwnWords, named: Named) -> Vec<Diagnostic> {
    let Named::Computed { submitted } = named else { return Vec::new() };
    let mut faults = Vec::new();
    for place in words.range.iter().map(|r| r.span).chain(words.lever.iter().map(|l| l.span)) {
        let message =
            text!("bara en uppgift som lämnas kan ha det här", "only a figure that is submitted can have this");
        let help = text!("ta bort det: värdet räknas fram", "remove it: the value is computed");
        faults.push(Diagnostic::error(Code::WrongType, place, message).help(help));
    }
    if let (false, Some(alias)) = (submitted, words.aliases.first()) {
        let message =
            text!("det som bara räknas fram står inte i några tabeller", "what is only computed stands in no tables");
        let help =
            text!("ta bort `aliases:`; `title:` är det som visas", "remove `aliases:`; `title:` is what is shown");
        faults.push(Diagnostic::error(Code::WrongType, alias.span, message).help(help));
    }
    faults
}

fn said_twice(words: &RawOwnWords, first: &WordsHere) -> Diagnostic {
    let written = &words.name.value;
    let message = text!("`{written}` får namn två gånger", "`{written}` is given words twice");
    let fault = Diagnostic::error(Code::DuplicateKey, words.name.span, message)
        .help(text!("skriv allt på ett ställe", "write it all in one place"));
    match first.places().next() {
        Some(place) => fault.also(place, text!("den första", "the first one")),
        None => fault,
    }
}

impl WordsHere {
    /// A pack that uses another goes before it.
    fn add(&mut self, words: &RawOwnWords, by: &RawHead, reference: Option<String>) {
        by.name.value.clone_into(&mut self.by);
        self.title = words.title.clone().or(self.title.take());
        self.aliases.extend(words.aliases.iter().cloned());
        self.range = words.range.clone().or(self.range.take());
        self.lever = words.lever.clone().or(self.lever.take());
        self.reference = words.reference.as_ref().map(|r| r.value.clone()).or(reference);
    }

    fn places(&self) -> impl Iterator<Item = Span> {
        self.title
            .iter()
            .chain(&self.aliases)
            .chain(&self.range)
            .map(|t| t.span)
            .chain(self.lever.iter().map(|l| l.span))
    }

    /// The names that tables may have, and where they are given.
    fn names(&self) -> impl Iterator<Item = &RawText> {
        self.title.iter().chain(&self.aliases)
    }
}

impl Pack {
    /// A figure by the words of those who use the pack. Its own title still finds it in tables.
    pub(in crate::check) fn in_words_here<'r>(&self, raw: &'r RawFigure) -> Cow<'r, RawFigure> {
        let Some(here) = self.words.get(&raw.name.value) else { return Cow::Borrowed(raw) };
        let mut figure = raw.clone();
        if let Some(title) = &here.title {
            figure.aliases.push(std::mem::replace(&mut figure.title, title.clone()));
        }
        figure.aliases.extend(here.aliases.iter().cloned());
        figure.range = here.range.clone().or(figure.range);
        figure.lever = here.lever.clone().or(figure.lever);
        Cow::Owned(figure)
    }

    /// The title of a formula or sum here.
    pub(in crate::check) fn title_here(&self, name: &RawText, title: &RawText) -> String {
        let here = self.words.get(&name.value).and_then(|here| here.title.as_ref());
        here.unwrap_or(title).value.clone()
    }

    /// The other names of what a formula or sum is reported as.
    pub(in crate::check) fn aliases_here(&self, name: &RawText, title: &RawText) -> Vec<String> {
        let Some(here) = self.words.get(&name.value) else { return Vec::new() };
        let old = here.title.is_some().then(|| title.value.clone());
        old.into_iter().chain(here.aliases.iter().map(|a| a.value.clone())).collect()
    }

    /// What is to be told of other words than the pack's own.
    pub(in crate::check) fn own_words(&self, name: &RawText, title: &RawText) -> Option<OwnWords> {
        let here = self.words.get(&name.value)?;
        Some(OwnWords {
            pack: self.source.raw.head.name.value.clone(),
            title: here.title.is_some().then(|| title.value.clone()),
            aliases: here.aliases.iter().map(|a| a.value.clone()).collect(),
            reference: here.reference.clone(),
        })
    }
}

impl Checker<'_> {
    /// No other figure may have the names that are given here, and none is given twice: a table must know which is meant.
    pub(in crate::check) fn words_here(&mut self, packs: &[Pack]) {
        for (name, here) in packs.iter().flat_map(|p| &p.words) {
            self.unique(here.names());
            // What is only computed stands in no tables.
            if self.vocabulary.by_name(name).is_none() {
                continue;
            }
            let others: BTreeMap<usize, &Definition> =
                self.vocabulary.figures.iter().enumerate().filter(|(_, d)| *d.name != **name).collect();
            let clashes: Vec<(RawText, Span)> = here
                .names()
                .flat_map(|word| others.values().filter(|d| goes_by(d, &word.value)).map(|d| (word.clone(), d.span)))
                .collect();
            for (word, other) in clashes {
                let written = &word.value;
                let message = text!(
                    "`{written}` är redan namn på en annan uppgift",
                    "`{written}` is already a name of another figure"
                );
                let help = text!("skriv ett namn som bara den här har", "write a name that only this one has");
                self.faults.push(
                    Diagnostic::error(Code::DuplicateName, word.span, message)
                        .also(other, text!("den andra", "the other one"))
                        .help(help),
                );
            }
        }
        for pack in packs {
            for old in pack.formulas_replaced.keys() {
                let Some(place) = pack.words.get(old).and_then(|here| here.places().next()) else { continue };
                let message = text!("`{old}` är ersatt och visas inte", "`{old}` is replaced and not shown");
                let help = text!(
                    "ge formeln som tar dess plats den titeln, och ta bort det här",
                    "give that title to the formula that takes its place, and remove this"
                );
                self.error(Code::DuplicateKey, place, message, help);
            }
        }
    }
}

fn goes_by(definition: &Definition, word: &str) -> bool {
    let names = [&*definition.name, definition.title.as_str()].into_iter();
    names.chain(definition.aliases.iter().map(String::as_str)).any(|name| is_same_name(name, word))
}
