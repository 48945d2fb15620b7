//! What moves each goal most: every figure that the policy offers, a little more and a little less, and every rule that reads it judged again.

use rust_decimal::Decimal;
use std::cmp::Reverse;

use super::draft::published_over;
use super::lever::is_of_the_period;
use crate::evaluate::Context;
use crate::figures::{Figure, FigureId, FigureSet, Given};
use crate::policy::{Rule, RuleKind, Verdict};
use crate::quantity::Basis;
use crate::verdict::{Judgement, Options, Rest, Run, Zone, verdicts_of};

/// What was varied, and what it moved.
#[derive(Debug, Clone, Default)]
pub struct Sensitivity {
    /// Every number of a measure or requirement that could be moved, in the order of the pack.
    pub measures: Vec<Measure>,
    /// The figures that the measures rest on and that were not varied.
    pub left_out: Vec<LeftOut>,
    /// The judgements without a number to move: their numbers in the run.
    pub without_value: Vec<usize>,
    /// Published values over a figure that moved something: they were computed instead, with and without the change.
    pub set_aside: Vec<Figure>,
}

/// A number that is held against a limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// The number of the judgement in the run.
    pub judgement: usize,
    /// Of a requirement: which of its conditions. The number is then how far its left side is above its right side.
    pub condition: Option<usize>,
    /// The number on the submitted figures.
    pub value: Decimal,
    /// The limits on either side where the colour becomes another one.
    pub limits: Vec<ColourLimit>,
    /// What moves it, the most first.
    pub effects: Vec<Effect>,
    /// Offered figures that it rests on and that do not move it: their numbers in the set.
    pub unmoved: Vec<u32>,
}

/// Where a colour becomes another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColourLimit {
    /// What it becomes.
    pub verdict: Verdict,
    /// The value there.
    pub at: Decimal,
    /// How far that is from the value as compared, with sign.
    pub distance: Decimal,
}

/// What one figure does to a measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// The number of the figure in the set.
    pub figure: u32,
    /// Each step, in the order of [`Step::ALL`]; `None` where the policy does not let the figure go so far.
    pub tried: [Option<Tried>; 4],
}

/// One figure at another value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tried {
    /// The value of the figure.
    pub to: Decimal,
    /// How much the measure moved, exactly; `None` if it has no value then.
    pub change: Option<Decimal>,
    /// How much its limit moved; the lower one of two.
    pub limit_change: Option<Decimal>,
    /// The verdict then.
    pub verdict: Verdict,
}

/// How a figure is varied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// One percent of itself more: times 1.01, not rounded.
    PercentMore,
    /// Times 0.99.
    PercentLess,
    /// One of its unit more.
    UnitMore,
    /// One of its unit less.
    UnitLess,
}

/// A figure that was not varied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// Why.
    pub why: WhyLeftOut,
    /// The figure.
    pub figure: FigureId,
}

/// Why a figure was not varied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WhyLeftOut {
    /// The policy does not offer it as a lever.
    NoLever,
    /// It is an outcome.
    Outcome,
    /// It is of another period or basis than the judged one.
    OtherPeriod,
    /// It is a published value of what is computed.
    Published,
}

impl Step {
    /// Every step.
    pub const ALL: [Self; 4] = [Self::PercentMore, Self::PercentLess, Self::UnitMore, Self::UnitLess];

    fn from(self, value: Decimal) -> Option<Decimal> {
        let percent = || value.checked_div(Decimal::ONE_HUNDRED);
        match self {
            Self::PercentMore => value.checked_add(percent()?),
            Self::PercentLess => value.checked_sub(percent()?),
            Self::UnitMore => value.checked_add(Decimal::ONE),
            Self::UnitLess => value.checked_sub(Decimal::ONE),
        }
    }
}

impl Effect {
    /// Whether anything became another.
    fn moves(&self, verdict: Verdict) -> bool {
        let is_zero = |change: Option<Decimal>| change.is_some_and(|change| change.is_zero());
        let still = |tried: &Tried| {
            is_zero(tried.change) && tried.limit_change.is_none_or(|c| c.is_zero()) && tried.verdict == verdict
        };
        self.tried.iter().flatten().any(|tried| !still(tried))
    }

