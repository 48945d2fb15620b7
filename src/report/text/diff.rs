//! Two drafts, or two versions of a guideline, beside each other, as text.

use super::cells::symbol;
use super::layout::{Look, Page, columns};
use super::page_title;
use crate::language::Lang;
use crate::policy::RuleKind;
use crate::report::diff::{AssessmentTurn, DiffReport, NumberEntry, OnlyEntry, TurnEntry, VersionsReport};
use crate::report::sensitivity::RuleAt;
use crate::report::wording::diff as wording;
use crate::report::wording::diff::{drafts, versions};
use crate::report::wording::say;

/// What differs between two drafts, as text of at most `width` columns (60 at the least).
pub fn diff_text(report: &DiffReport, width: usize, colour: bool, lang: Lang) -> String {
    let mut writer = Writer { page: Page::new(width, colour), lang };
    let title = page_title(&report.pack);
    writer.page.heading(&say!(lang, "Två underlag: {title}", "Two drafts: {title}"), '═');
    writer.plain(&drafts::draft("A", &report.before, lang));
    writer.plain(&drafts::draft("B", &report.after, lang));
    if report.before.as_of != report.after.as_of {
        writer.plain(&wording::other_day(lang));
    }
    if report.is_same() {
        writer.page.gap();
        writer.page.paragraph(0, &drafts::same(lang), Look::Strong);
    }
    if !report.verdicts.is_empty() {
        writer.page.paragraph(0, &wording::order(lang), Look::Faint);
        writer.page.paragraph(0, &drafts::how(lang), Look::Faint);
    }
    let parted = |all: &[OnlyEntry], lacking: bool| {
        let some = all.iter().filter(|one| one.other_has_period == lacking);
        some.map(|one| one.at.clone()).collect::<Vec<_>>()
    };
    let (lost, gone) = (parted(&report.only_before, true), parted(&report.only_before, false));
    let (new, later) = (parted(&report.only_after, true), parted(&report.only_after, false));
    writer.only(
        &say!(lang, "Bedöms inte längre: uppgifterna fattas i B", "No longer judged: B lacks the figures"),
        &lost,
    );
    writer.turns(&report.verdicts);
    writer.only(&say!(lang, "Bedöms nu: uppgifterna fattas i A", "Judged now: A lacks the figures"), &new);
    writer.only(&say!(lang, "Bara i A: perioden finns inte i B", "In A only: B does not have the period"), &gone);
    writer.only(&say!(lang, "Bara i B: perioden finns inte i A", "In B only: A does not have the period"), &later);
    writer.assessments(&report.assessments);
    writer.list(
        &say!(lang, "Ändrade uppgifter", "Changed figures"),
        report.figures.iter().filter_map(|one| drafts::figure(one, lang)).collect(),
    );
    let people = report.people.iter().map(|one| drafts::people(one, lang)).collect();
    writer.list(&say!(lang, "Ändrade bedömningar av människor", "Changed judgements of people"), people);
    writer.page.gap();
    if let Some(said) = drafts::set_aside(report, lang) {
        writer.page.paragraph(0, &said, Look::Faint);
    }
    writer.plain(&wording::unchanged(report.unchanged, report.is_empty(), lang));
    writer.page.finish()
}

