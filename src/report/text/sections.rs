//! Requirements, checks, assessments and findings.

use super::layout::{Look, Page, columns, wrap};
use super::{Writer, cells, cut_words, joined};
use crate::diagnostic::{Code, Severity};
use crate::language::Lang;
use crate::policy::{RuleKind, Verdict};
use crate::quantity::{Basis, Period};
use crate::report::mistake::TracedSum;
use crate::report::model::{AssessmentVerdict, FindingEntry};
use crate::report::rule::RuleVerdict;
use crate::report::wording::number::{short_quantity, telling};
use crate::report::wording::{say, sentence, verdict_word};

impl Writer<'_> {
    pub(super) fn requirements(&mut self) {
        let rows: Vec<&RuleVerdict> = self.report.verdicts.iter().filter(|v| v.kind == RuleKind::Requirement).collect();
        if rows.is_empty() {
            return;
        }
        self.page.heading(&say!(self.lang, "Krav", "Requirements"), '─');
        for row in rows {
            self.titled(row);
            self.reason(row, 2);
        }
    }

    /// A line with a sign, a title and the verdict at the right.
    fn titled(&mut self, row: &RuleVerdict) {
        let label = self.label(row);
        let marks = self.marks(&row.rests_on);
        let title = format!("{}{marks}", joined(&cells::title(row, self.lang), &label));
        self.at_both_ends(row.verdict, &title, &cells::verdict(row, self.lang));
    }

    pub(super) fn at_both_ends(&mut self, verdict: Verdict, title: &str, word: &str) {
        let look = Look::Verdict(verdict);
        let sign = self.page.look(cells::symbol(verdict), look);
        let room = self.page.width.saturating_sub(4 + 2 + columns(word));
        let lines = wrap(title, room);
        for (index, line) in lines.iter().enumerate() {
            if index == 0 {
                let blank = " ".repeat(room.saturating_sub(columns(line)) + 2);
                let word = self.page.look(word, look);
                self.page.line(&format!("  {sign} {line}{blank}{word}"));
            } else {
                self.page.line(&format!("    {line}"));
            }
        }
    }

    pub(super) fn checks(&mut self) {
        let rows: Vec<&RuleVerdict> = self.report.verdicts.iter().filter(|v| v.kind == RuleKind::Check).collect();
        if rows.is_empty() {
            return;
        }
        self.page.heading(&say!(self.lang, "Avstämningar", "Checks"), '─');
        for row in
            rows.iter().filter(|r| matches!(r.verdict, Verdict::NotMet | Verdict::PartlyMet | Verdict::Undetermined))
        {
            let word = check_word(row, self.lang);
            let marks = self.marks(&row.rests_on);
            let title = format!("{}, {}{marks}", row.title, self.full_label(row));
            self.at_both_ends(row.verdict, &title, &word);
            self.reason(row, 2);
            self.traced(row);
        }
        for (cut, count) in self.count_checks(&rows, Verdict::Met) {
            let said = match count {
                1 => say!(self.lang, "{count} avstämning stämmer, {cut}", "{count} check agrees, {cut}"),
                _ => say!(self.lang, "{count} avstämningar stämmer, {cut}", "{count} checks agree, {cut}"),
            };
            let sign = self.page.look(cells::symbol(Verdict::Met), Look::Verdict(Verdict::Met));
            self.page.line(&format!("  {sign} {said}"));
        }
        for (cut, count) in self.count_checks(&rows, Verdict::NotApplicable) {
            let said = say!(self.lang, "{count} utan underlag, {cut}", "{count} without figures, {cut}");
            self.page.line(&format!("  {} {said}", cells::symbol(Verdict::NotApplicable)));
        }
    }

    /// What could explain that a check does not hold.
    fn traced(&mut self, row: &RuleVerdict) {
        let is_of_row = |sum: &&TracedSum| {
            let TracedSum { rule, entity, period, basis, .. } = sum;
            (rule.as_ref(), entity, *period, *basis) == (Some(&row.rule), &row.entity, row.period, row.basis)
        };
        let report = self.report;
        for sum in report.traced.iter().filter(is_of_row) {
            write_traced(&mut self.page, sum, 4, self.lang);
        }
    }

    /// Where, when and on which basis, always.
    fn full_label(&self, row: &RuleVerdict) -> String {
        let members = row.entity.values().cloned();
        members.chain([cut_words(row.period, row.basis, self.lang)]).collect::<Vec<_>>().join(", ")
    }

    /// How many checks came out so, for each period and basis.
    fn count_checks(&self, rows: &[&RuleVerdict], verdict: Verdict) -> Vec<(String, usize)> {
        let mut counts: Vec<((Basis, Period), usize)> = Vec::new();
        for row in rows.iter().filter(|r| r.verdict == verdict) {
            let cut = (row.basis, row.period);
            match counts.iter_mut().find(|(known, _)| *known == cut) {
                Some((_, count)) => *count += 1,
                None => counts.push((cut, 1)),
            }
        }
        counts.sort_by_key(|((basis, period), _)| (*basis, period.end(), *period));
        counts.into_iter().map(|((basis, period), count)| (cut_words(period, basis, self.lang), count)).collect()
    }

    pub(super) fn assessments(&mut self) {
        let report = self.report;
        if report.assessments.is_empty() {
            return;
        }
        self.page.heading(&say!(self.lang, "Samlade bedömningar", "Overall assessments"), '─');
        for entry in &report.assessments {
            let AssessmentVerdict { title, period, basis, verdict, .. } = entry;
            let title = match self.main_cut == Some((*period, *basis)) {
                true => title.clone(),
                false => format!("{title}, {}", cut_words(*period, *basis, self.lang)),
            };
            let title = format!("{title}{}", self.marks(&entry.rests_on));
            let word = entry.status.clone().unwrap_or_else(|| verdict_word(*verdict, self.lang).to_owned());
            self.at_both_ends(*verdict, &title, &word);
            self.page.paragraph(6, &entry.reason, Look::Faint);
        }
    }

    /// The rules and claims of used packs that are not judged, each with its reason.
    pub(super) fn left_out(&mut self) {
        let mut left = self.report.findings.iter().filter(|f| f.code == Code::RuleLeftOut).peekable();
        if left.peek().is_some() {
            self.page.heading(&say!(self.lang, "Utelämnat", "Left out"), '─');
        }
        for finding in left {
            self.page.item(2, ("– ", Look::Plain), &sentence(&finding.message), Look::Plain);
        }
    }

    /// Findings; failed checks, claims and what is left out are told in sections of their own already.
    pub(super) fn findings(&mut self) {
        let findings: Vec<&FindingEntry> = self
            .report
            .findings
            .iter()
            .filter(|f| {
                let is_told = f.code == Code::LikelyMistake && f.rule.is_some();
                let elsewhere = [Code::CheckFailed, Code::ClaimFalse, Code::ClaimUnknown, Code::RuleLeftOut];
                !is_told && !elsewhere.contains(&f.code)
            })
            .collect();
        if findings.is_empty() {
            return;
        }
        self.page.heading(&say!(self.lang, "Att granska", "To look at"), '─');
        for finding in findings {
            let sign = match finding.severity {
                Severity::Error => "✗ ",
                Severity::Warning => "! ",
            };
            let (code, message) = (finding.code.as_str(), &finding.message);
            let numbers = finding_numbers(finding, self.lang).map(|n| format!(": {n}")).unwrap_or_default();
            self.page.item(2, (sign, Look::Strong), &format!("{message}{numbers} [{code}]"), Look::Plain);
            if let Some(place) = &finding.place {
                self.page.paragraph(6, place, Look::Faint);
            }
        }
    }
}

