//! The packs that a pack uses, and what of them is set, skipped or replaced.

use std::collections::{BTreeMap, BTreeSet};

use super::{Library, PackSource};
use crate::diagnostic::{Code, Diagnostic, Sources, Span, did_you_mean};
use crate::policy::LeftOut;
use crate::policy::raw::{
    Origin, RawClaim, RawFormula, RawHead, RawPack, RawReplaces, RawRequirement, RawText, RawUse, Skipped,
};
use crate::quantity::Validity;
use crate::text;

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

/// A parameter's value as a pack sets it that uses another.
pub(super) struct Setting {
    pub(super) value: RawText,
    pub(super) validity: Validity,
    pub(super) reference: Option<String>,
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
        set(packs, &below, used, &head, validity, faults);
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

/// A used pack and those that it uses.
fn within(packs: &[Pack], name: &str) -> BTreeSet<usize> {
    let Some(index) = packs.iter().position(|p| p.source.raw.head.name.value == name) else { return BTreeSet::new() };
    let mut all = packs.get(index).map(|p| p.uses.clone()).unwrap_or_default();
    all.insert(index);
    all
}

fn set(
    packs: &mut [Pack],
    below: &BTreeSet<usize>,
    used: &RawUse,
    by: &RawHead,
    validity: Validity,
    faults: &mut Vec<Diagnostic>,
) {
    let decided = by.decided.as_ref().and_then(|d| d.reference.as_ref());
    let reference = by.defaults.reference.as_ref().or(decided).map(|r| r.value.clone());
    for set in &used.set {
        let (name, written) = (&set.name, &set.name.value);
        let found = below.iter().find_map(|place| {
            let parameter = packs.get(*place)?.source.raw.parameters.iter().find(|p| p.name.value == *written)?;
            Some((*place, parameter.local.as_ref().is_some_and(|l| l.value), parameter.name.span))
        });
        match found {
            Some((place, true, _)) => {
                let own = set.reference.as_ref().map(|r| r.value.clone());
                let setting =
                    Setting { value: set.value.clone(), validity, reference: own.or_else(|| reference.clone()) };
                if let Some(pack) = packs.get_mut(place) {
                    pack.settings.insert(written.clone(), setting);
                }
            }
            Some((_, false, defined)) => {
                let message =
                    text!("`{written}` får inte sättas av andra paket", "`{written}` may not be set by other packs");
                faults.push(
                    Diagnostic::error(Code::LawIsFixed, name.span, message)
                        .also(
                            defined,
                            text!(
                                "parametern är inte märkt `local: true`",
                                "the parameter is not marked `local: true`"
                            ),
                        )
                        .help(text!(
                            "bara parametrar med `local: true` kan sättas",
                            "only parameters with `local: true` can be set"
                        )),
                );
            }
            None => {
                let known = local_parameters(packs, below);
                faults.push(not_there(name, &known, "parameter", "parameter"));
            }
        }
    }
}

fn local_parameters(packs: &[Pack], below: &BTreeSet<usize>) -> Vec<String> {
    let used = below.iter().filter_map(|place| packs.get(*place));
    let parameters = used.flat_map(|p| &p.source.raw.parameters);
    parameters.filter(|p| p.local.as_ref().is_some_and(|l| l.value)).map(|p| p.name.value.clone()).collect()
}

/// The rule or claim of a used pack that is to be left out, and in which pack it stands. By law it cannot be.
fn find_rule(
    packs: &[Pack],
    among: &BTreeSet<usize>,
    name: &RawText,
    kind: Skipped,
    faults: &mut Vec<Diagnostic>,
) -> Option<(usize, RawRule)> {
    let written = &name.value;
    let rules = |place: usize| packs.get(place).map(|p| rules_of(&p.source.raw)).unwrap_or_default();
    let (all, others): (Vec<(usize, RawRule)>, Vec<_>) = among
        .iter()
        .flat_map(|place| rules(*place).into_iter().map(|rule| (*place, rule)))
        .partition(|(_, rule)| rule.kind == kind);
    let last_part = |full: &str| full.rsplit('/').next() == Some(written);
    let found = all.iter().find(|(_, r)| r.name == *written).or_else(|| all.iter().find(|(_, r)| last_part(&r.name)));
    let Some((place, rule)) = found else {
        let is_other = others.iter().any(|(_, r)| r.name == *written);
        let known: Vec<String> = all.into_iter().map(|(_, r)| r.name).collect();
        let fault = match kind {
            Skipped::Rule => not_there(name, &known, "regel", "rule"),
            Skipped::Claim => not_there(name, &known, "påstående", "claim"),
        };
        faults.push(match kind {
            Skipped::Rule if is_other => fault.help(text!(
                "det är ett påstående, och det hoppas över med `claim: {written}` under `skip:`",
                "it is a claim, which is skipped with `claim: {written}` under `skip:`"
            )),
            Skipped::Claim if is_other => {
                fault.help(text!("det är en regel: skriv `rule: {written}`", "it is a rule: write `rule: {written}`"))
            }
            Skipped::Rule | Skipped::Claim => fault,
        });
        return None;
    };
    if rule.law {
        let message = text!("`{written}` är lag och gäller alltid", "`{written}` is law and always holds");
        faults.push(
            Diagnostic::error(Code::LawIsFixed, name.span, message)
                .also(rule.span, text!("här står kravet", "the requirement stands here"))
                .help(text!(
                    "ett strängare krav kan stå bredvid lagens, som ett eget krav",
                    "a stricter requirement can stand beside that of the law, as one of its own"
                )),
        );
        return None;
    }
    Some((*place, rule.clone()))
}

#[derive(Clone)]
pub(super) struct RawRule {
    pub(super) name: String,
    title: String,
    reference: Option<String>,
    kind: Skipped,
    law: bool,
    pub(super) span: Span,
}

/// All rules and claims of a pack by their full names.
pub(super) fn rules_of(raw: &RawPack) -> Vec<RawRule> {
    let by_default = raw.head.defaults.reference.as_ref();
    let rule = |name: &RawText, title: &RawText, reference: Option<&RawText>| RawRule {
        name: name.value.clone(),
        title: title.value.clone(),
        reference: reference.or(by_default).map(|r| r.value.clone()),
        kind: Skipped::Rule,
        law: false,
        span: name.span,
    };
    let mut all = Vec::new();
    for goal in &raw.goals {
        for i in &goal.indicators {
            let reference = i.reference.as_ref().or(goal.defaults.reference.as_ref());
            let name = format!("{}/{}", goal.name.value, i.name.value);
            all.push(RawRule { name, ..rule(&i.name, &i.title, reference) });
        }
    }
    all.extend(raw.indicators.iter().map(|i| rule(&i.name, &i.title, i.reference.as_ref())));
    for r in &raw.requirements {
        let law = r.origin.as_ref().is_some_and(|o| o.value == Origin::Law);
        all.push(RawRule { law, ..rule(&r.name, &r.title, r.reference.as_ref()) });
    }
    all.extend(raw.checks.iter().map(|c| rule(&c.name, &c.title, c.reference.as_ref())));
    let claim = |c: &RawClaim| RawRule { kind: Skipped::Claim, ..rule(&c.name, &c.title, Some(&c.reference)) };
    all.extend(raw.claims.iter().map(claim));
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
