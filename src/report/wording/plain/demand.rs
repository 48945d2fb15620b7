//! What a requirement, a check or a claim compares, and a deficit to settle.

use super::Subject;
use crate::formula::Comparison;
use crate::policy::{RuleKind, Verdict};
use crate::report::phrase::{Filling, Number, Phrase, Piece, tell};
use crate::report::point::{Failing, Point, Side, Sides};

/// So many conditions that fail are told; the rest are counted.
const TOLD: usize = 2;

pub(super) fn sentences(subject: Subject, point: &Point) -> Vec<Phrase> {
    let (lang, when) = (subject.lang, subject.when());
    match point {
        Point::Holds { only, conditions } => {
            let numbers = only.as_ref().and_then(|sides| must(subject, sides));
            let all = (*conditions > 1).then(|| {
                let count = Phrase::from(Piece::Count(*conditions));
                tell!(lang, ", på alla {count} punkter", ", in all {count} respects", count)
            });
            let first = tell!(lang, "kravet är uppfyllt {when}{all}", "the requirement is met {when}{all}", when, all);
            vec![first, numbers.filling()]
        }
        Point::Fails(failing) => fails(subject, failing),
        Point::Law(reference) => {
            vec![tell!(lang, "kravet står i {reference}", "the requirement is in {reference}", reference)]
        }
        Point::Agrees { holds: true, .. } => {
            vec![tell!(lang, "uppgifterna stämmer {when}", "the figures agree {when}", when)]
        }
        Point::Agrees { because, sides, .. } => {
            let first = tell!(lang, "uppgifterna stämmer inte {when}", "the figures do not agree {when}", when);
            let sides = sides.as_ref().and_then(|sides| must(subject, sides));
            vec![first, because.filling(), sides.filling()]
        }
        Point::Claimed { holds: true, .. } => {
            vec![tell!(lang, "dokumentets påstående stämmer {when}", "what the document says is so {when}", when)]
        }
        Point::Claimed { sides, .. } => {
            let first = tell!(
                lang,
                "dokumentets påstående stämmer inte {when}",
                "what the document says is not so {when}",
                when
            );
            let sides = sides.as_ref().and_then(|sides| must(subject, sides));
            vec![first, sides.filling()]
        }
        Point::Post { remaining, amount, origin, due, verdict } => {
            post(subject, (remaining, amount), *origin, due.filling(), *verdict)
        }
        _ => Vec::new(),
    }
}

fn fails(subject: Subject, failing: &[Failing]) -> Vec<Phrase> {
    let (lang, when) = (subject.lang, subject.when());
    let mut said = vec![tell!(lang, "kravet är inte uppfyllt {when}", "the requirement is not met {when}", when)];
    for one in failing.iter().take(TOLD) {
        let numbers = one.sides.as_ref().and_then(|sides| must(subject, sides));
        match &one.because {
            Some(because) => said.push(because.clone()),
            None if numbers.is_none() => {
                let text = &one.text;
                said.push(tell!(lang, "det här gäller inte: {text}", "this does not hold: {text}", text));
            }
            None => {}
        }
        // What the pack says may hold the number already.
        let is_told = one.because.as_ref().is_some_and(|because| holds_left(because, one.sides.as_ref()));
        said.extend(numbers.filter(|_| !is_told));
    }
    if failing.len() > TOLD {
        let more = Phrase::from(Piece::Count(failing.len() - TOLD));
        said.push(tell!(
            lang,
            "villkor till som inte håller: {more}",
            "further conditions that do not hold: {more}",
            more
        ));
    }
    said
}

/// Whether a sentence of the pack's has the number that fell short.
fn holds_left(because: &Phrase, sides: Option<&Sides>) -> bool {
    let Some(Sides::Compared(compared)) = sides else { return false };
    let Side::Number(left) = &compared.left else { return false };
    because.0.iter().any(|piece| {
        matches!(piece, Piece::Number(said) if said.unit == left.unit && said.value.normalize() == left.value.normalize())
    })
}

