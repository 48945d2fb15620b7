//! One value, many renderers. [`Report::of`] says in plain data what a run concluded; [`text()`] and [`json()`] only write it down.
//! [`explain()`] says of one rule or assessment how it came about, and [`page()`] what a pack says without any figures.

mod build;
mod ci;
mod claim;
mod council;
mod diff;
mod explain;
mod grouped;
mod html;
mod import;
mod json;
mod ledger;
mod lever;
mod markdown;
mod mistake;
mod model;
mod page;
mod phrase;
mod point;
mod precision;
mod risk;
mod rule;
mod sensitivity;
mod template;
mod text;
mod tried;
mod what_if;
mod wording;
mod words;
mod workbook;

#[cfg(test)]
mod tests;

pub use build::{Depth, Version};
pub use ci::{Ci, csv, github, gitlab, junit, sarif};
pub use claim::{ClaimEntry, RecordedEntry};
pub use council::Council;
pub use diff::{
    AssessmentTurn, Contribution, DefinitionChange, DiffReport, DraftFacts, FigureDifference, FileChange, FlipEntry,
    Long, NoContributions, NumberEntry, OnlyEntry, PeopleDifference, PlayerEntry, RuleNamed, TurnEntry, VersionFacts,
    VersionsReport, Written, diff_json, versions_json,
};
pub use explain::{
    ExplainedLedger, ExplainedRow, Explanation, LedgerExplanation, Place, Role, Step, explain, explain_assessment,
    explain_ledger, explain_recorded, explain_solved, explanation_json, explanation_text, ledger_json, ledger_text,
    recorded_json, recorded_text,
};
pub use html::html;
pub use import::{ImportReport, LackingFigure, ReadFigure, import_json};
pub use json::json;
pub use ledger::{LedgerKind, LedgerRow, Settlement};
pub use lever::{LeverAnswer, LeverEntry, LeverOutcome};
pub use markdown::markdown;
pub use mistake::{ColumnEntry, DoubtEntry, ExplanationEntry, MistakeEntry, TracedSum};
pub use model::{
    AssessmentVerdict, Entity, FORMAT, FiguresFile, FindingEntry, GroupCounts, GroupEntry, ManualEntry, NamedValue,
    PackFacts, Report, ReportedRemark, StatementRow, StatementTable, Summary, Tally,
};
pub use page::page;
pub use phrase::Reader;
pub use precision::{RoundedFigure, RoundingEntry, RoundingWitness};
pub use risk::{OddsEntry, RiskReport, Share, SpreadEntry, risk_json};
pub use rule::{
    Amount, Colour, ConditionEntry, ExemptionEntry, Input, KnownEntry, MissingEntry, ParameterEntry, RuleVerdict,
    YearPoint,
};
pub use sensitivity::{
    ColourLimitEntry, EffectEntry, MeasureEntry, NotVaried, RuleAt, SensitivityReport, TriedEntry, sensitivity_json,
};
pub use template::{Template, TemplateFault, Wanted, template_json};
pub use text::cells::symbol;
pub use text::{diff_text, import_text, risk_text, sensitivity_text, text, versions_text};
pub use tried::Tried;
pub use what_if::{ChangedVerdict, FigureAt, TriedFigure, WhatIf};
pub use wording::verdict_word;
pub use words::{Exact, Shown, Told, Word};
pub use workbook::workbook;
