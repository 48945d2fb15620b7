//! Wide CSV: a table as people have it, read by its description.

use super::Loader;
use super::facts::Facts;
use super::grid::{Cell, Row};
use super::names::{Found, Names, tidy};
use super::submit::{Said, What};
use crate::diagnostic::{Code, Diagnostic, FileId, Span, did_you_mean};
use crate::figures::{CellFacts, Dimension, Table, TableRows};
use crate::text;
use crate::yaml::Spanned;

/// What the headings of the rows are.
#[derive(Clone, Copy)]
enum Rows<'a> {
    Figure,
    Period,
    Member(&'a Dimension),
}

/// What a column holds.
enum Column {
    Values(Facts),
    Source,
    Note,
    /// Left out by name, or entirely empty, or already reported.
    Nothing,
}

/// A table whose description has been understood.
struct Layout<'a, 't> {
    table: &'t Table,
    rows: Rows<'a>,
    columns: Vec<Column>,
    ignored: Names,
    /// The heading of the row that is the total.
    total: Names,
}

impl<'a> Loader<'a> {
    /// Reads a wide file.
    pub(super) fn wide(&mut self, file: FileId, table: &Table) {
        let Some(rows) = self.rows(file) else { return };
        let heading_rows = usize::from(table.heading_rows.max(1));
        let (headings, rows) = rows.split_at(heading_rows.min(rows.len()));
        let Some(layout) = self.layout(table, headings, rows) else {
            return;
        };
        let mut has_total = false;
        for row in rows.iter().filter(|row| !row.is_empty()) {
            if !self.fits(row, layout.columns.len() + 1) {
                continue;
            }
            let Some((heading, cells)) = row.cells.split_first() else {
                continue;
            };
            if layout.ignored.find(&heading.value) != Found::Nothing {
                continue;
            }
            let is_total = layout.total.find(&heading.value) != Found::Nothing;
            has_total |= is_total;
            if let Some(facts) = self.row_facts(&layout, heading, is_total) {
                self.wide_row(&layout, &facts, cells);
            }
        }
        if let (Some(total), false) = (&table.total, has_total) {
            let span = headings.first().map_or(Span::NOWHERE, |row| row.span);
            let headings = rows.iter().filter_map(|row| row.cells.first());
            let known = headings.map(|cell| cell.value.as_str());
            let message = text!("raden `{total}` saknas", "the row `{total}` is missing");
            self.absent(table, span, message, did_you_mean(total, known));
        }
    }

