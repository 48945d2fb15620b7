//! What a requirement, a check or a claim compares, and a deficit to settle.

use crate::formula::Comparison;
use crate::language::Lang;
use crate::report::phrase::{Filling, Number, Phrase, Piece, tell};
use crate::report::point::{Apart, Compared, Failing, Point, Side, Sides};

pub(super) fn phrase(point: &Point, lang: Lang) -> Phrase {
    match point {
        Point::Holds { only, conditions } => holds(only.as_ref(), *conditions, lang),
        Point::Agrees { holds, because, text, sides } => agrees(*holds, because.as_ref(), text, sides.as_ref(), lang),
        Point::Claimed { holds, text, sides } => claimed(*holds, text, sides.as_ref(), lang),
        Point::Post { remaining, amount, origin, due, .. } => {
            let origin = Phrase::from(Piece::Year(*origin));
            tell!(
                lang,
                "{remaining} av {amount} från {origin} återstår; ska vara reglerat {due}",
                "{remaining} of {amount} from {origin} remains; must be settled by {due}",
                remaining,
                amount,
                origin,
                due
            )
        }
        _ => Phrase::default(),
    }
}

fn holds(only: Option<&Sides>, conditions: usize, lang: Lang) -> Phrase {
    if conditions > 1 {
        let count = Phrase::from(Piece::Count(conditions));
        return tell!(lang, "alla {count} villkor är uppfyllda", "all {count} conditions are met", count);
    }
    let numbers = only.map(|sides| must(sides, lang)).map(|n| tell!(lang, ": {n}", ": {n}", n));
    tell!(lang, "kravet är uppfyllt{numbers}", "the requirement is met{numbers}", numbers)
}

/// One failing condition: what the pack says of it, and its numbers.
pub(super) fn failing(failing: &Failing, lang: Lang) -> Phrase {
    let numbers = failing.sides.as_ref().map(|sides| must(sides, lang)).map(|n| tell!(lang, " ({n})", " ({n})", n));
    let text = &failing.text;
    match &failing.because {
        Some(because) => tell!(lang, "{because}{numbers}", "{because}{numbers}", because, numbers),
        None => tell!(
            lang,
            "villkoret {text} håller inte{numbers}",
            "the condition {text} does not hold{numbers}",
            text,
            numbers
        ),
    }
}

/// "−491 mnkr, ska vara minst 0 mnkr"; of numbers that are to be the same, "775 mnkr mot 266 mnkr, en skillnad på 509 mnkr, där högst 0,4 mnkr tolereras".
fn must(sides: &Sides, lang: Lang) -> Phrase {
    match sides {
        Sides::Compared(compared) => match (&compared.left, &compared.right) {
            (Side::Number(left), Side::Number(right)) => amounts(left, right, compared.how, lang),
            (left, right) => when(&said(left), &said(right), compared.how, lang),
        },
        Sides::Apart(apart) => {
            let Apart { left, right, gap, tolerance } = &**apart;
            let Some(gap) = gap else { return left.filling() };
            let tolerance = tolerance
                .as_ref()
                .map(|t| tell!(lang, ", där högst {t} tolereras", ", where at most {t} is tolerated", t));
            tell!(
                lang,
                "{left} mot {right}, en skillnad på {gap}{tolerance}",
                "{left} against {right}, a difference of {gap}{tolerance}",
                left,
                right,
                gap,
                tolerance
            )
        }
    }
}

/// "−491 mnkr, ska vara minst 0 mnkr".
fn amounts(left: &Number, right: &Number, how: Comparison, lang: Lang) -> Phrase {
    match how {
        Comparison::AtLeast => {
            tell!(lang, "{left}, ska vara minst {right}", "{left}, must be at least {right}", left, right)
        }
        Comparison::Above => {
            tell!(lang, "{left}, ska vara mer än {right}", "{left}, must be more than {right}", left, right)
        }
        Comparison::AtMost => {
            tell!(lang, "{left}, ska vara högst {right}", "{left}, must be at most {right}", left, right)
        }
        Comparison::Below => {
            tell!(lang, "{left}, ska vara mindre än {right}", "{left}, must be less than {right}", left, right)
        }
        Comparison::Equal => tell!(lang, "{left}, ska vara {right}", "{left}, must be {right}", left, right),
        Comparison::NotEqual => {
            tell!(lang, "{left}, ska inte vara {right}", "{left}, must not be {right}", left, right)
        }
    }
}

