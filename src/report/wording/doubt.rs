//! What a verdict says of its own footing: rounding that could change it, a reported value that disagrees.

use super::number::{quantity, telling};
use super::what_if::place;
use super::{and_list, figure_name, say, verdict_word};
use crate::evaluate::Bounds;
use crate::language::Lang;
use crate::policy::Verdict;
use crate::report::build::Scribe;
use crate::report::model::Entity;
use crate::report::precision::{RoundedFigure, RoundingEntry, RoundingWitness};
use crate::report::rule::RuleVerdict;
use crate::verdict::Judgement;
use rust_decimal::Decimal;

impl Scribe<'_, '_> {
    pub(super) fn doubts(&mut self, judgement: &Judgement, row: &RuleVerdict) -> Vec<String> {
        let doubt = self.doubt(judgement, row);
        let of_figures = row.rounding.as_ref().and_then(|found| needs_decimals(found, row, self.lang));
        doubt.into_iter().chain(of_figures).collect()
    }

    fn doubt(&mut self, judgement: &Judgement, row: &RuleVerdict) -> Option<String> {
        if row.robust || matches!(row.verdict, Verdict::Undetermined | Verdict::NotApplicable) {
            return None;
        }
        if judgement.reported_differs {
            let found = self.run.records_of(judgement).into_iter().find_map(|r| self.two_values(r));
            return found.map(|(title, reported, computed)| {
                say!(
                    self.lang,
                    "{title} är redovisat som {reported} men blir {computed} när det räknas fram; bedömningen blir densamma",
                    "{title} is reported as {reported} but computed as {computed}; the verdict is the same"
                )
            });
        }
        if !self.is_bounded(judgement) {
            // A script, for instance, has no bounds.
            return Some(say!(
                self.lang,
                "det går inte att utesluta att avrundningen i underlaget avgör",
                "it cannot be ruled out that rounding in the figures decides this"
            ));
        }
        let range = self.possible_values(judgement, row).map(|r| format!(": {r}")).unwrap_or_default();
        Some(say!(
            self.lang,
            "avrundningen i underlaget kan avgöra{range}",
            "rounding in the figures could change this{range}"
        ))
    }

    /// Whether it is known within which bounds the numbers lie.
    fn is_bounded(&mut self, judgement: &Judgement) -> bool {
        let known = |bounds: Bounds| !matches!(bounds, Bounds::Unknown);
        let context = judgement.context;
        if let Some(value) = self.run.rule(judgement).indicator().and_then(|i| i.value) {
            return known(self.run.evaluation.bounds(value, context));
        }
        let formulas = judgement.conditions.iter().map(|c| self.run.evaluation.record(c.record).formula);
        let formulas: Vec<_> = formulas.collect();
        formulas.into_iter().all(|formula| {
            let sides = self.run.evaluation.side_bounds(formula, context);
            sides.is_none_or(|(left, right)| known(left) && known(right))
        })
    }

    /// "värdet kan vara från 1,988 % till 2,010 %".
    fn possible_values(&mut self, judgement: &Judgement, row: &RuleVerdict) -> Option<String> {
        let formula = self.run.rule(judgement).indicator()?.value?;
        let Bounds::Number(low, high) = self.run.evaluation.bounds(formula, judgement.context) else { return None };
        let limits: Vec<_> = [row.target, row.target_to].into_iter().flatten().map(|t| t.0).collect();
        let amount = |value| quantity(telling(value, None, &limits), row.unit.as_deref(), self.lang);
        let (low, high) = (amount(low), amount(high));
        Some(say!(self.lang, "värdet kan vara från {low} till {high}", "the value may be from {low} to {high}"))
    }
}

/// So many figures that are enough alone are named; the others are in the other formats.
const NAMED: usize = 3;

/// Which figures need more decimals.
fn needs_decimals(found: &RoundingEntry, row: &RuleVerdict, lang: Lang) -> Option<String> {
    if found.only_comparison {
        return Some(say!(
            lang,
            "inga fler decimaler i uppgifterna kan ändra det, för det jämförs avrundat",
            "no more decimals in the figures can change it, for it is compared rounded"
        ));
    }
    let said: Vec<String> = found.witnesses.iter().take(NAMED).map(|witness| gives(witness, row, lang)).collect();
    let witnesses = said.join("; ");
    match (found.witnesses.as_slice(), found.none_alone) {
        ([], true) => Some(say!(
            lang,
            "ingen uppgifts decimaler kan ändra det ensamma",
            "no figure's decimals can change it alone"
        )),
        ([], false) => Some(say!(
            lang,
            "vilken uppgift som behöver fler decimaler går inte att säga",
            "which figure needs more decimals cannot be told"
        )),
        ([witness, ..], true) if witness.figures.len() > 1 => Some(say!(
            lang,
            "ingen uppgift avgör ensam, men tillsammans: {witnesses}",
            "no figure decides it alone, but together: {witnesses}"
        )),
        ([_], _) => Some(say!(lang, "fler decimaler behövs i {witnesses}", "more decimals are needed in {witnesses}")),
        (several, _) => {
            let more = if several.len() > NAMED { "; …" } else { "" };
            Some(say!(
                lang,
                "var för sig kan fler decimaler i dessa avgöra: {witnesses}{more}",
                "each of these could decide it with more decimals: {witnesses}{more}"
            ))
        }
    }
}

/// "”Årets resultat” (172 mnkr): 171,9 mnkr ger ej uppfyllt".
fn gives(witness: &RoundingWitness, row: &RuleVerdict, lang: Lang) -> String {
    let amount = |value: Decimal, figure: &RoundedFigure| quantity(value, Some(&figure.unit), lang);
    let names = witness.figures.iter().map(|figure| {
        let at = &figure.figure;
        let (name, stated) = (figure_name(&at.title, &at.entity), amount(figure.value.0, figure));
        // Where it is another year's, or on another basis, that is said too.
        let elsewhere = match (at.period, at.basis) == (row.period, row.basis) {
            true => String::new(),
            false => format!("{}, ", place(&Entity::new(), at.period, at.basis, lang)),
        };
        let sum =
            if figure.is_sum { say!(lang, "summan av delarna, ", "the sum of its parts, ") } else { String::new() };
        format!("{name} ({elsewhere}{sum}{stated})")
    });
    let values = witness.figures.iter().map(|figure| amount(figure.could_be.0.normalize(), figure));
    let (names, values) = (and_list(&names.collect::<Vec<_>>(), lang), and_list(&values.collect::<Vec<_>>(), lang));
    let verdict = verdict_word(witness.verdict, lang);
    say!(lang, "{names}: {values} ger {verdict}", "{names}: {values} gives {verdict}")
}