    /// How much it moves the value, then the limit, by one percent and then by one of its unit.
    fn size(&self) -> [Decimal; 4] {
        let [a, b, c, d] = self.tried;
        let most = |one: Option<Tried>, other: Option<Tried>, of: fn(Tried) -> Option<Decimal>| {
            [one, other].into_iter().flatten().filter_map(of).map(|change| change.abs()).max().unwrap_or_default()
        };
        [
            most(a, b, |t| t.change),
            most(a, b, |t| t.limit_change),
            most(c, d, |t| t.change),
            most(c, d, |t| t.limit_change),
        ]
    }
}

/// Varies each figure that the policy offers, of a judged period and basis, by one percent and by one of its unit, and judges again.
pub fn sensitivity(run: &mut Run<'_>) -> Sensitivity {
    let mut found = Sensitivity::default();
    for index in 0..run.judgements.len() {
        let judgement = run.judgements[index].clone();
        if !matches!(run.rule(&judgement).kind(), RuleKind::Indicator | RuleKind::Requirement) {
            continue;
        }
        let numbers = numbers(run, &judgement);
        if numbers.is_empty() && judgement.verdict != Verdict::NotApplicable {
            found.without_value.push(index);
        }
        for number in numbers {
            let limits = limits(run, &judgement, number);
            let (condition, value) = (number.condition, number.value);
            found.measures.push(Measure {
                judgement: index,
                condition,
                value,
                limits,
                effects: Vec::new(),
                unmoved: Vec::new(),
            });
        }
    }
    for index in offered(run) {
        vary(run, index, &mut found);
    }
    settle(run, &mut found);
    found
}

/// The numbers of all figures that are offered, for some judgement.
fn offered(run: &Run<'_>) -> Vec<u32> {
    let figures = run.evaluation.figures().all();
    let is_offered = |figure: &Figure| {
        let number = matches!(figure.given, Given::Number { .. }) && !figure.is_sum;
        number && run.policy().vocabulary.get(figure.id).is_some_and(|d| d.lever.is_some())
    };
    let numbered = (0_u32..).zip(figures).filter(|(_, figure)| is_offered(figure));
    let judged = |figure: &Figure| run.judgements.iter().any(|j| concerns(run, j, figure));
    numbered.filter(|(_, figure)| judged(figure)).map(|(index, _)| index).collect()
}

/// Whether a figure may move a judgement: the rule reads it, and it is of the judged period and basis.
fn concerns(run: &Run<'_>, judgement: &Judgement, figure: &Figure) -> bool {
    run.rule(judgement).reads.contains(&figure.id) && is_of_the_period(run, judgement, figure)
}

/// One number of a judgement.
#[derive(Clone, Copy)]
struct Number {
    condition: Option<usize>,
    value: Decimal,
    /// What it is held against; nothing for a condition, whose number is a difference.
    limit: Option<Decimal>,
}

fn numbers(run: &Run<'_>, judgement: &Judgement) -> Vec<Number> {
    let number = |record: Option<_>| record.and_then(|record| run.evaluation.number_of(record));
    if run.rule(judgement).kind() == RuleKind::Indicator {
        let limit = number(judgement.limit.or(judgement.previous));
        return number(judgement.value).map(|value| Number { condition: None, value, limit }).into_iter().collect();
    }
    let sides = judgement.conditions.iter().enumerate().filter_map(|(index, condition)| {
        // Dates, years and words have no distance.
        run.unit_of_sides(condition)?;
        let (left, right) = condition.sides?;
        Some(Number { condition: Some(index), value: left.checked_sub(right)?, limit: None })
    });
    sides.collect()
}

