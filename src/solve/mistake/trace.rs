//! A sum that does not agree, traced to the fewest figures that could explain it.

use rust_decimal::Decimal;
use std::cmp::Reverse;

use super::candidate::{candidates, digits, same_in_another_year};
use super::evidence::{Evidence, Held};
use super::trial::{Move, Trial, is_a_sum};
use super::{Mistake, Suspect};
use crate::quantity::{Rounding, round};

/// So many explanations are given; of the rest only how many they are.
const MOST_GIVEN: usize = 5;
/// So many failed checks are traced in a run.
const MOST_TRACED: usize = 100;
/// A check that reads more figures is not traced.
const MOST_FIGURES: usize = 300;
/// So many pairs are tried for one check.
const MOST_PAIRS: usize = 400;
/// The difference must be more than so many times what rounding covers, or any figure could explain it.
const CLEAR: i64 = 2;
/// For mistakes that many a figure could hold by chance, and for pairs, it must be so many times.
const VERY_CLEAR: i64 = 10;

/// What could explain that something does not agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// What does not.
    pub held: Held,
    /// The likeliest explanations, the likeliest first: all of as few mistakes as possible. None: nothing of what was tried explains it.
    pub explanations: Vec<Explanation>,
    /// How many more there are of as few mistakes.
    pub more: usize,
    /// Why it was not looked into, if it was not.
    pub untried: Option<Untried>,
}

/// Why nothing was tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Untried {
    /// The difference is little more than rounding.
    Slight,
    /// It reads too many figures, or too many others come before it.
    TooMuch,
}

/// One mistake, or two, that would make something agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The figures, in the order of the pack.
    pub suspects: Vec<Suspect>,
    /// What else does not agree now, and would.
    pub mends: Vec<Held>,
    /// What agrees now, and no longer would.
    pub breaks: Vec<Held>,
}

/// A figure, and what it does to the difference.
struct Lever {
    suspects: Vec<Suspect>,
    stated: Decimal,
    decimals: u32,
    half_width: Decimal,
    index: u32,
    /// How much the difference changes for each unit of the figure; `None`: it is not a straight line.
    slope: Option<Decimal>,
}

/// What is traced.
struct Case {
    held: Held,
    gap: Decimal,
    tolerance: Decimal,
}

/// Every sum of a run that does not agree, traced, in the order of the pack.
pub(super) fn trace(trial: &mut Trial<'_, '_>, evidence: &Evidence, beside: &[(u32, u32)]) -> Vec<Trace> {
    let run = trial.run;
    let failed = evidence.failed().filter(|(held, _)| is_a_sum(run, *held)).enumerate();
    let trace = |(number, (held, figures)): (usize, (Held, &[u32]))| {
        let untried = |why| Trace { held, explanations: Vec::new(), more: 0, untried: Some(why) };
        let outcome = *trial.outcomes(&[], &[held]).first()?;
        let case = Case { held, gap: outcome.gap?, tolerance: outcome.tolerance? };
        if number >= MOST_TRACED || figures.len() > MOST_FIGURES {
            return Some(untried(Untried::TooMuch));
        }
        if !case.is_clear(CLEAR) {
            return Some(untried(Untried::Slight));
        }
        Some(case.traced(trial, evidence, figures, beside))
    };
    failed.filter_map(trace).collect()
}

impl Case {
    /// The difference is so many times what rounding covers.
    fn is_clear(&self, times: i64) -> bool {
        self.tolerance.checked_mul(Decimal::from(times)).is_some_and(|covered| self.gap.abs() > covered)
    }

    fn traced(&self, trial: &mut Trial<'_, '_>, evidence: &Evidence, figures: &[u32], beside: &[(u32, u32)]) -> Trace {
        let levers: Vec<Lever> = figures.iter().filter_map(|index| self.lever(trial, *index)).collect();
        let mut found = self.singles(trial, &levers);
        found.extend(self.last_years(trial, &levers));
        found.extend(self.swapped(trial, &levers, beside));
        if found.is_empty() {
            found = self.wrong_digits(trial, &levers);
        }
        let mut found: Vec<Vec<Suspect>> = found.into_iter().map(|suspect| vec![suspect]).collect();
        if found.is_empty() {
            found = self.pairs(trial, &levers);
        }
        let mut explanations: Vec<Explanation> = found
            .into_iter()
            .map(|suspects| {
                let moves: Vec<Move> = suspects.iter().flat_map(|suspect| trial.moves(suspect)).collect();
                let (mends, breaks) = evidence.weigh(trial, &moves, Some(self.held));
                Explanation { suspects, mends, breaks }
            })
            .collect();
        // Of what takes two figures it is too much that it also spoils what agrees.
        let takes_two = |suspects: &[Suspect]| {
            suspects.len() > 1 || suspects.iter().any(|suspect| matches!(suspect.mistake, Mistake::Swapped(_)))
        };
        explanations.retain(|explanation| explanation.breaks.is_empty() || !takes_two(&explanation.suspects));
        explanations.sort_by_key(|explanation| {
            let Explanation { suspects, mends, breaks } = explanation;
            let ranks: Vec<u8> = suspects.iter().map(|suspect| suspect.mistake.rank()).collect();
            let is_mixed = ranks.windows(2).any(|pair| pair[0] != pair[1]);
            let figures: Vec<u32> = suspects.iter().map(|suspect| suspect.figure).collect();
            (breaks.len(), Reverse(mends.len()), is_mixed, ranks, figures)
        });
        // Of several mistakes in the same figures, the likeliest.
        let mut known: Vec<Vec<u32>> = Vec::new();
        explanations.retain(|explanation| {
            let figures = explanation.suspects.iter().map(|suspect| suspect.figure).collect();
            let is_new = !known.contains(&figures);
            known.push(figures);
            is_new
        });
        let more = explanations.len().saturating_sub(MOST_GIVEN);
        explanations.truncate(MOST_GIVEN);
        Trace { held: self.held, explanations, more, untried: None }
    }