/// "det är −491 miljoner kronor och ska vara minst noll kronor".
fn must(subject: Subject, sides: &Sides) -> Option<Phrase> {
    let lang = subject.lang;
    match sides {
        Sides::Compared(compared) => {
            let asked = asked(subject, &compared.right, compared.how);
            let left = said(subject, &compared.left);
            // What holds is not told as a shortcoming.
            let is_met = subject.verdict == Verdict::Met;
            if subject.kind == RuleKind::Claim {
                return Some(tell!(
                    lang,
                    "uppgifterna säger {left}, och dokumentet säger {asked}",
                    "the figures say {left}, and the document says {asked}",
                    left,
                    asked
                ));
            }
            Some(match is_met {
                true => {
                    tell!(lang, "det är {left} och ska vara {asked}", "it is {left} and must be {asked}", left, asked)
                }
                false => {
                    tell!(lang, "det är {left} men ska vara {asked}", "it is {left} but must be {asked}", left, asked)
                }
            })
        }
        Sides::Apart(apart) => {
            let (left, right, gap) = (&apart.left, &apart.right, apart.gap.as_ref()?);
            Some(tell!(
                lang,
                "det står {left} mot {right}, en skillnad på {gap}",
                "it is {left} against {right}, a difference of {gap}",
                left,
                right,
                gap
            ))
        }
    }
}

fn said(subject: Subject, side: &Side) -> Phrase {
    match side {
        Side::Number(number) => number.filling(),
        Side::Time(day) if matches!(day.0.as_slice(), [Piece::Day(_)]) => {
            tell!(subject.lang, "den {day}", "{day}", day)
        }
        Side::Time(year) => year.clone(),
        Side::Words(words) => tell!(subject.lang, "”{words}”", "“{words}”", words),
    }
}

fn asked(subject: Subject, side: &Side, how: Comparison) -> Phrase {
    let (lang, right) = (subject.lang, said(subject, side));
    let is_number = matches!(side, Side::Number(_));
    match (how, is_number) {
        (Comparison::AtLeast, true) => tell!(lang, "minst {right}", "at least {right}", right),
        (Comparison::Above, true) => tell!(lang, "mer än {right}", "more than {right}", right),
        (Comparison::AtMost, true) => tell!(lang, "högst {right}", "at most {right}", right),
        (Comparison::Below, true) => tell!(lang, "mindre än {right}", "less than {right}", right),
        (Comparison::AtLeast, false) => tell!(lang, "tidigast {right}", "{right} or later", right),
        (Comparison::Above, false) => tell!(lang, "efter {right}", "after {right}", right),
        (Comparison::AtMost, false) => tell!(lang, "senast {right}", "{right} or earlier", right),
        (Comparison::Below, false) => tell!(lang, "före {right}", "before {right}", right),
        (Comparison::Equal, _) => right,
        (Comparison::NotEqual, _) => tell!(lang, "något annat än {right}", "something else than {right}", right),
    }
}

fn post(
    subject: Subject,
    (remaining, amount): (&Number, &Number),
    origin: i16,
    due: Phrase,
    verdict: Verdict,
) -> Vec<Phrase> {
    let (lang, when) = (subject.lang, subject.when());
    let opening = match verdict {
        Verdict::PartlyMet => {
            tell!(lang, "kravet är delvis uppfyllt {when}", "the requirement is partly met {when}", when)
        }
        _ => tell!(lang, "tiden är inte ute", "the time is not up"),
    };
    let origin = Phrase::from(Piece::Year(origin));
    let due = (!due.is_empty()).then(|| tell!(lang, ", senast den {due}", ", by {due}", due));
    if remaining.value == amount.value {
        let left = tell!(
            lang,
            "hela beloppet från {origin}, {amount}, är kvar att reglera{due}",
            "the whole amount from {origin}, {amount}, remains to be settled{due}",
            origin,
            amount,
            due
        );
        return vec![opening, left];
    }
    let left = tell!(
        lang,
        "av {amount} från {origin} är {remaining} kvar att reglera{due}",
        "of {amount} from {origin}, {remaining} remains to be settled{due}",
        amount,
        origin,
        remaining,
        due
    );
    vec![opening, left]
}
