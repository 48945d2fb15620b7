//! The figures of a run: the pack's own, or files that were named.

use std::path::{Path, PathBuf};

use super::folder::{Entry, Folder};
use super::{Cause, Faults, Opened};
use crate::diagnostic::{Code, Diagnostic, FileId, Span, any_error, did_you_mean};
use crate::figures::{FigureSet, Sheet, Table, is_workbook, load_with_sheets, read_workbook};
use crate::language::{Text, composed};
use crate::text;
use crate::yaml::Spanned;

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
    pub diagnostics: Vec<Diagnostic>,
}

/// A description that was named, and the last name of the file that it is for.
struct Mapping {
    file: Entry,
    target: String,
}

/// A file that was read for figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadFile {
    /// The file.
    pub file: FileId,
    /// What named it on the command line; `None` for the pack's own.
    pub argument: Option<String>,
}

/// What the descriptions say.
#[derive(Default)]
struct Described {
    tables: Vec<Table>,
    /// What is described by something that cannot be used: the last names, without endings. Read without it, such a file would only give faults that
    /// follow from that.
    unusable: Vec<String>,
    read: Vec<ReadFile>,
}

pub(super) const SIDECAR: &str = ".table.yaml";

impl Opened {
    /// Reads the pack's own figures.
    ///
    /// # Errors
    /// There are errors in them; all of them are given.
    pub fn own_figures(&mut self) -> Result<Figures, Faults> {
        let read = self.read_own_figures();
        self.whole(read)
    }

    /// The same, also where there are errors: what could be read, and everything that is wrong.
    pub fn read_own_figures(&mut self) -> Figures {
        let own = self.files.iter().filter(|f| f.is_figures()).cloned().collect();
        self.figures_of(own, None, Vec::new())
    }

    /// Reads files, or all files in folders, that were named on the command line. A `mapping` describes the only table among them.
    ///
    /// # Errors
    /// A file is not there, or there are errors in it; all of them are given.
    pub fn named_figures(&mut self, paths: &[PathBuf], mapping: Option<&Path>) -> Result<Figures, Faults> {
        let read = self.read_figures(paths, mapping)?;
        self.whole(read)
    }

    /// The same, also where there are errors: what could be read, and everything that is wrong.
    ///
    /// # Errors
    /// A file is not there, or it is not clear which file the mapping is for.
    pub fn read_figures(&mut self, paths: &[PathBuf], mapping: Option<&Path>) -> Result<Figures, Faults> {
        let (mut files, mut diagnostics) = (Vec::new(), Vec::new());
        for path in paths {
            if path.is_dir() {
                let prefix = path.to_string_lossy();
                let inside = Folder::OnDisk(path.clone()).files(&prefix, &mut self.sources, &mut diagnostics);
                files.extend(inside.into_iter().map(|file| file.by(&prefix)));
                continue;
            }
            self.must_exist(path)?;
            let file = Entry::named(path);
            files.extend(file.beside(&sidecar_of(&file)).filter(|_| mapping.is_none()));
            files.push(file);
        }
        let mapping = match mapping {
            Some(path) => {
                self.must_exist(path)?;
                let mapping = Entry::named(path);
                files.retain(|file| file.name != mapping.name);
                Some(Mapping { target: self.only_table(&files)?, file: mapping })
            }
            None => None,
        };
        Ok(self.figures_of(files, mapping, diagnostics))
    }

    pub(super) fn must_exist(&self, path: &Path) -> Result<(), Faults> {
        if path.exists() {
            return Ok(());
        }
        let name = path.display();
        let message = text!("`{name}` finns inte", "`{name}` does not exist");
        Err(self.naming(
            message,
            text!(
                "sökvägen räknas från mappen där kommandot körs",
                "the path counts from the folder that the command is run in"
            ),
        ))
    }

    fn naming(&self, message: Text, help: Text) -> Faults {
        let fault = Diagnostic::error(Code::UnreadableFile, Span::NOWHERE, message).help(help);
        Faults { cause: Cause::Naming, sources: self.sources.clone(), diagnostics: vec![fault] }
    }

    /// The last name of the only file that a description can be for.
    fn only_table(&self, files: &[Entry]) -> Result<String, Faults> {
        let mut tables = files.iter().filter(|file| file.can_be_described());
        match (tables.next(), tables.next()) {
            (Some(only), None) => Ok(only.last_name().to_owned()),
            (None, _) => Err(self.naming(
                text!("`--mapping` beskriver ingen fil", "`--mapping` describes no file"),
                text!("namnge också arbetsboken eller CSV-filen", "name the workbook or the CSV file too"),
            )),
            (Some(one), Some(other)) => {
                let (one, other) = (&one.name, &other.name);
                Err(self.naming(
                    text!(
                        "`--mapping` kan höra till `{one}` eller `{other}`",
                        "`--mapping` may belong to `{one}` or `{other}`"
                    ),
                    text!(
                        "lägg i stället beskrivningen bredvid filen, med samma namn och .table.yaml",
                        "instead put the description beside the file, with the same name and .table.yaml"
                    ),
                ))
            }
        }
    }