/// What another version of the guideline changes, as text of at most `width` columns (60 at the least).
pub fn versions_text(report: &VersionsReport, width: usize, colour: bool, lang: Lang) -> String {
    let mut writer = Writer { page: Page::new(width, colour), lang };
    let title = page_title(&report.after.pack);
    writer.page.heading(&say!(lang, "Två versioner: {title}", "Two versions: {title}"), '═');
    writer.plain(&versions::version(false, &report.before, lang));
    writer.plain(&versions::version(true, &report.after, lang));
    let files: Vec<&str> = report.figures.iter().map(|file| file.file.as_str()).collect();
    let files = files.join(", ");
    writer.plain(&say!(lang, "Siffror: {files}.", "Figures: {files}."));
    if report.before.as_of != report.after.as_of {
        writer.plain(&wording::other_day(lang));
    }
    if report.is_same() {
        writer.page.gap();
        writer.page.paragraph(0, &versions::same(lang), Look::Strong);
    }
    if !report.verdicts.is_empty() {
        writer.page.paragraph(0, &wording::order(lang), Look::Faint);
    }
    writer.turns(&report.verdicts);
    writer.only(&say!(lang, "Bedöms bara av den gamla", "Judged by the old one only"), &report.only_before);
    writer.only(&say!(lang, "Bedöms bara av den nya", "Judged by the new one only"), &report.only_after);
    writer.assessments(&report.assessments);
    let rules = |rules: &[_]| rules.iter().map(|one| versions::rule(one, lang)).collect();
    writer.list(&say!(lang, "Regler som har utgått", "Rules that are gone"), rules(&report.rules_only_before));
    writer.list(&say!(lang, "Nya regler", "New rules"), rules(&report.rules_only_after));
    if !report.definitions.is_empty() {
        writer.page.heading(&say!(lang, "Skrivet på annat sätt", "Written otherwise"), '─');
    }
    for one in &report.definitions {
        writer.page.item(2, ("• ", Look::Plain), &versions::definition(one, lang), Look::Plain);
        writer.page.paragraph(6, &versions::written(false, one.before.as_ref(), lang), Look::Plain);
        writer.page.paragraph(6, &versions::written(true, one.after.as_ref(), lang), Look::Plain);
    }
    let files = report.files.iter().map(|one| versions::file(one, lang)).collect();
    writer.list(&say!(lang, "Filer som skiljer sig åt", "Files that differ"), files);
    writer.page.gap();
    writer.plain(&wording::unchanged(report.unchanged, report.is_empty(), lang));
    writer.page.finish()
}

struct Writer {
    page: Page,
    lang: Lang,
}

impl Writer {
    fn plain(&mut self, text: &str) {
        self.page.paragraph(0, text, Look::Plain);
    }

    fn list(&mut self, heading: &str, items: Vec<String>) {
        if items.is_empty() {
            return;
        }
        self.page.heading(heading, '─');
        for item in items {
            self.page.item(2, ("• ", Look::Plain), &item, Look::Plain);
        }
    }

    fn only(&mut self, heading: &str, rules: &[RuleAt]) {
        if rules.is_empty() {
            return;
        }
        self.page.heading(heading, '─');
        for at in rules {
            let sign = format!("{} ", symbol(at.verdict));
            self.page.item(2, (&sign, Look::Verdict(at.verdict)), &wording::only(at, self.lang), Look::Plain);
        }
    }

    fn assessments(&mut self, turns: &[AssessmentTurn]) {
        let items = turns.iter().map(|one| wording::assessment(one, self.lang)).collect();
        self.list(&say!(self.lang, "Samlade bedömningar", "Overall assessments"), items);
    }

    fn turns(&mut self, turns: &[TurnEntry]) {
        for turns in turns.chunk_by(|a, b| a.turn == b.turn) {
            if let Some(first) = turns.first() {
                self.page.heading(&wording::turn_heading(first.turn, self.lang), '─');
            }
            for one in turns {
                self.turn(one);
            }
        }
    }

    fn turn(&mut self, one: &TurnEntry) {
        self.page.gap();
        let (before, after) = (symbol(one.verdict_before), symbol(one.at.verdict));
        let sign =
            if one.verdict_before == one.at.verdict { format!("{after} ") } else { format!("{before} → {after} ") };
        let look = if one.at.kind == RuleKind::Claim { Look::Plain } else { Look::Strong };
        self.page.item(0, (&sign, Look::Verdict(one.at.verdict)), &wording::turned(one, self.lang), look);
        if let Some(said) = one.flip.as_ref().and_then(|flip| drafts::flip(one, flip, self.lang)) {
            self.page.paragraph(2, &said, Look::Plain);
        }
        for number in &one.numbers {
            self.number(number);
        }
    }

    fn number(&mut self, one: &NumberEntry) {
        let decimals = wording::decimals_of(one);
        self.page.paragraph(2, &wording::number(one, decimals, self.lang), Look::Plain);
        let rows = drafts::contributions(one, decimals, self.lang);
        let widest = rows.iter().map(|(amount, _)| columns(amount)).max().unwrap_or_default();
        for (amount, name) in rows {
            let amount = format!("{}{amount}  ", " ".repeat(widest.saturating_sub(columns(&amount))));
            self.page.item(4, (&amount, Look::Plain), &name, Look::Plain);
        }
        let beside = drafts::beside(one, self.lang);
        let without = one.without.as_ref().map(|none| drafts::without(none, self.lang));
        for said in [beside, without].into_iter().flatten() {
            self.page.paragraph(4, &said, Look::Faint);
        }
    }
}
