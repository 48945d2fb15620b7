//! How a verdict came about: the derivation that the run left behind, as a tree, down to figures with their sources and limits with their references.
//! Nothing is computed here that was not evaluated in the run.

mod assessment;
mod derivation;
mod leaf;
mod ledger;
mod model;
pub(in crate::report) mod phrases;
mod recorded;
mod text;

pub(in crate::report) use leaf::note_in_words;
pub use ledger::{ExplainedLedger, LedgerExplanation, explain_ledger, ledger_json, ledger_text};
pub use model::{ExplainedRow, Explanation, Place, Role, Step};
pub use recorded::{explain_recorded, recorded_json, recorded_text};
pub use text::explanation_text;

use super::build::{Depth, Scribe};
use super::rule::RuleVerdict;
use super::wording::{plain, say, target_phrase_of};
use crate::diagnostic::Sources;
use crate::formula::FormulaId;
use crate::language::Lang;
use crate::policy::raw::LevelWord;
use crate::policy::{Indicator, Level, Requirement, RuleBody, RuleId, Scale};
use crate::solve;
use crate::verdict::{Judgement, Run};
use derivation::Seen;

/// How every verdict of a rule came about.
pub fn explain(run: &mut Run<'_>, rule: RuleId, sources: &Sources, lang: Lang) -> Explanation {
    let mut scribe = Scribe { run, sources, lang, depth: Depth::Figures };
    let judged: Vec<usize> =
        scribe.run.judgements.iter().enumerate().filter(|(_, j)| j.rule == rule).map(|(index, _)| index).collect();
    let rows = judged.into_iter().filter_map(|index| scribe.explained_row(index)).collect();
    let found = scribe.run.policy().rule(rule);
    Explanation {
        subject: found.map(|r| r.name.clone()).unwrap_or_default(),
        kind: found.map(|r| r.kind().as_str()).unwrap_or_default(),
        title: found.map(|r| r.title.clone()).unwrap_or_default(),
        rows,
    }
}

/// The same, with what one figure would have to be instead of those that the pack offers.
///
/// # Errors
/// No verdict of the rule rests on a submitted number of that name or title; the names of those on which one does.
pub fn explain_solved(
    run: &mut Run<'_>,
    rule: RuleId,
    figure: &str,
    sources: &Sources,
    lang: Lang,
) -> Result<Explanation, Vec<String>> {
    let mut explanation = explain(run, rule, sources, lang);
    let mut scribe = Scribe { run, sources, lang, depth: Depth::Figures };
    let judged = scribe.run.judgements.iter().enumerate().filter(|(_, j)| j.rule == rule);
    let judged: Vec<(usize, Judgement)> = judged.map(|(index, judgement)| (index, judgement.clone())).collect();
    let (mut known, mut is_there) = (Vec::new(), false);
    for (row, (number, judgement)) in explanation.rows.iter_mut().zip(&judged) {
        row.levers.clear();
        for (index, found) in solve::figures_of(scribe.run, judgement) {
            let Some(definition) = scribe.run.policy().vocabulary.get(found.id) else { continue };
            if *definition.name != *figure && definition.title != figure {
                known.push(definition.name.to_string());
                continue;
            }
            is_there = true;
            row.levers.extend(solve::solve(scribe.run, judgement, index).and_then(|lever| scribe.lever(&lever)));
        }
        if let Some(verdict) = scribe.rule_verdict(*number) {
            let asked = RuleVerdict { levers: row.levers.clone(), ..verdict };
            row.plain = plain::text(&scribe.points(judgement, &asked), &asked, lang);
        }
    }
    known.sort();
    known.dedup();
    if is_there { Ok(explanation) } else { Err(known) }
}

/// How every verdict of an assessment came about; `None` if the pack has none of that name.
pub fn explain_assessment(run: &mut Run<'_>, name: &str, sources: &Sources, lang: Lang) -> Option<Explanation> {
    let assessments = &run.policy().assessments;
    let index = assessments.iter().position(|a| a.name == name)?;
    let assessment = assessments.get(index)?;
    let scribe = Scribe { run, sources, lang, depth: Depth::Figures };
    let results = scribe.run.assessments.iter().filter(|r| r.assessment as usize == index);
    let rows = results.filter_map(|r| scribe.explained_assessment(assessment, r)).collect();
    Some(Explanation { subject: assessment.name.clone(), kind: "assessment", title: assessment.title.clone(), rows })
}

/// An explanation as JSON: indented, a line break at the end.
pub fn explanation_json(explanation: &Explanation) -> String {
    super::json::pretty(explanation)
}

