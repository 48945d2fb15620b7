//! The points of a verdict in plain words, for someone who decides: what was measured, against what, how far off, what it would take, and what is decided.
//! `docs/language.md` says how they are written.

mod demand;
mod measure;
mod silent;
mod takes;

use super::{figure_phrase, sentence};
use crate::language::Lang;
use crate::policy::{RuleKind, Verdict};
use crate::quantity::Period;
use crate::report::phrase::{Number, Phrase, Piece, Reader, some_listed, tell};
use crate::report::point::{Exempted, Point};
use crate::report::precision::RoundingEntry;
use crate::report::rule::RuleVerdict;
use crate::verdict::ExemptionState;

/// What the words are about.
#[derive(Debug, Clone, Copy)]
struct Subject {
    kind: RuleKind,
    verdict: Verdict,
    period: Period,
    lang: Lang,
}

impl Subject {
    /// "2027", "den 31 december 2027".
    fn when(self) -> Phrase {
        Piece::When(self.period).into()
    }
}

/// The sentences that someone who decides is told, not yet with capital and full stop.
pub(in crate::report) fn phrases(points: &[Point], row: &RuleVerdict, lang: Lang) -> Vec<Phrase> {
    let subject = Subject { kind: row.kind, verdict: row.verdict, period: row.period, lang };
    let mut said: Vec<Phrase> = Vec::new();
    for (index, point) in points.iter().enumerate() {
        said.extend(sentences(subject, point));
        if index == 0 {
            // What it would take comes next after what is not reached, and tells better than another unit how far off that is.
            if matches!(point, Point::Measured(_)) && takes::is_enough(&row.levers) {
                said.truncate(1);
            }
            said.extend(takes::phrases(subject, &row.levers));
        }
    }
    said.retain(|phrase| !phrase.is_empty());
    said
}

/// The whole in a few sentences.
pub(in crate::report) fn text(points: &[Point], row: &RuleVerdict, lang: Lang) -> String {
    let said = phrases(points, row, lang).into_iter().map(|phrase| sentence(&phrase.write(Reader::Politician, lang)));
    said.collect::<Vec<_>>().join(" ")
}

fn sentences(subject: Subject, point: &Point) -> Vec<Phrase> {
    let lang = subject.lang;
    match point {
        Point::Measured(measured) => measure::measured(subject, measured),
        Point::Changed(changed) => vec![measure::changed(subject, changed)],
        Point::PartlyFrom { attainment, from } => vec![tell!(
            lang,
            "måluppfyllelsen är {attainment}, och från {from} räknas målet som delvis uppfyllt",
            "the attainment is {attainment}, and from {from} the target counts as partly met",
            attainment,
            from
        )],
        Point::Given(given) => measure::given(subject, given),
        Point::Exempted(exempted) => vec![exemption(exempted, lang)],
        Point::Known { because, until } => vec![tell!(
            lang,
            "bristen är känd och godtas till och med den {until}: {because}",
            "the failure is known and accepted through {until}: {because}",
            until,
            because
        )],
        Point::Questioned(checks) => vec![questioned(checks, lang)],
        Point::Rounding { known, range } => vec![rounding(*known, range.as_ref(), lang)],
        Point::Decimals { found, .. } => more_decimals(found, lang).into_iter().collect(),
        Point::Holds { .. }
        | Point::Fails(_)
        | Point::Law(_)
        | Point::Agrees { .. }
        | Point::Claimed { .. }
        | Point::Post { .. } => demand::sentences(subject, point),
        other => silent::sentences(subject, other),
    }
}

fn exemption(exempted: &Exempted, lang: Lang) -> Phrase {
    let Exempted { by, date, because, .. } = exempted;
    match exempted.state {
        ExemptionState::Applies => {
            let until = exempted
                .expires
                .map(|day| tell!(lang, " som gäller till och med den {day}", ", which holds through {day}", day));
            tell!(
                lang,
                "{by} har den {date} beslutat om ett avsteg{until}: {because}",
                "on {date} {by} decided on an exemption{until}: {because}",
                by,
                date,
                until,
                because
            )
        }
        ExemptionState::Exceeded => {
            let limit = exempted.limit.as_ref().map(|limit| tell!(lang, ", {limit}", ", {limit}", limit));
            tell!(
                lang,
                "avsteget som {by} beslutade om den {date} räcker inte, för värdet ligger bortom dess gräns{limit}",
                "the exemption that {by} decided on {date} is not enough, since the value is beyond its limit{limit}",
                by,
                date,
                limit
            )
        }
        ExemptionState::Expired => {
            let ended = exempted.expires.map(|day| tell!(lang, " den {day}", " on {day}", day));
            tell!(
                lang,
                "avsteget som {by} beslutade om den {date} gäller inte längre, för det upphörde{ended}",
                "the exemption that {by} decided on {date} no longer holds, since it ended{ended}",
                by,
                date,
                ended
            )
        }
    }
}

fn questioned(checks: &[Phrase], lang: Lang) -> Phrase {
    let titles: Vec<Phrase> = checks.iter().map(|title| tell!(lang, "”{title}”", "“{title}”", title)).collect();
    match titles.as_slice() {
        [title] => tell!(
            lang,
            "siffrorna är osäkra, för avstämningen {title} stämmer inte",
            "the figures are uncertain, since the check {title} does not hold",
            title
        ),
        several => {
            let titles = some_listed(several, lang);
            tell!(
                lang,
                "siffrorna är osäkra, för avstämningarna {titles} stämmer inte",
                "the figures are uncertain, since the checks {titles} do not hold",
                titles
            )
        }
    }
}

/// So many figures that are enough alone are named; the others are in the official's words.
const NAMED: usize = 3;

/// Whose decimals decide, where it can be told; which values would decide it is for the official.
fn more_decimals(found: &RoundingEntry, lang: Lang) -> Option<Phrase> {
    let names = found.witnesses.iter().take(NAMED).map(|witness| {
        let figures = witness.figures.iter().map(|figure| &figure.figure);
        some_listed(&figures.map(|at| figure_phrase(&at.title, &at.entity, lang)).collect::<Vec<_>>(), lang)
    });
    let names = names.reduce(|said, next| tell!(lang, "{said} eller {next}", "{said} or {next}", said, next))?;
    Some(tell!(lang, "det kan avgöras av fler decimaler i {names}", "more decimals in {names} could decide it", names))
}

fn rounding(known: bool, range: Option<&(Number, Number)>, lang: Lang) -> Phrase {
    match (known, range) {
        (true, Some((low, high))) => {
            let low = low.bare();
            tell!(
                lang,
                "siffrorna är avrundade, och det kan avgöra: det exakta värdet ligger mellan {low} och {high}",
                "the figures are rounded, and that may decide it: the exact value is between {low} and {high}",
                low,
                high
            )
        }
        (true, None) => {
            tell!(lang, "siffrorna är avrundade, och det kan avgöra", "the figures are rounded, and that may decide it")
        }
        (false, _) => tell!(
            lang,
            "det går inte att utesluta att avrundade siffror avgör",
            "it cannot be ruled out that rounded figures decide it"
        ),
    }
}
