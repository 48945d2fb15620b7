//! Figures files become a [`FigureSet`]: long and wide CSV, answers of Kolada, and YAML. Every reader ends in one place, where a value and what is said of it
//! become a figure, so that all files mean the same.

mod assessed;
mod fact;
mod facts;
mod grid;
mod kolada;
mod long;
mod merge;
mod named_cells;
mod names;
mod sheet;
mod submit;
mod table;
mod value;
mod wide;
mod workbook;
mod yaml;

#[cfg(test)]
mod tests;

pub(crate) use facts::{basis_fault, period_fault};
pub(crate) use names::is_same_name;
pub use table::{read_table, read_tables};
pub use workbook::{Sheet, is_workbook, read_workbook};

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Figure, FigureSet, ManualVerdict, Name, PercentStored, Table, TableRows, Vocabulary};
use crate::diagnostic::{Code, Diagnostic, FileId, Sources, Span};
use crate::text;
use crate::yaml::{Node, Reader};
use grid::{Readers, Row};
use names::{Names, tidy};
use sheet::Doubts;
use workbook::Marks;

/// A set and everything worth saying about it.
#[derive(Debug)]
pub struct Loaded {
    /// The figures, each identity once. Not to be used if any diagnostic is an error.
    pub set: FigureSet,
    /// Errors and warnings.
    pub diagnostics: Vec<Diagnostic>,
}

/// In a wide table about that many; room for too many is cheaper than moving them again and again.
const BYTES_A_FIGURE: usize = 24;

/// Reads figures files. A CSV file is wide if a table describes it (in the vocabulary, or one of the `sidecars`, whose name is the file's), else long; a JSON file
/// is an answer of Kolada, and must be described.
pub fn load(files: &[FileId], sources: &Sources, vocabulary: &Vocabulary, sidecars: &[Table]) -> Loaded {
    load_with_sheets(files, &[], sources, vocabulary, sidecars)
}

/// Reads figures files, and sheets of workbooks that have been opened.
pub fn load_with_sheets(
    files: &[FileId],
    sheets: &[Sheet],
    sources: &Sources,
    vocabulary: &Vocabulary,
    sidecars: &[Table],
) -> Loaded {
    let mut loader = Loader::new(sources, vocabulary);
    let length: usize = files.iter().map(|file| sources.text(*file).len()).sum();
    loader.figures.reserve(length / BYTES_A_FIGURE);
    for file in files {
        loader.file(*file, sidecars);
    }
    for sheet in sheets {
        loader.sheet(sheet);
    }
    loader.finish()
}

/// Reads a list of figures, written as under `figures:` in a YAML figures file: the changes of a case.
pub fn load_list(list: &Node, sources: &Sources, vocabulary: &Vocabulary) -> Loaded {
    let mut loader = Loader::new(sources, vocabulary);
    loader.items(list);
    loader.finish()
}

/// Everything that is at hand while files are read, and what has come of them so far.
struct Loader<'a> {
    sources: &'a Sources,
    vocabulary: &'a Vocabulary,
    figure_names: Names<'a>,
    dimension_names: Names<'a>,
    /// By the dimension's name.
    member_names: BTreeMap<Name, Names<'a>>,
    /// The tables of the vocabulary that have a file, by its name.
    tables: Vec<(Cow<'a, str>, &'a Table)>,
    csv_readers: Readers,
    /// What is to be known of the cells of the sheet that is being read.
    marks: Arc<BTreeMap<Span, Marks>>,
    /// What its description says of how percent is stored.
    percent: Option<PercentStored>,
    /// Cells of it that were used and should be looked at.
    doubts: Doubts,
    reader: Reader,
    figures: Vec<Figure>,
    manual: Vec<ManualVerdict>,
}