    /// Figures without errors.
    fn whole(&self, read: Figures) -> Result<Figures, Faults> {
        if any_error(&read.diagnostics) {
            let (sources, diagnostics) = (self.sources.clone(), read.diagnostics);
            return Err(Faults { cause: Cause::Content, sources, diagnostics });
        }
        Ok(read)
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
        let read = self.figures_of(files, None, diagnostics);
        self.whole(read)
    }

    fn figures_of(&mut self, files: Vec<Entry>, mapping: Option<Mapping>, mut diagnostics: Vec<Diagnostic>) -> Figures {
        let mut once: Vec<Entry> = Vec::with_capacity(files.len());
        for file in files {
            if !once.iter().any(|f| f.name == file.name) {
                once.push(file);
            }
        }
        let (described, data): (Vec<Entry>, Vec<Entry>) = once.into_iter().partition(|f| f.name.ends_with(SIDECAR));
        let Described { tables, unusable, mut read } = self.described(described, mapping, &data, &mut diagnostics);
        let (mut ids, mut texts, mut sheets) =
            (Vec::with_capacity(data.len()), Vec::with_capacity(data.len()), Vec::new());
        for file in data {
            let is_described =
                !file.can_be_described() || !unusable.iter().any(|stem| stem == stem_of(file.last_name()));
            let id = if is_workbook(&file.name) {
                let Some((id, bytes)) = file.read_bytes(&mut self.sources, &mut diagnostics) else { continue };
                if is_described {
                    sheets.extend(self.sheets(&file, (id, &bytes), &tables, &mut diagnostics));
                }
                id
            } else {
                let Some(id) = self.text(&file, &mut diagnostics) else { continue };
                texts.extend(Some(id).filter(|_| is_described));
                id
            };
            ids.push(id);
            read.push(ReadFile { file: id, argument: file.argument });
        }
        let loaded = load_with_sheets(&texts, &sheets, &self.sources, &self.policy.vocabulary, &tables);
        diagnostics.extend(loaded.diagnostics);
        Figures { set: loaded.set, files: ids, read, diagnostics }
    }

    /// Reads the descriptions that stand beside files, and the one that was named.
    fn described(
        &mut self,
        beside: Vec<Entry>,
        mapping: Option<Mapping>,
        data: &[Entry],
        faults: &mut Vec<Diagnostic>,
    ) -> Described {
        let mut described = Described::default();
        let named = mapping.map(|mapping| (mapping.file, Some(mapping.target)));
        for (file, target) in beside.into_iter().map(|file| (file, None)).chain(named) {
            let before = faults.len();
            let stem =
                target.as_deref().map_or_else(|| file.last_name().strip_suffix(SIDECAR).unwrap_or_default(), stem_of);
            let stem = stem.to_owned();
            let tables = file.read(&mut self.sources, faults).map(|id| {
                described.read.push(ReadFile { file: id, argument: file.argument.clone() });
                match &target {
                    Some(target) => file.described(id, target, &self.sources, faults),
                    None => file.described_beside(id, data, &self.sources, faults),
                }
            });
            match tables.filter(|_| faults.len() == before) {
                Some(tables) => described.tables.extend(tables),
                None => described.unusable.push(stem),
            }
        }
        described
    }

    /// Reads a file that is text, if it can be one.
    fn text(&mut self, file: &Entry, faults: &mut Vec<Diagnostic>) -> Option<FileId> {
        match file.stem_and_ending().1.as_str() {
            "csv" => file.read_csv(&mut self.sources, faults),
            "json" | "yaml" | "yml" => file.read(&mut self.sources, faults),
            _ => Some(file.unread(&mut self.sources)),
        }
    }

    /// Reads the sheets of a workbook by what is beside it, and by what the pack says of files of this name.
    fn sheets(
        &mut self,
        file: &Entry,
        (id, bytes): (FileId, &[u8]),
        beside: &[Table],
        faults: &mut Vec<Diagnostic>,
    ) -> Vec<Sheet> {
        let name = composed(file.last_name());
        let in_pack = self.policy.vocabulary.tables.iter().filter(|t| t.file.as_deref() == Some(&*name));
        let all: Vec<&Table> = beside.iter().filter(|t| composed(&t.name) == name).chain(in_pack).collect();
        read_workbook(id, bytes, &all, &mut self.sources, faults)
    }
}

/// The name that a description beside the file would have.
fn sidecar_of(file: &Entry) -> String {
    format!("{}{SIDECAR}", stem_of(file.last_name()))
}

/// The last name of a file without its ending.
fn stem_of(last: &str) -> &str {
    last.rsplit_once('.').map_or(last, |(stem, _)| stem)
}
