//! The first part: how many goals are met, what has changed, what it would take.

use maud::{Markup, html};

use super::{Page, Part, table::Table};
use crate::policy::Verdict;
use crate::report::council::{Changes, Row};
use crate::report::grouped::grouped;
use crate::report::model::AssessmentVerdict;
use crate::report::text::{cells, check_words, cut_words};
use crate::report::wording::levers::lever_sentences;
use crate::report::wording::{say, verdict_word, what_if};

/// What it would take of a rule that was judged more often than this is folded.
const MOST_OPEN: usize = 4;

impl Page<'_> {
    pub(super) fn answer(&self) -> Part {
        let lang = self.lang;
        let checks = check_words(&self.council.report.summary.check, lang);
        let body = html! {
            (self.what_if())
            p.answer { (self.said.answer(self.council)) }
            ul.counts {
                @for (verdict, _, said) in self.said.counts(self.council) { li { (self.word(verdict, &said)) } }
            }
            @if let Some(exempted) = self.said.exempted(self.council) { p { (exempted) } }
            @if let Some(known) = self.said.known(self.council) { p { (known) } }
            (self.changes())
            (self.levers())
            (self.assessments())
            (self.missed())
            (self.without_verdict())
            @if let Some(checks) = checks { p.muted { (say!(lang, "Avstämningar: {checks}.", "Checks: {checks}.")) } }
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
            div.row id=(format!("s{number}")) {
                p.head { (self.word(entry.verdict, &said)) " " strong { (self.own(&entry.title)) } " " small { (cut) } }
                p {
                    (self.mixed(&entry.reason))
                    @if !entry.refs.is_empty() {
                        " " small { (say!(self.lang, "Referens: ", "Reference: ")) (self.own(&entry.refs.join("; "))) "." }
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
        let rows = self.council.judged().into_iter();
        rows.filter(|row| row.verdict.counts && row.verdict.verdict == verdict).collect()
    }

    /// A rule a line; where it was judged more than once, with a link to each.
    fn links(&self, rows: &[Row<'_>]) -> Markup {
        html! {
            ul.links {
                @for (_, rows) in grouped(rows, |row| Some(row.verdict.rule.clone())) {
                    @if let [first, ..] = rows.as_slice() {
                        li {
                            (self.sign(first))
                            @if let [only] = rows.as_slice() { (self.link(only)) }
                            @else {
                                (self.own(&first.verdict.title)) ":"
                                @for (index, row) in rows.iter().enumerate() {
                                    @if index > 0 { " ·" } " " (self.link_to(row))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// The sign of a verdict before a line; the heading above or the verdict itself says it in words.
    fn sign(&self, row: &Row<'_>) -> Markup {
        html! { span aria-hidden="true" { (cells::symbol(row.verdict.verdict)) } " " }
    }

    /// The title as a link, and what it is about.
    fn link(&self, row: &Row<'_>) -> Markup {
        html! {
            a href=(format!("#r{}", row.number)) { (self.own(&row.verdict.title)) }
            " " small { (self.mixed(&self.said.label(row.verdict))) }
        }
    }

    /// What it is about as a link; the title stands before.
    fn link_to(&self, row: &Row<'_>) -> Markup {
        html! { a href=(format!("#r{}", row.number)) { (self.mixed(&self.said.label(row.verdict))) } }
    }

    /// How measures have gone since the same period last year; nothing if there is nothing to compare with.
    fn changes(&self) -> Markup {
        let lang = self.lang;
        let Some(said) = self.said.changes(self.council) else { return html! {} };
        let heading = say!(lang, "Vad som har ändrats", "What has changed");
        let Some(changes) = Changes::of(self.council) else { return html! { h3 { (heading) } p { (said) } } };
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
            h3 { (heading) }
            p { (said) }
            details { summary { (say!(lang, "Tabell: alla jämförelser", "Table: every comparison")) } (self.table(&table)) }
        }
    }

    /// What it would take to meet what is not met.
    fn levers(&self) -> Markup {
        let rows: Vec<Row<'_>> =
            self.council.judged().into_iter().filter(|row| !row.verdict.levers.is_empty()).collect();
        let none = self.said.no_levers(self.council);
        html! {
            @if !rows.is_empty() || none.is_some() {
                h3 { (say!(self.lang, "Vad som skulle krävas", "What it would take")) }
                @if let Some(none) = none { p { (none) } }
                @if !rows.is_empty() {
                    ul.links {
                        @for (_, rows) in grouped(&rows, |row| Some(row.verdict.rule.clone())) { (self.levers_of(&rows)) }
                    }
                }
            }
        }
    }

    /// What it would take of a rule, each time it was judged; folded where that is often, for each verdict says it too.
    fn levers_of(&self, rows: &[Row<'_>]) -> Markup {
        let Some(first) = rows.first() else { return html! {} };
        if let [only] = rows {
            return html! { li { (self.sign(only)) (self.link(only)) br; (self.lever_lines(only)) } };
        }
        let title = self.own(&first.verdict.title);
        let count = rows.len();
        let all = html! { ul { @for row in rows { li { (self.link_to(row)) ": " (self.lever_lines(row)) } } } };
        html! {
            li {
                @if count <= MOST_OPEN { (self.sign(first)) (title) (all) }
                @else {
                    details {
                        summary { (self.sign(first)) (title) " " (say!(self.lang, "({count} gånger)", "({count} times)")) }
                        (all)
                    }
                }
            }
        }
    }

    fn lever_lines(&self, row: &Row<'_>) -> Markup {
        let said = lever_sentences(&row.verdict.levers, self.lang);
        html! { @for (index, said) in said.iter().enumerate() { @if index > 0 { br; } (self.mixed(said)) } }
    }

    /// What was tried on the figures, and what it changed.
    fn what_if(&self) -> Markup {
        let lang = self.lang;
        let Some(found) = &self.council.report.what_if else { return html! {} };
        html! {
            h3 { (what_if::heading(lang)) }
            ul { @for one in &found.set { li { (self.mixed(&what_if::tried(one, lang))) } } }
            @if let Some(left_out) = what_if::left_out(found, lang) { p.muted { (self.mixed(&left_out)) } }
            @if found.verdicts.is_empty() { p { (what_if::nothing(lang)) } }
            ul.links {
                @for one in &found.verdicts {
                    li {
                        span aria-hidden="true" { (cells::symbol(one.before)) " → " (cells::symbol(one.after)) } " "
                        (self.mixed(&what_if::changed(one, lang)))
                    }
                }
            }
            p { (what_if::about(lang)) }
        }
    }
}