    fn layout<'t>(
        &mut self,
        table: &'t Table,
        heading_rows: &[Row],
        rows: &[Row],
    ) -> Option<Layout<'a, 't>> {
        let kind = self.row_kind(table)?;
        let before = self.reader.faults.len();
        let all = self.table_facts(&table.all, table.span);
        if self.reader.faults.len() > before {
            return None;
        }
        let listed = table.columns.iter().map(|(heading, _)| heading.as_str());
        let ignored = table.ignored_columns.iter().map(String::as_str);
        let names = Names::new(listed.chain(ignored).enumerate().map(|(i, name)| (name, i)));
        let headings = headings(heading_rows);
        let mut seen: Vec<(usize, &Heading)> = Vec::new();
        let mut columns = Vec::new();
        for (i, heading) in headings.iter().enumerate().skip(1) {
            let found = names.find(&heading.text);
            columns.push(match found {
                Found::One(index) => {
                    if let Some((_, first)) = seen.iter().find(|(s, _)| *s == index) {
                        self.twice(&heading.cell(), &first.cell());
                    }
                    seen.push((index, heading));
                    match table.columns.get(index) {
                        Some((_, facts)) => self.value_column(facts, table, &all, kind, heading),
                        None => Column::Nothing,
                    }
                }
                _ if heading.is("source") => Column::Source,
                _ if heading.is("note") => Column::Note,
                _ if heading.own.is_empty() && rows.iter().all(|row| row.lacks(i)) => {
                    Column::Nothing
                }
                _ => self.unmatched_column_of(table, heading),
            });
        }
        let place = heading_rows.first().map_or(Span::NOWHERE, |row| row.span);
        for (index, (listed, _)) in table.columns.iter().enumerate() {
            if !seen.iter().any(|(s, _)| *s == index) {
                let known = headings.iter().skip(1).map(|h| h.text.as_str());
                let message = text!(
                    "kolumnen `{listed}` saknas",
                    "the column `{listed}` is missing"
                );
                self.absent(table, place, message, did_you_mean(listed, known));
            }
        }
        Some(Layout {
            table,
            rows: kind,
            columns,
            ignored: Names::new(table.ignored_rows.iter().map(|name| (name.as_str(), 0))),
            total: Names::new(table.total.iter().map(|name| (name.as_str(), 0))),
        })
    }

    fn row_kind(&mut self, table: &Table) -> Option<Rows<'a>> {
        Some(match &table.rows {
            TableRows::Figure => Rows::Figure,
            TableRows::Period => Rows::Period,
            TableRows::Dimension(name) => {
                let written = Spanned::new(name.to_string(), table.span);
                Rows::Member(self.known_dimension(&written)?)
            }
        })
    }

    /// A dimension by name or title; an unknown one is a fault.
    pub(super) fn known_dimension(&mut self, written: &Spanned<String>) -> Option<&'a Dimension> {
        let found = self.dimension_of(&written.value);
        if found.is_none() {
            let name = &written.value;
            let known = self.vocabulary.dimensions.iter();
            let help = did_you_mean(name, known.flat_map(|d| [&*d.name, d.title.as_str()]))
                .unwrap_or_else(|| {
                    text!(
                        "dimensionerna står under `dimensions:` i regelpaketet",
                        "the dimensions are under `dimensions:` in the pack"
                    )
                });
            let message = text!("okänd dimension `{name}`", "unknown dimension `{name}`");
            self.fault(Diagnostic::error(Code::UnknownName, written.span, message).help(help));
        }
        found
    }

    /// What a description says of cells.
    fn table_facts(&mut self, said: &CellFacts, span: Span) -> Facts {
        let at = |text: &String| Spanned::new(text.clone(), span);
        let mut facts = Facts::default();
        if let Some(figure) = said.figure.as_ref().map(at) {
            let found = self.figure(&figure, Code::UnknownName);
            facts.figure = found.map(|id| Spanned::new(id, span));
        }
        if let Some(period) = said.period.as_ref().map(at) {
            facts.period = self.period(&period).map(|p| Spanned::new(p, span));
        }
        if let Some(edition) = said.edition.as_ref().map(at) {
            facts.edition = self.edition(&edition).map(|e| Spanned::new(e, span));
        }
        if let Some(unit) = said.unit.as_ref().map(at) {
            facts.unit = self.unit(&unit).map(|u| Spanned::new(u, span));
        }
        facts.basis = said.basis.map(|basis| Spanned::new(basis, span));
        for (dimension, member) in &said.coordinates {
            let Some(dimension) = self.known_dimension(&at(dimension)) else {
                continue;
            };
            if let Some(member) = self.member(dimension, &at(member), Code::UnknownMember) {
                let name = dimension.name.clone();
                facts.coordinates.insert(name, Spanned::new(member, span));
            }
        }
        facts
    }

    /// The facts of a column and the whole table together, once it is clear that they and the rows say each thing exactly once.
    fn value_column(
        &mut self,
        said: &CellFacts,
        table: &Table,
        all: &Facts,
        rows: Rows<'_>,
        heading: &Heading,
    ) -> Column {
        let before = self.reader.faults.len();
        let column = self.table_facts(said, table.span);
        if let Some(word) = column.contradicts(all) {
            let message = text!(
                "kolumnen och `all` säger olika om {word}",
                "the column and `all` disagree on {word}"
            );
            self.contradiction(table, heading, message);
        }
        let facts = column.or(all);
        let (by_row, twice) = match rows {
            Rows::Figure => ("figure", facts.figure.is_some()),
            Rows::Period => ("period", facts.period.is_some()),
            Rows::Member(d) => (&*d.name, facts.coordinates.contains_key(&d.name)),
        };
        if twice {
            let message = text!(
                "både raden och kolumnen säger {by_row}",
                "both the row and the column say {by_row}"
            );
            self.contradiction(table, heading, message);
        }
        let needs = [
            ("figure", facts.figure.is_some() || by_row == "figure"),
            ("period", facts.period.is_some() || by_row == "period"),
        ];
        for (word, is_said) in needs {
            if !is_said && self.reader.faults.len() == before {
                let message = text!("ingenting säger {word}", "nothing says {word}");
                self.fault(
                    Diagnostic::error(Code::MissingKey, heading.span, message)
                        .also(table.span, described_here())
                        .help(text!(
                            "lägg till `{word}` för kolumnen eller under `all`",
                            "add `{word}` to the column or under `all`"
                        )),
                );
            }
        }
        let vocabulary = self.vocabulary;
        let figure = facts.figure.as_ref();
        if let (Rows::Member(d), Some(f)) = (rows, figure.and_then(|f| vocabulary.get(f.value))) {
            self.is_split_by(f, &d.name, heading.span);
        }
        if self.reader.faults.len() > before {
            return Column::Nothing;
        }
        Column::Values(facts)
    }

    fn contradiction(&mut self, table: &Table, heading: &Heading, message: crate::language::Text) {
        self.fault(
            Diagnostic::error(Code::BadValue, heading.span, message)
                .also(table.span, described_here())
                .help(text!("säg det på ett ställe", "say it in one place")),
        );
    }

    fn unmatched_column_of(&mut self, table: &Table, heading: &Heading) -> Column {
        let text = &heading.text;
        let known = table.columns.iter().map(|(heading, _)| heading.as_str());
        let help = did_you_mean(text, known).unwrap_or_else(|| {
            text!(
                "beskriv kolumnen under `columns`, eller skriv den under `ignore`",
                "describe the column under `columns`, or write it under `ignore`"
            )
        });
        let message = text!(
            "kolumnen `{text}` är inte beskriven",
            "the column `{text}` is not described"
        );
        self.fault(
            Diagnostic::error(Code::UnmatchedTable, heading.span, message)
                .also(table.span, described_here())
                .help(help),
        );
        Column::Nothing
    }

    fn absent(
        &mut self,
        table: &Table,
        place: Span,
        message: crate::language::Text,
        help: Option<crate::language::Text>,
    ) {
        let help = help.unwrap_or_else(|| {
            text!(
                "rätta filen, eller ta bort den ur beskrivningen",
                "correct the file, or leave it out of the description"
            )
        });
        self.fault(
            Diagnostic::error(Code::UnmatchedTable, place, message)
                .also(table.span, described_here())
                .help(help),
        );
    }

    fn row_facts(
        &mut self,
        layout: &Layout<'a, '_>,
        heading: &Cell,
        is_total: bool,
    ) -> Option<Facts> {
        let mut facts = Facts::default();
        if is_total {
            return Some(facts);
        }
        if heading.value.is_empty() {
            let message = text!("raden har ingen rubrik", "the row has no heading");
            self.fault(
                Diagnostic::error(Code::UnmatchedTable, heading.span, message)
                    .also(layout.table.span, described_here())
                    .help(text!(
                        "ge raden en rubrik, eller töm den",
                        "give the row a heading, or empty it"
                    )),
            );
            return None;
        }
        let span = heading.span;
        match layout.rows {
            Rows::Figure => {
                let figure = self.figure(heading, Code::UnmatchedTable)?;
                facts.figure = Some(Spanned::new(figure, span));
            }
            Rows::Period => {
                facts.period = Some(Spanned::new(self.period(heading)?, span));
            }
            Rows::Member(dimension) => {
                let member = self.member(dimension, heading, Code::UnmatchedTable)?;
                let name = dimension.name.clone();
                facts.coordinates.insert(name, Spanned::new(member, span));
            }
        }
        Some(facts)
    }

    fn wide_row(&mut self, layout: &Layout<'a, '_>, row: &Facts, cells: &[Cell]) {
        let text_of = |is: fn(&Column) -> bool| {
            let found = layout
                .columns
                .iter()
                .zip(cells)
                .find(|(column, _)| is(column));
            let text = found.map(|(_, cell)| cell.value.clone());
            text.filter(|text| !text.is_empty())
        };
        let cited = text_of(|column| matches!(column, Column::Source));
        let note = text_of(|column| matches!(column, Column::Note));
        for (column, cell) in layout.columns.iter().zip(cells) {
            let Column::Values(facts) = column else {
                continue;
            };
            let said = Said {
                what: What::Value(cell.clone()),
                precision: None,
                cited: cited.clone(),
                note: note.clone(),
                dash_is_zero: layout.table.dash_is_zero,
            };
            self.submit(&row.clone().or(facts), &said);
        }
    }
}

