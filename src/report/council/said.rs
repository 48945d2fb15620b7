//! What the page and the protocol both say, in the same words.

use super::{Council, Row};
use crate::language::Lang;
use crate::policy::{RuleKind, Verdict};
use crate::quantity::{Basis, Period};
use crate::report::claim::ClaimEntry;
use crate::report::model::{Entity, FindingEntry};
use crate::report::rule::{ExemptionEntry, RuleVerdict, YearPoint};
use crate::report::text::cells;
use crate::report::text::cut_words;
use crate::report::text::sections::{check_word, finding_numbers};
use crate::report::wording::assessment::counted;
use crate::report::wording::number::{short_quantity, telling};
use crate::report::wording::{and_list, basis_word, period_short, say};
use crate::report::words::Exact;
use crate::verdict::{ExemptionState, Trend, Zone};

/// Words in one language.
#[derive(Debug, Clone, Copy)]
pub(in crate::report) struct Said(pub Lang);

/// The measures that count, by how they have gone since the same period last year.
pub(in crate::report) struct Changes<'c> {
    /// In the wanted direction.
    pub better: Vec<Row<'c>>,
    /// Not at all.
    pub unchanged: Vec<Row<'c>>,
    /// Against the wanted direction.
    pub worse: Vec<Row<'c>>,
}

impl<'c> Changes<'c> {
    /// Of a report; `None` if nothing can be compared with last year.
    pub fn of(council: &'c Council) -> Option<Self> {
        let mut changes = Self { better: Vec::new(), unchanged: Vec::new(), worse: Vec::new() };
        for row in council.rows(RuleKind::Indicator).into_iter().filter(|r| r.verdict.counts) {
            match row.verdict.trend {
                Some(Trend::Up) => changes.better.push(row),
                Some(Trend::Unchanged) => changes.unchanged.push(row),
                Some(Trend::Down) => changes.worse.push(row),
                None => {}
            }
        }
        let Self { better, unchanged, worse } = &changes;
        (!better.is_empty() || !unchanged.is_empty() || !worse.is_empty()).then_some(changes)
    }

    /// "9 bättre, 1 oförändrade, 13 sämre".
    pub fn counts(&self, lang: Lang) -> String {
        let (better, unchanged, worse) = (self.better.len(), self.unchanged.len(), self.worse.len());
        say!(
            lang,
            "{better} bättre, {unchanged} oförändrade och {worse} sämre",
            "{better} are better, {unchanged} unchanged and {worse} worse"
        )
    }
}

impl Said {
    /// "9 av 30 mål och krav är uppfyllda."; those that do not apply are not among them.
    pub fn answer(self, council: &Council) -> String {
        let tally = &council.report.summary.counted;
        let met = tally.met;
        let all = met + tally.partly_met + tally.not_met + tally.undetermined;
        match all {
            0 => say!(self.0, "Ingenting bedömdes.", "Nothing was judged."),
            1 => say!(self.0, "{met} av {all} mål och krav är uppfyllt.", "{met} of {all} goal or requirement is met."),
            _ => say!(
                self.0,
                "{met} av {all} mål och krav är uppfyllda.",
                "{met} of {all} goals and requirements are met."
            ),
        }
    }

    /// How many of those that count came out how: verdict, number, "13 delvis uppfyllda". Nothing is left out but what there is none of.
    pub fn counts(self, council: &Council) -> Vec<(Verdict, u32, String)> {
        let tally = &council.report.summary.counted;
        let counts = [
            (Verdict::Met, tally.met),
            (Verdict::PartlyMet, tally.partly_met),
            (Verdict::NotMet, tally.not_met),
            (Verdict::Undetermined, tally.undetermined),
            (Verdict::NotApplicable, tally.not_applicable),
        ];
        let some = counts.into_iter().filter(|(_, count)| *count > 0);
        some.map(|(verdict, count)| (verdict, count, counted(count, verdict, self.0))).collect()
    }

