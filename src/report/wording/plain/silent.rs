//! Why there is no verdict.

use super::{Subject, measure};
use crate::policy::{RuleKind, Verdict};
use crate::report::phrase::{Filling, Phrase, Piece, some_listed, tell};
use crate::report::point::{MissingItem, Point};
use crate::report::wording::official::{lacking, the_value};
use crate::report::wording::verdict_word;

pub(super) fn sentences(subject: Subject, point: &Point) -> Vec<Phrase> {
    let (lang, when) = (subject.lang, subject.when());
    match point {
        Point::Missing { items, window } => missing(subject, items, *window),
        Point::Whatever(verdict) => {
            let word = Phrase::words(verdict_word(*verdict, lang));
            vec![tell!(
                lang,
                "vilket värde som än saknas blir svaret {word}",
                "whatever the missing value is, the answer is {word}",
                word
            )]
        }
        Point::TwoValues { values, one_verdict } => two_values(subject, values.as_ref(), *one_verdict),
        Point::NoTarget { why, given, value } => {
            let why = why.as_ref().map(|why| tell!(lang, ": {why}", ": {why}", why));
            let first = tell!(lang, "inget mål är satt {when}{why}", "there is no target {when}{why}", when, why);
            let mut said = vec![first];
            match given {
                Some(given) => said.extend(measure::given(subject, given)),
                None => said.extend(value.as_ref().map(|(basis, value)| the_value(*basis, value, lang))),
            }
            said
        }
        Point::NotYet(day) => {
            let day = day.map(|day| tell!(lang, " den {day}", " {day}", day));
            vec![tell!(lang, "det bedöms först{day}", "it is not judged until{day}", day)]
        }
        Point::OnlyWhen { nothing_submitted: Some(title), .. } => vec![tell!(
            lang,
            "kravet prövas inte {when}, för uppgiften ”{title}” är inte lämnad",
            "the requirement is not tried {when}, since the figure “{title}” has not been submitted",
            when,
            title
        )],
        Point::OnlyWhen { .. } => vec![tell!(
            lang,
            "kravet gäller bara i vissa fall, och det här är inte ett av dem",
            "the requirement only applies in some cases, and this is not one of them"
        )],
        Point::NotInForce(_) => {
            vec![tell!(lang, "regeln gäller inte {when}", "the rule does not hold {when}", when)]
        }
        Point::NothingToCheck => {
            vec![tell!(
                lang,
                "det finns inga uppgifter att stämma av {when}",
                "there are no figures to check {when}",
                when
            )]
        }
        Point::NothingToSettle => {
            vec![tell!(lang, "det finns inget att reglera {when}", "there is nothing to settle {when}", when)]
        }
        other => {
            let (opening, why) = (cannot(subject), why(subject, other));
            vec![tell!(lang, "{opening}, för {why}", "{opening}, since {why}", opening, why)]
        }
    }
}

/// "målet kan inte bedömas 2024".
fn cannot(subject: Subject) -> Phrase {
    let (lang, when) = (subject.lang, subject.when());
    match subject.kind {
        RuleKind::Indicator => {
            tell!(lang, "målet kan inte bedömas {when}", "the target cannot be judged {when}", when)
        }
        RuleKind::Requirement => {
            tell!(lang, "kravet kan inte bedömas {when}", "the requirement cannot be judged {when}", when)
        }
        RuleKind::Check => {
            tell!(lang, "uppgifterna kan inte stämmas av {when}", "the figures cannot be checked {when}", when)
        }
        RuleKind::Claim => tell!(
            lang,
            "det går inte att säga om dokumentets påstående stämmer {when}",
            "it cannot be told whether what the document says is so {when}",
            when
        ),
    }
}

