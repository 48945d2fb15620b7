//! The packs that a pack uses, and what of them is set, skipped or replaced.

mod rules;
mod settings;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use super::{Library, PackSource};
use crate::diagnostic::{Code, Diagnostic, Sources, Span, did_you_mean};
use crate::policy::LeftOut;
use crate::policy::raw::{RawFormula, RawHead, RawReplaces, RawRequirement, RawText, Skipped};
use crate::quantity::Validity;
use crate::text;
use rules::{RawRule, find_rule};
use settings::Setting;

pub(super) use rules::rules_of;
pub(super) use words::WordsHere;

/// A pack on its way into the policy, with what other packs have said of it.
pub(super) struct Pack {
    pub(super) source: PackSource,
    /// The pack that is checked, not one that it uses.
    pub(super) own: bool,
    pub(super) validity: Validity,
    /// Where the packs that it uses are in the list; all of them, also indirectly.
    uses: BTreeSet<usize>,
    /// Parameters that another pack sets: name to value, when that holds, and its reference.
    pub(super) settings: BTreeMap<String, Setting>,
    /// What other packs call its figures and rows: by name.
    pub(super) words: BTreeMap<String, WordsHere>,
    /// Rules and claims that are skipped or replaced.
    pub(super) left_out: Vec<LeftOut>,
    /// Formulas that are replaced: old name to new.
    pub(super) formulas_replaced: BTreeMap<String, String>,
    /// Rules that are replaced: old name to new.
    pub(super) rules_replaced: Vec<(String, String)>,
}

impl Pack {
    /// Another pack skips or replaces the rule or claim of a full name.
    pub(super) fn leaves_out(&self, name: &str) -> bool {
        self.left_out.iter().any(|left| left.name == name)
    }

    /// Keeps a rule out. The first reason stands.
    fn leave_out(&mut self, rule: RawRule, span: Span, because: &RawText, replaced_by: Option<String>) {
        if !self.leaves_out(&rule.name) {
            self.left_out.push(LeftOut {
                name: rule.name,
                title: rule.title,
                pack: self.source.raw.head.name.value.clone(),
                reference: rule.reference,
                because: because.value.clone(),
                replaced_by,
                span,
            });
        }
    }
}

/// The pack and all that it uses, each once, used packs before those that use them: the pack itself is last.
pub(super) fn collect(
    pack: PackSource,
    library: &mut dyn Library,
    sources: &mut Sources,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Pack> {
    let mut collector = Collector { library, sources, faults, path: Vec::new(), packs: Vec::new() };
    collector.add(pack, true);
    let mut packs = collector.packs;
    for index in 0..packs.len() {
        apply(&mut packs, index, faults);
    }
    packs
}

struct Collector<'c> {
    library: &'c mut dyn Library,
    sources: &'c mut Sources,
    faults: &'c mut Vec<Diagnostic>,
    /// The packs that are being added: each uses the next.
    path: Vec<RawText>,
    packs: Vec<Pack>,
}

impl Collector<'_> {
    fn add(&mut self, source: PackSource, own: bool) -> usize {
        let head = &source.raw.head;
        self.path.push(head.name.clone());
        let mut uses = BTreeSet::new();
        for used in source.raw.head.uses.clone() {
            if let Some(index) = self.find(&used.pack) {
                uses.insert(index);
                uses.extend(self.packs.get(index).map(|p| p.uses.clone()).unwrap_or_default());
            }
        }
        self.path.pop();
        let valid = &source.raw.head.valid;
        let validity = Validity::parse(&valid.value).unwrap_or_else(|error| {
            self.faults.push(super::values::period_fault(&error, valid.span, "2024, 2024..2026, ..2023, 2024-03-01.."));
            Validity::default()
        });
        self.packs.push(Pack {
            source,
            own,
            validity,
            uses,
            settings: BTreeMap::new(),
            words: BTreeMap::new(),
            left_out: Vec::new(),
            formulas_replaced: BTreeMap::new(),
            rules_replaced: Vec::new(),
        });
        self.packs.len() - 1
    }

    fn find(&mut self, name: &RawText) -> Option<usize> {
        let written = &name.value;
        if let Some(index) = self.packs.iter().position(|p| p.source.raw.head.name.value == *written) {
            return Some(index);
        }
        if let Some(start) = self.path.iter().position(|p| p.value == *written) {
            let names: Vec<&str> = self.path.iter().skip(start).map(|p| p.value.as_str()).chain([&**written]).collect();
            let cycle = names.join(" → ");
            let message = text!("paketen använder varandra: {cycle}", "the packs use each other: {cycle}");
            self.faults.push(
                Diagnostic::error(Code::Cycle, name.span, message)
                    .help(text!("ta bort paketet ur `uses:`", "remove the pack from `uses:`")),
            );
            return None;
        }
        match self.library.load(written, self.sources, self.faults) {
            Some(source) => Some(self.add(source, false)),
            None => {
                let names = self.library.names();
                if !names.contains(written) {
                    let listed = names.join(", ");
                    let message = text!("det finns inget paket `{written}`", "there is no pack `{written}`");
                    let help = did_you_mean(written, names.iter().map(String::as_str)).unwrap_or_else(|| {
                        match names.is_empty() {
                            true => text!("inga andra paket är kända", "no other packs are known"),
                            false => text!("det finns: {listed}", "there are: {listed}"),
                        }
                    });
                    self.faults.push(Diagnostic::error(Code::UnknownPack, name.span, message).help(help));
                }
                None
            }
        }
    }
}