/// What could explain that a sum does not agree: the likeliest first, each on a line of its own with the place of its figures.
pub(super) fn write_traced(page: &mut Page, sum: &TracedSum, indent: usize, lang: Lang) {
    page.paragraph(indent, &sum.heading(lang), Look::Plain);
    for explanation in &sum.explanations {
        page.item(indent, ("→ ", Look::Plain), &explanation.says(lang), Look::Plain);
        let places = explanation.mistakes.iter().filter_map(|mistake| mistake.input.source.as_deref());
        page.paragraph(indent + 4, &places.collect::<Vec<_>>().join(" · "), Look::Faint);
    }
    if let Some(more) = sum.more_words(lang) {
        page.paragraph(indent, &more, Look::Plain);
    }
}

/// "väntat 2 048 mnkr, lämnat 2 051 mnkr, skillnad 3 mnkr, tolerans 0,5 mnkr".
pub(in crate::report) fn finding_numbers(finding: &FindingEntry, lang: Lang) -> Option<String> {
    let (expected, actual, difference) = (finding.expected?.0, finding.actual?.0, finding.difference?.0);
    let amount = |value, against: &[_]| short_quantity(telling(value, None, against), finding.unit.as_deref(), lang);
    let (wanted, found, apart) =
        (amount(expected, &[actual]), amount(actual, &[expected]), amount(difference, &[rust_decimal::Decimal::ZERO]));
    let tolerance =
        finding.tolerance.map(|t| amount(t.0, &[])).map(|t| say!(lang, ", tolerans {t}", ", tolerance {t}"));
    let tolerance = tolerance.unwrap_or_default();
    Some(say!(
        lang,
        "väntat {wanted}, lämnat {found}, skillnad {apart}{tolerance}",
        "expected {wanted}, given {found}, difference {apart}{tolerance}"
    ))
}

/// What came out of a check, in words.
pub(in crate::report) fn check_word(row: &RuleVerdict, lang: Lang) -> String {
    let word = match (row.verdict, row.severity) {
        (Verdict::Undetermined, _) => verdict_word(Verdict::Undetermined, lang).to_owned(),
        (Verdict::Met, _) => say!(lang, "stämmer", "agrees"),
        (Verdict::NotApplicable, _) => say!(lang, "utan underlag", "without figures"),
        (_, Some(Severity::Warning)) => say!(lang, "stämmer inte (varning)", "does not agree (warning)"),
        _ => say!(lang, "stämmer inte", "does not agree"),
    };
    cells::known(word, row, lang)
}
