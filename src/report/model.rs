//! The report: everything that a run concluded, as plain data. Serialised it is the JSON format; every other format renders the same value.

use serde::Serialize;

use super::what_if::WhatIf;
use std::collections::BTreeMap;

use super::claim::{ClaimEntry, RecordedEntry};
use super::ledger::LedgerRow;
use super::mistake::TracedSum;
use super::rule::RuleVerdict;
use super::words::{Exact, Shown, Told};
use crate::diagnostic::{Code, Severity, Span};
use crate::evaluate::Reason;
use crate::policy::Verdict;
use crate::quantity::{Basis, Date, Period};

/// The version of the JSON format.
pub const FORMAT: u32 = 1;

/// A part of the organisation: dimension to member; empty is the whole.
pub type Entity = BTreeMap<String, String>;

/// Everything that a run concluded.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// The version of the format.
    pub format: u32,
    /// The version of the program.
    pub engine: &'static str,
    /// The policy pack.
    pub pack: PackFacts,
    /// The figures files, in the order they were given.
    pub figures: Vec<FiguresFile>,
    /// The assessment date.
    pub as_of: Date,
    /// How many came out how.
    pub summary: Summary,
    /// One entry a rule, entity, period and basis, in the order of the pack.
    pub verdicts: Vec<RuleVerdict>,
    /// The samlade bedömningar.
    pub assessments: Vec<AssessmentVerdict>,
    /// Every named formula and sum that has a value.
    pub values: Vec<NamedValue>,
    /// The statements as tables.
    pub statements: Vec<StatementTable>,
    /// Balances and posts over years.
    pub ledgers: Vec<LedgerRow>,
    /// What the document says about the figures.
    pub claims: Vec<ClaimEntry>,
    /// Sentences of the guideline that no figure can judge.
    pub recorded: Vec<RecordedEntry>,
    /// What somebody should look at.
    pub findings: Vec<FindingEntry>,
    /// Sums that do not agree, and what could explain each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub traced: Vec<TracedSum>,
    /// What was tried on the figures, and what it changed; everything above is about the changed ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what_if: Option<WhatIf>,
}

/// Which policy pack.
#[derive(Debug, Clone, Serialize)]
pub struct PackFacts {
    /// Its name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whose it is.
    pub organisation: Option<String>,
    /// SHA-256 over what the command `sha256sum` writes for its files: a line with fingerprint and name for each.
    pub sha256: String,
}

/// One figures file.
#[derive(Debug, Clone, Serialize)]
pub struct FiguresFile {
    /// Its name.
    pub file: String,
    /// SHA-256 of its text.
    pub sha256: String,
}

/// How many rows came out how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Tally {
    /// Uppfyllda.
    pub met: u32,
    /// Delvis uppfyllda.
    pub partly_met: u32,
    /// Ej uppfyllda.
    pub not_met: u32,
    /// Kan inte bedömas.
    pub undetermined: u32,
    /// Ej tillämpliga.
    pub not_applicable: u32,
    /// Excused by a decision; counted in its verdict too.
    pub exempted: u32,
    /// Known and accepted; counted in its verdict too.
    pub known: u32,
}

/// The tallies of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Summary {
    /// Indicators and requirements that count.
    #[serde(flatten)]
    pub counted: Tally,
    /// All indicators.
    pub indicator: Tally,
    /// All requirements.
    pub requirement: Tally,
    /// All checks: a failed one is no missed goal.
    pub check: Tally,
}

/// One samlad bedömning for one period and basis.
#[derive(Debug, Clone, Serialize)]
pub struct AssessmentVerdict {
    /// Its name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The area it is about.
    pub area: Option<String>,
    /// The period.
    pub period: Period,
    /// The basis.
    pub basis: Basis,
    /// The verdict that stands.
    pub verdict: Verdict,
    /// Where it is written.
    #[serde(skip)]
    pub span: Span,
    /// The computed verdict, also where a named body has overridden it.
    pub computed: Verdict,
    /// The local word.
    pub status: Option<String>,
    /// All groups together, each rule once.
    #[serde(flatten)]
    pub counts: GroupCounts,
    /// Each group.
    pub groups: Vec<GroupEntry>,
    /// The override, if there is one.
    #[serde(rename = "override")]
    pub overridden: Option<ManualEntry>,
    /// Assumptions.
    pub rests_on: Vec<String>,
    /// References.
    pub refs: Vec<String>,
    /// One sentence.
    pub reason: String,
}

