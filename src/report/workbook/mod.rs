//! The verdicts as a workbook: one sheet to read, one for each kind of thing to look up, and links between them.

mod derivation;
mod figures;
mod others;
pub(in crate::report) mod style;
mod summary;
mod table;
mod verdicts;

#[cfg(test)]
mod tests;

use rust_xlsxwriter::{Workbook, XlsxError};

use self::figures::Figures;
use self::style::{Styles, bytes, sheet_names};
use self::table::Table;
use crate::diagnostic::Sources;
use crate::language::{Lang, Text};
use crate::policy::Policy;
use crate::report::Report;
use crate::report::wording::say;
use crate::text;

/// What the sheets are written from.
struct Book<'r> {
    report: &'r Report,
    policy: &'r Policy,
    sources: &'r Sources,
    /// From the folder of the workbook to the one that files are named from: empty, or ends in `/`.
    way: &'r str,
    lang: Lang,
    styles: Styles,
    names: Names,
    figures: Figures<'r>,
    /// Rows of the derivation, for each verdict the first of them.
    derived: Vec<u32>,
}

/// The names of the sheets.
struct Names {
    summary: String,
    verdicts: String,
    figures: String,
    derivation: String,
    findings: String,
    claims: String,
    recorded: String,
}

impl Names {
    fn of(lang: Lang) -> Self {
        let titles = [
            say!(lang, "Sammanfattning", "Summary"),
            say!(lang, "Bedömningar", "Verdicts"),
            say!(lang, "Siffror", "Figures"),
            say!(lang, "Härledning", "Derivation"),
            say!(lang, "Att se efter", "To look at"),
            say!(lang, "Påståenden", "Claims"),
            say!(lang, "Antecknat", "Recorded"),
        ];
        let mut names = sheet_names(titles.iter().map(String::as_str)).into_iter();
        let mut next = || names.next().unwrap_or_default();
        Self {
            summary: next(),
            verdicts: next(),
            figures: next(),
            derivation: next(),
            findings: next(),
            claims: next(),
            recorded: next(),
        }
    }
}

/// The report as an .xlsx file. It must go down to the figures ([`super::Depth::Figures`]). Files are linked to by their paths from the folder
/// that the command is run in, after `way`: how one comes there from the folder of the workbook (empty, or with a `/` last).
///
/// # Errors
/// The file cannot be made: a text is longer than a cell.
pub fn workbook(report: &Report, policy: &Policy, sources: &Sources, way: &str, lang: Lang) -> Result<Vec<u8>, Text> {
    let figures = Figures::of(report);
    let derived = derivation::first_rows(report, policy);
    let (styles, names) = (Styles::default(), Names::of(lang));
    let book = Book { report, policy, sources, way, lang, styles, names, figures, derived };
    book.write()
        .map_err(|error| text!("arbetsboken kan inte skrivas: {error}", "the workbook cannot be written: {error}"))
}

impl Book<'_> {
    fn write(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let names = &self.names;
        self.summary(workbook.add_worksheet().set_name(&names.summary)?)?;
        self.table(&mut workbook, &names.verdicts, &self.verdicts())?;
        self.table(&mut workbook, &names.figures, &self.figures_table())?;
        self.table(&mut workbook, &names.derivation, &self.derivation())?;
        self.table(&mut workbook, &names.findings, &self.findings())?;
        if !self.report.claims.is_empty() {
            self.table(&mut workbook, &names.claims, &self.claims())?;
        }
        if !self.report.recorded.is_empty() {
            self.table(&mut workbook, &names.recorded, &self.recorded())?;
        }
        bytes(workbook, &self.report.pack.title)
    }

    fn table(&self, workbook: &mut Workbook, name: &str, table: &Table) -> Result<(), XlsxError> {
        table.write(workbook.add_worksheet().set_name(name)?, &self.styles)
    }
}
