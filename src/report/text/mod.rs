//! The report as text: goal by goal, then requirements, checks, statements, assessments, findings and a summary.

pub(in crate::report) mod cells;
mod claims;
mod diff;
mod import;
pub(in crate::report) mod layout;
mod ledgers;
mod measures;
mod risk;
pub(in crate::report) mod sections;
mod sensitivity;
mod statements;
mod what_if;

use super::model::{PackFacts, Report, Tally};
pub use diff::{diff_text, versions_text};
pub use import::import_text;
pub use risk::risk_text;
pub use sensitivity::sensitivity_text;

use super::rule::RuleVerdict;
use super::wording::{assessment::counted, basis_word, period_short, say};
use crate::language::Lang;
use crate::policy::{RuleKind, Verdict};
use crate::quantity::{Basis, Period};
use layout::{Look, Page};

/// The report as text of at most `width` columns (60 at the least).
pub fn text(report: &Report, width: usize, colour: bool, lang: Lang) -> String {
    let mut writer =
        Writer { report, page: Page::new(width, colour), lang, main_cut: main_cut(report), assumptions: Vec::new() };
    writer.head();
    if let Some(what_if) = &report.what_if {
        writer.what_if(what_if);
    }
    writer.measures();
    writer.requirements();
    writer.checks();
    writer.statements();
    writer.ledgers();
    writer.assessments();
    writer.claims();
    writer.recorded();
    writer.told_assumptions();
    writer.left_out();
    writer.findings();
    writer.summary();
    writer.page.finish()
}

struct Writer<'r> {
    report: &'r Report,
    page: Page,
    lang: Lang,
    /// The period and basis that most rows are about; said once, in the head.
    main_cut: Option<(Period, Basis)>,
    /// Those that lines have pointed at so far; told at the end.
    assumptions: Vec<String>,
}

