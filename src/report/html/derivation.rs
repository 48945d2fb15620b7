//! "Så räknades det": the steps that a verdict came from, down to the figures with their sources and the limits with their references. What several
//! verdicts came from is told where it first comes; after that it is a link.

use maud::{Markup, html};

use super::{Page, link_to_assumption};
use crate::report::council::Row;
use crate::report::explain::phrases::{derived_above, details, given, headline, references};
use crate::report::explain::{ExplainedRow, Step};
use crate::report::wording::levers::lever_sentences;
use crate::report::wording::say;

/// A formula that has been told of: the number that links to it use, and what was said of it there.
pub(super) struct Told {
    number: usize,
    notes: Vec<String>,
}

impl Page<'_> {
    /// Exemptions, assumptions and doubts are told beside the verdict itself.
    pub(super) fn derivation(&self, row: &Row<'_>) -> Markup {
        let verdict = row.verdict;
        let Some(ground) = row.ground else { return html! { p { (self.mixed(&verdict.reason)) } } };
        let hanging = self.hanging(ground);
        html! {
            @if !verdict.reason.is_empty() || !ground.steps.is_empty() || !hanging.is_empty() {
                details.how {
                    summary { (say!(self.lang, "Så räknades det", "How it was computed")) }
                    @if !verdict.reason.is_empty() { p { (self.mixed(&verdict.reason)) } }
                    @for sentence in lever_sentences(&verdict.levers, self.lang) { p { (self.mixed(&sentence)) } }
                    @if !ground.steps.is_empty() { ul.steps { (self.steps(&ground.steps)) } }
                    @if !hanging.is_empty() { ul { @for line in &hanging { li { (self.mixed(line)) } } } }
                }
            }
        }
    }

    fn hanging(&self, ground: &ExplainedRow) -> Vec<String> {
        given(ground, self.lang).into_iter().chain(references(ground, self.lang)).collect()
    }

    fn steps(&self, steps: &[Step]) -> Markup {
        html! { @for step in steps { (self.step(step)) } }
    }

    fn step(&self, step: &Step) -> Markup {
        if let Some(link) = self.told_before(step) {
            return link;
        }
        let number = step.record.map(|record| {
            let mut told = self.told.borrow_mut();
            let number = told.len() + 1;
            told.insert(record, Told { number, notes: step.notes.clone() });
            format!("h{number}")
        });
        html! {
            li id=[number] {
                (self.mixed(&headline(step, self.lang)))
                @for (index, line) in details(step).iter().enumerate() {
                    // The first line is how the pack writes it, if it does.
                    @if index == 0 && step.text.is_some() { small lang=[self.own_language()] { (line) } }
                    @else { (self.small(line)) }
                }
                @if !step.steps.is_empty() { ul { (self.steps(&step.steps)) } }
            }
        }
    }

    /// What is said of a step. An assumption is told once, among the assumptions.
    fn small(&self, line: &str) -> Markup {
        let assumed = say!(self.lang, "antagande: ", "assumption: ");
        if let Some(number) = line.strip_prefix(&assumed).and_then(|why| self.assumption(why)) {
            return html! { small { (assumed) (link_to_assumption(number)) } };
        }
        self.in_language(line, |lang, said| html! { small lang=[lang] { (said) } })
    }

    /// A link to where a formula was told of, and what is said of it only here.
    fn told_before(&self, step: &Step) -> Option<Markup> {
        let told = self.told.borrow();
        let told = told.get(&step.record?)?;
        let above = derived_above(self.lang);
        let notes = step.notes.iter().filter(|note| *note != above && !told.notes.contains(note));
        Some(html! {
            li {
                (self.mixed(&headline(step, self.lang)))
                @for note in notes { (self.small(note)) }
                small { a href=(format!("#h{}", told.number)) { (above) } }
            }
        })
    }
}
