//! Samlade bedömningar as plain data.

use super::Scribe;
use crate::policy::Assessment;
use crate::report::model::{AssessmentVerdict, GroupCounts, GroupEntry};
use crate::verdict::{AssessmentResult, Counts};

impl<'p> Scribe<'_, 'p> {
    pub(super) fn assessments(&self) -> Vec<AssessmentVerdict> {
        self.run.assessments.iter().filter_map(|result| self.assessment(result)).collect()
    }

    /// One of them.
    pub fn assessment(&self, result: &AssessmentResult) -> Option<AssessmentVerdict> {
        let assessment: &'p Assessment = self.run.policy().assessments.get(result.assessment as usize)?;
        let groups = assessment.groups.iter().zip(&result.groups);
        let mut entry = AssessmentVerdict {
            id: assessment.name.clone(),
            title: assessment.title.clone(),
            area: assessment.area.clone(),
            period: result.period,
            basis: result.basis,
            verdict: result.verdict,
            computed: result.computed,
            status: status(assessment, result),
            counts: counts(&result.counts),
            groups: groups.map(|(g, c)| GroupEntry { name: g.name.clone(), counts: counts(c) }).collect(),
            overridden: self.manual(result.overridden),
            rests_on: assessment.assumed.iter().cloned().collect(),
            refs: assessment.reference.iter().cloned().collect(),
            reason: String::new(),
        };
        entry.reason = self.assessment_reason(assessment, result, &entry);
        Some(entry)
    }
}

/// The local word of the line that gave the verdict; where the verdict was overridden, of the first line that gives the same.
fn status(assessment: &Assessment, result: &AssessmentResult) -> Option<String> {
    let line = match result.overridden {
        None => assessment.grades.get(result.grade? as usize),
        Some(_) => assessment.grades.iter().find(|g| g.gives == result.verdict),
    };
    line?.says.clone()
}

fn counts(counts: &Counts) -> GroupCounts {
    GroupCounts {
        all: counts.all,
        met: counts.met,
        partly_met: counts.partly_met,
        met_or_partly_met: counts.met + counts.partly_met,
        not_met: counts.not_met,
        undetermined: counts.undetermined,
        not_applicable: counts.not_applicable,
    }
}
