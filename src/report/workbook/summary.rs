//! The sheet that is read first: what was judged, how it came out, and the samlade bedömningarna.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Book;
use super::table::{Cell, put};
use super::verdicts::with_symbol;
use crate::policy::Verdict;
use crate::quantity::Decimal;
use crate::report::Tally;
use crate::report::wording::{basis_word, period_words, say, verdict_word, what_if};

/// Verdicts in the order in which they are counted.
const ALL: [Verdict; 5] =
    [Verdict::Met, Verdict::PartlyMet, Verdict::NotMet, Verdict::Undetermined, Verdict::NotApplicable];

impl Book<'_> {
    pub(super) fn summary(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (column, width) in [(0, 46), (1, 18), (2, 14), (3, 24), (4, 14), (5, 14), (6, 80), (7, 40)] {
            sheet.set_column_width(column, width)?;
        }
        sheet.write_string_with_format(0, 0, &self.report.pack.title, &self.styles.title)?;
        let mut row = 1;
        for line in self.about() {
            sheet.write_string(row, 0, line)?;
            row += 1;
        }
        row = self.counts(sheet, row + 1)?;
        row = self.assessments(sheet, row + 1)?;
        self.files(sheet, row + 1)?;
        sheet.set_landscape().set_print_fit_to_pages(1, 0);
        Ok(())
    }

    /// Which pack, whose, when, by which program; and what was tried, if the figures are not the submitted ones.
    fn about(&self) -> Vec<String> {
        let (report, lang) = (self.report, self.lang);
        let (id, fingerprint, engine, as_of) = (&report.pack.id, &report.pack.sha256, report.engine, report.as_of);
        let mut lines: Vec<String> = report.pack.organisation.iter().cloned().collect();
        lines.push(say!(lang, "Regelpaket {id}, fingeravtryck {fingerprint}", "Pack {id}, fingerprint {fingerprint}"));
        lines.push(say!(
            lang,
            "Bedömt per {as_of} av riktlinje {engine}",
            "Judged as of {as_of} by riktlinje {engine}"
        ));
        if let Some(tried) = &report.what_if {
            lines.push(format!("{}. {}", what_if::heading(lang), what_if::about(lang)));
            lines.extend(tried.set.iter().map(|one| what_if::tried(one, lang)));
            lines.extend(what_if::left_out(tried, lang));
            lines.extend(tried.verdicts.iter().map(|one| what_if::changed(one, lang)));
            if tried.verdicts.is_empty() {
                lines.push(what_if::nothing(lang));
            }
        }
        lines
    }

    fn headings(&self, sheet: &mut Worksheet, row: u32, headings: &[String]) -> Result<(), XlsxError> {
        for (column, heading) in (0..).zip(headings) {
            sheet.write_string_with_format(row, column, heading, &self.styles.heading)?;
        }
        Ok(())
    }

    fn counts(&self, sheet: &mut Worksheet, first: u32) -> Result<u32, XlsxError> {
        let (lang, summary) = (self.lang, &self.report.summary);
        self.headings(
            sheet,
            first,
            &[
                say!(lang, "Bedömning", "Verdict"),
                say!(lang, "Räknas", "Counted"),
                say!(lang, "Mål", "Measures"),
                say!(lang, "Krav", "Requirements"),
                say!(lang, "Avstämningar", "Checks"),
            ],
        )?;
        let tallies = [&summary.counted, &summary.indicator, &summary.requirement, &summary.check];
        let mut row = first + 1;
        for verdict in ALL {
            let word = Cell::Verdict(verdict, with_symbol(verdict, verdict_word(verdict, lang)));
            put(sheet, (row, 0), &word, &self.styles)?;
            for (column, tally) in (1..).zip(tallies) {
                put(sheet, (row, column), &count(of_verdict(tally, verdict)), &self.styles)?;
            }
            row += 1;
        }
        let excused =
            say!(lang, "Undantagna genom beslut (räknas också ovan)", "Excused by decision (counted above too)");
        put(sheet, (row, 0), &Cell::Text(excused), &self.styles)?;
        for (column, tally) in (1..).zip(tallies) {
            put(sheet, (row, column), &count(tally.exempted), &self.styles)?;
        }
        Ok(row + 1)
    }

    fn assessments(&self, sheet: &mut Worksheet, first: u32) -> Result<u32, XlsxError> {
        let lang = self.lang;
        if self.report.assessments.is_empty() {
            return Ok(first);
        }
        self.headings(
            sheet,
            first,
            &[
                say!(lang, "Samlad bedömning", "Assessment"),
                say!(lang, "Period", "Period"),
                say!(lang, "Underlag", "Basis"),
                say!(lang, "Bedömning", "Verdict"),
                say!(lang, "Uppfyllda", "Met"),
                say!(lang, "Av", "Of"),
                say!(lang, "Motivering", "Reason"),
                say!(lang, "Referens", "Reference"),
            ],
        )?;
        let mut row = first + 1;
        for one in &self.report.assessments {
            let status = one.status.as_deref().unwrap_or(verdict_word(one.verdict, lang));
            let cells = [
                Cell::text(&one.title),
                Cell::text(period_words(one.period, lang)),
                Cell::text(basis_word(one.basis, lang)),
                Cell::Verdict(one.verdict, with_symbol(one.verdict, status)),
                count(one.counts.met),
                count(one.counts.all),
                Cell::text(&one.reason),
                Cell::text(one.refs.join("; ")),
            ];
            for (column, cell) in (0..).zip(&cells) {
                put(sheet, (row, column), cell, &self.styles)?;
            }
            row += 1;
        }
        Ok(row)
    }

    fn files(&self, sheet: &mut Worksheet, first: u32) -> Result<(), XlsxError> {
        let lang = self.lang;
        self.headings(sheet, first, &[say!(lang, "Filer med siffror", "Figures files"), "SHA-256".to_owned()])?;
        for (row, file) in (first + 1..).zip(&self.report.figures) {
            sheet.write_string(row, 0, &file.file)?;
            sheet.write_string(row, 1, &file.sha256)?;
        }
        Ok(())
    }
}

fn count(number: u32) -> Cell {
    Cell::Number(Decimal::from(number), 0)
}

fn of_verdict(tally: &Tally, verdict: Verdict) -> u32 {
    match verdict {
        Verdict::Met => tally.met,
        Verdict::PartlyMet => tally.partly_met,
        Verdict::NotMet => tally.not_met,
        Verdict::Undetermined => tally.undetermined,
        Verdict::NotApplicable => tally.not_applicable,
    }
}