fn why(subject: Subject, point: &Point) -> Phrase {
    let lang = subject.lang;
    match point {
        Point::NoYear { condition, first, last } => {
            let (first, last) = (Phrase::from(Piece::Year(*first)), Phrase::from(Piece::Year(*last)));
            tell!(
                lang,
                "”{condition}” gäller inte något år från {first} till {last}",
                "“{condition}” does not hold in any year from {first} to {last}",
                condition,
                first,
                last
            )
        }
        Point::ZeroDivisor { what: Some(what), growth: true } => tell!(
            lang,
            "”{what}” är negativ, och då säger jämförelsen ingenting",
            "“{what}” is negative, and then the comparison means nothing",
            what
        ),
        Point::ZeroDivisor { what: Some(what), .. } => {
            tell!(lang, "”{what}” är noll och går inte att dela med", "“{what}” is zero and cannot be divided by", what)
        }
        Point::ZeroDivisor { .. } => {
            tell!(lang, "det vore att dela med noll", "that would be to divide by zero")
        }
        Point::SeriesBreak(_) => tell!(
            lang,
            "måttets definition gäller inte hela tiden som behövs",
            "the definition of the measure does not hold for all the time that is needed"
        ),
        Point::TwoJudgements => tell!(lang, "två olika bedömningar är lämnade", "two different judgements were given"),
        Point::TooLarge => {
            tell!(lang, "ett tal är för stort för att räkna med", "a number is too large to compute with")
        }
        Point::ScriptStopped => {
            tell!(lang, "en av beräkningarna gick inte att göra klart", "one of the computations could not be finished")
        }
        Point::NotGiven => tell!(lang, "ingen bedömning är lämnad", "no judgement has been given"),
        Point::UnknownLevel { level, known } => {
            let known = some_listed(known, lang);
            tell!(
                lang,
                "den lämnade nivån ”{level}” är ingen av dem som gäller: {known}",
                "the given level “{level}” is none of those that hold: {known}",
                level,
                known
            )
        }
        Point::GivenWithout { level, lacks } => {
            let lacks = lacking(lacks, lang);
            tell!(
                lang,
                "den lämnade bedömningen ”{level}” säger inte {lacks}",
                "the given judgement “{level}” does not say {lacks}",
                level,
                lacks
            )
        }
        _ => tell!(lang, "det finns inget underlag", "there is nothing to judge"),
    }
}

fn missing(subject: Subject, items: &[MissingItem], window: bool) -> Vec<Phrase> {
    let (lang, opening) = (subject.lang, cannot(subject));
    if window {
        return vec![tell!(
            lang,
            "{opening}, för det saknas uppgifter för något av åren som behövs",
            "{opening}, since figures are missing for one of the years that are needed",
            opening
        )];
    }
    let because = items.first().and_then(|first| first.because.clone());
    // One reason for all of them; several would be too much.
    let because = because.filter(|why| items.iter().all(|item| item.because.as_ref() == Some(why)));
    let mut titles: Vec<Phrase> = Vec::new();
    for item in items {
        let title = &item.title;
        let title = tell!(lang, "”{title}”", "“{title}”", title);
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    let first = match (titles.as_slice(), items) {
        ([title], [MissingItem { is_limit: true, .. }, ..]) => tell!(
            lang,
            "{opening}, för gränsen {title} är inte fastställd",
            "{opening}, since the limit {title} has not been set",
            opening,
            title
        ),
        ([title], _) => {
            tell!(
                lang,
                "{opening}, för uppgiften {title} saknas",
                "{opening}, since the figure {title} is missing",
                opening,
                title
            )
        }
        (several, _) => {
            let titles = some_listed(several, lang);
            tell!(
                lang,
                "{opening}, för uppgifter saknas: {titles}",
                "{opening}, since figures are missing: {titles}",
                opening,
                titles
            )
        }
    };
    vec![first, because.filling()]
}

fn two_values(
    subject: Subject,
    values: Option<&(Phrase, crate::report::phrase::Number, crate::report::phrase::Number)>,
    one_verdict: bool,
) -> Vec<Phrase> {
    let lang = subject.lang;
    let values = values.map(|(title, reported, computed)| {
        tell!(
            lang,
            "”{title}” är redovisat som {reported} men blir {computed} när det räknas fram",
            "“{title}” is reported as {reported} but computed as {computed}",
            title,
            reported,
            computed
        )
    });
    let last = match one_verdict {
        true => tell!(lang, "bedömningen blir densamma", "the verdict is the same"),
        false => {
            tell!(lang, "de två värdena leder till olika bedömningar", "the two values lead to different verdicts")
        }
    };
    let opening = if subject.verdict == Verdict::Undetermined { cannot(subject) } else { Phrase::default() };
    vec![opening, values.filling(), last]
}
