//! Every number that an explanation says is one that the run has, at the place that the number says it is of: in all packs, of all verdicts, for both readers,
//! in both languages.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{Read, small};
use crate::diagnostic::{FileId, Sources};
use crate::evaluate::{Bounds, RecordId};
use crate::figures::{FigureSet, Given};
use crate::language::Lang;
use crate::pack;
use crate::policy::Policy;
use crate::quantity::{Period, Rounding, Unit, round, write_number};
use crate::report::build::{Depth, Scribe};
use crate::report::explain::{Step, phrases};
use crate::report::phrase::{End, Number, Of, Phrase, Piece, Reader, Solved};
use crate::report::rule::RuleVerdict;
use crate::report::wording::levers::lever_phrases;
use crate::report::wording::{official, period_words, plain, sentence};
use crate::solve::{self, Outcome};
use crate::verdict::{Judgement, Options, Run, judge};

pub(super) const PACKS: [&str; 6] = [
    "kommunallagen",
    "landstinget-kronoberg-2012",
    "nara-kronobergaren",
    "region-kalmar-2024",
    "region-kronoberg-2024",
    "region-kronoberg-2026",
];

/// A pack of the program's own, with its figures.
pub(super) struct Shipped {
    pub policy: Policy,
    pub figures: FigureSet,
    pub sources: Sources,
}

impl Shipped {
    pub(super) fn open(name: &str) -> Self {
        let mut opened = pack::open(name).unwrap_or_else(|_| panic!("{name}"));
        let figures = opened.own_figures().unwrap_or_else(|_| panic!("{name}")).set;
        Self { policy: opened.policy, figures, sources: opened.sources }
    }
}

/// What is said of one verdict, to both readers.
pub(super) struct Said {
    pub row: RuleVerdict,
    pub plain: Vec<Phrase>,
    pub official: Vec<Phrase>,
}

pub(super) fn said(scribe: &mut Scribe<'_, '_>, index: usize) -> Said {
    let row = scribe.rule_verdict(index).unwrap();
    let judgement = scribe.run.judgements[index].clone();
    let points = scribe.points(&judgement, &row);
    let (plain, mut official) = (plain::phrases(&points, &row, scribe.lang), official::phrases(&points, scribe.lang));
    official.extend(lever_phrases(&row.levers, scribe.lang));
    Said { row, plain, official }
}

/// The number that a piece says it is of, in the unit that it is said in.
fn found(run: &mut Run<'_>, judgement: &Judgement, number: &Number) -> Option<Decimal> {
    let condition = |run: &Run<'_>, record: RecordId| run_condition(run, judgement, record);
    Some(match &number.of {
        Of::Record(record) => {
            let formula = run.policy().formula(run.evaluation.record(*record).formula)?;
            in_unit(
                run.evaluation.number_of(*record).or(run.evaluation.computed(*record).number())?,
                formula.kind.unit(),
                number,
            )?
        }
        Of::Step(record, node) => run.evaluation.slot(*record, *node).value.number()?,
        Of::Compared => judgement.compared?,
        Of::Gap => run.gap(judgement)?,
        Of::GapAs => run.gap_as(judgement)?.0,
        Of::Attainment => run.attainment(judgement)? * Decimal::ONE_HUNDRED,
        Of::Previous => {
            let previous = run.previous(judgement)?;
            run.evaluation.number_of(previous)?
        }
        Of::Left(record) => condition(run, *record)?.0,
        Of::Right(record) => condition(run, *record)?.1,
        Of::Apart(record) => {
            let (left, right) = condition(run, *record)?;
            (left - right).abs()
        }
        Of::Tolerance(record) => judgement.conditions.iter().find(|c| c.record == *record)?.tolerance?,
        Of::Bound(formula, end) => match (run.evaluation.bounds(*formula, judgement.context), end) {
            (Bounds::Number(low, _), End::Low) => low,
            (Bounds::Number(_, high), End::High) => high,
            _ => return None,
        },
        Of::Remaining => run.post(judgement)?.remaining,
        Of::Post => run.post(judgement)?.amount,
        Of::Figure(index) => match run.evaluation.figures().get(*index)?.given {
            Given::Number { value, .. } => value,
            _ => return None,
        },
        Of::Default(figure) => run.policy().vocabulary.get(*figure)?.default.as_ref()?.value,
        Of::Parameter(id, index) => run.policy().parameter(*id)?.values.get(*index as usize)?.value,
        Of::CouldBe(index) => {
            let figures = solve::precision(run, judgement)?.witnesses.into_iter().flat_map(|witness| witness.figures);
            figures.into_iter().find(|(figure, _)| figure == index)?.1
        }
        Of::Solved(figure, members, what) => solved(run, judgement, figure, members, *what)?,
    })
}

