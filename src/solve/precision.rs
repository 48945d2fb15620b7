//! Which figure needs more decimals: a verdict that rounding could change, and the figures whose rounding alone is enough.
//!
//! A figure's true value is anywhere within its stated precision, both ends included. With every other figure exactly as stated, the interval is judged
//! at once, and halved until some value is found that gives another verdict, or all of it is proved to give the same.

use rust_decimal::Decimal;

use super::search::{Other, Search};
use crate::figures::{FigureSet, Given};
use crate::policy::{RuleKind, Verdict};
use crate::verdict::{Judgement, Options, Rest, Run};

/// What rounding can do to a verdict that it may have decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Precision {
    /// Each figure, or the few figures together, that can give another verdict; single figures first, in the order they are read.
    pub witnesses: Vec<Witness>,
    /// The figures of which it could not be told. Of all others that are no witnesses it is proved that they alone cannot.
    pub open: Vec<u32>,
    /// No figures can, not even all together: proved. It is by the rounding that the pack compares with that the verdict is what it is.
    pub only_comparison: bool,
}

/// True values of one or several figures, within their stated precision, that give another verdict. If several: none of them can be left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// The figures, by their numbers in the set, with such values.
    pub figures: Vec<(u32, Decimal)>,
    /// The verdict that they give.
    pub verdict: Verdict,
}

impl Precision {
    /// No single figure can give another verdict: proved.
    pub fn none_alone(&self) -> bool {
        self.open.is_empty() && self.witnesses.iter().all(|witness| witness.figures.len() > 1)
    }
}

/// Which figures need more decimals, for a verdict that is not robust. `None` where rounding has no part, or where it is for another reason that the
/// verdict is in doubt.
pub fn precision(run: &mut Run<'_>, judgement: &Judgement) -> Option<Precision> {
    let is_kind = matches!(run.rule(judgement).kind(), RuleKind::Indicator | RuleKind::Requirement);
    if !is_kind || judgement.reported_differs || judgement.manual.is_some() || run.is_robust(judgement) {
        return None;
    }
    let only_comparison =
        run.possible_as_compared(judgement).is_some_and(|p| p.iter().all(|v| *v == judgement.verdict));
    if only_comparison {
        return Some(Precision { witnesses: Vec::new(), open: Vec::new(), only_comparison });
    }
    let mut exact = run.take_exact();
    let found = by_figures(run, judgement, &mut exact);
    run.give_back(exact);
    found
}

fn by_figures(run: &Run<'_>, judgement: &Judgement, exact: &mut FigureSet) -> Option<Precision> {
    let rounded = rounded(run, judgement);
    let (mut witnesses, mut open) = (Vec::new(), Vec::new());
    for (index, half_width) in &rounded {
        let Some(mut search) = search(run, judgement, exact, *index) else { continue };
        if search.verdict() != judgement.verdict {
            // A reported value, or a day that has not come, gave the verdict: it is not this that is judged again.
            return None;
        }
        match search.other_within(*half_width) {
            Other::Nowhere => {}
            Other::At(value, verdict) => witnesses.push(Witness { figures: vec![(*index, value)], verdict }),
            Other::Open => open.push(*index),
        }
    }
    if witnesses.is_empty() && open.is_empty() {
        witnesses.extend(together(run, judgement, exact, &rounded));
    }
    Some(Precision { witnesses, open, only_comparison: false })
}

/// The figures that a verdict rests on and that are rounded, with half the width of their rounding. A sum over parts is one of them.
fn rounded(run: &Run<'_>, judgement: &Judgement) -> Vec<(u32, Decimal)> {
    let figures = run.evaluation.figures();
    let width = |index: u32| match figures.get(index)?.given {
        Given::Number { half_width, .. } if half_width > Decimal::ZERO => Some((index, half_width)),
        _ => None,
    };
    let read = run.rests(judgement).into_iter().filter_map(|rest| match rest {
        Rest::Figure(index) => width(index),
        Rest::Default(..) | Rest::Parameter(..) => None,
    });
    read.collect()
}

