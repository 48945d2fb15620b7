//! The same figure given several times: once if the values agree, a fault if they do not.

use std::cmp::Reverse;

use super::fact::fact_in_words;
use super::submit::amount;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::figures::set::{by_identity, identity};
use crate::figures::{Figure, Given, ManualVerdict, Vocabulary};
use crate::language::Text;
use crate::quantity::{Decimal, Unit};
use crate::text;

/// Each identity once. Of values that agree the most precise is used, and all origins are kept, its own
/// first; it does not matter in which order they come.
pub(super) fn merge(figures: Vec<Figure>, vocabulary: &Vocabulary, faults: &mut Vec<Diagnostic>) -> Vec<Figure> {
    let mut merged = Vec::with_capacity(figures.len());
    let mut figures = sorted(figures).peekable();
    while let Some(figure) = figures.next() {
        let mut all = Vec::new();
        while let Some(same) = figures.next_if(|next| identity(next) == identity(&figure)) {
            all.push(same);
        }
        if all.is_empty() {
            merged.push(figure);
        } else {
            all.insert(0, figure);
            merged.extend(one_of(all, vocabulary, faults));
        }
    }
    merged
}

/// By identity. Their places are sorted, since a figure is large, and each figure moves once.
fn sorted(figures: Vec<Figure>) -> impl Iterator<Item = Figure> {
    let mut order: Vec<usize> = (0..figures.len()).collect();
    order.sort_by(|one, other| by_identity(&figures[*one], &figures[*other]));
    let mut figures: Vec<Option<Figure>> = figures.into_iter().map(Some).collect();
    order.into_iter().filter_map(move |place| figures.get_mut(place)?.take())
}

fn one_of(mut all: Vec<Figure>, vocabulary: &Vocabulary, faults: &mut Vec<Diagnostic>) -> Option<Figure> {
    all.sort_by(|a, b| precedence(a).cmp(&precedence(b)));
    let mut best = all.first()?.clone();
    for other in &all {
        if !agree(&best.given, &other.given) {
            faults.push(conflict(&best, other, vocabulary));
        }
    }
    let used = best.given.clone();
    let equals = || all.iter().filter(|other| other.given == used);
    best.preliminary = equals().any(|figure| figure.preliminary);
    best.approximate = equals().any(|figure| figure.approximate);
    best.note = equals().find_map(|figure| figure.note.clone());
    best.origins = all.into_iter().flat_map(|figure| figure.origins).collect();
    Some(best)
}

/// What is used first: values by precision, then missing ones with a reason, then missing ones without. What is left is settled by what is
/// written, never by which file came first.
fn precedence(figure: &Figure) -> impl Ord + '_ {
    let (kind, half_width, because) = match &figure.given {
        Given::Number { half_width, .. } => (0, *half_width, None),
        Given::Fact(fact) => return (0, Decimal::ZERO, None, Some(fact), Reverse(0), &figure.note),
        Given::Missing { because: Some(because) } => (1, Decimal::ZERO, Some(because)),
        Given::Missing { because: None } => (2, Decimal::ZERO, None),
    };
    (kind, half_width, because, None, Reverse(figure.decimals), &figure.note)
}

/// Whether both can be the same value, rounded. Two different numbers of one precision cannot, even if their ranges touch: nothing says which to use.
fn agree(one: &Given, other: &Given) -> bool {
    let (a, wa, b, wb) = match (one, other) {
        (Given::Number { value: a, half_width: wa }, Given::Number { value: b, half_width: wb }) => (a, wa, b, wb),
        (Given::Fact(a), Given::Fact(b)) => return a == b,
        _ => return true,
    };
    let distance = a.checked_sub(*b).map(|d| d.abs());
    let reach = wa.checked_add(*wb);
    a == b || wa != wb && distance.zip(reach).is_some_and(|(d, r)| d <= r)
}

fn conflict(one: &Figure, other: &Figure, vocabulary: &Vocabulary) -> Diagnostic {
    let place = |f: &Figure| f.origins.first().map_or(Span::NOWHERE, |o| o.span);
    let (first, second) = if place(one) <= place(other) { (one, other) } else { (other, one) };
    let definition = vocabulary.get(one.id);
    let name = definition.map_or("", |d| &*d.name);
    let ratio = Unit::ratio();
    let unit = definition.map_or(&ratio, |d| &d.unit);
    let shown = |f: &Figure| match &f.given {
        Given::Number { value, .. } => amount(*value, unit),
        Given::Fact(fact) => fact_in_words(fact, definition.and_then(|d| d.fact.as_ref())),
        Given::Missing { .. } => Text::same("-"),
    };
    let (a, b) = (shown(first), shown(second));
    let of = match one.coordinates.is_total() {
        true => String::new(),
        false => format!(" ({})", one.coordinates),
    };
    let (period, basis) = (one.period, one.basis);
    let (sv, en) = (basis.in_swedish(), basis.as_str());
    let message = Text::new(
        format!("`{name}`{of} har två värden för {period}, {sv}: {} och {}", a.sv, b.sv),
        format!("`{name}`{of} has two values for {period}, {en}: {} and {}", a.en, b.en),
    );
    Diagnostic::error(Code::ConflictingFigure, place(second), message).label(b).also(place(first), a).help(text!(
        "ta bort det ena, eller ange olika period, underlag eller version (`edition`)",
        "leave one of them out, or give different periods, bases or editions"
    ))
}

/// The verdicts that people gave, in an order of their own: it does not matter in which order the files come.
pub(super) fn in_order(mut all: Vec<ManualVerdict>) -> Vec<ManualVerdict> {
    all.sort_by(|a, b| said(a).cmp(&said(b)));
    all
}

/// All that is said, but for where.
fn said(manual: &ManualVerdict) -> impl Ord + '_ {
    let whose = (&manual.rule, &manual.coordinates, manual.period, manual.basis);
    (whose, &manual.level, &manual.motivation, &manual.by, manual.date, &manual.reference, &manual.origin.cited)
}
