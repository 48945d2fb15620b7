//! A row for each verdict.

use super::Book;
use super::table::{Cell, FIRST, Table};
use crate::policy::{RuleKind, Verdict};
use crate::quantity::Decimal;
use crate::report::Entity;
use crate::report::rule::RuleVerdict;
use crate::report::text::cells;
use crate::report::text::cells::symbol;
use crate::report::wording::number::telling;
use crate::report::wording::{basis_word, capital, period_words, say};

impl Book<'_> {
    /// The row of a verdict on its sheet, from 0.
    pub(super) fn row_of_verdict(index: usize) -> u32 {
        FIRST + u32::try_from(index).unwrap_or(u32::MAX - FIRST)
    }

    pub(super) fn verdicts(&self) -> Table {
        let lang = self.lang;
        let mut table = Table::new(vec![
            (say!(lang, "Titel", "Title"), 46),
            (say!(lang, "Del", "Part"), 20),
            (say!(lang, "Period", "Period"), 14),
            (say!(lang, "Underlag", "Basis"), 10),
            (say!(lang, "Bedömning", "Verdict"), 22),
            (say!(lang, "Värde", "Value"), 12),
            (say!(lang, "Enhet", "Unit"), 9),
            (say!(lang, "Gräns", "Limit"), 16),
            (say!(lang, "Skillnad", "Gap"), 12),
            (say!(lang, "Skillnadens enhet", "Unit of the gap"), 11),
            (say!(lang, "Motivering", "Reason"), 60),
            (say!(lang, "Referens", "Reference"), 34),
            (say!(lang, "Regel", "Rule"), 34),
            (say!(lang, "Slag", "Kind"), 13),
            (say!(lang, "Mål eller område", "Goal or area"), 26),
            (say!(lang, "Värde, exakt", "Value, exact"), 32),
            (say!(lang, "Gräns, exakt", "Limit, exact"), 16),
            (say!(lang, "Övre gräns, exakt", "Upper limit, exact"), 16),
            (say!(lang, "Skillnad, exakt", "Gap, exact"), 32),
            (say!(lang, "Måluppfyllelse, %", "Attainment, %"), 13),
            (say!(lang, "Avrundning", "Rounding"), 16),
            (say!(lang, "Härledning", "Derivation"), 12),
            (say!(lang, "Skriven i", "Written in"), 34),
        ]);
        table.printed = 12;
        table.rows = self.report.verdicts.iter().enumerate().map(|(index, row)| self.verdict_row(index, row)).collect();
        table
    }

    fn verdict_row(&self, index: usize, row: &RuleVerdict) -> Vec<Cell> {
        let lang = self.lang;
        let value = row.value.map(|value| value.0);
        let limits: Vec<Decimal> = [row.target, row.target_to].into_iter().flatten().map(|limit| limit.0).collect();
        let decimals = value.map(|value| telling(value, row.decimals, &limits).scale());
        let goal = row.goal_title.clone().or_else(|| row.area.clone()).unwrap_or_default();
        let rounding = match row.robust {
            true => String::new(),
            false => say!(lang, "kan avgöra", "may decide"),
        };
        vec![
            Cell::text(cells::title(row, lang)),
            Cell::text(part(&row.entity)),
            Cell::text(period_words(row.period, lang)),
            Cell::text(basis_word(row.basis, lang)),
            Cell::Verdict(row.verdict, with_symbol(row.verdict, &cells::verdict(row, lang))),
            Cell::number(value, decimals),
            Cell::text(row.unit.clone().unwrap_or_default()),
            Cell::text(cells::target(row, lang)),
            Cell::number(row.gap.map(|gap| gap.0), None),
            Cell::text(row.gap_unit.clone().unwrap_or_default()),
            Cell::text(&row.reason),
            Cell::text(row.refs.join("; ")),
            Cell::text(&row.rule),
            Cell::text(self.kind(row.kind)),
            Cell::text(goal),
            Cell::exact(value),
            Cell::exact(row.target.map(|target| target.0)),
            Cell::exact(row.target_to.map(|target| target.0)),
            Cell::exact(row.gap.map(|gap| gap.0)),
            Cell::number(row.attainment.map(|attainment| attainment.0), None),
            Cell::text(rounding),
            self.derived
                .get(index)
                .map_or(Cell::Empty, |first| Cell::to_row(say!(lang, "visa", "show"), &self.names.derivation, *first)),
            Cell::linked(self.sources.cite(row.span), self.to_file(row.span)),
        ]
    }

    pub(super) fn kind(&self, kind: RuleKind) -> String {
        match kind {
            RuleKind::Indicator => say!(self.lang, "mål", "measure"),
            RuleKind::Requirement => say!(self.lang, "krav", "requirement"),
            RuleKind::Check => say!(self.lang, "avstämning", "check"),
            RuleKind::Claim => say!(self.lang, "påstående", "claim"),
        }
    }
}

/// The sign and the words: what the colour says is said without it too.
pub(super) fn with_symbol(verdict: Verdict, words: &str) -> String {
    format!("{} {}", symbol(verdict), capital(words))
}

/// A part of the organisation, by its members.
pub(super) fn part(entity: &Entity) -> String {
    entity.values().cloned().collect::<Vec<_>>().join(", ")
}
