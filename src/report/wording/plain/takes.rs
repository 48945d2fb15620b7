//! What it would take, in a sentence.

use rust_decimal::Decimal;

use super::Subject;
use crate::policy::{RuleKind, Verdict};
use crate::report::lever::{LeverEntry, LeverOutcome};
use crate::report::phrase::{Phrase, listed, tell};
use crate::report::wording::levers::{change, is_never, name, now, value};

/// So many ways are told.
const TOLD: usize = 2;

/// What would be enough, the most useful first; or that nothing is enough alone.
pub(super) fn phrases(subject: Subject, levers: &[LeverEntry]) -> Vec<Phrase> {
    let lang = subject.lang;
    let reaches = |lever: &&LeverEntry, verdict| {
        lever.answer(verdict).is_some_and(|answer| answer.outcome == LeverOutcome::Reached)
    };
    for wanted in [Verdict::Met, Verdict::PartlyMet] {
        let enough: Vec<&LeverEntry> = levers.iter().filter(|lever| reaches(lever, wanted)).take(TOLD).collect();
        match enough.as_slice() {
            [] => {}
            [only] => return vec![one(subject, only, wanted)],
            several => {
                let ways: Vec<Phrase> = several.iter().filter_map(|lever| way(subject, lever, wanted)).collect();
                let ways = either(&ways, subject);
                let reached = reached(subject, wanted);
                return vec![tell!(lang, "{reached} om {ways}", "{reached} if {ways}", reached, ways)];
            }
        }
    }
    let never: Vec<Phrase> = levers.iter().filter(|lever| is_never(lever)).map(|lever| name(lever, lang)).collect();
    match never.as_slice() {
        [] => Vec::new(),
        [only] => vec![tell!(lang, "enbart {only} räcker inte", "{only} alone is not enough", only)],
        several => {
            let names = listed(several, lang);
            vec![tell!(
                lang,
                "ingen av de uppgifter som kan ändras räcker ensam: {names}",
                "none of the figures that can be changed is enough alone: {names}",
                names
            )]
        }
    }
}

/// Whether one figure alone is enough for the verdict to be met.
pub(super) fn is_enough(levers: &[LeverEntry]) -> bool {
    levers.iter().any(|lever| lever.answer(Verdict::Met).is_some_and(|answer| answer.outcome == LeverOutcome::Reached))
}

fn reached(subject: Subject, wanted: Verdict) -> Phrase {
    let lang = subject.lang;
    let is_goal = matches!(subject.kind, RuleKind::Indicator);
    match (is_goal, wanted) {
        (true, Verdict::Met) => tell!(lang, "målet nås", "the target is met"),
        (true, _) => tell!(lang, "målet nås delvis", "the target is partly met"),
        (false, Verdict::Met) => tell!(lang, "kravet uppfylls", "the requirement is met"),
        (false, _) => tell!(lang, "kravet uppfylls delvis", "the requirement is partly met"),
    }
}

/// "”Årets resultat” blir 182 miljoner kronor i stället för 140".
fn way(subject: Subject, lever: &LeverEntry, wanted: Verdict) -> Option<Phrase> {
    let lang = subject.lang;
    let (name, needed, now) = (name(lever, lang), value(lever, lever.answer(wanted)?)?, now(lever).bare());
    Some(tell!(
        lang,
        "{name} blir {needed} i stället för {now}",
        "{name} becomes {needed} instead of {now}",
        name,
        needed,
        now
    ))
}

/// One way, with how large a change it is.
fn one(subject: Subject, lever: &LeverEntry, wanted: Verdict) -> Phrase {
    let lang = subject.lang;
    let (reached, way) = (reached(subject, wanted), way(subject, lever, wanted));
    let change = lever.answer(wanted).and_then(|answer| change(lever, answer));
    let change = change.map(|change| {
        let size = change.abs();
        // More of a cost that is entered as negative is less of it.
        let is_negative = lever.value.0 < Decimal::ZERO;
        match (is_negative, change.value > Decimal::ZERO) {
            (true, _) => tell!(lang, ", en ändring på {size}", ", a change of {size}", size),
            (false, true) => tell!(lang, ", alltså {size} mer", ", that is {size} more", size),
            (false, false) => tell!(lang, ", alltså {size} mindre", ", that is {size} less", size),
        }
    });
    tell!(lang, "{reached} om {way}{change}", "{reached} if {way}{change}", reached, way, change)
}

fn either(ways: &[Phrase], subject: Subject) -> Phrase {
    match ways {
        [first, second] => {
            tell!(subject.lang, "{first}, eller om {second}", "{first}, or if {second}", first, second)
        }
        all => listed(all, subject.lang),
    }
}