    /// A figure that the difference depends on. Two steps tell whether it does so along a straight line.
    fn lever(&self, trial: &mut Trial<'_, '_>, index: u32) -> Option<Lever> {
        let (stated, half_width) = trial.number(index)?;
        let mut gap_at =
            |to| trial.outcomes(&[Move { figure: index, to, half_width }], &[self.held]).first().and_then(|at| at.gap);
        let step = stated.abs().max(Decimal::ONE);
        let (one, two) = (gap_at(stated.checked_add(step)?)?, gap_at(stated.checked_sub(step)?)?);
        let (up, down) = (one.checked_sub(self.gap)?, self.gap.checked_sub(two)?);
        if up.is_zero() && down.is_zero() {
            return None;
        }
        let is_straight = (up - down).abs() <= up.abs().checked_mul(Decimal::new(1, 12))?;
        let slope = if is_straight { up.checked_div(step) } else { None };
        let figure = trial.series.set.get(index)?;
        let suspects = candidates(&trial.series, index, &trial.run.policy().vocabulary.get(figure.id)?.unit);
        Some(Lever { suspects, stated, decimals: figure.decimals, half_width, index, slope })
    }

    /// Whether moves leave no more of the difference than rounding could hide. Along straight lines that shows without judging anything again.
    fn could_mend(&self, moves: &[(Option<Decimal>, Decimal, Decimal)]) -> bool {
        let (mut left, mut hidden) = (self.gap, self.tolerance);
        for (slope, change, half_width) in moves {
            let Some(slope) = slope else { return true };
            let Some((moved, wider)) = slope.checked_mul(*change).zip(slope.abs().checked_mul(*half_width)) else {
                return false;
            };
            left += moved;
            hidden += wider;
        }
        // A slope is a quotient: its last digits are not exact.
        left.abs() <= hidden + self.gap.abs() * Decimal::new(1, 9)
    }

    fn mends(&self, trial: &mut Trial<'_, '_>, suspects: &[Suspect]) -> bool {
        let moves: Vec<Move> = suspects.iter().flat_map(|suspect| trial.moves(suspect)).collect();
        trial.outcomes(&moves, &[self.held]).first().is_some_and(|outcome| outcome.holds == Some(true))
    }

    fn may_be(&self, mistake: Mistake, terms: usize) -> bool {
        match mistake {
            // With two figures left out and twice say only that the two differ.
            Mistake::LeftOut | Mistake::Twice => terms > 2 && self.is_clear(VERY_CLEAR),
            Mistake::Digit => self.is_clear(VERY_CLEAR),
            _ => true,
        }
    }

    /// One figure with one mistake.
    fn singles(&self, trial: &mut Trial<'_, '_>, levers: &[Lever]) -> Vec<Suspect> {
        let mut found: Vec<Suspect> = Vec::new();
        for lever in levers {
            for suspect in lever.suspects.iter().filter(|suspect| self.may_be(suspect.mistake, levers.len())) {
                let width = trial.moves(suspect).first().map_or(lever.half_width, |moved| moved.half_width);
                let change = suspect.instead - lever.stated;
                if is_told_from_nothing(suspect, self, lever)
                    && self.could_mend(&[(lever.slope, change, width)])
                    && self.mends(trial, &[*suspect])
                {
                    found.push(*suspect);
                }
            }
        }
        found
    }

