//! The first part: how many goals are met, what has changed, what it would take.

use maud::{Markup, html};

use super::{Page, Part, table::Table, word};
use crate::policy::{RuleKind, Verdict};
use crate::report::council::{Changes, Row};
use crate::report::model::AssessmentVerdict;
use crate::report::text::{cells, check_words, cut_words};
use crate::report::wording::levers::lever_sentences;
use crate::report::wording::{say, verdict_word, what_if};

impl Page<'_> {
    pub(super) fn answer(&self) -> Part {
        let lang = self.lang;
        let checks = check_words(&self.council.report.summary.check, lang);
        let body = html! {
            (self.what_if())
            p.answer { (self.said.answer(self.council)) }
            ul.counts {
                @for (verdict, _, said) in self.said.counts(self.council) { li { (word(verdict, &said)) } }
            }
            @if let Some(exempted) = self.said.exempted(self.council) { p { (exempted) } }
            @if let Some(checks) = checks { p.muted { (say!(lang, "Avstämningar: {checks}.", "Checks: {checks}.")) } }
            (self.assessments())
            (self.changes())
            (self.missed())
            (self.levers())
            (self.without_verdict())
        };
        Part { id: "svaret".to_owned(), title: say!(lang, "Svaret", "The answer"), body }
    }

    fn assessments(&self) -> Markup {
        let (entries, lang) = (&self.council.report.assessments, self.lang);
        html! {
            @if !entries.is_empty() {
                h3 { (say!(lang, "Samlade bedömningar", "Overall assessments")) }
                @for (index, entry) in entries.iter().enumerate() { (self.assessment(index + 1, entry)) }
            }
        }
    }

    fn assessment(&self, number: usize, entry: &AssessmentVerdict) -> Markup {
        let said = entry.status.clone().unwrap_or_else(|| verdict_word(entry.verdict, self.lang).to_owned());
        let cut = cut_words(entry.period, entry.basis, self.lang);
        html! {
            div.row id=(format!("s{number}")) data-assessment=(entry.id) data-verdict=(entry.verdict.as_str()) {
                p.head { (word(entry.verdict, &said)) " " strong { (self.own(&entry.title)) } " " span.muted { (cut) } }
                p {
                    (entry.reason)
                    @if !entry.refs.is_empty() {
                        " " span.muted { (say!(self.lang, "Referens: ", "Reference: ")) (self.own(&entry.refs.join("; "))) "." }
                    }
                    @if !entry.rests_on.is_empty() { " " (self.marks(&entry.rests_on)) }
                }
            }
        }
    }

    /// Links to the goals and requirements that are not met.
    fn missed(&self) -> Markup {
        let rows = self.counted(Verdict::NotMet);
        html! {
            @if !rows.is_empty() {
                h3 { (say!(self.lang, "Det som inte är uppfyllt", "What is not met")) }
                (self.links(&rows))
            }
        }
    }

    /// Links to those that have no verdict.
    fn without_verdict(&self) -> Markup {
        let rows = self.counted(Verdict::Undetermined);
        html! {
            @if !rows.is_empty() {
                h3 { (say!(self.lang, "Det som inte kan bedömas", "What cannot be judged")) }
                (self.links(&rows))
            }
        }
    }

    fn counted(&self, verdict: Verdict) -> Vec<Row<'_>> {
        let kinds = [RuleKind::Indicator, RuleKind::Requirement];
        let rows = kinds.into_iter().flat_map(|kind| self.council.rows(kind));
        rows.filter(|row| row.verdict.counts && row.verdict.verdict == verdict).collect()
    }

    fn links(&self, rows: &[Row<'_>]) -> Markup {
        html! {
            ul.links {
                @for row in rows {
                    li {
                        span aria-hidden="true" { (cells::symbol(row.verdict.verdict)) } " "
                        a href=(format!("#r{}", row.number)) { (self.own(&row.verdict.title)) }
                        " " span.muted { (self.said.label(row.verdict)) }
                    }
                }
            }
        }
    }

    /// How measures have gone since the same period last year; nothing if there is nothing to compare with.
    fn changes(&self) -> Markup {
        let lang = self.lang;
        let Some(changes) = Changes::of(self.council) else { return html! {} };
        let counts = changes.counts(lang);
        let caption = say!(lang, "Sedan samma period året före", "Since the same period the year before");
        let heads = vec![
            say!(lang, "Mål", "Goal"),
            say!(lang, "Avser", "About"),
            say!(lang, "Utveckling", "Change"),
            say!(lang, "Året före", "The year before"),
            say!(lang, "Nu", "Now"),
        ];
        let mut table = Table::new(caption, heads, 3);
        for row in [&changes.worse, &changes.unchanged, &changes.better].into_iter().flatten() {
            let measure = row.verdict;
            table.row(vec![
                measure.title.clone(),
                self.said.label(measure),
                self.said.trend(measure).unwrap_or_default(),
                self.said.previous(measure).unwrap_or_default(),
                cells::value(measure, lang),
            ]);
        }
        html! {
            h3 { (say!(lang, "Vad som har ändrats", "What has changed")) }
            p {
                (say!(
                    lang,
                    "Av de mätetal som kan jämföras med samma period året före är {counts}.",
                    "Of the measures that can be compared with the same period the year before, {counts}."
                ))
            }
            details { summary { (say!(lang, "Tabell: alla jämförelser", "Table: every comparison")) } (table.drawn()) }
        }
    }

    /// What it would take to meet what is not met; nothing if no figure can be changed.
    fn levers(&self) -> Markup {
        let kinds = [RuleKind::Indicator, RuleKind::Requirement];
        let rows = kinds.into_iter().flat_map(|kind| self.council.rows(kind));
        let rows: Vec<Row<'_>> = rows.filter(|row| !row.verdict.levers.is_empty()).collect();
        html! {
            @if !rows.is_empty() {
                h3 { (say!(self.lang, "Vad som skulle krävas", "What it would take")) }
                ul.links {
                    @for row in &rows {
                        li {
                            a href=(format!("#r{}", row.number)) { (self.own(&row.verdict.title)) }
                            " " span.muted { (self.said.label(row.verdict)) }
                            @for sentence in lever_sentences(&row.verdict.levers, self.lang) { br; (sentence) }
                        }
                    }
                }
            }
        }
    }

    /// What was tried on the figures, and what it changed.
    fn what_if(&self) -> Markup {
        let lang = self.lang;
        let Some(found) = &self.council.report.what_if else { return html! {} };
        html! {
            h3 { (what_if::heading(lang)) }
            ul { @for one in &found.set { li { (what_if::tried(one, lang)) } } }
            @if let Some(left_out) = what_if::left_out(found, lang) { p.muted { (left_out) } }
            @if found.verdicts.is_empty() { p { (what_if::nothing(lang)) } }
            ul.links {
                @for one in &found.verdicts {
                    li {
                        span aria-hidden="true" { (cells::symbol(one.before)) " → " (cells::symbol(one.after)) } " "
                        (what_if::changed(one, lang))
                    }
                }
            }
            p { (what_if::about(lang)) }
        }
    }
}