/// The nearest limits below and above.
fn limits(run: &mut Run<'_>, judgement: &Judgement, number: Number) -> Vec<ColourLimit> {
    let limit = |verdict, at: Decimal, from: Decimal| {
        at.checked_sub(from).map(|distance| ColourLimit { verdict, at, distance })
    };
    if let Some(condition) = number.condition {
        // The limit is where both sides are equal. One condition that fails is enough for a miss; for met all must hold.
        let others_hold = || (0..).zip(&judgement.conditions).all(|(i, c)| i == condition || c.holds == Some(true));
        let other = match judgement.conditions.get(condition).and_then(|c| c.holds) {
            Some(true) if judgement.verdict == Verdict::Met => Some(Verdict::NotMet),
            Some(false) if others_hold() => Some(Verdict::Met),
            _ => None,
        };
        return other.and_then(|other| limit(other, Decimal::ZERO, number.value)).into_iter().collect();
    }
    let value = judgement.compared.unwrap_or(number.value);
    let zones = run.zones(judgement);
    let own = |zone: &Zone| zone.holds(value) && zone.verdict == judgement.verdict;
    let Some(at) = zones.iter().position(own) else { return Vec::new() };
    let below = at.checked_sub(1).and_then(|below| zones.get(below)).and_then(|z| limit(z.verdict, z.to?, value));
    let above = zones.get(at + 1).and_then(|z| limit(z.verdict, z.from?, value));
    below.into_iter().chain(above).collect()
}

/// Tries one figure, and adds what it does to every measure that it may move.
fn vary(run: &Run<'_>, index: u32, found: &mut Sensitivity) {
    let (policy, figures) = (run.policy(), run.evaluation.figures());
    let Some(figure) = figures.get(index) else { return };
    let (Some(value), Some(definition)) = (figures.number(index), policy.vocabulary.get(figure.id)) else { return };
    let options = Options { as_of: Some(run.evaluation.as_of()), ..run.options };
    let reads = |rule: &Rule| rule.reads.contains(&figure.id);
    // Published values over the figure would hide the change, or hold it against their rounding.
    let set_aside = published_over(run, figure);
    let base = figures.without(&set_aside, &policy.vocabulary);
    let before = verdicts_of(policy, &base, options, reads);
    let inside = |to: &Decimal| definition.lever.is_some_and(|(min, max)| (min..=max).contains(to));
    let touched: Vec<usize> = (0..found.measures.len())
        .filter(|m| run.judgements.get(found.measures[*m].judgement).is_some_and(|j| concerns(run, j, figure)))
        .collect();
    let mut tried: Vec<[Option<Tried>; 4]> = vec![[None; 4]; touched.len()];
    for (place, step) in Step::ALL.into_iter().enumerate() {
        let Some(to) = step.from(value).filter(inside) else { continue };
        let set = base.with(&[at(figure, to)], &policy.vocabulary);
        let again = verdicts_of(policy, &set, options, reads);
        for (measure, tried) in touched.iter().zip(&mut tried) {
            tried[place] = compare(run, &found.measures[*measure], [&before, &again], to);
        }
    }
    let mut moves_any = false;
    for (measure, tried) in touched.into_iter().zip(tried) {
        let measure = &mut found.measures[measure];
        let effect = Effect { figure: index, tried };
        let Some(judgement) = run.judgements.get(measure.judgement) else { continue };
        // A figure that may not go anywhere has not been found to move nothing.
        if effect.moves(judgement.verdict) || effect.tried == [None; 4] {
            measure.effects.push(effect);
            moves_any = true;
        } else if run.rests(judgement).contains(&Rest::Figure(index)) {
            measure.unmoved.push(index);
        }
    }
    let is_new = |one: &Figure| !found.set_aside.iter().any(|known| known.is(one));
    let new: Vec<Figure> = set_aside.into_iter().filter(|one| moves_any && is_new(one)).collect();
    found.set_aside.extend(new);
}

/// The figure at another value, exactly.
pub(super) fn at(figure: &Figure, value: Decimal) -> Figure {
    let decimals = figure.decimals.max(value.normalize().scale());
    Figure { given: Given::Number { value, half_width: Decimal::ZERO }, decimals, ..figure.clone() }
}

