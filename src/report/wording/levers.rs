//! What it would take, in sentences.

use rust_decimal::Decimal;

use super::figure_phrase;
use crate::language::Lang;
use crate::policy::Verdict;
use crate::report::lever::{LeverAnswer, LeverEntry, LeverOutcome};
use crate::report::phrase::{Number, Of, Phrase, Reader, Solved, listed, tell};
use crate::report::words::Exact;

/// So many figures that are enough are named; the others are in the other formats.
const NAMED: usize = 3;

/// What would make a verdict better: the figures that are enough alone, the most useful first, or that none is.
pub(in crate::report) fn lever_sentences(levers: &[LeverEntry], lang: Lang) -> Vec<String> {
    lever_phrases(levers, lang).iter().map(|phrase| phrase.write(Reader::Official, lang)).collect()
}

/// What one figure alone would have to be.
pub(in crate::report) fn lever_sentence(lever: &LeverEntry, lang: Lang) -> String {
    lever_phrase(lever, lang).write(Reader::Official, lang)
}

/// The same with the numbers still in it.
pub(in crate::report) fn lever_phrases(levers: &[LeverEntry], lang: Lang) -> Vec<Phrase> {
    let enough = |lever: &&LeverEntry| lever.answers.iter().any(|a| a.outcome == LeverOutcome::Reached);
    let mut said: Vec<Phrase> =
        levers.iter().filter(enough).take(NAMED).map(|lever| lever_phrase(lever, lang)).collect();
    let never: Vec<&LeverEntry> = levers.iter().filter(|lever| is_never(lever)).collect();
    if said.is_empty() && !never.is_empty() {
        said.extend(none_alone(&never, lang));
    }
    said
}

/// The same of one figure.
pub(in crate::report) fn lever_phrase(lever: &LeverEntry, lang: Lang) -> Phrase {
    let reached = |verdict| lever.answer(verdict).and_then(|answer| reached(lever, answer, lang));
    let (name, now) = (name(lever, lang), now(lever));
    match (reached(Verdict::Met), reached(Verdict::PartlyMet)) {
        (Some(met), None) => tell!(
            lang,
            "Uppfyllt om {name} blir {met} i stället för {now}.",
            "Met if {name} becomes {met} instead of {now}.",
            name,
            met,
            now
        ),
        (Some(met), Some(partly)) => tell!(
            lang,
            "Delvis uppfyllt om {name} blir {partly} i stället för {now}, uppfyllt om det blir {met}.",
            "Partly met if {name} becomes {partly} instead of {now}, met if it becomes {met}.",
            name,
            partly,
            met,
            now
        ),
        (None, Some(partly)) => tell!(
            lang,
            "Delvis uppfyllt om {name} blir {partly} i stället för {now}; för uppfyllt räcker det inte ensamt.",
            "Partly met if {name} becomes {partly} instead of {now}; for met it is not enough alone.",
            name,
            partly,
            now
        ),
        (None, None) if is_never(lever) => {
            let (min, max) = (number(lever, lever.min, Solved::Least), number(lever, lever.max, Solved::Greatest));
            tell!(
                lang,
                "Enbart {name} räcker inte: inget värde från {min} till {max} ger en bättre bedömning.",
                "{name} alone is not enough: no value from {min} to {max} gives a better verdict.",
                name,
                min,
                max
            )
        }
        (None, None) => tell!(
            lang,
            "Vad {name} skulle behöva vara går inte att säga.",
            "What {name} would have to be cannot be told.",
            name
        ),
    }
}

/// Whether no value of the figure is enough.
pub(super) fn is_never(lever: &LeverEntry) -> bool {
    lever.answers.iter().all(|a| a.outcome == LeverOutcome::Never)
}

fn none_alone(levers: &[&LeverEntry], lang: Lang) -> Option<Phrase> {
    let mut names: Vec<Phrase> = levers.iter().map(|lever| name(lever, lang)).collect();
    names.dedup();
    match names.as_slice() {
        [] => None,
        [_] => levers.first().map(|lever| lever_phrase(lever, lang)),
        several => {
            let names = listed(several, lang);
            Some(tell!(
                lang,
                "Ingen av de uppgifter som kan ändras räcker ensam: {names}.",
                "None of the figures that can be changed is enough alone: {names}.",
                names
            ))
        }
    }
}

/// The value that reaches a verdict, and how far it is from the stated one: `−8 713,2 mnkr (+28,8 mnkr)`.
fn reached(lever: &LeverEntry, answer: &LeverAnswer, lang: Lang) -> Option<Phrase> {
    let (value, change) = (value(lever, answer)?, change(lever, answer)?);
    Some(tell!(lang, "{value} ({change})", "{value} ({change})", value, change))
}

/// What the figure is.
pub(super) fn now(lever: &LeverEntry) -> Number {
    number(lever, lever.value, Solved::Now)
}

/// What it would have to be.
pub(super) fn value(lever: &LeverEntry, answer: &LeverAnswer) -> Option<Number> {
    Some(number(lever, answer.value?, Solved::Gives(answer.verdict)))
}

/// How far that is from what it is.
pub(super) fn change(lever: &LeverEntry, answer: &LeverAnswer) -> Option<Number> {
    Some(number(lever, answer.change?, Solved::Change(answer.verdict)).signed())
}

/// In as many decimals as the figure is reported in.
fn number(lever: &LeverEntry, value: Exact, what: Solved) -> Number {
    let mut shown: Decimal = value.0;
    shown.rescale(lever.step.0.scale().max(shown.normalize().scale()));
    let of = Of::Solved(lever.figure.clone(), lever.entity.clone(), what);
    Number::new(shown, Some(lever.unit.as_str()), of)
}

/// Its title in quotation marks, and of which part it is.
pub(super) fn name(lever: &LeverEntry, lang: Lang) -> Phrase {
    figure_phrase(&lever.title, &lever.entity, lang)
}
