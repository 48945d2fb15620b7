//! What is held against what, judged on figures of which a few are moved.

use rust_decimal::Decimal;

use super::evidence::Held;
use super::{Mistake, Series, Suspect};
use crate::figures::{Figure, FigureSet, Given};
use crate::formula::Comparison;
use crate::policy::{RuleBody, Verdict};
use crate::verdict::{Options, Run, Split, top_comparison};

/// A figure at another value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Move {
    pub(super) figure: u32,
    pub(super) to: Decimal,
    pub(super) half_width: Decimal,
}

/// How two sides stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Outcome {
    /// They agree; `None`: it cannot be told.
    pub(super) holds: Option<bool>,
    /// How far apart they are.
    pub(super) gap: Option<Decimal>,
    /// What rounding, or the rule, lets them be apart.
    pub(super) tolerance: Option<Decimal>,
}

/// A run, and its figures to move and put back.
pub(super) struct Trial<'r, 'p> {
    pub(super) run: &'r Run<'p>,
    /// The figures as they are.
    pub(super) series: Series<'r>,
    figures: FigureSet,
    options: Options,
}

impl<'r, 'p> Trial<'r, 'p> {
    pub(super) fn of(run: &'r Run<'p>) -> Self {
        let options = Options { as_of: Some(run.evaluation.as_of()), ..run.options };
        let figures = run.evaluation.figures();
        Self { run, series: Series::of(figures), figures: figures.clone(), options }
    }

    /// A submitted number: its value and what it may be off by.
    pub(super) fn number(&self, index: u32) -> Option<(Decimal, Decimal)> {
        match self.figures.get(index)?.given {
            Given::Number { value, half_width } => Some((value, half_width)),
            Given::Fact(_) | Given::Missing { .. } => None,
        }
    }

    /// What a figure and the mistake in it move.
    pub(super) fn moves(&self, suspect: &Suspect) -> Vec<Move> {
        let Suspect { figure, instead, mistake, .. } = *suspect;
        let own = self.number(figure).map_or(Decimal::ZERO, |(_, half_width)| half_width);
        let width_of = |other| self.number(other).map_or(own, |(_, half_width)| half_width);
        let half_width = match mistake {
            Mistake::Thousand(factor) | Mistake::Hundred(factor) => own.checked_mul(factor).unwrap_or(own),
            Mistake::OtherColumn(other) | Mistake::Swapped(other) => width_of(other),
            _ => own,
        };
        let moved = Move { figure, to: instead, half_width };
        let beside = match mistake {
            Mistake::Swapped(other) => Some(Move { figure: other, to: suspect.stated, half_width: own }),
            _ => None,
        };
        [moved].into_iter().chain(beside).collect()
    }

    /// How some of what is held stands, with figures moved.
    pub(super) fn outcomes(&mut self, moves: &[Move], of: &[Held]) -> Vec<Outcome> {
        let before: Vec<Move> = moves.iter().filter_map(|moved| self.as_it_is(moved.figure)).collect();
        self.put(moves);
        let outcomes = match self.with_sums(moves) {
            Some(set) => judged(self.run, &set, self.options, of),
            None => judged(self.run, &self.figures, self.options, of),
        };
        self.put(&before);
        outcomes
    }

    fn as_it_is(&self, figure: u32) -> Option<Move> {
        self.number(figure).map(|(to, half_width)| Move { figure, to, half_width })
    }

    fn put(&mut self, moves: &[Move]) {
        for Move { figure, to, half_width } in moves {
            self.figures.put(*figure, *to - *half_width, *to + *half_width);
        }
    }

    /// The set with its sums over parts made again, where a figure that is moved has any.
    fn with_sums(&self, moves: &[Move]) -> Option<FigureSet> {
        let moved: Vec<Figure> = moves.iter().filter_map(|moved| self.figures.get(moved.figure)).cloned().collect();
        let has_sums = moved.iter().any(|figure| self.figures.of(figure.id).1.iter().any(|other| other.is_sum));
        has_sums.then(|| self.figures.with(&moved, &self.run.policy().vocabulary))
    }
}

fn judged(run: &Run<'_>, figures: &FigureSet, options: Options, of: &[Held]) -> Vec<Outcome> {
    let policy = run.policy();
    let mut again = Run::of_nothing(policy, figures, options);
    let mut outcome = |held: &Held| match *held {
        Held::Check(index) => {
            let before = run.judgements.get(index)?;
            let context = again.evaluation.context_id(run.evaluation.context(before.context));
            let judgement = again.judge_in(before.rule, policy.rule(before.rule)?, context);
            let condition = judgement.conditions.first()?;
            let holds = match judgement.verdict {
                Verdict::Met => Some(true),
                Verdict::NotMet => Some(false),
                Verdict::PartlyMet | Verdict::Undetermined | Verdict::NotApplicable => None,
            };
            let gap = condition.sides.and_then(|(left, right)| left.checked_sub(right));
            Some(Outcome { holds, gap, tolerance: condition.tolerance })
        }
        Held::Parts { whole, dimension } => {
            let split = Split::of(figures, whole, policy.vocabulary.dimensions.get(dimension)?)?;
            let gap = split.actual.checked_sub(split.expected);
            Some(Outcome { holds: Some(split.holds()), gap, tolerance: Some(split.tolerance) })
        }
    };
    of.iter().map(|held| outcome(held).unwrap_or_default()).collect()
}

/// Whether something says that two numbers are the same: only then is there a difference to explain.
pub(super) fn is_a_sum(run: &Run<'_>, held: Held) -> bool {
    match held {
        Held::Check(index) => run.judgements.get(index).is_some_and(|judgement| {
            let RuleBody::Check(check) = &run.rule(judgement).body else { return false };
            let tree = run.policy().formula(check.that).map(|formula| &formula.tree);
            let compared = tree.and_then(|tree| top_comparison(tree, tree.root));
            matches!(compared, Some((Comparison::Equal, ..)))
        }),
        Held::Parts { dimension, .. } => {
            run.policy().vocabulary.dimensions.get(dimension).is_some_and(|d| d.complete == Some(true))
        }
    }
}
