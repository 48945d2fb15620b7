//! The description of a wide table, held against the headings of a file.

use super::heading::{Heading, headings};
use super::{Column, Layout, RowKind, described_here};
use crate::diagnostic::{Code, Diagnostic, Span, did_you_mean};
use crate::figures::load::Loader;
use crate::figures::load::facts::Facts;
use crate::figures::load::grid::Row;
use crate::figures::load::names::{Found, Names, is_same_name};
use crate::figures::{CellFacts, Table, TableRows};
use crate::language::Text;
use crate::text;
use crate::yaml::Spanned;

impl<'a> Loader<'a> {
    /// What each column of a file holds. `None` if the description itself cannot be understood.
    pub(super) fn layout<'t>(
        &mut self,
        table: &'t Table,
        heading_rows: &[Row],
        rows: &[Row],
    ) -> Option<Layout<'a, 't>> {
        let before = self.faults();
        let kind = self.row_kind(table)?;
        let all = self.table_facts(&table.all, table.span);
        if self.faults() > before {
            return None;
        }
        let listed = table.columns.iter().map(|(heading, _)| heading.as_str());
        let ignored = table.ignored_columns.iter().map(String::as_str);
        let names = Names::new(listed.chain(ignored).enumerate().map(|(i, name)| (name, i)));
        let negated = table.negated_columns.iter().enumerate().map(|(i, name)| (name.as_str(), i));
        let negated = Names::new(negated);
        let headings = headings(heading_rows);
        let mut seen: Vec<(usize, &Heading)> = Vec::new();
        let mut columns = Vec::new();
        for (i, heading) in headings.iter().enumerate().skip(1) {
            if let Some(column) = self.row_column(table, kind, heading) {
                columns.push(column);
                continue;
            }
            let Found::One(index) = names.find(&heading.text) else {
                let is_unused = heading.is_empty() && rows.iter().all(|row| row.lacks(i));
                columns.push(self.other_column(table, heading, is_unused));
                continue;
            };
            let Some((_, facts)) = table.columns.get(index) else {
                columns.push(Column::Nothing);
                continue;
            };
            if let Some((_, first)) = seen.iter().find(|(s, _)| *s == index) {
                self.column_twice(&heading.cell(), &first.cell());
            }
            seen.push((index, heading));
            let is_negated = negated.find(&heading.text) != Found::Nothing;
            columns.push(self.value_column(facts, table, &all, kind, heading, is_negated));
        }
        self.absent_row_columns(table, heading_rows, &headings);
        let unseen = table.columns.iter().enumerate().filter(|(index, _)| !seen.iter().any(|(s, _)| s == index));
        let undescribed =
            table.negated_columns.iter().filter(|name| !table.columns.iter().any(|(c, _)| is_same_name(c, name)));
        for listed in unseen.map(|(_, (listed, _))| listed).chain(undescribed) {
            let known = headings.iter().skip(1).map(|h| h.text.as_str());
            let help = did_you_mean(listed, known);
            let message = text!("kolumnen `{listed}` saknas", "the column `{listed}` is missing");
            self.absent(table, heading_rows, message, help);
        }
        Some(Layout::new(table, kind, columns))
    }

    fn row_kind(&mut self, table: &Table) -> Option<RowKind<'a>> {
        Some(match &table.rows {
            // Those have headings of their own and no columns to describe.
            TableRows::Value | TableRows::Assessed => return None,
            TableRows::Figure => RowKind::Figure,
            TableRows::Period => RowKind::Period,
            TableRows::Dimension(name) => {
                let written = Spanned::new(name.to_string(), table.span);
                RowKind::Member(self.dimension(&written)?)
            }
            // Cells that are named one by one are no table with headings; see `named_cells`.
            TableRows::Cells(_) | TableRows::Kolada(_) => return None,
        })
    }

    /// What a description says of cells.
    pub(in crate::figures::load) fn table_facts(&mut self, said: &CellFacts, span: Span) -> Facts {
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
            let Some(dimension) = self.dimension(&at(dimension)) else {
                continue;
            };
            if let Some(member) = self.member(dimension, &at(member), Code::UnknownMember) {
                let name = dimension.name.clone();
                facts.place(name, Spanned::new(member, span));
            }
        }
        facts
    }

    /// A column whose cells say something of their rows.
    fn row_column(&mut self, table: &Table, rows: RowKind<'_>, heading: &Heading) -> Option<Column<'a>> {
        let (what, _) = table.row_columns.iter().find(|(_, listed)| is_same_name(listed, &heading.text))?;
        if what == "unit" {
            return Some(Column::Unit);
        }
        let Some(dimension) = self.dimension(&Spanned::new(what.clone(), table.span)) else {
            return Some(Column::Nothing);
        };
        if matches!(rows, RowKind::Member(by_row) if by_row.name == dimension.name) {
            let name = &dimension.name;
            let message =
                text!("både raderna och kolumnen säger `{name}`", "both the rows and the column say `{name}`");
            let help = text!("säg det på ett ställe", "say it in one place");
            self.table_fault(Code::BadValue, heading.span, table, message, help);
            return Some(Column::Nothing);
        }
        Some(Column::Member(dimension))
    }

    /// A column that the rows' units or members are to stand in must be there, once: without it a part would be read as the whole.
    fn absent_row_columns(&mut self, table: &Table, heading_rows: &[Row], headings: &[Heading]) {
        for (_, listed) in &table.row_columns {
            let mut found = headings.iter().skip(1).filter(|heading| is_same_name(listed, &heading.text));
            match (found.next(), found.next()) {
                (Some(_), None) => {}
                (Some(first), Some(second)) => self.column_twice(&second.cell(), &first.cell()),
                (None, _) => {
                    let help = did_you_mean(listed, headings.iter().skip(1).map(|h| h.text.as_str()));
                    let message = text!("kolumnen `{listed}` saknas", "the column `{listed}` is missing");
                    self.absent(table, heading_rows, message, help);
                }
            }
        }
    }

    /// A column that the description does not list.
    fn other_column(&mut self, table: &Table, heading: &Heading, is_unused: bool) -> Column<'a> {
        if heading.is("source") {
            return Column::Source;
        }
        if heading.is("note") {
            return Column::Note;
        }
        if is_unused {
            return Column::Nothing;
        }
        let text = &heading.text;
        let known = table.columns.iter().map(|(heading, _)| heading.as_str());
        let help = did_you_mean(text, known).unwrap_or_else(|| {
            text!(
                "beskriv kolumnen under `columns`, eller skriv den under `ignore`",
                "describe the column under `columns`, or write it under `ignore`"
            )
        });
        let message = text!("kolumnen `{text}` är inte beskriven", "the column `{text}` is not described");
        self.table_fault(Code::UnmatchedTable, heading.span, table, message, help);
        Column::Nothing
    }

    /// The facts of a column and the whole table together, once it is clear that they and the rows say each thing exactly once.
    fn value_column(
        &mut self,
        said: &CellFacts,
        table: &Table,
        all: &Facts,
        rows: RowKind<'_>,
        heading: &Heading,
        is_negated: bool,
    ) -> Column<'a> {
        let before = self.faults();
        let column = self.table_facts(said, table.span);
        let once = || text!("säg det på ett ställe", "say it in one place");
        if let Some(word) = column.contradicts(all) {
            let message =
                text!("kolumnen och `all` säger olika om `{word}`", "the column and `all` disagree on `{word}`");
            self.table_fault(Code::BadValue, heading.span, table, message, once());
        }
        let facts = column.or(all);
        let (by_row, is_said_twice) = match rows {
            RowKind::Figure => ("figure", facts.figure.is_some()),
            RowKind::Period => ("period", facts.period.is_some()),
            RowKind::Member(d) => (&*d.name, facts.member_in(&d.name).is_some()),
        };
        if is_said_twice {
            let message =
                text!("både raderna och kolumnen säger `{by_row}`", "both the rows and the column say `{by_row}`");
            self.table_fault(Code::BadValue, heading.span, table, message, once());
        }
        let needed = [
            ("figure", facts.figure.is_some() || by_row == "figure"),
            ("period", facts.period.is_some() || by_row == "period"),
        ];
        for (word, is_said) in needed {
            if !is_said && self.faults() == before {
                let message = text!("ingenting säger `{word}`", "nothing says `{word}`");
                let help = text!(
                    "lägg till `{word}` för kolumnen eller under `all`",
                    "add `{word}` to the column or under `all`"
                );
                self.table_fault(Code::MissingKey, heading.span, table, message, help);
            }
        }
        let figure = facts.figure.as_ref();
        let definition = figure.and_then(|f| self.vocabulary.get(f.value));
        if let (RowKind::Member(dimension), Some(definition)) = (rows, definition) {
            self.is_split_by(definition, &dimension.name, heading.span);
        }
        if self.faults() > before {
            return Column::Nothing;
        }
        Column::Values(Box::new(facts), is_negated)
    }

    /// Something that the description names and the file does not have.
    pub(super) fn absent(&mut self, table: &Table, heading_rows: &[Row], message: Text, help: Option<Text>) {
        let place = heading_rows.first().map_or(Span::NOWHERE, |row| row.span);
        let help = help.unwrap_or_else(|| {
            text!(
                "rätta filen, eller ta bort den ur beskrivningen",
                "correct the file, or leave it out of the description"
            )
        });
        self.table_fault(Code::UnmatchedTable, place, table, message, help);
    }

    /// A fault in a table, with the place where the table is described.
    pub(in crate::figures::load) fn table_fault(
        &mut self,
        code: Code,
        place: Span,
        table: &Table,
        message: Text,
        help: Text,
    ) {
        self.fault(Diagnostic::error(code, place, message).also(table.span, described_here()).help(help));
    }
}