/// How many rules came out how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct GroupCounts {
    /// All that count.
    pub all: u32,
    /// Met.
    pub met: u32,
    /// Partly met.
    pub partly_met: u32,
    /// Met or partly met.
    pub met_or_partly_met: u32,
    /// Not met.
    pub not_met: u32,
    /// Undetermined.
    pub undetermined: u32,
    /// Not applicable.
    pub not_applicable: u32,
}

/// One group of an assessment.
#[derive(Debug, Clone, Serialize)]
pub struct GroupEntry {
    /// Its name.
    pub name: String,
    /// Its counts.
    #[serde(flatten)]
    pub counts: GroupCounts,
}

/// A verdict that people gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ManualEntry {
    /// Who.
    pub by: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// Why.
    pub motivation: Option<String>,
    /// The reference.
    pub reference: Option<String>,
    /// Where it was given.
    pub source: String,
}

/// Whether a formula's value was also reported, and how the two stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportedRemark {
    /// It was not reported.
    None,
    /// Both are there and agree.
    Agrees,
    /// Reported, not computed.
    StandsIn,
    /// Both are there and disagree.
    Differs,
}

/// A named formula in one context.
#[derive(Debug, Clone, Serialize)]
pub struct NamedValue {
    /// The formula's name.
    pub value: String,
    /// Its title.
    pub title: String,
    /// Its unit; null for what is no number.
    pub unit: Option<String>,
    /// The period.
    pub period: Period,
    /// The basis.
    pub basis: Basis,
    /// Of which part.
    pub entity: Entity,
    /// The value.
    pub exact: Option<Told>,
    /// The value as printed.
    pub shown: Option<Shown>,
    /// The value of a yes or no.
    pub holds: Option<bool>,
    /// What the case that gave the value says.
    pub says: Option<String>,
    /// What the figures report.
    pub reported: Option<Exact>,
    /// What the formula gives.
    pub computed: Option<Exact>,
    /// How the two stand.
    pub remark: ReportedRemark,
    /// Why there is no value.
    pub reason_code: Option<Reason>,
}

/// A statement for one period and basis.
#[derive(Debug, Clone, Serialize)]
pub struct StatementTable {
    /// Its name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The unit of all lines.
    pub unit: String,
    /// The period.
    pub period: Period,
    /// The basis.
    pub basis: Basis,
    /// What prescribes it.
    pub reference: Option<String>,
    /// The lines.
    pub lines: Vec<StatementRow>,
}

/// A line of a statement.
#[derive(Debug, Clone, Serialize)]
pub struct StatementRow {
    /// Its title.
    pub title: String,
    /// Its value.
    pub value: Option<Exact>,
    /// The value as printed.
    pub shown: Option<Shown>,
    /// What the figures report, for a sum.
    pub reported: Option<Exact>,
    /// It is a sum of lines above.
    pub is_sum: bool,
    /// Why it is outside what the law prescribes, if it is.
    pub outside_law: Option<String>,
}

/// Something to look at.
#[derive(Debug, Clone, Serialize)]
pub struct FindingEntry {
    /// Which kind.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// What it is.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// file:line:column
    pub place: Option<String>,
    /// The same place, to be found in its file.
    #[serde(skip)]
    pub span: Span,
    /// The rule it is about.
    pub rule: Option<String>,
    /// What was expected.
    pub expected: Option<Exact>,
    /// What there is.
    pub actual: Option<Exact>,
    /// actual − expected.
    pub difference: Option<Exact>,
    /// What would have been tolerated.
    pub tolerance: Option<Exact>,
    /// The unit of all four.
    pub unit: Option<String>,
}

impl Tally {
    /// Counts one more.
    pub fn add(&mut self, verdict: Verdict, exempted: bool, known: bool) {
        let field = match verdict {
            Verdict::Met => &mut self.met,
            Verdict::PartlyMet => &mut self.partly_met,
            Verdict::NotMet => &mut self.not_met,
            Verdict::Undetermined => &mut self.undetermined,
            Verdict::NotApplicable => &mut self.not_applicable,
        };
        *field = field.saturating_add(1);
        self.exempted = self.exempted.saturating_add(u32::from(exempted));
        self.known = self.known.saturating_add(u32::from(known));
    }
}
