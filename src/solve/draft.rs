//! A changed draft: the figures with some of them changed, and without the published sums that the change has made untrue.

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
    let set_aside = Published::of(&judge(policy, figures, options)).untrue(&judge(policy, &set, options));
    let set = set.without(&set_aside, &policy.vocabulary);
    Ok(Draft { set, changed, set_aside })
}

/// The published values that agree with what is computed on the submitted figures.
pub(super) struct Published(Vec<Figure>);

impl Published {
    pub(super) fn of(run: &Run<'_>) -> Self {
        Self(published(run, |remark| match remark {
            Remark::Agrees(index) => Some(index),
            _ => None,
        }))
    }

    /// Those that agree no longer, on changed figures.
    pub(super) fn untrue(&self, changed: &Run<'_>) -> Vec<Figure> {
        let differ = published(changed, |remark| match remark {
            Remark::Differs(index) => Some(index),
            _ => None,
        });
        differ.into_iter().filter(|figure| self.0.iter().any(|agreed| agreed.is(figure))).collect()
    }
}

/// The published values of which a run remarks something, each once.
fn published(run: &Run<'_>, which: fn(Remark) -> Option<u32>) -> Vec<Figure> {
    let mut found: Vec<u32> = run.evaluation.records().iter().filter_map(|record| which(record.remark)).collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().filter_map(|index| run.evaluation.figures().get(index)).cloned().collect()
}