    /// How many are excused by a decision, if any.
    pub fn exempted(self, council: &Council) -> Option<String> {
        let count = council.report.summary.counted.exempted;
        (count > 0).then(|| {
            say!(self.0, "{count} av dem har ett beslutat avsteg.", "{count} of them have a decided exemption.")
        })
    }

    /// How many are known and accepted, if any.
    pub fn known(self, council: &Council) -> Option<String> {
        match council.report.summary.counted.known {
            0 => None,
            1 => Some(say!(self.0, "En av dem är en känd brist.", "One of them is a known failure.")),
            count => Some(say!(self.0, "{count} av dem är kända brister.", "{count} of them are known failures.")),
        }
    }

    /// How measures have gone since the same period last year, or that none can be compared; `None` without measures.
    pub fn changes(self, council: &Council) -> Option<String> {
        if council.rows(RuleKind::Indicator).is_empty() {
            return None;
        }
        let Some(changes) = Changes::of(council) else {
            return Some(say!(
                self.0,
                "Inget mätetal kan jämföras med samma period året före.",
                "No measure can be compared with the same period the year before."
            ));
        };
        let counts = changes.counts(self.0);
        Some(say!(
            self.0,
            "Av de mätetal som kan jämföras med samma period året före är {counts}.",
            "Of the measures that can be compared with the same period the year before, {counts}."
        ))
    }

    /// That something falls short and no figure is known that could be changed; `None` where that is not so.
    pub fn no_levers(self, council: &Council) -> Option<String> {
        let rows = council.judged();
        let falls_short =
            rows.iter().any(|r| r.verdict.counts && matches!(r.verdict.verdict, Verdict::NotMet | Verdict::PartlyMet));
        (falls_short && rows.iter().all(|row| row.verdict.levers.is_empty())).then(|| {
            say!(
                self.0,
                "Regelpaketet pekar inte ut någon uppgift som kan ändras så att det som inte är uppfyllt blir det.",
                "The pack names no figure that can be changed so that what is not met would be."
            )
        })
    }

    /// Where, when and on which basis: "Trafiknämnd, jan–mar 2024, utfall".
    pub fn label(self, row: &RuleVerdict) -> String {
        self.place(&row.entity, row.period, row.basis)
    }

    /// The same of anything.
    pub fn place(self, entity: &Entity, period: Period, basis: Basis) -> String {
        let members = entity.values().cloned();
        members.chain([cut_words(period, basis, self.0)]).collect::<Vec<_>>().join(", ")
    }

    /// What came out, in words.
    pub fn verdict(self, row: &RuleVerdict) -> String {
        let word = if row.kind == RuleKind::Check { check_word(row, self.0) } else { cells::verdict(row, self.0) };
        match &row.level {
            Some(level) => format!("{word} ({level})"),
            None => word,
        }
    }

    /// How it has gone, with an arrow: "↓ sämre".
    pub fn trend(self, row: &RuleVerdict) -> Option<String> {
        let (arrow, word) = match row.trend? {
            Trend::Up => ("↑", say!(self.0, "bättre", "better")),
            Trend::Unchanged => ("→", say!(self.0, "oförändrat", "unchanged")),
            Trend::Down => ("↓", say!(self.0, "sämre", "worse")),
        };
        Some(format!("{arrow} {word}"))
    }

    /// What it was in the same period last year.
    pub fn previous(self, row: &RuleVerdict) -> Option<String> {
        let previous = row.previous?;
        let against: Vec<_> = row.compared.map(|c| c.0).into_iter().collect();
        Some(short_quantity(telling(previous.0, row.decimals, &against), row.unit.as_deref(), self.0))
    }

    /// A number in the unit of a row.
    pub fn amount(self, row: &RuleVerdict, number: Exact) -> String {
        short_quantity(telling(number.0.normalize(), None, &[]).normalize(), row.unit.as_deref(), self.0)
    }

