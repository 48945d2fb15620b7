//! The figures of a run: the pack's own, or files that were named.

use std::path::PathBuf;

use super::folder::{Entry, Folder};
use super::{Cause, Faults, Opened};
use crate::diagnostic::{Code, Diagnostic, FileId, Span, any_error, did_you_mean};
use crate::figures::{FigureSet, Table, load, read_table};
use crate::text;
use crate::yaml::{self, Node, Reader, Spanned};

/// What was read.
#[derive(Debug, Clone)]
pub struct Figures {
    /// The figures, each identity once.
    pub set: FigureSet,
    /// The files that they come from, descriptions of tables not counted.
    pub files: Vec<FileId>,
    /// Everything that was read for them, descriptions of tables first.
    pub read: Vec<ReadFile>,
    /// What somebody should look at.
    pub warnings: Vec<Diagnostic>,
}

/// A file that was read for figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadFile {
    /// The file.
    pub file: FileId,
    /// What named it on the command line; `None` for the pack's own.
    pub argument: Option<String>,
}

const SIDECAR: &str = ".table.yaml";

impl Opened {
    /// Reads the pack's own figures.
    ///
    /// # Errors
    /// There are errors in them; all of them are given.
    pub fn own_figures(&mut self) -> Result<Figures, Faults> {
        let own = self.files.iter().filter(|f| f.is_figures()).cloned().collect();
        self.figures_of(own, Vec::new())
    }

    /// Reads files, or all files in folders, that were named on the command line.
    ///
    /// # Errors
    /// A file is not there, or there are errors in it; all of them are given.
    pub fn named_figures(&mut self, paths: &[PathBuf]) -> Result<Figures, Faults> {
        let (mut files, mut diagnostics) = (Vec::new(), Vec::new());
        for path in paths {
            if path.is_dir() {
                let prefix = path.to_string_lossy();
                let inside = Folder::OnDisk(path.clone()).files(&prefix, &mut self.sources, &mut diagnostics);
                files.extend(inside.into_iter().map(|file| file.by(&prefix)));
                continue;
            }
            if !path.exists() {
                let name = path.display();
                let message = text!("`{name}` finns inte", "`{name}` does not exist");
                let help = text!(
                    "sökvägen räknas från mappen där kommandot körs",
                    "the path counts from the folder that the command is run in"
                );
                let fault = Diagnostic::error(Code::UnreadableFile, Span::NOWHERE, message).help(help);
                return Err(Faults { cause: Cause::Naming, sources: self.sources.clone(), diagnostics: vec![fault] });
            }
            let file = Entry::named(path);
            files.extend(file.beside(&sidecar_of(&file)));
            files.push(file);
        }
        self.figures_of(files, diagnostics)
    }

    /// Reads some of the pack's own figures files, by their names in the pack (`figures/mars.csv`).
    ///
    /// # Errors
    /// A file is not in the pack, or there are errors in one; all of them are given.
    pub fn some_figures(&mut self, names: &[Spanned<String>]) -> Result<Figures, Faults> {
        let (mut files, mut diagnostics): (Vec<Entry>, _) = (Vec::new(), Vec::new());
        for name in names {
            let own = self.files.iter().filter(|f| f.is_figures() || f.is_figures_of_cases());
            match own.clone().find(|f| f.name == name.value) {
                Some(file) => {
                    let folder = file.name.strip_suffix(file.last_name()).unwrap_or_default();
                    let sidecar = format!("{folder}{}", sidecar_of(file));
                    files.extend(own.clone().find(|f| f.name == sidecar).cloned());
                    files.push(file.clone());
                }
                None => {
                    let written = &name.value;
                    let message = text!("`{written}` finns inte i paketet", "`{written}` is not in the pack");
                    let names: Vec<&str> = own.map(|f| f.name.as_str()).collect();
                    let help = did_you_mean(written, names).unwrap_or_else(|| {
                        text!(
                            "skriv namnet så som det ligger i paketet: figures/mars.csv",
                            "write the name as it lies in the pack: figures/mars.csv"
                        )
                    });
                    diagnostics.push(Diagnostic::error(Code::UnreadableFile, name.span, message).help(help));
                }
            }
        }
        self.figures_of(files, diagnostics)
    }

