//! A measure beside its target.

use rust_decimal::Decimal;

use super::Subject;
use crate::policy::{TargetWord, Verdict};
use crate::report::phrase::{Filling, Number, Phrase, tell};
use crate::report::point::{Changed, Given, Measured};
use crate::report::wording::official::the_value;
use crate::report::wording::{target, verdict_word};
use crate::verdict::Trend;

pub(super) fn measured(subject: Subject, measured: &Measured) -> Vec<Phrase> {
    let lang = subject.lang;
    let opening = opening(subject, measured.level.as_ref());
    let value = the_value(measured.basis, &measured.value, lang);
    let share = measured.share.as_ref().map(|(over, under)| {
        let over = over.bare();
        tell!(lang, " ({over} av {under})", " ({over} of {under})", over, under)
    });
    let target = target(measured.word, &measured.limit, measured.upper.as_ref(), lang);
    let off = measured.gap.as_ref().map(|gap| off(subject, measured, gap));
    let first = tell!(
        lang,
        "{opening}: {value}{share} och målet är {target}{off}",
        "{opening}: {value}{share} and the target is {target}{off}",
        opening,
        value,
        share,
        target,
        off
    );
    let other = measured.gap_as.as_ref().map(Number::abs);
    let other = other.map(|other| tell!(lang, "skillnaden motsvarar {other}", "the difference is {other}", other));
    vec![first, other.filling()]
}

fn off(subject: Subject, measured: &Measured, gap: &Number) -> Phrase {
    let (lang, size) = (subject.lang, gap.abs());
    match measured.word {
        _ if gap.value.is_zero() => {
            tell!(lang, ", och precis på gränsen räcker inte", ", and right on the limit is not enough")
        }
        TargetWord::Equals => tell!(lang, ", så det skiljer {size}", ", a difference of {size}", size),
        _ if gap.value < Decimal::ZERO => tell!(lang, ", så det fattas {size}", ", so it is {size} short", size),
        _ => tell!(lang, ", så det är {size} för mycket", ", so it is {size} too much", size),
    }
}

fn opening(subject: Subject, level: Option<&Phrase>) -> Phrase {
    let (lang, when) = (subject.lang, subject.when());
    let level = level.map(|level| tell!(lang, " (nivå {level})", " (level {level})", level));
    match subject.verdict {
        Verdict::Met => tell!(lang, "målet nås {when}{level}", "the target is met {when}{level}", when, level),
        Verdict::PartlyMet => {
            tell!(lang, "målet nås delvis {when}{level}", "the target is partly met {when}{level}", when, level)
        }
        Verdict::NotMet => {
            tell!(lang, "målet nås inte {when}{level}", "the target is not met {when}{level}", when, level)
        }
        Verdict::Undetermined | Verdict::NotApplicable => {
            tell!(lang, "målet bedöms inte {when}", "the target is not judged {when}", when)
        }
    }
}

pub(super) fn changed(subject: Subject, changed: &Changed) -> Phrase {
    let lang = subject.lang;
    let opening = opening(subject, changed.level.as_ref());
    let (value, before) = (the_value(changed.basis, &changed.now, lang), &changed.before);
    let change = match changed.trend {
        Some(Trend::Up) => tell!(lang, ", alltså bättre", ", which is better"),
        Some(Trend::Unchanged) => tell!(lang, ", alltså oförändrat", ", which is unchanged"),
        Some(Trend::Down) => tell!(lang, ", alltså sämre", ", which is worse"),
        None => Phrase::default(),
    };
    tell!(
        lang,
        "{opening}: {value}, mot {before} samma period året före{change}",
        "{opening}: {value}, against {before} in the same period the year before{change}",
        opening,
        value,
        before,
        change
    )
}

pub(super) fn given(subject: Subject, given: &Given) -> Vec<Phrase> {
    let lang = subject.lang;
    let level = given.level.clone().unwrap_or_else(|| Phrase::words(verdict_word(given.verdict, lang)));
    let day = given.day.map(|day| tell!(lang, " den {day}", " on {day}", day));
    let when = subject.when();
    let first = match &given.by {
        Some(by) => tell!(
            lang,
            "{by} har{day} bedömt målet till ”{level}” {when}",
            "{by} has judged the target{day} to be “{level}” {when}",
            by,
            day,
            level,
            when
        ),
        None => tell!(
            lang,
            "målet är bedömt till ”{level}” {when}",
            "the target is judged to be “{level}” {when}",
            level,
            when
        ),
    };
    vec![first, given.motivation.filling()]
}
