//! The points of a verdict in the words of an official: short, with units as signs, to be looked up in the derivation beside them.

mod decimals;
mod demand;
mod measure;
mod silent;

pub(super) use measure::the_value;
pub(super) use silent::lacking;

use super::sentence;
use crate::language::Lang;
use crate::report::phrase::{Number, Phrase, Reader, tell};
use crate::report::point::{Exempted, Point};
use crate::verdict::ExemptionState;

/// One sentence for each point that an official is told, not yet with capital and full stop.
pub(in crate::report) fn phrases(points: &[Point], lang: Lang) -> Vec<Phrase> {
    let mut said: Vec<Phrase> = Vec::new();
    for point in points {
        match point {
            // A condition that is not decided by its figures is one sentence with them.
            Point::Whatever(verdict) => {
                let whatever = silent::whatever(*verdict, lang);
                if let Some(last) = said.last_mut() {
                    last.add(&whatever);
                }
            }
            Point::Fails(failing) => said.extend(failing.iter().map(|one| demand::failing(one, lang))),
            // They stand in the derivation, and below it among what hangs on the verdict.
            Point::Law(_) | Point::PartlyFrom { .. } | Point::Questioned(_) => {}
            other => said.push(phrase(other, lang)),
        }
    }
    said
}

/// Why, in a sentence or two.
pub(in crate::report) fn reason(points: &[Point], lang: Lang) -> String {
    let said = phrases(points, lang).into_iter().map(|phrase| sentence(&phrase.write(Reader::Official, lang)));
    said.collect::<Vec<_>>().join(" ")
}

fn phrase(point: &Point, lang: Lang) -> Phrase {
    match point {
        Point::Measured(measured) => measure::measured(measured, lang),
        Point::Changed(changed) => measure::changed(changed, lang),
        Point::Given(given) => measure::given(given, lang),
        Point::Holds { .. } | Point::Agrees { .. } | Point::Claimed { .. } | Point::Post { .. } => {
            demand::phrase(point, lang)
        }
        Point::Exempted(exempted) => exemption(exempted, lang),
        Point::Known { because, until } => tell!(
            lang,
            "känd brist, godtas till och med {until}: {because}",
            "a known failure, accepted through {until}: {because}",
            until,
            because
        ),
        Point::Rounding { known, range } => rounding(*known, range.as_ref(), lang),
        Point::Decimals { found, at } => decimals::phrase(found, *at, lang),
        Point::TwoValues { values, one_verdict } => two_values(values.as_ref(), *one_verdict, lang),
        other => silent::phrase(other, lang),
    }
}

/// The decided deviation, and whether it holds.
fn exemption(exempted: &Exempted, lang: Lang) -> Phrase {
    let Exempted { by, date, because, .. } = exempted;
    match exempted.state {
        ExemptionState::Applies => {
            let until = exempted.expires.map(|day| tell!(lang, " till {day}", " until {day}", day));
            tell!(
                lang,
                "avsteg beslutat av {by} {date} gäller{until}: {because}",
                "an exemption decided by {by} on {date} holds{until}: {because}",
                by,
                date,
                until,
                because
            )
        }
        ExemptionState::Exceeded => {
            let limit = exempted.limit.as_ref().map(|limit| tell!(lang, " ({limit})", " ({limit})", limit));
            tell!(
                lang,
                "avsteget beslutat av {by} {date} gäller inte, för värdet ligger bortom dess gräns{limit}",
                "the exemption decided by {by} on {date} does not hold, since the value is beyond its limit{limit}",
                by,
                date,
                limit
            )
        }
        ExemptionState::Expired => {
            let ended = exempted.expires.map(|day| tell!(lang, " {day}", " {day}", day));
            tell!(
                lang,
                "avsteget beslutat av {by} {date} gäller inte längre, det upphörde{ended}",
                "the exemption decided by {by} on {date} no longer holds, it ended{ended}",
                by,
                date,
                ended
            )
        }
    }
}

fn rounding(known: bool, range: Option<&(Number, Number)>, lang: Lang) -> Phrase {
    if !known {
        return tell!(
            lang,
            "det går inte att utesluta att avrundningen i underlaget avgör",
            "it cannot be ruled out that rounding in the figures decides this"
        );
    }
    let range = range.map(|(low, high)| {
        tell!(lang, ": värdet kan vara från {low} till {high}", ": the value may be from {low} to {high}", low, high)
    });
    tell!(
        lang,
        "avrundningen i underlaget kan avgöra{range}",
        "rounding in the figures could change this{range}",
        range
    )
}

fn two_values(values: Option<&(Phrase, Number, Number)>, one_verdict: bool, lang: Lang) -> Phrase {
    let Some((title, reported, computed)) = values else {
        return tell!(
            lang,
            "redovisat och beräknat värde leder till olika bedömningar",
            "the reported and the computed value lead to different verdicts"
        );
    };
    let end = match one_verdict {
        true => tell!(lang, "; bedömningen blir densamma", "; the verdict is the same"),
        false => {
            tell!(lang, ", och de två leder till olika bedömningar", ", and the two lead to different verdicts")
        }
    };
    tell!(
        lang,
        "{title} är redovisat som {reported} men blir {computed} när det räknas fram{end}",
        "{title} is reported as {reported} but computed as {computed}{end}",
        title,
        reported,
        computed,
        end
    )
}