    fn figures_of(&mut self, files: Vec<Entry>, mut diagnostics: Vec<Diagnostic>) -> Result<Figures, Faults> {
        let mut once: Vec<Entry> = Vec::with_capacity(files.len());
        for file in files {
            if !once.iter().any(|f| f.name == file.name) {
                once.push(file);
            }
        }
        let (described, data): (Vec<Entry>, Vec<Entry>) = once.into_iter().partition(|f| f.name.ends_with(SIDECAR));
        let (mut tables, mut read) = (Vec::new(), Vec::with_capacity(data.len()));
        for sidecar in described {
            let before = diagnostics.len();
            let Some(file) = sidecar.read(&mut self.sources, &mut diagnostics) else { continue };
            let table = self.table(file, &sidecar, &data, &mut diagnostics);
            read.push(ReadFile { file, argument: sidecar.argument });
            tables.extend(table.filter(|_| diagnostics.len() == before));
        }
        let mut ids = Vec::with_capacity(data.len());
        for file in &data {
            let readable = matches!(file.stem_and_ending().1.as_str(), "csv" | "yaml" | "yml");
            let id = if readable {
                file.read(&mut self.sources, &mut diagnostics)
            } else {
                Some(file.unread(&mut self.sources))
            };
            ids.extend(id);
            read.extend(id.map(|id| ReadFile { file: id, argument: file.argument.clone() }));
        }
        let loaded = load(&ids, &self.sources, &self.policy.vocabulary, &tables);
        diagnostics.extend(loaded.diagnostics);
        if any_error(&diagnostics) {
            return Err(Faults { cause: Cause::Content, sources: self.sources.clone(), diagnostics });
        }
        Ok(Figures { set: loaded.set, files: ids, read, warnings: diagnostics })
    }

    /// What the description of a table says. It must stand beside exactly one file, since the table goes by the file's last name.
    fn table(&self, file: FileId, sidecar: &Entry, data: &[Entry], faults: &mut Vec<Diagnostic>) -> Option<Table> {
        let start = Span::new(file, 0, 0);
        let wanted = sidecar.last_name().strip_suffix(SIDECAR).map(|stem| format!("{stem}.csv"))?;
        let name = sidecar.name.as_str();
        let mut beside = data.iter().filter(|f| f.last_name() == wanted);
        match (beside.next(), beside.next()) {
            (Some(_), None) => {}
            (None, _) => {
                let message = text!(
                    "`{name}` beskriver en fil som inte finns: `{wanted}`",
                    "`{name}` describes a file that is not there: `{wanted}`"
                );
                faults.push(Diagnostic::error(Code::UnmatchedTable, start, message).help(text!(
                    "filen med beskrivningen heter som filen med uppgifter, med .table.yaml i stället för .csv",
                    "the file with the description has the name of the figures file, with .table.yaml instead of .csv"
                )));
            }
            (Some(one), Some(other)) => {
                let (one, other) = (&one.name, &other.name);
                let message = text!(
                    "`{name}` kan höra till `{one}` eller `{other}`",
                    "`{name}` may belong to `{one}` or `{other}`"
                );
                let help = text!("byt namn på den ena", "rename one of them");
                faults.push(Diagnostic::error(Code::DuplicateName, start, message).help(help));
            }
        }
        let documents: Vec<Node> = yaml::parse(file, &self.sources, faults).into_iter().flatten().collect();
        let [node] = documents.as_slice() else {
            let message = text!("`{name}` ska beskriva en enda tabell", "`{name}` must describe exactly one table");
            let place = documents.get(1).map_or(start, |second| second.span);
            faults.push(Diagnostic::error(Code::WrongShape, place, message));
            return None;
        };
        let mut reader = Reader::default();
        let table = read_table(node, &mut reader, Some(&wanted));
        faults.append(&mut reader.faults);
        table
    }
}

/// The name that a description beside the file would have.
fn sidecar_of(file: &Entry) -> String {
    let last = file.last_name();
    format!("{}{SIDECAR}", last.rsplit_once('.').map_or(last, |(stem, _)| stem))
}