impl Row {
    /// Whether the cell of a column is empty.
    pub(super) fn lacks(&self, column: usize) -> bool {
        self.cells
            .get(column)
            .is_none_or(|cell| cell.value.is_empty())
    }
}

/// The heading of a column.
struct Heading {
    /// Both headings joined, the upper one carried on from the left.
    text: String,
    /// What stands in this very column.
    own: String,
    span: Span,
}

impl Heading {
    fn cell(&self) -> Cell {
        Spanned::new(self.text.clone(), self.span)
    }

    fn is(&self, word: &str) -> bool {
        tidy(&self.own).to_lowercase() == word
    }
}

/// The headings of all columns, the first one's included.
fn headings(rows: &[Row]) -> Vec<Heading> {
    let empty: &[Cell] = &[];
    let upper = rows.first().map_or(empty, |row| &row.cells);
    let lower = rows.get(1).map_or(empty, |row| &row.cells);
    let mut carried = "";
    let mut all = Vec::new();
    for i in 0..upper.len().max(lower.len()) {
        let (above, below) = (upper.get(i), lower.get(i));
        let text = |cell: Option<&Cell>| cell.map_or("", |c| c.value.as_str()).to_owned();
        let (own_upper, own_lower) = (text(above), text(below));
        if let Some(cell) = above.filter(|cell| i > 0 && !cell.value.is_empty()) {
            carried = &cell.value;
        }
        let joined = match (own_lower.is_empty(), carried.is_empty()) {
            (true, _) => own_upper.clone(),
            (false, true) => own_lower.clone(),
            (false, false) => format!("{carried} / {own_lower}"),
        };
        let place = below
            .filter(|cell| !cell.value.is_empty())
            .or(above)
            .or(below);
        all.push(Heading {
            text: joined,
            own: if own_lower.is_empty() {
                own_upper
            } else {
                own_lower
            },
            span: place.map_or(Span::NOWHERE, |cell| cell.span),
        });
    }
    all
}

fn described_here() -> crate::language::Text {
    text!("tabellen beskrivs här", "the table is described here")
}
