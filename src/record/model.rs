//! What stands on a line of a record file.

use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};
use std::path::{Path, PathBuf};

use crate::diagnostic::{FileId, SourceFile};
use crate::language::Lang;
use crate::pack::{Figures, Opened};
use crate::report::{Depth, Tried};

/// The version of the format of a line; another one is refused.
pub const RECORD_FORMAT: u32 = 1;

/// What a run was made of, and what it concluded.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The version of the format.
    pub record: u32,
    /// The version of the program.
    pub engine: String,
    /// The policy pack.
    pub pack: RecordedPack,
    /// The figures.
    pub figures: RecordedFigures,
    /// What decides verdicts beside pack and figures.
    pub options: AskedFor,
    /// The report as `--format json` writes it, without indentation: verdicts with their derivation.
    pub report: Box<RawValue>,
}

/// A policy pack, to be found again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordedPack {
    /// As it was typed: the name of a built-in one, or a path from the folder that the command was run in.
    pub named: String,
    /// Its own name.
    pub id: String,
    /// SHA-256 over what the command `sha256sum` writes for its files: a line with fingerprint and name for each, in this order.
    pub sha256: String,
    /// Policy files and scripts: its own, those of the packs that it uses, and the shared rules that are called.
    pub files: Vec<Fingerprint>,
}

/// The figures, to be found again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordedFigures {
    /// As they were typed; empty: the pack's own.
    pub named: Vec<String>,
    /// The description that was named for the table among them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mapping: Option<String>,
    /// The files, with descriptions of tables.
    pub files: Vec<Fingerprint>,
}

/// A file and its fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fingerprint {
    /// The name, as reports cite it.
    pub file: String,
    /// SHA-256 of its text, in lower-case hexadecimal; a byte order mark is not counted.
    pub sha256: String,
    /// What named it on the command line: the file itself, or a folder that it lies in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub named: Option<String>,
}

/// What decides verdicts beside pack and figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskedFor {
    /// The assessment date, also where nobody said it.
    pub as_of: String,
    /// Only this period.
    pub period: Option<String>,
    /// Only this basis.
    pub basis: Option<String>,
    /// Changes that were tried, as they were typed.
    pub set: Vec<String>,
    /// The language of the sentences: `sv` or `en`.
    pub lang: String,
}

/// What was typed.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'a> {
    /// The pack.
    pub pack: &'a str,
    /// The figures; empty: the pack's own.
    pub figures: &'a [PathBuf],
    /// The description of the table among them.
    pub mapping: Option<&'a Path>,
    /// The changes.
    pub set: &'a [String],
}

impl Record {
    /// What a run was made of and what it concludes, judged by itself: what else is asked of the run changes nothing.
    pub fn of(tried: &Tried<'_>, typed: &Typed<'_>, lang: Lang) -> Self {
        let mut run = tried.judge();
        let report = tried.report(&mut run, lang, Depth::Figures);
        Self {
            record: RECORD_FORMAT,
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            pack: RecordedPack {
                named: typed.pack.to_owned(),
                id: tried.opened.policy.name.clone(),
                sha256: tried.opened.policy.sha256.clone(),
                files: policy_files(tried.opened),
            },
            figures: RecordedFigures {
                named: typed.figures.iter().map(|path| path.to_string_lossy().into_owned()).collect(),
                mapping: typed.mapping.map(|path| path.to_string_lossy().into_owned()),
                files: figures_files(tried.opened, tried.figures),
            },
            options: AskedFor {
                as_of: run.evaluation.as_of().to_string(),
                period: tried.options.period.map(|period| period.to_string()),
                basis: tried.options.basis.map(|basis| basis.as_str().to_owned()),
                set: typed.set.to_vec(),
                lang: match lang {
                    Lang::Sv => "sv".to_owned(),
                    Lang::En => "en".to_owned(),
                },
            },
            // Serialising plain data with text keys cannot fail.
            report: to_raw_value(&report).unwrap_or_default(),
        }
    }

    /// The line, with its line break at the end and none before.
    pub fn line(&self) -> String {
        let mut line = serde_json::to_string(self).unwrap_or_default();
        line.push('\n');
        line
    }
}

/// Policy files and scripts that a verdict can rest on, as they are now.
pub(super) fn policy_files(opened: &Opened) -> Vec<Fingerprint> {
    let of = |id: &FileId| opened.sources.get(*id).map(|file| fingerprint(file, None));
    opened.policy.files.iter().filter_map(of).collect()
}

/// Everything that was read for the figures, as it is now.
pub(super) fn figures_files(opened: &Opened, figures: &Figures) -> Vec<Fingerprint> {
    let read = figures.read.iter();
    read.filter_map(|read| Some(fingerprint(opened.sources.get(read.file)?, read.argument.clone()))).collect()
}

fn fingerprint(file: &SourceFile, named: Option<String>) -> Fingerprint {
    Fingerprint { file: file.name.clone(), sha256: file.sha256(), named }
}
