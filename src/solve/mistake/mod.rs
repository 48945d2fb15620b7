//! Typical mistakes in figures: which single figure, or two, could explain that a sum does not agree, and which figures look odd beside the same ones of
//! other periods. Both are doubts: they suggest where to look, decide nothing and change nothing.

mod candidate;
mod doubt;
mod evidence;
mod trace;
mod trial;

#[cfg(test)]
mod tests;

use rust_decimal::Decimal;

use crate::figures::{Figure, FigureSet, Given};
use crate::policy::{Policy, RuleKind};
use crate::verdict::{Options, Run, verdicts_of};
use evidence::Evidence;
use trial::Trial;

pub use doubt::{Column, Doubt};
pub use evidence::Held;
pub use trace::{Explanation, Trace, Untried};

/// An elementary mistake that one figure may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistake {
    /// What it takes is the value of the same figure in the year before or after, or on another basis: its number in the set.
    OtherColumn(u32),
    /// Read in a unit a thousand times too large (the factor is 1/1000) or too small (1000).
    Thousand(Decimal),
    /// The other sign.
    Sign,
    /// A share written for a percentage, or the other way around: the factor is 100 or 1/100.
    Hundred(Decimal),
    /// The value of the figure beside it in the file, which has its value: its number in the set.
    Swapped(u32),
    /// Two digits beside each other have changed places.
    Transposed,
    /// It has the value of the same figure in the year before or after (its number in the set), and another one is what it would take.
    LastYear(u32),
    /// It is not in the sum, or its amount is in another row too.
    LeftOut,
    /// It is in the sum twice.
    Twice,
    /// One digit is another.
    Digit,
}

impl Mistake {
    /// How likely it is, the most likely first. What is made of the stated value itself comes before what takes another figure's, for that one is often near
    /// the right value whatever the mistake is.
    pub fn rank(self) -> u8 {
        match self {
            Self::Thousand(_) => 0,
            Self::Sign => 1,
            Self::Hundred(_) => 2,
            Self::Transposed => 3,
            Self::Swapped(_) => 4,
            Self::OtherColumn(_) => 5,
            Self::LastYear(_) => 6,
            Self::LeftOut => 7,
            Self::Twice => 8,
            Self::Digit => 9,
        }
    }

    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::OtherColumn(_) => "other_column",
            Self::Thousand(_) => "thousand",
            Self::Sign => "sign",
            Self::Hundred(_) => "hundred",
            Self::Swapped(_) => "swapped",
            Self::Transposed => "transposed",
            Self::LastYear(_) => "last_year",
            Self::LeftOut => "left_out",
            Self::Twice => "twice",
            Self::Digit => "digit",
        }
    }

    /// The figure that it points at beside the one it is about.
    pub fn other(self) -> Option<u32> {
        match self {
            Self::OtherColumn(other) | Self::Swapped(other) | Self::LastYear(other) => Some(other),
            _ => None,
        }
    }
}

/// A figure under suspicion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suspect {
    /// Its number in the set.
    pub figure: u32,
    /// What it is, in its unit.
    pub stated: Decimal,
    /// What it would have been without the mistake. For [`Mistake::LeftOut`] and [`Mistake::Twice`] what the sum counts it as: nothing, or the double.
    pub instead: Decimal,
    /// The mistake.
    pub mistake: Mistake,
}

/// What looks like mistakes in the figures of a run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mistakes {
    /// Sums that do not agree, in the order of the pack, each with what could explain it.
    pub traces: Vec<Trace>,
    /// Figures that look odd. None of them is in an explanation, and none would spoil a check that agrees.
    pub doubts: Vec<Doubt>,
}

/// What looks like mistakes in the figures of a run.
pub fn mistakes(run: &Run<'_>) -> Mistakes {
    let beside = neighbours(run.evaluation.figures());
    let mut doubts = doubt::doubts(run.policy(), run.evaluation.figures(), &beside);
    if doubts.is_empty() && !Evidence::any_fails(run) {
        return Mistakes::default();
    }
    let (evidence, mut trial) = (Evidence::of(run), Trial::of(run));
    let traces = trace::trace(&mut trial, &evidence, &beside);
    let explained = traces.iter().flat_map(|trace| &trace.explanations).flat_map(|explanation| &explanation.suspects);
    let explained: Vec<(u32, Decimal)> = explained.map(|suspect| (suspect.figure, suspect.instead)).collect();
    doubts.retain(|doubt| match doubt {
        Doubt::Figure(suspect) => {
            let moves = trial.moves(suspect);
            !explained.contains(&(suspect.figure, suspect.instead))
                && evidence.weigh(&mut trial, &moves, None).1.is_empty()
        }
        Doubt::Column(..) | Doubt::Copied { .. } => true,
    });
    Mistakes { traces, doubts }
}

/// The same in figures of which nothing is to be judged: only the checks are.
pub fn mistakes_in<T>(policy: &Policy, figures: &FigureSet, look: impl FnOnce(&Run<'_>, Mistakes) -> T) -> T {
    let run = verdicts_of(policy, figures, Options::default(), |rule| rule.kind() == RuleKind::Check);
    let found = mistakes(&run);
    look(&run, found)
}

fn hundredth() -> Decimal {
    Decimal::new(1, 2)
}

fn thousandth() -> Decimal {
    Decimal::new(1, 3)
}

/// A figure that files gave as a number.
fn is_submitted_number(figure: &Figure) -> bool {
    !figure.is_sum && matches!(figure.given, Given::Number { .. })
}

/// A set, and for each figure in it where the same figure and part stands: the set has them one after the other.
struct Series<'s> {
    set: &'s FigureSet,
    ranges: Vec<(u32, u32)>,
}

impl<'s> Series<'s> {
    fn of(set: &'s FigureSet) -> Self {
        let mut ranges = Vec::with_capacity(set.all().len());
        let mut first = 0_u32;
        for part in set.all().chunk_by(|one, next| one.id == next.id && one.coordinates == next.coordinates) {
            let end = first.saturating_add(u32::try_from(part.len()).unwrap_or(u32::MAX));
            ranges.extend(std::iter::repeat_n((first, end), part.len()));
            first = end;
        }
        Self { set, ranges }
    }

    /// The submitted numbers, with their numbers in the set.
    fn numbers(&self) -> impl Iterator<Item = (u32, &'s Figure)> + use<'s> {
        (0_u32..).zip(self.set.all()).filter(|(_, figure)| is_submitted_number(figure))
    }

    /// Those of the same figure and part as one, itself among them.
    fn beside(&self, index: u32) -> impl Iterator<Item = (u32, &'s Figure)> + use<'s> {
        let (first, end) = self.ranges.get(index as usize).copied().unwrap_or_default();
        let part = self.set.all().get(first as usize..end as usize).unwrap_or_default();
        (first..end).zip(part).filter(|(_, figure)| is_submitted_number(figure))
    }
}

/// The figures that stand beside each other: those of one file and one cut (period, basis, edition), one after the other by their places.
fn neighbours(set: &FigureSet) -> Vec<(u32, u32)> {
    let place = |(index, figure): (u32, &Figure)| {
        let span = figure.origins.first()?.span;
        Some(((span.file, figure.period, figure.basis, figure.edition), span.start, index))
    };
    let numbers = (0_u32..).zip(set.all()).filter(|(_, figure)| is_submitted_number(figure));
    let mut placed: Vec<_> = numbers.filter_map(place).collect();
    placed.sort_unstable();
    let beside = placed.iter().zip(placed.iter().skip(1)).filter(|((one, ..), (other, ..))| one == other);
    beside.map(|((.., one), (.., other))| (*one, *other)).collect()
}
