//! How likely each colour is, as text.

use super::cells::symbol;
use super::layout::{Look, Page};
use super::page_title;
use crate::language::Lang;
use crate::report::risk::RiskReport;
use crate::report::wording::sensitivity::rule_at;
use crate::report::wording::{risk as wording, say};

/// How likely each colour is, as text of at most `width` columns (60 at the least).
pub fn risk_text(report: &RiskReport, width: usize, colour: bool, lang: Lang) -> String {
    let mut page = Page::new(width, colour);
    let (title, day) = (page_title(&report.pack), report.as_of);
    page.heading(&say!(lang, "Risk: {title}", "Risk: {title}"), '═');
    page.paragraph(0, &say!(lang, "Bedömt per {day}.", "Judged as of {day}."), Look::Plain);
    page.paragraph(0, &wording::how(report, lang), Look::Faint);
    for spread in &report.spreads {
        page.item(2, ("• ", Look::Plain), &wording::spread(spread, lang), Look::Plain);
    }
    page.gap();
    if report.verdicts.is_empty() {
        page.paragraph(0, &wording::nothing(lang), Look::Strong);
    }
    for odds in &report.verdicts {
        let verdict = odds.at.verdict;
        page.item(
            0,
            (&format!("{} ", symbol(verdict)), Look::Verdict(verdict)),
            &rule_at(&odds.at, lang),
            Look::Strong,
        );
        page.paragraph(4, &wording::odds(odds, lang), Look::Plain);
    }
    page.gap();
    for said in wording::rest(report, lang) {
        page.paragraph(0, &said, Look::Faint);
    }
    page.finish()
}
