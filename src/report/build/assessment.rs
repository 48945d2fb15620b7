//! Samlade bedömningar as plain data.

use super::Scribe;
use crate::formula::{FormulaId, Operation};
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
            span: assessment.span,
            computed: result.computed,
            status: status(assessment, result),
            counts: counts(&result.counts),
            groups: groups.map(|(g, c)| GroupEntry { name: g.name.clone(), counts: counts(c) }).collect(),
            overridden: self.manual(result.overridden),
            rests_on: self.assumptions_of(assessment, result),
            refs: assessment.reference.iter().cloned().collect(),
            reason: String::new(),
        };
        entry.reason = self.assessment_reason(assessment, result, &entry);
        Some(entry)
    }

    /// Its own assumption, and those of the formulas and limits in its lines; each once.
    fn assumptions_of(&self, assessment: &Assessment, result: &AssessmentResult) -> Vec<String> {
        let policy = self.run.policy();
        let mut said: Vec<String> = assessment.assumed.iter().cloned().collect();
        let mut next: Vec<FormulaId> = assessment.grades.iter().filter_map(|g| g.when).collect();
        let mut at = 0;
        while let Some(formula) = next.get(at).and_then(|id| policy.formula(*id)) {
            at += 1;
            said.extend(formula.assumed.clone());
            for node in &formula.tree.nodes {
                next.extend(node.operation.formula().filter(|id| !next.contains(id)));
                let Operation::Parameter(id) = node.operation else { continue };
                let values = policy.parameter(id).map_or(&[][..], |p| &p.values);
                let in_force = values.iter().filter(|v| v.validity.holds(result.period.end()));
                said.extend(in_force.filter_map(|v| v.assumed.clone()));
            }
        }
        let mut once = Vec::new();
        for why in said {
            if !once.contains(&why) {
                once.push(why);
            }
        }
        once
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