    /// The target of an earlier year, with its sign: "≥ 2 %".
    pub fn target_then(self, row: &RuleVerdict, then: &YearPoint) -> String {
        let (target, target_to, compared) = (then.target, then.target_to, Some(then.value));
        cells::target(&RuleVerdict { target, target_to, compared, previous: None, ..row.clone() }, self.0)
    }

    /// Which values are in a zone: "upp till 24,8 %", "24,8 %–31 %", "från 31 %".
    pub fn zone(self, row: &RuleVerdict, zone: &Zone) -> String {
        let amount = |number| self.amount(row, Exact(number));
        match (zone.from.map(amount), zone.to.map(amount)) {
            (None, Some(to)) => say!(self.0, "upp till {to}", "up to {to}"),
            (Some(from), None) => say!(self.0, "från {from}", "from {from}"),
            (Some(from), Some(to)) => format!("{from} – {to}"),
            (None, None) => say!(self.0, "alla värden", "every value"),
        }
    }

    /// The decision of an exemption, its reason, its limit and its last day.
    pub fn exemption(self, entry: &ExemptionEntry, row: &RuleVerdict) -> String {
        let lang = self.0;
        let (by, date, because) = (&entry.by, entry.date, entry.because.trim().trim_end_matches('.'));
        let reference = entry.reference.as_ref().map(|r| format!(" ({r})")).unwrap_or_default();
        let state = match entry.state {
            ExemptionState::Applies => say!(lang, "Beslutat avsteg", "Decided exemption"),
            ExemptionState::Exceeded => {
                say!(lang, "Beslutat avsteg, men överskridet", "Decided exemption, but exceeded")
            }
            ExemptionState::Expired => say!(lang, "Beslutat avsteg, men utgånget", "Decided exemption, but expired"),
        };
        let limit = entry.limit.map(|limit| self.amount(row, limit));
        let limit = limit.map(|limit| say!(lang, " Avstegets gräns: {limit}.", " The exemption's limit: {limit}."));
        let until = match entry.expires {
            Some(day) => say!(lang, " Gäller till och med {day}.", " Holds through {day}."),
            None => say!(lang, " Inget slutdatum är beslutat.", " No last day has been decided."),
        };
        let limit = limit.unwrap_or_default();
        say!(
            lang,
            "{state}: {by} {date}{reference}. Skäl: {because}.{limit}{until}",
            "{state}: {by} {date}{reference}. Reason: {because}.{limit}{until}"
        )
    }

    /// What speaks against the figures of a row.
    pub fn questioned(self, council: &Council, row: &RuleVerdict) -> Option<String> {
        let checks = council.report.verdicts.iter().filter(|v| row.questioned_by.contains(&v.rule));
        let mut titles: Vec<String> = checks.map(|v| v.title.clone()).collect();
        titles.dedup();
        let said = and_list(&titles, self.0);
        (!titles.is_empty()).then(|| {
            say!(
                self.0,
                "Underlaget ifrågasätts av avstämningen: {said}.",
                "The figures are questioned by the check: {said}."
            )
        })
    }

    /// What came out of a claim.
    pub fn claim(self, claim: &ClaimEntry) -> (Verdict, String) {
        match claim.holds {
            Some(true) => (Verdict::Met, say!(self.0, "stämmer", "is so")),
            Some(false) => (Verdict::NotMet, say!(self.0, "stämmer inte", "is not so")),
            None => (Verdict::Undetermined, say!(self.0, "går inte att säga", "cannot be told")),
        }
    }

    /// A finding with its numbers.
    pub fn finding(self, finding: &FindingEntry) -> String {
        let numbers = finding_numbers(finding, self.0).map(|n| format!(": {n}")).unwrap_or_default();
        format!("{}{numbers}", finding.message)
    }

    /// "2024, budget".
    pub fn cut(self, period: Period, basis: Basis) -> String {
        format!("{}, {}", period_short(period, self.0), basis_word(basis, self.0))
    }
}
