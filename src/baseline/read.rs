//! The file to entries.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Baseline, Entry};
use crate::diagnostic::{Code, Diagnostic, FileId, Sources, any_error, did_you_mean};
use crate::figures::{basis_fault, period_fault};
use crate::policy::{Policy, RuleId, RuleKind, Verdict};
use crate::quantity::{Basis, Period};
use crate::text;
use crate::verdict::Known;
use crate::yaml::{self, Node, Reader, Spanned};

/// What can be accepted.
const ACCEPTED: [(&str, Verdict); 3] =
    [("not_met", Verdict::NotMet), ("partly_met", Verdict::PartlyMet), ("undetermined", Verdict::Undetermined)];

impl Baseline {
    /// Reads the known failures of a policy. In a file without anything in it nothing is known.
    ///
    /// # Errors
    /// Something in the file is not as it should be, or names a rule that the policy does not have; all of it is given.
    pub fn read(file: FileId, sources: &Sources, policy: &Policy) -> Result<Self, Vec<Diagnostic>> {
        let mut reader = Reader::default();
        let documents = yaml::parse(file, sources, &mut reader.faults);
        let mut entries = Vec::new();
        for document in documents.iter().flatten() {
            let Some(mut keys) = reader.mapping(document) else { continue };
            let items = keys.require("known", &mut reader).map(|node| reader.items(node)).unwrap_or_default();
            entries.extend(items.iter().filter_map(|item| entry(item, policy, &mut reader)));
            keys.finish(&mut reader);
        }
        find_doubles(&entries, &mut reader);
        if any_error(&reader.faults) { Err(reader.faults) } else { Ok(Self { entries }) }
    }
}

fn entry(node: &Node, policy: &Policy, reader: &mut Reader) -> Option<Entry> {
    let mut keys = reader.mapping(node)?;
    let span = keys.head();
    let rule = keys.required_text("rule", reader).and_then(|name| rule(&name, policy, reader));
    let period = keys.required_text("period", reader).and_then(|written| period(&written, reader));
    let basis = keys.required_text("basis", reader).and_then(|written| basis(&written, reader));
    let entity = keys.get("entity").map_or(Some(BTreeMap::new()), |node| entity(node, reader));
    let accepts = keys.require("verdict", reader).and_then(|node| reader.word(node, &ACCEPTED));
    let reason = keys.required_text("reason", reader).map(|written| written.value);
    let until = keys.required_text("until", reader).and_then(|written| reader.day(&written));
    let reference = keys.text("ref", reader).map(|written| written.value);
    keys.finish(reader);
    let known = Known { accepts: accepts?.value, reason: reason?, until: until?, reference, span };
    Some(Entry { rule: rule?, entity: entity?, period: period?, basis: basis?, known: Arc::new(known) })
}

fn rule(name: &Spanned<String>, policy: &Policy, reader: &mut Reader) -> Option<RuleId> {
    let written = &name.value;
    let found = (0_u32..).zip(&policy.rules).find(|(_, rule)| rule.name == *written);
    let fault = |message| Diagnostic::error(Code::UnknownName, name.span, message);
    match found {
        Some((_, rule)) if rule.kind() == RuleKind::Claim => {
            let message = text!(
                "`{written}` är ett påstående, och sådana fäller aldrig en körning",
                "`{written}` is a claim, and those never fail a run"
            );
            reader.fault(fault(message).help(text!("ta bort raden", "remove the entry")));
            None
        }
        Some((index, _)) => Some(RuleId(index)),
        None => {
            let names = || policy.rules.iter().filter(|rule| rule.kind() != RuleKind::Claim).map(|r| r.name.as_str());
            let whole = names().find(|name| name.rsplit('/').next() == Some(written));
            let whole = whole.map(|whole| text!("skriv hela namnet: `{whole}`", "write the whole name: `{whole}`"));
            let help = whole.or_else(|| did_you_mean(written, names())).unwrap_or_else(|| {
                text!("namnen står i `riktlinje list` med paketet", "the names are in `riktlinje list` with the pack")
            });
            let message = text!("regelpaketet har ingen regel `{written}`", "the pack has no rule `{written}`");
            reader.fault(fault(message).help(help));
            None
        }
    }
}

fn period(written: &Spanned<String>, reader: &mut Reader) -> Option<Period> {
    Period::parse(&written.value).map_err(|error| reader.fault(period_fault(&error, written.span))).ok()
}

fn basis(written: &Spanned<String>, reader: &mut Reader) -> Option<Basis> {
    let found = Basis::parse(&written.value);
    if found.is_none() {
        reader.fault(basis_fault(written));
    }
    found
}

fn entity(node: &Node, reader: &mut Reader) -> Option<BTreeMap<String, String>> {
    let entries = reader.entries(node).iter();
    entries.map(|entry| Some((entry.key.to_string(), reader.text(&entry.node)?.value))).collect()
}

/// A verdict is accepted once, or it is not clear how.
fn find_doubles(entries: &[Entry], reader: &mut Reader) {
    for (at, entry) in entries.iter().enumerate() {
        let same = |e: &&Entry| {
            (e.rule, &e.entity, e.period, e.basis) == (entry.rule, &entry.entity, entry.period, entry.basis)
        };
        if let Some(first) = entries.iter().take(at).find(same) {
            let message = text!("två rader om samma bedömning", "two entries about the same verdict");
            let fault = Diagnostic::error(Code::DuplicateName, entry.known.span, message);
            let fault = fault.also(first.known.span, text!("den första", "the first one"));
            reader.fault(fault.help(text!("ta bort den ena", "remove one of them")));
        }
    }
}