fn run_condition(run: &Run<'_>, judgement: &Judgement, record: RecordId) -> Option<(Decimal, Decimal)> {
    let _ = run;
    judgement.conditions.iter().find(|c| c.record == record)?.sides
}

fn in_unit(value: Decimal, unit: Option<&Unit>, number: &Number) -> Option<Decimal> {
    match (unit?.symbol(), number.unit.as_deref()) {
        ("", Some("%")) => value.checked_mul(Decimal::ONE_HUNDRED),
        (own, said) => (own == said.unwrap_or_default()).then_some(value),
    }
}

/// The answer is asked for once more.
fn solved(
    run: &Run<'_>,
    judgement: &Judgement,
    figure: &str,
    members: &crate::report::Entity,
    what: Solved,
) -> Option<Decimal> {
    let lever = solve::levers(run, judgement).into_iter().find(|lever| {
        let found = run.evaluation.figures().get(lever.figure).unwrap();
        let definition = run.policy().vocabulary.get(found.id).unwrap();
        *definition.name == *figure && crate::report::build::entity(&found.coordinates) == *members
    })?;
    let answer = |verdict| lever.answers.iter().find(|a| a.wanted == verdict).map(|a| a.outcome);
    match what {
        Solved::Now => Some(lever.value),
        Solved::Least => Some(lever.range.0),
        Solved::Greatest => Some(lever.range.1),
        Solved::Gives(verdict) => match answer(verdict)? {
            Outcome::Reached { value, .. } => Some(value),
            _ => None,
        },
        Solved::Change(verdict) => match answer(verdict)? {
            Outcome::Reached { change, .. } => Some(change),
            _ => None,
        },
    }
}

/// Whether a day or a stretch of time is one that the verdict is about or rests on.
fn is_known(run: &Run<'_>, judgement: &Judgement, row: &RuleVerdict, asked: Period) -> bool {
    let records = run.records_of(judgement);
    let contexts = records.iter().map(|record| run.evaluation.context(run.evaluation.record(*record).context).period);
    let mut known: Vec<Period> = contexts.chain([row.period]).chain(row.missing.iter().map(|m| m.period)).collect();
    let scope = &run.rule(judgement).scope;
    let exemption = row.exempted.iter().flat_map(|e| [Some(e.date), e.expires]).flatten();
    let manual = row.manual.iter().filter_map(|m| m.date);
    let accepted = row.known.iter().map(|known| known.until);
    known.extend(
        [scope.at, scope.by].into_iter().flatten().chain(exemption).chain(manual).chain(accepted).map(Period::Day),
    );
    known.contains(&asked)
}

/// The numbers in a text: runs of digits.
fn numerals(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty())
}

/// What is wrong with a piece, if anything is.
fn fault(
    run: &mut Run<'_>,
    judgement: &Judgement,
    row: &RuleVerdict,
    piece: &Piece,
    written: &BTreeSet<&str>,
) -> Option<String> {
    match piece {
        Piece::Number(number) => {
            let Some(value) = found(run, judgement, number) else {
                return Some(format!("{number:?} is of nothing in the run"));
            };
            let printed = round(value, number.value.scale(), Rounding::HalfAway);
            let is_same = printed == number.value || printed.abs() == number.value;
            (!is_same).then(|| format!("{number:?} is {value} in the run"))
        }
        Piece::Words(words) => words.chars().any(|c| c.is_ascii_digit()).then(|| format!("digits in words: {words}")),
        Piece::Quoted(words) => {
            let unknown = numerals(words).find(|numeral| !written.contains(numeral));
            unknown.map(|numeral| format!("{numeral} in “{words}” is in no file"))
        }
        Piece::Count(count) => {
            let counted = [judgement.conditions.len(), row.missing.len(), row.conditions.len()];
            let most = counted.into_iter().max().unwrap_or_default();
            (*count > most.max(1)).then(|| format!("{count} of what?"))
        }
        Piece::Period(period) | Piece::When(period) => {
            (!is_known(run, judgement, row, *period)).then(|| format!("{period} is not of this verdict"))
        }
        Piece::Day(day) => {
            let sides = judgement.conditions.iter().filter_map(|c| c.sides);
            let sides: Vec<Decimal> = sides.flat_map(|(left, right)| [left, right]).collect();
            let due = run.post(judgement).and_then(|post| post.due);
            let is_side = sides.contains(&day.number()) || due == Some(*day);
            let is_known = is_side || is_known(run, judgement, row, Period::Day(*day));
            (!is_known).then(|| format!("{day} is not of this verdict"))
        }
        Piece::Year(year) => {
            let origin = run.post(judgement).map(|post| post.origin);
            let sides = judgement.conditions.iter().filter_map(|c| c.sides);
            let mut sides = sides.flat_map(|(left, right)| [left, right]);
            let is_known = origin == Some(*year) || sides.any(|side| side == Decimal::from(*year));
            let is_known = is_known || is_known_year(run, judgement, *year);
            (!is_known).then(|| format!("the year {year} is not of this verdict"))
        }
    }
}

