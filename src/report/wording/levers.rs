//! What it would take, in sentences.

use rust_decimal::Decimal;

use super::number::quantity;
use super::{and_list, figure_name, say};
use crate::language::Lang;
use crate::policy::Verdict;
use crate::report::lever::{LeverAnswer, LeverEntry, LeverOutcome};
use crate::report::words::Exact;

/// So many figures that are enough are named; the others are in the other formats.
const NAMED: usize = 3;

/// What would make a verdict better: the figures that are enough alone, the most useful first, or that none is.
pub(in crate::report) fn lever_sentences(levers: &[LeverEntry], lang: Lang) -> Vec<String> {
    let enough = |lever: &&LeverEntry| lever.answers.iter().any(|a| a.outcome == LeverOutcome::Reached);
    let mut said: Vec<String> =
        levers.iter().filter(enough).take(NAMED).map(|lever| lever_sentence(lever, lang)).collect();
    let never: Vec<&LeverEntry> = levers.iter().filter(|lever| is_never(lever)).collect();
    if said.is_empty() && !never.is_empty() {
        said.extend(none_alone(&never, lang));
    }
    said
}

/// What one figure alone would have to be.
pub(in crate::report) fn lever_sentence(lever: &LeverEntry, lang: Lang) -> String {
    let met = lever.answer(Verdict::Met);
    let partly = lever.answer(Verdict::PartlyMet).and_then(|answer| reached(lever, answer, lang));
    let name = name_of(lever);
    let now = amount(lever, lever.value, lang);
    match (met.and_then(|answer| reached(lever, answer, lang)), partly) {
        (Some(met), None) => say!(
            lang,
            "Uppfyllt om {name} blir {met} i stället för {now}.",
            "Met if {name} becomes {met} instead of {now}."
        ),
        (Some(met), Some(partly)) => say!(
            lang,
            "Delvis uppfyllt om {name} blir {partly} i stället för {now}, uppfyllt om det blir {met}.",
            "Partly met if {name} becomes {partly} instead of {now}, met if it becomes {met}."
        ),
        (None, Some(partly)) => say!(
            lang,
            "Delvis uppfyllt om {name} blir {partly} i stället för {now}; för uppfyllt räcker det inte ensamt.",
            "Partly met if {name} becomes {partly} instead of {now}; for met it is not enough alone."
        ),
        (None, None) if is_never(lever) => {
            let (min, max) = (amount(lever, lever.min, lang), amount(lever, lever.max, lang));
            say!(
                lang,
                "Enbart {name} räcker inte: inget värde från {min} till {max} ger ett bättre utslag.",
                "{name} alone is not enough: no value from {min} to {max} gives a better verdict."
            )
        }
        (None, None) => say!(
            lang,
            "Vad {name} skulle behöva vara går inte att säga.",
            "What {name} would have to be cannot be told."
        ),
    }
}

fn is_never(lever: &LeverEntry) -> bool {
    lever.answers.iter().all(|a| a.outcome == LeverOutcome::Never)
}

fn none_alone(levers: &[&LeverEntry], lang: Lang) -> Option<String> {
    let mut names: Vec<String> = levers.iter().map(|lever| name_of(lever)).collect();
    names.dedup();
    match names.as_slice() {
        [] => None,
        [_] => levers.first().map(|lever| lever_sentence(lever, lang)),
        _ => {
            let names = and_list(&names, lang);
            Some(say!(
                lang,
                "Ingen av de uppgifter som kan ändras räcker ensam: {names}.",
                "None of the figures that can be changed is enough alone: {names}."
            ))
        }
    }
}

/// The value that reaches a verdict, and how far it is from the stated one: `−8 713,2 mnkr (+28,8 mnkr)`.
fn reached(lever: &LeverEntry, answer: &LeverAnswer, lang: Lang) -> Option<String> {
    let (value, change) = (answer.value?, answer.change?);
    let sign = if change.0 > Decimal::ZERO { "+" } else { "" };
    Some(format!("{} ({sign}{})", amount(lever, value, lang), amount(lever, change, lang)))
}

/// In as many decimals as the figure is reported in.
fn amount(lever: &LeverEntry, value: Exact, lang: Lang) -> String {
    let mut shown = value.0;
    shown.rescale(lever.step.0.scale().max(shown.normalize().scale()));
    quantity(shown, Some(lever.unit.as_str()), lang)
}

fn name_of(lever: &LeverEntry) -> String {
    figure_name(&lever.title, &lever.entity)
}
