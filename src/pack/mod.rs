//! Packs where they lie: in a folder, or in the program itself. Files get the names that people see, and the pack is checked.

mod decode;
mod descriptions;
mod embedded;
mod figures;
mod folder;
mod library;

use std::path::{Path, PathBuf};

pub use figures::{Figures, ReadFile};
use folder::{Entry, Folder};
use library::{Shelf, source_of};

use crate::check::check;
use crate::diagnostic::{Code, Diagnostic, FileId, Sources, Span, any_error, did_you_mean};
use crate::policy::Policy;
use crate::text;

/// The pack that is judged when none is named.
pub const EXAMPLE: &str = "region-kronoberg-2024";

/// What is at fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// What was named is not there.
    Naming,
    /// What was found does not hold together.
    Content,
}

/// Why something cannot be used, and the files that the diagnostics point into.
#[derive(Debug, Clone)]
pub struct Faults {
    /// What is at fault.
    pub cause: Cause,
    /// Every file that was read.
    pub sources: Sources,
    /// What is wrong; at least one is an error.
    pub diagnostics: Vec<Diagnostic>,
}

/// A pack that has been found and not yet read.
#[derive(Debug, Clone)]
pub struct Found {
    folder: Folder,
    files: Vec<Entry>,
    /// What was wrong with the folder itself.
    diagnostics: Vec<Diagnostic>,
    sources: Sources,
}

/// A pack that has been read and checked.
#[derive(Debug, Clone)]
pub struct Opened {
    /// What it says.
    pub policy: Policy,
    /// Every file that has been read.
    pub sources: Sources,
    files: Vec<Entry>,
}

/// The names of the packs in the program, sorted.
pub fn built_in() -> Vec<String> {
    folder::built_in_names()
}

/// Finds a pack by the name of a built-in one, or by the path of a folder. What is written as a path is one; so is the name of a folder.
///
/// # Errors
/// There is no such pack.
pub fn find(named: &str) -> Result<Found, Faults> {
    let path = Path::new(named);
    if path.is_dir() {
        return Ok(Found::in_folder(Folder::OnDisk(PathBuf::from(path))));
    }
    let not_there =
        |diagnostic| Faults { cause: Cause::Naming, sources: Sources::default(), diagnostics: vec![diagnostic] };
    if path.exists() {
        let message = text!("`{named}` är en fil, inte en mapp", "`{named}` is a file, not a folder");
        let help = text!("ett regelpaket är mappen där pack.yaml ligger", "a pack is the folder that pack.yaml is in");
        return Err(not_there(Diagnostic::error(Code::UnknownPack, Span::NOWHERE, message).help(help)));
    }
    if !named.contains(['/', '\\'])
        && let Some(folder) = folder::built_in(named)
    {
        return Ok(Found::in_folder(folder));
    }
    Err(not_there(unknown(named)))
}

/// SHA-256 of the text of a file on disk, as [`SourceFile::sha256`](crate::diagnostic::SourceFile::sha256) takes it. `None` if it cannot be read as text.
pub fn fingerprint_of(path: &Path) -> Option<String> {
    let mut sources = Sources::default();
    let file = Entry::named(path).read(&mut sources, &mut Vec::new())?;
    sources.get(file).map(|file| file.sha256())
}

/// Finds a pack and opens it.
///
/// # Errors
/// There is no such pack, or there are errors in it.
pub fn open(named: &str) -> Result<Opened, Faults> {
    find(named)?.open()
}

fn unknown(named: &str) -> Diagnostic {
    let names = built_in();
    let last = named.trim_end_matches(['/', '\\']).rsplit(['/', '\\']).next().unwrap_or(named);
    let help = did_you_mean(last, names.iter().map(String::as_str)).unwrap_or_else(|| {
        let names = names.join(", ");
        text!(
            "inbyggda regelpaket: {names}; annars skriv sökvägen till mappen där pack.yaml ligger",
            "built-in packs: {names}; otherwise write the path of the folder that pack.yaml is in"
        )
    });
    let message = text!("det finns inget regelpaket `{named}`", "there is no pack `{named}`");
    Diagnostic::error(Code::UnknownPack, Span::NOWHERE, message).help(help)
}

impl Found {
    fn in_folder(folder: Folder) -> Self {
        let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
        let files = folder.files("", &mut sources, &mut diagnostics);
        Self { folder, files, diagnostics, sources }
    }

    /// Reads and checks the pack and those that it uses.
    ///
    /// # Errors
    /// There are errors; all of them are given.
    pub fn open(self) -> Result<Opened, Faults> {
        let Self { folder, files, mut diagnostics, mut sources } = self;
        let mut shelf = Shelf::beside(&folder);
        let shared = library::shared_rules(&mut sources);
        let any_unread = any_error(&diagnostics);
        let pack = source_of(&files, &mut sources, &mut diagnostics).map(|mut pack| {
            pack.raw.damage.anything |= any_unread;
            pack
        });
        let policy = pack.and_then(|pack| check(pack, &mut shelf, &shared, &mut sources, &mut diagnostics));
        match policy.filter(|_| !any_error(&diagnostics)) {
            Some(policy) => Ok(Opened { policy, sources, files }),
            None => Err(Faults { cause: Cause::Content, sources, diagnostics }),
        }
    }

    /// Reads the files of cases.
    pub fn cases(&self, sources: &mut Sources, diagnostics: &mut Vec<Diagnostic>) -> Vec<FileId> {
        cases(&self.files, sources, diagnostics)
    }
}

impl Opened {
    /// Reads a text file that was named on the command line beside pack and figures.
    ///
    /// # Errors
    /// It is not there, or cannot be read.
    pub fn named_file(&mut self, path: &Path) -> Result<FileId, Faults> {
        self.must_exist(path)?;
        let mut diagnostics = Vec::new();
        let read = Entry::named(path).read(&mut self.sources, &mut diagnostics);
        read.ok_or_else(|| Faults { cause: Cause::Content, sources: self.sources.clone(), diagnostics })
    }

    /// Reads the files of cases.
    pub fn cases(&mut self, diagnostics: &mut Vec<Diagnostic>) -> Vec<FileId> {
        cases(&self.files, &mut self.sources, diagnostics)
    }
}

fn cases(files: &[Entry], sources: &mut Sources, diagnostics: &mut Vec<Diagnostic>) -> Vec<FileId> {
    files.iter().filter(|f| f.is_case()).filter_map(|f| f.read(sources, diagnostics)).collect()
}
