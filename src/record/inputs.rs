//! What a run was made of, then and now.

use std::path::{Path, PathBuf};

use super::model::{Fingerprint, Record};
use crate::diagnostic::Sources;
use crate::pack::fingerprint_of;

/// Something that a run is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// The version of the program.
    Engine,
    /// The pack as a whole, by what was typed.
    Pack(String),
    /// The pack's own name.
    PackId,
    /// The fingerprint of the pack, though each of its files is the same.
    PackFingerprint,
    /// A policy file or script, by its name.
    PolicyFile(String),
    /// A figures file or the description of a table, by its name.
    FiguresFile(String),
}

/// How it has changed since it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It is another: as it was recorded, and as it is.
    Changed(String, String),
    /// It is not there any more.
    Gone,
    /// It was not there.
    New,
}

/// An input that is not as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputChange {
    /// Which.
    pub input: Input,
    /// How.
    pub change: Change,
}

impl InputChange {
    pub(super) fn new(input: Input, change: Change) -> Self {
        Self { input, change }
    }

    fn changed(input: Input, before: &str, after: &str) -> Option<Self> {
        (before != after).then(|| Self::new(input, Change::Changed(before.to_owned(), after.to_owned())))
    }

    /// It belongs to the pack.
    pub(super) fn is_policy(&self) -> bool {
        matches!(self.input, Input::Pack(_) | Input::PackId | Input::PackFingerprint | Input::PolicyFile(_))
    }

    /// It belongs to the figures.
    pub(super) fn is_figures(&self) -> bool {
        matches!(self.input, Input::FiguresFile(_))
    }
}

/// The version of the program, if it is another.
pub(super) fn engine(recorded: &str) -> Option<InputChange> {
    InputChange::changed(Input::Engine, recorded, env!("CARGO_PKG_VERSION"))
}

/// What differs between a record and one of the same run now, apart from the report.
pub(super) fn between(recorded: &Record, now: &Record) -> Vec<InputChange> {
    let mut changes: Vec<InputChange> = engine(&recorded.engine).into_iter().collect();
    changes.extend(InputChange::changed(Input::PackId, &recorded.pack.id, &now.pack.id));
    let files = files(&recorded.pack.files, &now.pack.files, Input::PolicyFile);
    if files.is_empty() {
        changes.extend(InputChange::changed(Input::PackFingerprint, &recorded.pack.sha256, &now.pack.sha256));
    }
    changes.extend(files);
    changes.extend(self::files(&recorded.figures.files, &now.figures.files, Input::FiguresFile));
    changes
}

/// Files then and now, by their names.
pub(super) fn files(then: &[Fingerprint], now: &[Fingerprint], input: fn(String) -> Input) -> Vec<InputChange> {
    let named = |files: &[Fingerprint], name: &str| files.iter().find(|f| f.file == name).map(|f| f.sha256.clone());
    let kept = then.iter().filter_map(|file| match named(now, &file.file) {
        Some(sha256) => InputChange::changed(input(file.file.clone()), &file.sha256, &sha256),
        None => Some(InputChange::new(input(file.file.clone()), Change::Gone)),
    });
    let new = now.iter().filter(|file| named(then, &file.file).is_none());
    kept.chain(new.map(|file| InputChange::new(input(file.file.clone()), Change::New))).collect()
}

/// What can be said of the policy files where the pack cannot be used any more: which are others, and which are gone.
pub(super) fn policy_files_found(recorded: &Record, sources: &Sources) -> Vec<InputChange> {
    let pack = Path::new(&recorded.pack.named);
    let lies = |file: &Fingerprint| vec![pack.join(&file.file), pack.join("..").join(&file.file)];
    found(&recorded.pack.files, sources, lies, Input::PolicyFile)
}

/// The same of the figures files.
pub(super) fn figures_files_found(recorded: &Record, sources: &Sources) -> Vec<InputChange> {
    let pack = Path::new(&recorded.pack.named);
    let lies = |file: &Fingerprint| match file.named {
        Some(_) => vec![PathBuf::from(&file.file)],
        None => vec![pack.join(&file.file)],
    };
    found(&recorded.figures.files, sources, lies, Input::FiguresFile)
}

/// Files among those that were read, or else where they can lie.
fn found(
    then: &[Fingerprint],
    sources: &Sources,
    lies: impl Fn(&Fingerprint) -> Vec<PathBuf>,
    input: fn(String) -> Input,
) -> Vec<InputChange> {
    let now = then.iter().filter_map(|file| {
        let read = sources.iter().find(|source| source.name == file.file).map(|source| source.sha256());
        let sha256 = read.or_else(|| lies(file).iter().find_map(|path| fingerprint_of(path)))?;
        Some(Fingerprint { sha256, ..file.clone() })
    });
    let now: Vec<Fingerprint> = now.collect();
    files(then, &now, input)
}