fn is_known_year(run: &Run<'_>, judgement: &Judgement, year: i16) -> bool {
    let records = run.records_of(judgement);
    records
        .iter()
        .any(|record| run.evaluation.context(run.evaluation.record(*record).context).period.end().year() == year)
}

/// Holds all that is said of every verdict against the run; how many numbers that was.
pub(super) fn hold(policy: &Policy, figures: &FigureSet, sources: &Sources, options: Options) -> usize {
    let mut numbers = 0;
    let texts: String = (0..).map_while(|id| sources.get(FileId(id))).map(|file| &*file.text).collect();
    let written: BTreeSet<&str> = numerals(&texts).collect();
    for lang in [Lang::Sv, Lang::En] {
        let mut run = judge(policy, figures, options);
        for index in 0..run.judgements.len() {
            let judgement = run.judgements[index].clone();
            let mut scribe = Scribe { run: &mut run, sources, lang, depth: Depth::Figures };
            let Said { row, plain, official } = said(&mut scribe, index);
            let at = format!("{} {} {} {:?}", row.rule, row.period, row.basis.as_str(), row.entity);
            for piece in plain.iter().chain(&official).flat_map(|phrase| &phrase.0) {
                numbers += usize::from(matches!(piece, Piece::Number(_)));
                if let Some(fault) = fault(&mut run, &judgement, &row, piece, &written) {
                    panic!("{at}: {fault}\n{}\n{}", row.plain, row.reason);
                }
            }
            // What is printed is what was held.
            let written = |phrases: &[Phrase], reader| {
                let said = phrases.iter().map(|phrase| sentence(&phrase.write(reader, lang)));
                said.collect::<Vec<_>>().join(" ")
            };
            assert_eq!(written(&plain, Reader::Politician), row.plain, "{at}");
            assert!(written(&official, Reader::Official).starts_with(&row.reason), "{at}");
        }
    }
    numbers
}

#[test]
fn every_number_in_every_explanation_is_one_of_the_runs() {
    for name in PACKS {
        let shipped = Shipped::open(name);
        let numbers = hold(&shipped.policy, &shipped.figures, &shipped.sources, Options::default());
        // The two that ship without figures have no numbers to say.
        let least = if ["kommunallagen", "nara-kronobergaren"].contains(&name) { 0 } else { 10 };
        assert!(numbers >= least, "{name}: {numbers}");
    }
}

/// The words of a sentence; what is quoted counts as one, and so does a number.
fn words(phrase: &Phrase) -> usize {
    let count = |piece: &Piece| match piece {
        Piece::Words(words) => words.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count(),
        _ => 1,
    };
    phrase.0.iter().map(count).sum()
}

#[test]
fn plain_explanations_are_short() {
    const MOST_WORDS: usize = 40;
    const MOST_SENTENCES: usize = 5;
    for name in PACKS {
        let shipped = Shipped::open(name);
        for lang in [Lang::Sv, Lang::En] {
            let mut run = judge(&shipped.policy, &shipped.figures, Options::default());
            for index in 0..run.judgements.len() {
                let mut scribe = Scribe { run: &mut run, sources: &shipped.sources, lang, depth: Depth::Figures };
                let Said { row, plain, .. } = said(&mut scribe, index);
                let longest = plain.iter().map(words).max().unwrap_or_default();
                assert!(longest <= MOST_WORDS && plain.len() <= MOST_SENTENCES, "{}: {}", row.rule, row.plain);
            }
        }
    }
}

