//! What somebody should look at, beside the verdicts.

use rust_decimal::Decimal;

use super::{Judgement, Run};
use crate::diagnostic::{Code, Severity, Span};
use crate::evaluate::{RecordId, Remark};
use crate::figures::Given;
use crate::formula::Operation;
use crate::language::Text;
use crate::policy::{LeftOut, RuleBody, RuleId, Verdict};
use crate::quantity::Unit;
use crate::text;

/// The numbers behind a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measurement {
    /// What was expected.
    pub expected: Decimal,
    /// What there is.
    pub actual: Decimal,
    /// actual − expected.
    pub difference: Decimal,
    /// What would have been tolerated.
    pub tolerance: Option<Decimal>,
    /// The unit of all four.
    pub unit: Unit,
}

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which kind.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// What it is, in a sentence.
    pub message: Text,
    /// Where in the pack or the figures.
    pub span: Span,
    /// The rule that it is about.
    pub rule: Option<RuleId>,
    /// The numbers.
    pub measurement: Option<Measurement>,
}

impl Run<'_> {
    /// Adds a warning, once.
    pub(crate) fn warn(&mut self, code: Code, message: Text, span: Span, rule: Option<RuleId>) {
        let finding = Finding { code, severity: Severity::Warning, message, span, rule, measurement: None };
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }

    /// A failing check is a finding, whether or not it also fails the run.
    pub(super) fn find_checks(&mut self) {
        let mut found = Vec::new();
        for judgement in self.judgements.iter().filter(|j| j.verdict == Verdict::NotMet) {
            let rule = self.rule(judgement);
            let RuleBody::Check(check) = &rule.body else { continue };
            let context = self.evaluation.context(judgement.context);
            let (title, period) = (&rule.title, context.period);
            let because = check.because.as_deref().map_or(String::new(), |b| format!(": {b}"));
            let part =
                if context.coordinates.is_total() { String::new() } else { format!(", {}", context.coordinates) };
            let (sv, en) = (context.basis.in_swedish(), context.basis.as_str());
            let message = text!(
                "{title} ({period}, {sv}{part}) stämmer inte{because}",
                "{title} ({period}, {en}{part}) does not agree{because}"
            );
            let measurement = self.measurement(judgement);
            let severity = check.severity;
            found.push(Finding {
                code: Code::CheckFailed,
                severity,
                message,
                span: rule.span,
                rule: Some(judgement.rule),
                measurement,
            });
        }
        self.findings.extend(found);
    }

    /// The two sides of what does not hold.
    fn measurement(&self, judgement: &Judgement) -> Option<Measurement> {
        let condition = judgement.conditions.first()?;
        let ((left, right), unit) = (condition.sides?, self.unit_of_sides(condition)?.clone());
        let difference = left.checked_sub(right)?;
        Some(Measurement { expected: right, actual: left, difference, tolerance: condition.tolerance, unit })
    }

    /// What the document says and the figures do not, and what they cannot tell.
    pub(super) fn find_claims(&mut self) {
        let mut found = Vec::new();
        for judgement in &self.judgements {
            let rule = self.rule(judgement);
            let RuleBody::Claim(claim) = &rule.body else { continue };
            let context = self.evaluation.context(judgement.context);
            let title = claim.quote.as_ref().map_or_else(|| rule.title.clone(), |quote| format!("”{quote}”"));
            let part =
                if context.coordinates.is_total() { String::new() } else { format!(", {}", context.coordinates) };
            let (period, sv, en) = (context.period, context.basis.in_swedish(), context.basis.as_str());
            let (code, severity, message) = match judgement.verdict {
                Verdict::NotMet => (
                    Code::ClaimFalse,
                    Severity::Error,
                    text!(
                        "{title} ({period}, {sv}{part}): uppgifterna säger något annat",
                        "{title} ({period}, {en}{part}): the figures say otherwise"
                    ),
                ),
                Verdict::Undetermined => (
                    Code::ClaimUnknown,
                    Severity::Warning,
                    text!(
                        "{title} ({period}, {sv}{part}): uppgifterna räcker inte för att säga om det stämmer",
                        "{title} ({period}, {en}{part}): the figures do not tell whether it is true"
                    ),
                ),
                _ => continue,
            };
            found.push(Finding {
                code,
                severity,
                message,
                span: rule.span,
                rule: Some(judgement.rule),
                measurement: self.measurement(judgement).filter(|_| judgement.verdict == Verdict::NotMet),
            });
        }
        self.findings.extend(found);
    }

    /// What used packs have and this one does not judge, each with its reason.
    pub(super) fn find_left_out(&mut self) {
        for left in &self.policy().left_out {
            let LeftOut { name, title, pack, reference: _, because, replaced_by, span } = left;
            let said = match replaced_by {
                None => text!(
                    "inte bedömt: {title} (`{name}` ur `{pack}`). Skäl: {because}",
                    "not judged: {title} (`{name}` of `{pack}`). Reason: {because}"
                ),
                Some(new) => text!(
                    "ersatt av `{new}`: {title} (`{name}` ur `{pack}`). Skäl: {because}",
                    "replaced by `{new}`: {title} (`{name}` of `{pack}`). Reason: {because}"
                ),
            };
            self.warn(Code::RuleLeftOut, said, *span, None);
        }
    }

    /// Lines of statements that are outside what the law prescribes, where they say anything.
    pub(super) fn find_lines_outside_law(&mut self) {
        let policy = self.policy();
        for line in policy.statements.iter().flat_map(|s| &s.lines) {
            let Some((why, formula)) = line.outside_law.as_ref().zip(policy.formula(line.formula)) else { continue };
            let is_silent = match formula.tree.result().map(|n| &n.operation) {
                Some(Operation::Figure(id)) => self
                    .evaluation
                    .figures()
                    .of(*id)
                    .1
                    .iter()
                    .all(|f| !matches!(f.given, Given::Number { value, .. } if !value.is_zero())),
                _ => false,
            };
            if !is_silent {
                let title = &line.title;
                let said = text!(
                    "{title}: raden ligger utanför lagens uppställning. {why}",
                    "{title}: the line is outside the statement of the law. {why}"
                );
                self.warn(Code::OutsideLaw, said, formula.span, None);
            }
        }
    }

    /// Reported values that disagree with the computed ones.
    pub(super) fn find_reported_differences(&mut self) {
        let doubtful = self.judgements.iter().filter(|j| j.reported_differs);
        let records: Vec<RecordId> = doubtful.flat_map(|j| self.records_of(j)).collect();
        for record in records {
            self.find_difference(record);
        }
    }

    /// A finding where a record's reported value disagrees with its computed one; once for each value.
    pub fn find_difference(&mut self, record: RecordId) {
        if let Some(finding) = self.difference(record).filter(|f| !self.findings.contains(f)) {
            self.findings.push(finding);
        }
    }

    fn difference(&self, record: RecordId) -> Option<Finding> {
        let computed = self.evaluation.computed(record).number()?;
        let record = self.evaluation.record(record);
        let Remark::Differs(index) = record.remark else { return None };
        let (figure, formula) = (self.evaluation.figures().get(index)?, self.policy().formula(record.formula)?);
        let Given::Number { value, half_width } = figure.given else { return None };
        let (unit, difference) = (formula.kind.unit()?.clone(), value.checked_sub(computed)?);
        let (title, period) = (&formula.title, figure.period);
        let message = text!(
            "{title} ({period}): det redovisade värdet stämmer inte med det beräknade, utöver avrundning",
            "{title} ({period}): the reported value disagrees with the computed one beyond rounding"
        );
        let measurement =
            Measurement { expected: computed, actual: value, difference, tolerance: Some(half_width), unit };
        let span = figure.origins.first().map_or(formula.span, |o| o.span);
        Some(Finding {
            code: Code::ReportedDiffers,
            severity: Severity::Warning,
            message,
            span,
            rule: None,
            measurement: Some(measurement),
        })
    }
}
