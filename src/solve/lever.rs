//! Which figures may be changed, how far, and what each of them alone can do.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::draft::published_over;
use super::search::{Found, Search};
use crate::figures::{Figure, FigureSet, Given};
use crate::policy::{RuleKind, Verdict};
use crate::quantity::Basis;
use crate::verdict::{Judgement, Options, Rest, Run};

/// A figure that a verdict rests on, and what it alone can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lever {
    /// Its number among the figures of the run.
    pub figure: u32,
    /// Its stated value, in its unit.
    pub value: Decimal,
    /// The step that it is reported in.
    pub step: Decimal,
    /// How far it may go, both included.
    pub range: (Decimal, Decimal),
    /// For the next better verdict and for met (one answer if they are the same, or reached alike).
    pub answers: Vec<Answer>,
    /// Something that is compared is another at some end of the range. If not, the figure is read and decides nothing: a published value stands in
    /// its place, or all that is asked is whether it is there.
    pub moves_anything: bool,
}

/// What it takes for one verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The verdict.
    pub wanted: Verdict,
    /// What it takes.
    pub outcome: Outcome,
}

/// Whether and how a verdict is reached by one figure alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The nearest value that reaches it.
    Reached {
        /// The value.
        value: Decimal,
        /// How far that is from the stated one, with sign.
        change: Decimal,
        /// No smaller change does: proved. If not, only that one step less does not.
        smallest: bool,
    },
    /// No value in the range reaches it: proved.
    Never,
    /// It could not be told.
    Open,
}

impl Lever {
    /// What it takes for met.
    pub fn for_met(&self) -> Outcome {
        self.answers.iter().find(|a| a.wanted == Verdict::Met).map_or(Outcome::Open, |a| a.outcome)
    }

    /// How much of its range the change to met uses up; nothing where it cannot be reached.
    fn share_of_range(&self) -> Option<Decimal> {
        let Outcome::Reached { change, .. } = self.for_met() else { return None };
        change.abs().checked_div(self.range.1.checked_sub(self.range.0)?)
    }
}

/// What each figure that the policy offers as a lever can do for a judgement that falls short, the most useful first: the one that needs least of its
/// range. Nothing for what is met, unknown, or no measure or requirement.
pub fn levers(run: &Run<'_>, judgement: &Judgement) -> Vec<Lever> {
    if !falls_short(run, judgement) {
        return Vec::new();
    }
    let offered: Vec<(u32, (Decimal, Decimal))> = figures_of(run, judgement)
        .filter(|(_, figure)| is_of_the_period(run, judgement, figure))
        .filter_map(|(index, figure)| Some((index, run.policy().vocabulary.get(figure.id)?.lever?)))
        .collect();
    if offered.is_empty() {
        return Vec::new();
    }
    let exact = run.evaluation.figures().exact();
    let mut found: Vec<Lever> = offered
        .into_iter()
        .filter_map(|(index, range)| solved(run, judgement, &exact, index, range))
        .filter(|lever| lever.moves_anything)
        .collect();
    found.sort_by_key(|lever| {
        let share = lever.share_of_range();
        (share.is_none(), share, lever.figure)
    });
    found
}

/// The same for one figure that somebody asks for, whether or not the policy offers it. Its range is that of the lever, else that of its definition, else
/// a thousand times its value to either side.
pub fn solve(run: &Run<'_>, judgement: &Judgement, index: u32) -> Option<Lever> {
    if !falls_short(run, judgement) {
        return None;
    }
    let figure = run.evaluation.figures().get(index)?;
    let definition = run.policy().vocabulary.get(figure.id)?;
    let value = run.evaluation.figures().number(index)?;
    let wide = || (value.abs() + Decimal::ONE).checked_mul(Decimal::ONE_THOUSAND).map(|wide| (-wide, wide));
    let range = definition.lever.or(definition.range).or_else(wide)?;
    let exact = run.evaluation.figures().exact();
    solved(run, judgement, &exact, index, range)
}

fn falls_short(run: &Run<'_>, judgement: &Judgement) -> bool {
    let is_kind = matches!(run.rule(judgement).kind(), RuleKind::Indicator | RuleKind::Requirement);
    is_kind && judgement.manual.is_none() && matches!(judgement.verdict, Verdict::NotMet | Verdict::PartlyMet)
}