    /// Two figures beside each other that have each other's values, at least one of which is read.
    fn swapped(&self, trial: &mut Trial<'_, '_>, levers: &[Lever], beside: &[(u32, u32)]) -> Vec<Suspect> {
        let mut found: Vec<Suspect> = Vec::new();
        let lever_of = |index| levers.iter().find(|lever| lever.index == index);
        // Columns beside each other are neighbours too.
        let across = levers.iter().flat_map(|lever| &lever.suspects).filter_map(|suspect| match suspect.mistake {
            Mistake::OtherColumn(other) => Some((suspect.figure, other)),
            _ => None,
        });
        for (one, other) in beside.iter().copied().chain(across) {
            let (first, second) = (lever_of(one), lever_of(other));
            let ((Some(_), _) | (_, Some(_)), Some((stated, _)), Some((instead, _))) =
                ((first, second), trial.number(one), trial.number(other))
            else {
                continue;
            };
            let slope = |lever: Option<&Lever>| lever.map_or(Some(Decimal::ZERO), |lever| lever.slope);
            let change = instead - stated;
            let moves = [(slope(first), change, Decimal::ZERO), (slope(second), -change, Decimal::ZERO)];
            let suspect = Suspect { figure: one, stated, instead, mistake: Mistake::Swapped(other) };
            if !change.is_zero() && self.could_mend(&moves) && self.mends(trial, &[suspect]) {
                found.push(suspect);
            }
        }
        found
    }

    /// A figure that has the same value as in the year before or after, and would have to have another that is not far from it.
    fn last_years(&self, trial: &mut Trial<'_, '_>, levers: &[Lever]) -> Vec<Suspect> {
        if !self.is_clear(VERY_CLEAR) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for lever in levers {
            let Some(other) = same_in_another_year(&trial.series, lever.index) else { continue };
            let change = lever.slope.and_then(|slope| self.gap.checked_div(slope));
            let Some(instead) = change.and_then(|change| lever.stated.checked_sub(change)) else { continue };
            let instead = round(instead, lever.decimals, Rounding::HalfAway);
            let is_near = |small: Decimal, large: Decimal| large.abs() <= small.abs() * Decimal::TWO;
            let is_alike = is_near(instead, lever.stated) && is_near(lever.stated, instead);
            let mistake = Mistake::LastYear(other);
            let suspect = Suspect { figure: lever.index, stated: lever.stated, instead, mistake };
            let has_its_sign = instead.is_sign_negative() == lever.stated.is_sign_negative();
            if is_alike && has_its_sign && self.mends(trial, &[suspect]) {
                found.push(suspect);
            }
        }
        found
    }

    /// One digit that is another: only where nothing else explains it, and only digits that rounding leaves no doubt of.
    fn wrong_digits(&self, trial: &mut Trial<'_, '_>, levers: &[Lever]) -> Vec<Suspect> {
        if !self.may_be(Mistake::Digit, levers.len()) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for lever in levers {
            let Some(slope) = lever.slope else { continue };
            for (instead, place) in digits(lever.stated, lever.decimals) {
                let is_clear =
                    slope.abs().checked_mul(place).is_some_and(|moved| moved > self.tolerance * Decimal::TEN);
                let suspect = Suspect { figure: lever.index, stated: lever.stated, instead, mistake: Mistake::Digit };
                if is_clear
                    && self.could_mend(&[(lever.slope, instead - lever.stated, Decimal::ZERO)])
                    && self.mends(trial, &[suspect])
                {
                    found.push(suspect);
                }
            }
        }
        found
    }

    /// Two figures with a mistake each, of the kinds that chance seldom does the like of.
    fn pairs(&self, trial: &mut Trial<'_, '_>, levers: &[Lever]) -> Vec<Vec<Suspect>> {
        if !self.is_clear(VERY_CLEAR) {
            return Vec::new();
        }
        let is_particular = |suspect: &&Suspect| {
            matches!(suspect.mistake, Mistake::OtherColumn(_) | Mistake::Thousand(_) | Mistake::Sign)
        };
        let all: Vec<(&Lever, Suspect)> = levers
            .iter()
            .filter(|lever| lever.slope.is_some())
            .flat_map(|lever| lever.suspects.iter().filter(is_particular).map(move |suspect| (lever, *suspect)))
            .filter(|(lever, suspect)| is_told_from_nothing(suspect, self, lever))
            .collect();
        let (mut found, mut tried) = (Vec::new(), 0);
        for (place, (one, first)) in all.iter().enumerate() {
            for (other, second) in all.iter().skip(place + 1).filter(|(other, _)| other.index != one.index) {
                let change = |suspect: &Suspect| suspect.instead - suspect.stated;
                let width = |suspect| trial.moves(suspect).first().map_or(Decimal::ZERO, |moved| moved.half_width);
                let moves = [(one.slope, change(first), width(first)), (other.slope, change(second), width(second))];
                if !self.could_mend(&moves) {
                    continue;
                }
                tried += 1;
                if tried > MOST_PAIRS {
                    return found;
                }
                if self.mends(trial, &[*first, *second]) {
                    found.push(vec![*first, *second]);
                }
            }
        }
        found
    }
}

/// A value divided by a thousand or a hundred is nearly nothing: it must be more than rounding hides, or leaving the figure out would do as well.
fn is_told_from_nothing(suspect: &Suspect, case: &Case, lever: &Lever) -> bool {
    match (suspect.mistake, lever.slope) {
        (Mistake::Thousand(factor) | Mistake::Hundred(factor), Some(slope)) if factor < Decimal::ONE => {
            slope.checked_mul(suspect.instead).is_some_and(|effect| effect.abs() > case.tolerance)
        }
        _ => true,
    }
}