impl<'a> Loader<'a> {
    fn new(sources: &'a Sources, vocabulary: &'a Vocabulary) -> Self {
        let figures = vocabulary.figures.iter().enumerate().flat_map(|(i, f)| {
            let aliases = f.aliases.iter().map(String::as_str);
            let names = [&*f.name, f.title.as_str()].into_iter().chain(aliases);
            names.map(move |name| (name, i))
        });
        let dimensions = vocabulary.dimensions.iter().enumerate();
        let members = vocabulary.dimensions.iter().map(|dimension| {
            let members = dimension.members.iter().enumerate().flat_map(|(i, m)| {
                let aliases = m.aliases.iter().map(String::as_str);
                [&*m.name].into_iter().chain(aliases).map(move |name| (name, i))
            });
            (dimension.name.clone(), Names::new(members))
        });
        Self {
            sources,
            vocabulary,
            figure_names: Names::new(figures),
            dimension_names: Names::new(dimensions.flat_map(|(i, d)| [(&*d.name, i), (d.title.as_str(), i)])),
            member_names: members.collect(),
            tables: vocabulary.tables.iter().filter_map(|table| Some((tidy(table.file.as_deref()?), table))).collect(),
            csv_readers: Readers::default(),
            marks: Arc::default(),
            percent: None,
            doubts: Doubts::default(),
            reader: Reader::default(),
            figures: Vec::new(),
            manual: Vec::new(),
        }
    }

    fn fault(&mut self, fault: Diagnostic) {
        self.reader.fault(fault);
    }

    /// How many faults there are: to see whether something has gone wrong since.
    fn faults(&self) -> usize {
        self.reader.faults.len()
    }

    fn file(&mut self, file: FileId, sidecars: &[Table]) {
        let name = self.sources.get(file).map_or("", |f| f.name.as_str());
        let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let ending = last.rsplit_once('.').map_or("", |(_, ending)| ending);
        match ending.to_ascii_lowercase().as_str() {
            "csv" => self.csv(file, last, sidecars),
            "json" => self.json(file, last, sidecars),
            "yaml" | "yml" => self.yaml(file),
            _ => {
                let message = text!("`{name}` är inte en fil med uppgifter", "`{name}` is not a figures file");
                let place = Span::new(file, 0, 0);
                self.fault(Diagnostic::error(Code::UnreadableFile, place, message).help(text!(
                    "filer med uppgifter slutar på .csv, .xlsx, .xlsm, .xlsb, .xls, .ods, .json (ur Kolada), .yaml eller .yml",
                    "figures files end in .csv, .xlsx, .xlsm, .xlsb, .xls, .ods, .json (of Kolada), .yaml or .yml"
                )));
            }
        }
    }

    fn csv(&mut self, file: FileId, name: &str, sidecars: &[Table]) {
        match self.description_of(name, sidecars) {
            Some(table) if table.kolada().is_some() => self.not_of_kolada(file, name, Some(table)),
            Some(table) => {
                if let Some(rows) = self.rows(file) {
                    self.table_rows(&rows, table);
                }
            }
            None => self.long(file),
        }
    }

    fn json(&mut self, file: FileId, name: &str, sidecars: &[Table]) {
        let table = self.description_of(name, sidecars);
        match table.and_then(|table| Some((table, table.kolada()?))) {
            Some((table, kolada)) => self.kolada(file, table, kolada),
            None => self.not_of_kolada(file, name, table),
        }
    }

    /// What describes a file of this name, beside it or in the vocabulary. Two descriptions are a fault, and the first holds.
    fn description_of<'t>(&mut self, name: &str, sidecars: &'t [Table]) -> Option<&'t Table>
    where
        'a: 't,
    {
        let name = tidy(name);
        let described = self.tables.iter().filter(|(file, _)| *file == name).map(|(_, table)| *table);
        let mut tables = sidecars.iter().filter(|t| tidy(&t.name) == name).chain(described);
        let (first, second) = (tables.next()?, tables.next());
        if let Some(other) = second {
            let message = text!("`{name}` beskrivs två gånger", "`{name}` is described twice");
            self.fault(
                Diagnostic::error(Code::DuplicateName, other.span, message)
                    .also(first.span, text!("första gången", "first time"))
                    .help(text!("ta bort den ena", "leave one of them out")),
            );
        }
        Some(first)
    }

    /// Reads the rows of a described table, the headings first.
    fn table_rows(&mut self, rows: &[Row], table: &Table) {
        match &table.rows {
            TableRows::Value => self.long_rows(rows, table.empty_is_nothing),
            TableRows::Assessed => self.assessed_rows(rows, table.empty_is_nothing),
            _ => self.wide_rows(rows, table),
        }
    }

    fn finish(mut self) -> Loaded {
        let mut diagnostics = std::mem::take(&mut self.reader.faults);
        let figures = merge::merge(self.figures, self.vocabulary, &mut diagnostics);
        let manual = merge::in_order(self.manual);
        Loaded { set: FigureSet::new(figures, manual).rolled_up(self.vocabulary), diagnostics }
    }
}