/// The most common period and basis of measures and requirements; the first of several.
pub(in crate::report) fn main_cut(report: &Report) -> Option<(Period, Basis)> {
    let mut counts: Vec<((Period, Basis), usize)> = Vec::new();
    for row in report.verdicts.iter().filter(|v| v.kind != RuleKind::Check) {
        let cut = (row.period, row.basis);
        match counts.iter_mut().find(|(known, _)| *known == cut) {
            Some((_, count)) => *count += 1,
            None => counts.push((cut, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(cut, _)| cut)
}

impl Writer<'_> {
    fn head(&mut self) {
        let lang = self.lang;
        self.page.heading(&page_title(&self.report.pack), '═');
        let facts = about(self.report, self.main_cut, lang);
        self.page.paragraph(0, &facts, Look::Plain);
    }

    /// Where, when and on which basis, as far as it is not said in the head.
    fn label(&self, row: &RuleVerdict) -> String {
        let cut = self.cut_label(row);
        row.entity.values().cloned().chain((!cut.is_empty()).then_some(cut)).collect::<Vec<_>>().join(", ")
    }

    /// When and on which basis, if that is not said in the head.
    fn cut_label(&self, row: &RuleVerdict) -> String {
        let said = self.main_cut == Some((row.period, row.basis));
        if said { String::new() } else { cut_words(row.period, row.basis, self.lang) }
    }

    /// " [1][2]": the numbers of the assumptions that something rests on.
    fn marks(&mut self, rests_on: &[String]) -> String {
        let mut numbers: Vec<usize> = Vec::new();
        for why in rests_on {
            numbers.push(match self.assumptions.iter().position(|known| known == why) {
                Some(index) => index + 1,
                None => {
                    self.assumptions.push(why.clone());
                    self.assumptions.len()
                }
            });
        }
        numbers.sort_unstable();
        let marks: String = numbers.iter().map(|n| format!("[{n}]")).collect();
        if marks.is_empty() { marks } else { format!(" {marks}") }
    }

    fn told_assumptions(&mut self) {
        if self.assumptions.is_empty() {
            return;
        }
        self.page.heading(&say!(self.lang, "Antaganden", "Assumptions"), '─');
        for (index, why) in (1..).zip(std::mem::take(&mut self.assumptions)) {
            self.page.item(2, (&format!("[{index}] "), Look::Plain), &why, Look::Plain);
        }
    }

    fn summary(&mut self) {
        let lang = self.lang;
        self.page.gap();
        let summary = &self.report.summary;
        let goals = tally_words(&summary.counted, lang);
        let line = match goals {
            Some(goals) => say!(lang, "Sammanfattning: {goals}.", "Summary: {goals}."),
            None => say!(lang, "Sammanfattning: ingenting bedömdes.", "Summary: nothing was judged."),
        };
        self.page.paragraph(0, &line, Look::Strong);
        if let Some(checks) = check_words(&summary.check, lang) {
            self.page.paragraph(0, &say!(lang, "Avstämningar: {checks}.", "Checks: {checks}."), Look::Plain);
        }
        let pack = &self.report.pack;
        let (id, engine) = (&pack.id, self.report.engine);
        let hash: String = pack.sha256.chars().take(12).collect();
        let line = say!(lang, "Regelpaket {id} ({hash}), riktlinje {engine}", "Pack {id} ({hash}), riktlinje {engine}");
        self.page.paragraph(0, &line, Look::Faint);
    }
}

/// The title of the report: whose pack, and which.
pub(in crate::report) fn page_title(pack: &PackFacts) -> String {
    match &pack.organisation {
        Some(organisation) if !pack.title.starts_with(organisation) => format!("{organisation}: {}", pack.title),
        _ => pack.title.clone(),
    }
}

/// "Bedömt per 2024-03-31, avser jan–mar 2024, utfall".
pub(in crate::report) fn about(report: &Report, main_cut: Option<(Period, Basis)>, lang: Lang) -> String {
    let day = report.as_of;
    let judged = match main_cut {
        None => say!(lang, "Bedömt per {day}", "Judged as of {day}"),
        // A budget or plan is judged before its period begins.
        Some((period, basis)) if day < period.start() && basis != Basis::Outcome => {
            let (basis, period) = (basis_word(basis, lang), period_short(period, lang));
            say!(
                lang,
                "Bedömt i förväg, per {day}: {basis} för {period}",
                "Judged ahead, as of {day}: {basis} for {period}"
            )
        }
        Some((period, basis)) => {
            let cut = cut_words(period, basis, lang);
            say!(lang, "Bedömt per {day}, avser {cut}", "Judged as of {day}, about {cut}")
        }
    };
    let rows = report.verdicts.iter().filter(|v| v.kind != RuleKind::Check);
    let otherwise = match rows.map(|v| (v.period, v.basis)).any(|cut| Some(cut) != main_cut) {
        true => say!(lang, ", om inget annat står på raden", ", unless the line says otherwise"),
        false => String::new(),
    };
    format!("{judged}{otherwise}")
}

/// A title and what it is about.
pub(in crate::report) fn joined(title: &str, label: &str) -> String {
    if label.is_empty() { title.to_owned() } else { format!("{title}, {label}") }
}

/// "jan–mar 2024, utfall".
pub(in crate::report) fn cut_words(period: Period, basis: Basis, lang: Lang) -> String {
    format!("{}, {}", period_short(period, lang), basis_word(basis, lang))
}

/// "9 uppfyllda, 13 delvis uppfyllda, 2 med beslutat avsteg"; `None` if there is nothing at all.
pub(in crate::report) fn tally_words(tally: &Tally, lang: Lang) -> Option<String> {
    let counts = [
        (tally.met, Verdict::Met),
        (tally.partly_met, Verdict::PartlyMet),
        (tally.not_met, Verdict::NotMet),
        (tally.undetermined, Verdict::Undetermined),
        (tally.not_applicable, Verdict::NotApplicable),
    ];
    let mut parts: Vec<String> =
        counts.into_iter().filter(|(n, _)| *n > 0).map(|(n, verdict)| counted(n, verdict, lang)).collect();
    if parts.is_empty() {
        return None;
    }
    let exempted = tally.exempted;
    if exempted > 0 {
        parts.push(say!(lang, "varav {exempted} med beslutat avsteg", "of which {exempted} with a decided exemption"));
    }
    parts.extend(known_words(tally, lang));
    Some(parts.join(", "))
}

/// "varav 2 kända brister".
fn known_words(tally: &Tally, lang: Lang) -> Option<String> {
    match tally.known {
        0 => None,
        1 => Some(say!(lang, "varav en känd brist", "of which one known failure")),
        known => Some(say!(lang, "varav {known} kända brister", "of which {known} known failures")),
    }
}

/// "367 stämmer, 11 stämmer inte"; `None` if there are no checks.
pub(in crate::report) fn check_words(tally: &Tally, lang: Lang) -> Option<String> {
    let Tally { met, not_met, undetermined, not_applicable, .. } = tally;
    let counts = [
        (met, say!(lang, "{met} stämmer", "{met} hold")),
        (not_met, say!(lang, "{not_met} stämmer inte", "{not_met} failed")),
        (undetermined, say!(lang, "{undetermined} kan inte göras", "{undetermined} could not be made")),
        (not_applicable, say!(lang, "{not_applicable} utan underlag", "{not_applicable} without figures")),
    ];
    let mut parts: Vec<String> = counts.into_iter().filter(|(n, _)| **n > 0).map(|(_, said)| said).collect();
    parts.extend(known_words(tally, lang));
    (!parts.is_empty()).then(|| parts.join(", "))
}