/// The submitted numbers that a judgement rests on. A sum over the parts of a dimension is none: its parts are.
pub(crate) fn figures_of<'r>(
    run: &'r Run<'_>,
    judgement: &Judgement,
) -> impl Iterator<Item = (u32, &'r Figure)> + use<'r> {
    let figures = run.evaluation.figures();
    run.rests(judgement).into_iter().filter_map(move |rest| match rest {
        Rest::Figure(index) => {
            let figure = figures.get(index)?;
            (matches!(figure.given, Given::Number { .. }) && !figure.is_sum).then_some((index, figure))
        }
        Rest::Default(..) | Rest::Parameter(..) => None,
    })
}

/// Last year's result is nobody's to change, nor is any outcome: what can be changed is the budget, plan or forecast that is judged.
pub(super) fn is_of_the_period(run: &Run<'_>, judgement: &Judgement, figure: &Figure) -> bool {
    let place = run.evaluation.context(judgement.context);
    let inside = figure.period.start() >= place.period.start() && figure.period.end() <= place.period.end();
    inside && figure.basis == place.basis && place.basis != Basis::Outcome
}

fn solved(
    run: &Run<'_>,
    judgement: &Judgement,
    exact: &FigureSet,
    index: u32,
    range: (Decimal, Decimal),
) -> Option<Lever> {
    let figure = run.evaluation.figures().get(index)?;
    // Published values over the figure are untrue as soon as it is another.
    let over = published_over(run, figure);
    let mut moving = match over.is_empty() {
        true => exact.clone(),
        false => exact.without(&over, &run.policy().vocabulary).exact(),
    };
    let place = (0..).zip(moving.all()).find(|(_, other)| other.is(figure)).map(|(place, _)| place)?;
    let definition = run.policy().vocabulary.get(figure.id)?;
    let value = run.evaluation.figures().number(index)?;
    let step = Decimal::try_new(1, definition.decimals.unwrap_or(figure.decimals)).ok()?;
    let steps = |distance: Decimal| distance.checked_div(step)?.floor().to_i64();
    let most = [steps(range.1 - value)?, steps(value - range.0)?];
    let mut search = Search {
        policy: run.policy(),
        options: Options { as_of: Some(run.evaluation.as_of()), ..run.options },
        rule: judgement.rule,
        rule_itself: run.rule(judgement),
        context: run.evaluation.context(judgement.context),
        figures: &mut moving,
        index: place,
        value,
        step,
    };
    let mut answers: Vec<Answer> = Vec::new();
    let next = if judgement.verdict == Verdict::NotMet { Some(Verdict::PartlyMet) } else { None };
    for wanted in next.into_iter().chain([Verdict::Met]) {
        let outcome = nearer(&mut search, most, wanted);
        // A scale without a colour between reaches both alike.
        answers.retain(|answer| answer.outcome != outcome);
        answers.push(Answer { wanted, outcome });
    }
    let moves_anything = answers.iter().any(|a| a.outcome != Outcome::Never) || search.moves_anything(most);
    Some(Lever { figure: index, value, step, range, answers, moves_anything })
}

/// The nearer of the two sides; upwards if they are equally near.
fn nearer(search: &mut Search<'_, '_>, most: [i64; 2], wanted: Verdict) -> Outcome {
    let upwards = search.nearest(true, most[0], wanted);
    let enough = match upwards {
        Found::At(steps) => most[1].min(steps - 1),
        _ => most[1],
    };
    let downwards = search.nearest(false, enough, wanted);
    let reached = |up: bool, steps: i64, smallest: bool| {
        let value = search.at(up, steps);
        Outcome::Reached { value, change: value - search.value, smallest }
    };
    match (upwards, downwards) {
        (Found::Nowhere, Found::Nowhere) => Outcome::Never,
        (Found::At(up), Found::Nowhere) => reached(true, up, true),
        (Found::Nowhere | Found::At(_), Found::At(down)) => reached(false, down, true),
        (Found::At(up) | Found::Near(up), Found::Near(down) | Found::At(down)) if down < up => {
            reached(false, down, false)
        }
        (Found::At(up) | Found::Near(up), _) => reached(true, up, false),
        (_, Found::At(down) | Found::Near(down)) => reached(false, down, false),
        (Found::Open, _) | (_, Found::Open) => Outcome::Open,
    }
}