impl<'p> Scribe<'_, 'p> {
    /// How the verdict of a number came about.
    pub(in crate::report) fn explained_row(&mut self, index: usize) -> Option<ExplainedRow> {
        let row = self.rule_verdict(index)?;
        let judgement = self.run.judgements.get(index)?.clone();
        let mut seen = Seen::default();
        let steps = match &self.run.rule(&judgement).body {
            RuleBody::Indicator(indicator) => self.indicator_steps(&judgement, indicator, &row, &mut seen),
            RuleBody::Requirement(requirement) => self.requirement_steps(&judgement, requirement, &mut seen),
            RuleBody::Check(_) | RuleBody::Claim(_) => self.condition_steps(&judgement, &mut seen),
        };
        Some(ExplainedRow {
            entity: row.entity,
            period: row.period,
            basis: row.basis,
            verdict: row.verdict,
            level: row.level,
            reason: row.reason,
            plain: row.plain,
            exempted: row.exempted,
            manual: row.manual,
            rests_on: row.rests_on,
            questioned_by: row.questioned_by,
            refs: row.refs,
            steps,
            levers: row.levers,
        })
    }

    fn indicator_steps(
        &self,
        judgement: &Judgement,
        indicator: &'p Indicator,
        row: &RuleVerdict,
        seen: &mut Seen,
    ) -> Vec<Step> {
        let mut steps = Vec::new();
        let home = judgement.context;
        let mut add = |record: Option<_>, role, title: String| {
            steps.extend(record.map(|record| self.part(record, role, title, home, seen)));
        };
        let lang = self.lang;
        add(judgement.value, Role::Value, say!(lang, "värde", "value"));
        add(judgement.limit, Role::Target, target_phrase_of(row, lang).unwrap_or_default());
        add(judgement.upper, Role::TargetTo, say!(lang, "övre gräns", "upper limit"));
        for (formula, title) in self.scale_limits(&indicator.scale) {
            add(self.run.evaluation.known(formula, home), Role::Scale, title);
        }
        add(
            judgement.previous,
            Role::Previous,
            say!(lang, "samma period året före", "the same period the year before"),
        );
        let other = indicator.gap_as.and_then(|f| self.run.evaluation.known(f, home));
        add(other, Role::GapAs, say!(lang, "skillnaden uttryckt på annat sätt", "the gap put in another way"));
        let exemption = judgement.exemption.and_then(|(index, _)| indicator.exemptions.get(index as usize));
        let limit = exemption.and_then(|e| e.limit).and_then(|f| self.run.evaluation.known(f, home));
        add(limit, Role::Exemption, say!(lang, "avstegets gräns", "the exemption's limit"));
        steps
    }

    /// The limits of a scale and what they are for.
    fn scale_limits(&self, scale: &Scale) -> Vec<(FormulaId, String)> {
        let lang = self.lang;
        match scale {
            Scale::PercentOfTarget { partly_from, band, .. } => {
                let share = say!(lang, "delvis uppfyllt från måluppfyllelsen", "partly met from an attainment of");
                let width = say!(lang, "delvis uppfyllt om det saknas högst", "partly met if short by at most");
                [Some((*partly_from, share)), band.map(|b| (b, width))].into_iter().flatten().collect()
            }
            Scale::Band { partly_within } => {
                vec![(
                    *partly_within,
                    say!(lang, "delvis uppfyllt om det saknas högst", "partly met if short by at most"),
                )]
            }
            Scale::Levels(levels) => {
                let title = |level: &Level| {
                    let given = || super::wording::verdict_word(level.gives, lang).to_owned();
                    let name = level.level.clone().unwrap_or_else(given);
                    match level.word {
                        LevelWord::AtLeast => say!(lang, "{name}: minst", "{name}: at least"),
                        LevelWord::AtMost => say!(lang, "{name}: högst", "{name}: at most"),
                    }
                };
                levels.iter().map(|l| (l.limit, title(l))).collect()
            }
            Scale::Change { .. } | Scale::Boolean | Scale::Manual { .. } => Vec::new(),
        }
    }

    fn requirement_steps(&self, judgement: &Judgement, requirement: &Requirement, seen: &mut Seen) -> Vec<Step> {
        let when = requirement.when.and_then(|f| self.run.evaluation.known(f, judgement.context));
        let title = say!(self.lang, "gäller när", "applies when");
        let mut steps: Vec<Step> =
            when.map(|record| self.part(record, Role::When, title, judgement.context, seen)).into_iter().collect();
        steps.extend(self.condition_steps(judgement, seen));
        steps
    }

    fn condition_steps(&self, judgement: &Judgement, seen: &mut Seen) -> Vec<Step> {
        let title = |text: &str| say!(self.lang, "villkor: {text}", "condition: {text}");
        let results = judgement.conditions.iter();
        results
            .map(|result| {
                let formula = self.run.policy().formula(self.run.evaluation.record(result.record).formula);
                let title = title(&formula.map(|f| self.in_titles(&f.text)).unwrap_or_default());
                let mut step = self.part(result.record, Role::Condition, title, judgement.context, seen);
                // A check holds within its tolerance, also where the comparison by itself does not.
                step.holds = result.holds;
                step
            })
            .collect()
    }
}
