//! What is held against what in a run, and which figures each of it reads.

use std::collections::BTreeMap;

use super::trial::{Move, Trial};
use crate::policy::{RuleKind, Verdict};
use crate::solve::figures_of;
use crate::verdict::{Judgement, Run, Split, wholes};

/// Figures that are held against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Held {
    /// A check in one context: the number of its judgement.
    Check(usize),
    /// A whole against its parts.
    Parts {
        /// The number of the whole in the set.
        whole: u32,
        /// The number of the dimension in the vocabulary.
        dimension: usize,
    },
}

/// All that is held, whether it holds, and the figures that each reads.
pub(super) struct Evidence {
    all: Vec<(Held, bool, Vec<u32>)>,
    /// For each figure, which of them read it.
    readers: BTreeMap<u32, Vec<usize>>,
}

impl Evidence {
    /// Of a run: every check that was judged and every whole with parts.
    pub(super) fn of(run: &Run<'_>) -> Self {
        let checks = run.judgements.iter().enumerate().filter_map(|(index, judgement)| {
            let is_judged = matches!(judgement.verdict, Verdict::Met | Verdict::NotMet);
            let figures = || figures_of(run, judgement).map(|(index, _)| index).collect();
            let holds = judgement.verdict == Verdict::Met;
            (is_judged && run.rule(judgement).kind() == RuleKind::Check).then(|| (Held::Check(index), holds, figures()))
        });
        let mut all: Vec<(Held, bool, Vec<u32>)> = checks.collect();
        let (set, dimensions) = (run.evaluation.figures(), &run.policy().vocabulary.dimensions);
        for (whole, dimension) in wholes(run.policy(), set) {
            let Some(split) = Split::of(set, whole, dimension) else { continue };
            let place = dimensions.iter().position(|other| std::ptr::eq(other, dimension)).unwrap_or_default();
            let parts = split.parts.iter().copied().filter(|part| set.get(*part).is_some_and(|f| !f.is_sum));
            let figures = std::iter::once(whole).chain(parts).collect();
            all.push((Held::Parts { whole, dimension: place }, split.holds(), figures));
        }
        let mut readers: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (place, (.., figures)) in all.iter().enumerate() {
            for figure in figures {
                readers.entry(*figure).or_default().push(place);
            }
        }
        Self { all, readers }
    }

    /// Whether there is anything that does not hold, without reading what each rests on.
    pub(super) fn any_fails(run: &Run<'_>) -> bool {
        let fails = |judgement: &Judgement| {
            judgement.verdict == Verdict::NotMet && run.rule(judgement).kind() == RuleKind::Check
        };
        let set = run.evaluation.figures();
        let differs = |(whole, dimension)| Split::of(set, whole, dimension).is_some_and(|split| !split.holds());
        run.judgements.iter().any(fails) || wholes(run.policy(), set).into_iter().any(differs)
    }

    /// What does not hold, with the figures that it reads.
    pub(super) fn failed(&self) -> impl Iterator<Item = (Held, &[u32])> {
        self.all.iter().filter(|(_, holds, _)| !holds).map(|(held, _, figures)| (*held, figures.as_slice()))
    }

    /// Beside the one that is asked about: what else would hold with figures moved and does not, and what would no longer hold.
    pub(super) fn weigh(
        &self,
        trial: &mut Trial<'_, '_>,
        moves: &[Move],
        beside: Option<Held>,
    ) -> (Vec<Held>, Vec<Held>) {
        let mut places: Vec<usize> =
            moves.iter().filter_map(|moved| self.readers.get(&moved.figure)).flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        let others =
            places.into_iter().filter_map(|place| self.all.get(place)).filter(|(held, ..)| Some(*held) != beside);
        let others: Vec<(Held, bool)> = others.map(|(held, holds, _)| (*held, *holds)).collect();
        let asked: Vec<Held> = others.iter().map(|(held, _)| *held).collect();
        let (mut mends, mut breaks) = (Vec::new(), Vec::new());
        for ((held, held_before), outcome) in others.into_iter().zip(trial.outcomes(moves, &asked)) {
            match (held_before, outcome.holds) {
                (false, Some(true)) => mends.push(held),
                (true, Some(false)) => breaks.push(held),
                _ => {}
            }
        }
        (mends, breaks)
    }
}