/// "2025-12-04, ska vara senast 2025-11-30".
fn when(left: &Phrase, right: &Phrase, how: Comparison, lang: Lang) -> Phrase {
    match how {
        Comparison::AtLeast => {
            tell!(lang, "{left}, ska vara tidigast {right}", "{left}, must be {right} or later", left, right)
        }
        Comparison::Above => {
            tell!(lang, "{left}, ska vara efter {right}", "{left}, must be after {right}", left, right)
        }
        Comparison::AtMost => {
            tell!(lang, "{left}, ska vara senast {right}", "{left}, must be {right} or earlier", left, right)
        }
        Comparison::Below => {
            tell!(lang, "{left}, ska vara före {right}", "{left}, must be before {right}", left, right)
        }
        Comparison::Equal => tell!(lang, "{left}, ska vara {right}", "{left}, must be {right}", left, right),
        Comparison::NotEqual => {
            tell!(lang, "{left}, ska inte vara {right}", "{left}, must not be {right}", left, right)
        }
    }
}

fn said(side: &Side) -> Phrase {
    match side {
        Side::Number(number) => number.filling(),
        Side::Time(words) | Side::Words(words) => words.clone(),
    }
}

fn agrees(holds: bool, because: Option<&Phrase>, text: &Phrase, sides: Option<&Sides>, lang: Lang) -> Phrase {
    let numbers = sides.map(|sides| must(sides, lang));
    match (holds, because, numbers) {
        (true, _, Some(numbers)) => tell!(lang, "stämmer: {numbers}", "agrees: {numbers}", numbers),
        (true, _, None) => tell!(lang, "stämmer", "agrees"),
        (_, Some(because), Some(numbers)) => {
            tell!(lang, "{because} ({numbers})", "{because} ({numbers})", because, numbers)
        }
        (_, Some(because), None) => because.clone(),
        (_, None, Some(numbers)) => tell!(lang, "stämmer inte: {numbers}", "does not agree: {numbers}", numbers),
        (_, None, None) => tell!(lang, "stämmer inte: {text}", "does not agree: {text}", text),
    }
}

fn claimed(holds: bool, text: &Phrase, sides: Option<&Sides>, lang: Lang) -> Phrase {
    let sides = sides.map(|sides| both_say(sides, lang));
    match (holds, sides) {
        (true, Some(sides)) => tell!(lang, "stämmer: {sides}", "it is so: {sides}", sides),
        (true, None) => tell!(lang, "stämmer", "it is so"),
        (false, sides) => {
            let sides = sides.unwrap_or_else(|| text.clone());
            tell!(lang, "stämmer inte: {sides}", "it is not so: {sides}", sides)
        }
    }
}

/// "uppgifterna säger −3 mnkr, påståendet mer än 0 mnkr".
fn both_say(sides: &Sides, lang: Lang) -> Phrase {
    let Sides::Compared(compared) = sides else { return must(sides, lang) };
    let Compared { left, right, how } = &**compared;
    let (there, claimed) = (say_of(left, *how, lang), claimed_of(right, *how, lang));
    tell!(
        lang,
        "uppgifterna säger {there}, påståendet {claimed}",
        "the figures say {there}, the claim {claimed}",
        there,
        claimed
    )
}

/// A fact that is not in time is put in quotation marks.
fn say_of(side: &Side, how: Comparison, lang: Lang) -> Phrase {
    let is_same_or_not = matches!(how, Comparison::Equal | Comparison::NotEqual);
    match side {
        Side::Number(number) => number.filling(),
        Side::Time(words) | Side::Words(words) if is_same_or_not => tell!(lang, "”{words}”", "“{words}”", words),
        Side::Time(words) | Side::Words(words) => words.clone(),
    }
}

fn claimed_of(side: &Side, how: Comparison, lang: Lang) -> Phrase {
    let said = say_of(side, how, lang);
    match (side, how) {
        (_, Comparison::Equal) => said,
        (_, Comparison::NotEqual) => tell!(lang, "något annat än {said}", "something else than {said}", said),
        (Side::Number(_), Comparison::AtLeast) => tell!(lang, "minst {said}", "at least {said}", said),
        (Side::Number(_), Comparison::Above) => tell!(lang, "mer än {said}", "more than {said}", said),
        (Side::Number(_), Comparison::AtMost) => tell!(lang, "högst {said}", "at most {said}", said),
        (Side::Number(_), Comparison::Below) => tell!(lang, "mindre än {said}", "less than {said}", said),
        (_, Comparison::AtLeast) => tell!(lang, "{said} eller senare", "{said} or later", said),
        (_, Comparison::Above) => tell!(lang, "efter {said}", "after {said}", said),
        (_, Comparison::AtMost) => tell!(lang, "senast {said}", "{said} or earlier", said),
        (_, Comparison::Below) => tell!(lang, "före {said}", "before {said}", said),
    }
}
