//! Which figures need more decimals.

use rust_decimal::Decimal;

use crate::language::Lang;
use crate::quantity::{Basis, Period};
use crate::report::phrase::{Filling, Number, Of, Phrase, Piece, listed, tell};
use crate::report::precision::{RoundedFigure, RoundingEntry, RoundingWitness};
use crate::report::wording::{basis_word, figure_phrase, verdict_word};

/// So many figures that are enough alone are named; the others are in the other formats.
const NAMED: usize = 3;

/// Which figures need more decimals. What is of another period or basis than `at` says so.
pub(super) fn phrase(found: &RoundingEntry, at: (Period, Basis), lang: Lang) -> Phrase {
    if found.only_comparison {
        return tell!(
            lang,
            "inga fler decimaler i uppgifterna kan ändra det, för det jämförs avrundat",
            "no more decimals in the figures can change it, for it is compared rounded"
        );
    }
    let named = found.witnesses.iter().take(NAMED).map(|witness| gives(witness, at, lang));
    let witnesses = named.reduce(|said, next| tell!(lang, "{said}; {next}", "{said}; {next}", said, next));
    match (found.witnesses.as_slice(), found.none_alone) {
        ([], true) => {
            tell!(lang, "ingen uppgifts decimaler kan ändra det ensamma", "no figure's decimals can change it alone")
        }
        ([], false) => tell!(
            lang,
            "vilken uppgift som behöver fler decimaler går inte att säga",
            "which figure needs more decimals cannot be told"
        ),
        ([witness, ..], true) if witness.figures.len() > 1 => tell!(
            lang,
            "ingen uppgift avgör ensam, men tillsammans: {witnesses}",
            "no figure decides it alone, but together: {witnesses}",
            witnesses
        ),
        ([_], _) => {
            tell!(lang, "fler decimaler behövs i {witnesses}", "more decimals are needed in {witnesses}", witnesses)
        }
        (several, _) => {
            let more = (several.len() > NAMED).then(|| Phrase::words("; …"));
            tell!(
                lang,
                "var för sig kan fler decimaler i dessa avgöra: {witnesses}{more}",
                "each of these could decide it with more decimals: {witnesses}{more}",
                witnesses,
                more
            )
        }
    }
}

/// "”Årets resultat” (172 mnkr): 171,9 mnkr ger ej uppfyllt".
fn gives(witness: &RoundingWitness, at: (Period, Basis), lang: Lang) -> Phrase {
    let names: Vec<Phrase> = witness.figures.iter().map(|figure| stated(figure, at, lang)).collect();
    let could_be = |figure: &RoundedFigure| amount(figure.could_be.0.normalize(), figure, Of::CouldBe(figure.index));
    let values: Vec<Phrase> = witness.figures.iter().map(|figure| could_be(figure).filling()).collect();
    let (names, values) = (listed(&names, lang), listed(&values, lang));
    let verdict = Phrase::words(verdict_word(witness.verdict, lang));
    tell!(lang, "{names}: {values} ger {verdict}", "{names}: {values} gives {verdict}", names, values, verdict)
}

fn stated(rounded: &RoundedFigure, at: (Period, Basis), lang: Lang) -> Phrase {
    let figure = &rounded.figure;
    let name = figure_phrase(&figure.title, &figure.entity, lang);
    let elsewhere = ((figure.period, figure.basis) != at).then(|| {
        let (period, basis) =
            (Phrase::from(Piece::Period(figure.period)), Phrase::words(basis_word(figure.basis, lang)));
        tell!(lang, "{period}, {basis}, ", "{period}, {basis}, ", period, basis)
    });
    let sum = rounded.is_sum.then(|| tell!(lang, "summan av delarna, ", "the sum of its parts, "));
    let value = amount(rounded.value.0, rounded, Of::Figure(rounded.index));
    tell!(lang, "{name} ({elsewhere}{sum}{value})", "{name} ({elsewhere}{sum}{value})", name, elsewhere, sum, value)
}

fn amount(value: Decimal, figure: &RoundedFigure, of: Of) -> Number {
    Number::new(value, Some(figure.unit.as_str()), of)
}
