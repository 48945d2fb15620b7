//! How a samlad bedömning came about: what was counted, and which line from the top held.

use super::model::{ExplainedRow, Role, Step};
use crate::policy::Assessment;
use crate::report::build::{Scribe, entity};
use crate::report::model::{Entity, GroupEntry};
use crate::report::wording::assessment::counts_in_words;
use crate::report::wording::{say, verdict_word};
use crate::verdict::AssessmentResult;

impl<'p> Scribe<'_, 'p> {
    pub(super) fn explained_assessment(
        &self,
        assessment: &'p Assessment,
        result: &AssessmentResult,
    ) -> Option<ExplainedRow> {
        let entry = self.assessment(result)?;
        let groups = entry.groups.iter().zip(&assessment.groups).map(|(counts, group)| {
            let rules = self.run.judgements.iter().filter(|j| group.rules.contains(&j.rule));
            let counted = rules.filter(|j| self.run.is_counted_in(j, result.period, result.basis));
            let steps = counted.map(|judgement| {
                let members: Vec<String> =
                    entity(&self.run.evaluation.context(judgement.context).coordinates).into_values().collect();
                let title = &self.run.rule(judgement).title;
                let title = if members.is_empty() { title.clone() } else { format!("{title}, {}", members.join(", ")) };
                Step { verdict: Some(judgement.verdict), ..Step::new(Role::Rule, title) }
            });
            self.group_step(counts, steps.collect())
        });
        let mut steps: Vec<Step> = groups.collect();
        steps.extend(self.grade_steps(assessment, result));
        Some(ExplainedRow {
            entity: Entity::new(),
            period: entry.period,
            basis: entry.basis,
            verdict: entry.verdict,
            level: entry.status,
            plain: entry.reason.clone(),
            reason: entry.reason,
            exempted: None,
            manual: entry.overridden,
            rests_on: entry.rests_on,
            questioned_by: Vec::new(),
            refs: entry.refs,
            steps,
            levers: Vec::new(),
        })
    }

    fn group_step(&self, group: &GroupEntry, steps: Vec<Step>) -> Step {
        let mut step = Step::new(Role::Group, group.name.clone());
        step.notes.push(counts_in_words(&group.counts, self.lang));
        step.steps = steps;
        step
    }

    /// The lines from the top: those that did not hold, the one that did, those that were never tried.
    fn grade_steps(&self, assessment: &Assessment, result: &AssessmentResult) -> Vec<Step> {
        let lang = self.lang;
        let grades = assessment.grades.iter().enumerate();
        grades
            .map(|(index, grade)| {
                let title = grade.says.clone().unwrap_or_else(|| verdict_word(grade.gives, lang).to_owned());
                let mut step = Step { verdict: Some(grade.gives), ..Step::new(Role::Grade, title) };
                let formula = grade.when.and_then(|f| self.run.policy().formula(f));
                step.text = Some(formula.map_or_else(|| say!(lang, "annars", "otherwise"), |f| f.text.clone()));
                let tried = result.tried.get(index).copied();
                step.holds = tried.flatten();
                step.notes.push(match tried {
                    Some(Some(true)) => say!(lang, "gäller, och ger bedömningen", "holds, and gives the assessment"),
                    Some(Some(false)) => say!(lang, "gäller inte", "does not hold"),
                    Some(None) => say!(
                        lang,
                        "går inte att avgöra, så prövningen stannar här",
                        "cannot be decided, so the trying ends here"
                    ),
                    None => say!(lang, "prövades inte", "was not tried"),
                });
                step
            })
            .collect()
    }
}
