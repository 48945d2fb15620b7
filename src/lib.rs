#![doc = include_str!("../README.md")]
//!
//! # Layers
//!
//! A module uses modules above it in this table, never below; `docs/architecture.md` says more.
//!
//! | layer | holds | knows nothing of |
//! | --- | --- | --- |
//! | `language` | Swedish and English, a text in both | |
//! | `quantity` | decimals, units, periods, bases, rounding, reading and writing numbers | figures |
//! | `diagnostic` | source files and places, codes, rendering | what the files mean |
//! | `yaml` | text to tree with places; refuses what YAML would eat | packs |
//! | `figures` | the vocabulary, submitted figures, loaders | formulas |
//! | `formula` | Rhai text → untyped syntax → typed tree | where names come from |
//! | `policy` | the raw pack and the checked `Policy` | how one becomes the other |
//! | `script` | the locked-down engine for opaque functions | policies |
//! | `check` | raw → `Policy`: names, units, cycles, validity | figures' values |
//! | `pack` | folders and built-in packs | verdicts |
//! | `evaluate` | trees over figures: values, derivation, bounds, ledgers | targets |
//! | `verdict` | judgements, claims, exemptions, assessments, findings | words |
//! | `solve` | what if: the smallest change that gives another verdict, what moves a goal most, which rounding decides, how likely each colour is, what a changed figure contributes, which mistake would explain a sum that does not agree | words |
//! | `exit` | what a run ends in: the exit codes | how anything is said |
//! | `baseline` | known failures, accepted for a time: which of them a run has | words |
//! | `report` | one `Report`, many renderers; all wording | how anything was computed |
//! | `record` | decision records: a run as a line to be tried again | |
//! | `cases` | tests inside packs | |
//! | `cli` | arguments, settings, one command a file | |

pub mod baseline;
pub mod cases;
pub mod check;
pub mod diagnostic;
pub mod evaluate;
pub mod exit;
pub mod figures;
pub mod formula;
pub mod language;
pub mod pack;
pub mod policy;
pub mod quantity;
pub mod record;
pub mod report;
pub mod script;
pub mod solve;
pub mod verdict;
pub mod yaml;

pub use diagnostic::{Code, Diagnostic, Severity};
pub use exit::ExitCode;
pub use figures::FigureSet;
pub use language::Lang;
pub use policy::{Policy, Verdict};
pub use report::Report;
pub use verdict::{Options, Run, judge};