/// The numbers that a step of a derivation may show: its value, rounded or not, its precision, its period and its day.
fn shown_by(step: &Step, lang: Lang) -> String {
    let mut said = vec![step.title.clone()];
    let values = [step.shown.map(|s| s.0), step.value.map(|v| v.0)].into_iter().flatten();
    for value in values {
        said.push(write_number(value, lang));
        said.push(write_number(round(value, 6, Rounding::HalfAway).normalize(), lang));
        said.push(write_number((value * Decimal::ONE_HUNDRED).normalize(), lang));
    }
    said.extend(step.words.clone());
    let precision = step.figure.as_ref().and_then(|f| f.precision);
    said.extend(precision.map(|p| write_number(p.0.normalize(), lang)));
    let periods = [step.figure.as_ref().map(|f| f.period), step.missing.as_ref().map(|m| m.period)];
    said.extend(
        periods.into_iter().chain([step.place.as_ref().map(|p| p.period)]).flatten().map(|p| period_words(p, lang)),
    );
    let members = step.figure.iter().map(|f| &f.entity).chain(step.missing.iter().map(|m| &m.entity));
    said.extend(members.chain(step.place.iter().map(|p| &p.entity)).flat_map(|e| e.values().cloned()));
    said.extend(step.parameter.as_ref().and_then(|p| p.from).map(|day| day.to_string()));
    said.join(" ")
}

fn hold_tree(step: &Step, lang: Lang, at: &str) -> usize {
    let (headline, shown) = (phrases::headline(step, lang), shown_by(step, lang));
    let shown: BTreeSet<&str> = numerals(&shown).collect();
    let typed = numerals(&headline).find(|numeral| !shown.contains(numeral));
    assert_eq!(typed, None, "{at}: {headline}");
    1 + step.steps.iter().map(|inner| hold_tree(inner, lang, at)).sum::<usize>()
}

#[test]
fn every_number_in_a_derivation_is_of_its_step() {
    for name in PACKS {
        let shipped = Shipped::open(name);
        for lang in [Lang::Sv, Lang::En] {
            let mut run = judge(&shipped.policy, &shipped.figures, Options::default());
            let mut steps = 0;
            for index in 0..run.judgements.len() {
                let mut scribe = Scribe { run: &mut run, sources: &shipped.sources, lang, depth: Depth::Figures };
                let row = scribe.explained_row(index).unwrap();
                let at = format!("{name} {} {}", row.period, row.reason);
                steps += row.steps.iter().map(|step| hold_tree(step, lang, &at)).sum::<usize>();
            }
            assert!(steps > 40, "{name}: {steps}");
        }
    }
}

#[test]
fn every_number_of_the_sample_pack_is_one_of_the_runs() {
    let read = Read::sample();
    assert!(hold(&read.policy, &read.loaded.set, &read.sources, Options::default()) > 50);
}

#[test]
fn a_number_that_the_run_does_not_have_is_found() {
    let pack = small(
        "figures:\n  a:\n    title: A\n    unit: mnkr\n    measured: during\nindicators:\n  - indicator: x\n    title: Måttet\n    value: a\n    \
         at_least: 20 mnkr\n    scale: boolean\n    for:\n      bases: [outcome]\n",
    );
    let read = Read::of(&pack, "period: 2024\nbasis: outcome\nvalues:\n  a: 12 mnkr\n");
    let mut run = read.run();
    let judgement = run.judgements[0].clone();
    let row = Scribe { run: &mut run, sources: &read.sources, lang: Lang::Sv, depth: Depth::Figures }
        .rule_verdict(0)
        .unwrap();
    let mut wrong = |piece| fault(&mut run, &judgement, &row, &piece, &numerals(&pack).collect()).is_some();
    let number = |value: i64, of| Piece::Number(Number::new(Decimal::from(value), Some("mnkr"), of));
    assert!(!wrong(number(12, Of::Compared)));
    assert!(wrong(number(13, Of::Compared)), "another number");
    assert!(!wrong(number(-8, Of::Gap)) && !wrong(number(8, Of::Gap)), "a gap is said without its sign");
    assert!(wrong(number(12, Of::Gap)), "a number of something else");
    assert!(wrong(number(12, Of::Figure(7))), "a figure that is not there");
    assert!(wrong(Piece::Words("minst 2 procent")), "a digit in the program's own words");
    assert!(wrong(Piece::Quoted("Rad 47".to_owned())) && !wrong(Piece::Quoted("20 mnkr".to_owned())));
    assert!(wrong(Piece::When(Period::year(2023))) && !wrong(Piece::When(Period::year(2024))));
}