/// What a measure became, from one run to another.
fn compare(run: &Run<'_>, measure: &Measure, [before, after]: [&Run<'_>; 2], to: Decimal) -> Option<Tried> {
    let judgement = run.judgements.get(measure.judgement)?;
    let number = |run: &Run<'_>, judgement: &Judgement| {
        numbers(run, judgement).into_iter().find(|number| number.condition == measure.condition)
    };
    let verdict = same(run, judgement, after)?.verdict;
    let (was, is) = (number(before, same(run, judgement, before)?), number(after, same(run, judgement, after)?));
    let difference = |of: fn(Number) -> Option<Decimal>| is.and_then(of)?.checked_sub(was.and_then(of)?);
    let (change, limit_change) = (difference(|n| Some(n.value)), difference(|n| n.limit));
    Some(Tried { to, change, limit_change, verdict })
}

/// The judgement of another run for the same rule and context.
pub(super) fn same<'r>(run: &Run<'_>, judgement: &Judgement, other: &'r Run<'_>) -> Option<&'r Judgement> {
    let wanted = run.evaluation.context(judgement.context);
    // What is to be met some time before a day is judged in the best of the periods up to then, which may be another one.
    let any_period = run.rule(judgement).scope.by.is_some();
    let is_same = |there: &Context| {
        let period = any_period || there.period == wanted.period;
        period
            && there.coordinates == wanted.coordinates
            && there.basis == wanted.basis
            && there.reading == wanted.reading
    };
    other.judgements.iter().filter(|j| j.rule == judgement.rule).find(|j| is_same(other.evaluation.context(j.context)))
}

/// Ranks what moves each measure, and names what was not varied.
fn settle(run: &Run<'_>, found: &mut Sensitivity) {
    let (figures, vocabulary) = (run.evaluation.figures(), &run.policy().vocabulary);
    let name = |index: u32| {
        let figure = figures.get(index);
        (figure.and_then(|f| vocabulary.get(f.id)).map(|d| d.title.as_str()), index)
    };
    // A requirement that is not applicable asks nothing, unless a step makes it.
    found.measures.retain(|measure| {
        let verdict = run.judgements.get(measure.judgement).map(|j| j.verdict);
        let mut tried = measure.effects.iter().flat_map(|effect| effect.tried).flatten();
        let is_asked = verdict != Some(Verdict::NotApplicable) || tried.any(|t| t.verdict != Verdict::NotApplicable);
        is_asked || measure.condition.is_none()
    });
    for measure in &mut found.measures {
        measure.effects.sort_by_cached_key(|effect| (Reverse(effect.size()), name(effect.figure)));
        let Some(judgement) = run.judgements.get(measure.judgement) else { continue };
        for rest in run.rests(judgement) {
            let Rest::Figure(index) = rest else { continue };
            let Some(figure) = figures.get(index).filter(|f| matches!(f.given, Given::Number { .. })) else { continue };
            if let Some(why) = why_left_out(run, judgement, figure, figures) {
                found.left_out.push(LeftOut { why, figure: figure.id });
            }
        }
    }
    found.left_out.sort_unstable();
    found.left_out.dedup();
}

fn why_left_out(run: &Run<'_>, judgement: &Judgement, figure: &Figure, figures: &FigureSet) -> Option<WhyLeftOut> {
    let policy = run.policy();
    let is_published = policy.formulas.iter().any(|f| f.reported.is_some_and(|(id, _)| id == figure.id));
    if is_published {
        return Some(WhyLeftOut::Published);
    }
    if policy.vocabulary.get(figure.id).is_none_or(|d| d.lever.is_none()) {
        return Some(WhyLeftOut::NoLever);
    }
    // A sum moves with its parts.
    let is_moved = |part: &Figure| !part.is_sum && is_of_the_period(run, judgement, part);
    if figure.is_sum && figures.of(figure.id).1.iter().any(is_moved) || is_moved(figure) {
        return None;
    }
    Some(if figure.basis == Basis::Outcome { WhyLeftOut::Outcome } else { WhyLeftOut::OtherPeriod })
}