fn search<'a, 'p>(
    run: &'a Run<'p>,
    judgement: &Judgement,
    exact: &'a mut FigureSet,
    index: u32,
) -> Option<Search<'a, 'p>> {
    let figure = run.evaluation.figures().get(index)?;
    Some(Search {
        policy: run.policy(),
        options: Options { as_of: Some(run.evaluation.as_of()), ..run.options },
        rule: judgement.rule,
        rule_itself: run.rule(judgement),
        context: run.evaluation.context(judgement.context),
        figures: exact,
        index,
        value: run.evaluation.figures().number(index)?,
        step: Decimal::try_new(1, figure.decimals).ok()?,
    })
}

/// A figure, half the width of its rounding, and how far each compared number is from its limit with the figure at its lower and upper end.
type Ends = (u32, Decimal, [Vec<Option<Decimal>>; 2]);

/// Several figures together: all at the ends that move a compared number furthest one way, and then as few of them as still give another verdict, those
/// that move it least left out first.
fn together(
    run: &Run<'_>,
    judgement: &Judgement,
    exact: &mut FigureSet,
    rounded: &[(u32, Decimal)],
) -> Option<Witness> {
    let mut moves: Vec<Ends> = Vec::new();
    let mut stated = Vec::new();
    for (index, half_width) in rounded {
        let mut search = search(run, judgement, exact, *index)?;
        let (value, ends) = (search.value, [search.value - half_width, search.value + half_width]);
        stated = search.gaps(value);
        moves.push((*index, *half_width, ends.map(|end| search.gaps(end))));
    }
    let change = |place: usize, gaps: &[Option<Decimal>]| {
        let (now, was) = (gaps.get(place).copied().flatten()?, stated.get(place).copied().flatten()?);
        now.checked_sub(was)
    };
    let mut found: Option<Witness> = None;
    for place in 0..stated.len() {
        for up in [false, true] {
            // Each figure at the end that moves this number the wanted way, with how far; the furthest first.
            let furthest = |(index, half_width, ends): &Ends| {
                let value = run.evaluation.figures().number(*index)?;
                let ends = [(value - half_width, &ends[0]), (value + half_width, &ends[1])];
                let moved = ends.into_iter().filter_map(|(end, gaps)| Some((change(place, gaps)?, end)));
                let best = moved.max_by_key(|(moved, _)| if up { *moved } else { -*moved })?;
                (!best.0.is_zero() && best.0.is_sign_positive() == up).then_some((best.0.abs(), *index, best.1))
            };
            let mut chosen: Vec<(Decimal, u32, Decimal)> = moves.iter().filter_map(furthest).collect();
            chosen.sort_by_key(|(moved, index, _)| (std::cmp::Reverse(*moved), *index));
            let Some(witness) = fewest(run, judgement, exact, &chosen) else { continue };
            if found.as_ref().is_none_or(|known| witness.figures.len() < known.figures.len()) {
                found = Some(witness);
            }
        }
    }
    found
}

/// As few of the chosen values as give another verdict.
fn fewest(
    run: &Run<'_>,
    judgement: &Judgement,
    exact: &mut FigureSet,
    chosen: &[(Decimal, u32, Decimal)],
) -> Option<Witness> {
    let mut kept: Vec<(u32, Decimal)> = chosen.iter().map(|(_, index, end)| (*index, *end)).collect();
    let mut verdict = judged_with(run, judgement, exact, &kept).filter(|v| *v != judgement.verdict)?;
    for (_, index, _) in chosen.iter().rev() {
        let fewer: Vec<_> = kept.iter().copied().filter(|(other, _)| other != index).collect();
        if let Some(other) = judged_with(run, judgement, exact, &fewer).filter(|v| *v != judgement.verdict) {
            (kept, verdict) = (fewer, other);
        }
    }
    Some(Witness { figures: kept, verdict })
}

fn judged_with(
    run: &Run<'_>,
    judgement: &Judgement,
    exact: &mut FigureSet,
    values: &[(u32, Decimal)],
) -> Option<Verdict> {
    let (first, _) = values.first()?;
    for (index, value) in values {
        exact.put(*index, *value, *value);
    }
    let verdict = search(run, judgement, exact, *first).map(|mut search| {
        search.value = values[0].1;
        search.verdict()
    });
    for (index, _) in values {
        let stated = run.evaluation.figures().number(*index)?;
        exact.put(*index, stated, stated);
    }
    verdict
}
