//! A changed draft: the figures with some of them changed, and without the published sums that the change has made untrue.

use rust_decimal::Decimal;

use crate::evaluate::Remark;
use crate::figures::{Change, ChangeFault, Changed, Figure, FigureSet};
use crate::policy::Policy;
use crate::verdict::{Options, Run, judge};

/// The figures of a changed draft.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The figures.
    pub set: FigureSet,
    /// What was changed, in the order it was asked for.
    pub changed: Vec<Changed>,
    /// Published values that agreed with what was computed and no longer do: on the changed figures they are not published, and are left out.
    pub set_aside: Vec<Figure>,
}

/// The draft that changes make, one after the other.
///
/// # Errors
/// A change is about nothing that was submitted, or does not fit.
pub fn draft(policy: &Policy, figures: &FigureSet, changes: &[Change], options: Options) -> Result<Draft, ChangeFault> {
    let (mut set, mut changed) = (figures.clone(), Vec::new());
    for change in changes {
        let (next, one) = change.apply(&set, &policy.vocabulary)?;
        set = next;
        changed.push(one);
    }
    let published = Published::of(&judge(policy, figures, options));
    let mut set_aside = Vec::new();
    loop {
        // A sum of sums reads the published one as long as it is there: what it hides shows when it is gone.
        let untrue = published.untrue(&judge(policy, &set, options));
        if untrue.is_empty() {
            return Ok(Draft { set, changed, set_aside });
        }
        set = set.without(&untrue, &policy.vocabulary);
        set_aside.extend(untrue);
    }
}

/// The published values that agree with what is computed on the submitted figures, with the computed values.
pub(super) struct Published(Vec<(Figure, Option<Decimal>)>);

impl Published {
    pub(super) fn of(run: &Run<'_>) -> Self {
        Self(remarked(run, |remark| match remark {
            Remark::Agrees(index) => Some(index),
            _ => None,
        }))
    }

    pub(super) fn has(&self, figure: &Figure) -> bool {
        self.0.iter().any(|(known, _)| known.is(figure))
    }

    /// Those that no longer are what is computed, on changed figures: also where the change hides in their rounding.
    pub(super) fn untrue(&self, changed: &Run<'_>) -> Vec<Figure> {
        let now = remarked(changed, |remark| match remark {
            Remark::Agrees(index) | Remark::Differs(index) => Some(index),
            _ => None,
        });
        let was = |figure: &Figure| self.0.iter().find(|(known, _)| known.is(figure)).map(|(_, computed)| *computed);
        now.into_iter().filter(|(f, computed)| was(f).is_some_and(|was| was != *computed)).map(|(f, _)| f).collect()
    }
}

/// The published values that agree and that rest on one figure: where that one is varied, they are computed.
pub(super) fn published_over(run: &Run<'_>, figure: &Figure) -> Vec<Figure> {
    let figures = run.evaluation.figures();
    let cut = |f: &Figure| (f.id, f.period, f.basis, f.edition);
    // A part is read through the sum that it is in.
    let is_read = |index: u32| figures.get(index).is_some_and(|f| f.is(figure) || f.is_sum && cut(f) == cut(figure));
    let mut found: Vec<Figure> = Vec::new();
    for id in run.evaluation.record_ids() {
        let Remark::Agrees(index) = run.evaluation.record(id).remark else { continue };
        let Some(published) = figures.get(index).filter(|one| !found.iter().any(|known| known.is(one))) else {
            continue;
        };
        if run.evaluation.rests_on(id).into_iter().any(|read| run.evaluation.figures_of(read).any(is_read)) {
            found.push(published.clone());
        }
    }
    found
}

/// The published values of which a run remarks something, each once, with what was computed.
fn remarked(run: &Run<'_>, which: fn(Remark) -> Option<u32>) -> Vec<(Figure, Option<Decimal>)> {
    let ids = run.evaluation.record_ids();
    let mut found: Vec<_> = ids.filter_map(|id| Some((which(run.evaluation.record(id).remark)?, id))).collect();
    found.sort_unstable();
    found.dedup_by_key(|(index, _)| *index);
    let figures = run.evaluation.figures();
    let with_computed = |(index, id)| Some((figures.get(index)?.clone(), run.evaluation.computed(id).number()));
    found.into_iter().filter_map(with_computed).collect()
}