/// What one pack says of those that it uses.
fn apply(packs: &mut [Pack], index: usize, faults: &mut Vec<Diagnostic>) {
    let Some(pack) = packs.get(index) else { return };
    let (raw, all, validity) = (&pack.source.raw, pack.uses.clone(), pack.validity);
    let head = raw.head.clone();
    let replaced = |r: &RawRequirement| r.replaces.clone().map(|replaces| (replaces, r.name.value.clone()));
    let requirements: Vec<_> = raw.requirements.iter().filter_map(replaced).collect();
    let replaced = |f: &RawFormula| f.replaces.clone().map(|replaces| (replaces, f.name.value.clone()));
    let formulas: Vec<_> = raw.formulas.iter().filter_map(replaced).collect();
    for used in &head.uses {
        let below = within(packs, &used.pack.value);
        settings::set(packs, &below, used, &head, validity, faults);
        words::give(packs, &below, used, &head, faults);
        for skip in &used.skip {
            if let Some((place, rule)) = find_rule(packs, &below, &skip.name, skip.kind, faults)
                && let Some(pack) = packs.get_mut(place)
            {
                pack.leave_out(rule, skip.name.span, &skip.because, None);
            }
        }
    }
    for (replaces, new) in requirements {
        if let Some((place, rule)) = find_rule(packs, &all, &replaces.name, Skipped::Rule, faults)
            && let Some(pack) = packs.get_mut(place)
        {
            pack.rules_replaced.push((rule.name.clone(), new.clone()));
            pack.leave_out(rule, replaces.name.span, &replaces.because, Some(new));
        }
    }
    for (replaces, new) in formulas {
        replace_formula(packs, &all, &replaces, &new, faults);
    }
}

/// Where the words of a head stand that say nothing of it themselves.
fn reference_of(head: &RawHead) -> Option<String> {
    let decided = head.decided.as_ref().and_then(|d| d.reference.as_ref());
    head.defaults.reference.as_ref().or(decided).map(|r| r.value.clone())
}

/// A used pack and those that it uses.
fn within(packs: &[Pack], name: &str) -> BTreeSet<usize> {
    let Some(index) = packs.iter().position(|p| p.source.raw.head.name.value == name) else { return BTreeSet::new() };
    let mut all = packs.get(index).map(|p| p.uses.clone()).unwrap_or_default();
    all.insert(index);
    all
}

fn replace_formula(
    packs: &mut [Pack],
    among: &BTreeSet<usize>,
    replaces: &RawReplaces,
    new: &str,
    faults: &mut Vec<Diagnostic>,
) {
    let old = &replaces.name.value;
    let has =
        |place: &&usize| packs.get(**place).is_some_and(|p| p.source.raw.formulas.iter().any(|f| f.name.value == *old));
    match among.iter().find(has).copied() {
        Some(place) => {
            if let Some(pack) = packs.get_mut(place) {
                pack.formulas_replaced.insert(old.clone(), new.to_owned());
            }
        }
        None => {
            let used = among.iter().filter_map(|place| packs.get(*place));
            let known: Vec<String> = used.flat_map(|p| &p.source.raw.formulas).map(|f| f.name.value.clone()).collect();
            faults.push(not_there(&replaces.name, &known, "formel", "formula"));
        }
    }
}

fn not_there(name: &RawText, known: &[String], what: &str, what_en: &str) -> Diagnostic {
    let written = &name.value;
    let message = text!(
        "de paket som används har ingen {what} `{written}`",
        "the packs that are used have no {what_en} `{written}`"
    );
    let listed = known.join(", ");
    let help = did_you_mean(written, known.iter().map(String::as_str)).unwrap_or_else(|| match known.is_empty() {
        true => text!("de har inga alls", "they have none at all"),
        false => text!("det finns: {listed}", "there are: {listed}"),
    });
    Diagnostic::error(Code::UnknownName, name.span, message).help(help)
}
