//! What moves each goal most, as text.

use super::layout::{Look, Page};
use super::page_title;
use crate::language::Lang;
use crate::report::sensitivity::{MeasureEntry, SensitivityReport};
use crate::report::text::cells::symbol;
use crate::report::wording::{say, sensitivity as wording};

/// What moves each goal most, as text of at most `width` columns (60 at the least).
pub fn sensitivity_text(report: &SensitivityReport, width: usize, colour: bool, lang: Lang) -> String {
    let mut page = Page::new(width, colour);
    let (title, day) = (page_title(&report.pack), report.as_of);
    page.heading(&say!(lang, "Känslighet: {title}", "Sensitivity: {title}"), '═');
    page.paragraph(0, &say!(lang, "Bedömt per {day}.", "Judged as of {day}."), Look::Plain);
    page.paragraph(0, &wording::how(lang), Look::Faint);
    if report.measures.is_empty() {
        page.gap();
        page.paragraph(0, &wording::nothing(lang), Look::Strong);
    }
    for measure in &report.measures {
        add(&mut page, measure, lang);
    }
    let left_out = wording::left_out(report, lang);
    if !left_out.is_empty() {
        page.heading(&wording::left_out_heading(lang), '─');
    }
    for said in left_out {
        page.item(2, ("• ", Look::Plain), &said, Look::Plain);
    }
    page.finish()
}

fn add(page: &mut Page, measure: &MeasureEntry, lang: Lang) {
    page.gap();
    let sign = format!("{} ", symbol(measure.at.verdict));
    let look = Look::Verdict(measure.at.verdict);
    page.item(0, (&sign, look), &wording::rule_at(&measure.at, lang), Look::Strong);
    page.paragraph(2, &wording::standing(measure, lang), Look::Plain);
    for (rank, effect) in measure.effects.iter().enumerate() {
        let rank = format!("{:>2}. ", rank + 1);
        page.item(2, (&rank, Look::Plain), &wording::figure(effect, lang), Look::Plain);
        page.paragraph(6, &wording::steps(measure, effect, lang), Look::Plain);
    }
    if let Some(said) = wording::unmoved(measure, lang) {
        page.paragraph(2, &said, Look::Faint);
    }
}
