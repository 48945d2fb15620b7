//! The page for the council: one file that needs nothing else. First the answer, then area by area and goal by goal, then money over the years,
//! then what somebody should look at. Pictures are drawn from the same report as every other format.

mod answer;
mod derivation;
mod drawing;
mod goals;
mod money;
mod palette;
mod picture;
mod rows;
mod sections;
mod table;

#[cfg(test)]
mod tests;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::council::{Council, Said, assumptions};
use super::text::{about, main_cut, page_title};
use super::wording::say;
use crate::language::Lang;
use crate::policy::Verdict;

const STYLE: &str = include_str!("style.css");

/// The page.
pub fn html(council: &Council, lang: Lang) -> String {
    let mut page = Page { council, lang, said: Said(lang), assumptions: assumptions(council) }.whole().into_string();
    page.push('\n');
    page
}

/// What the parts of the page are written from.
struct Page<'c> {
    council: &'c Council,
    lang: Lang,
    said: Said,
    /// All that verdicts rest on, each once; the page calls them by their numbers.
    assumptions: Vec<&'c str>,
}

impl Page<'_> {
    fn whole(&self) -> Markup {
        let (report, lang) = (&self.council.report, self.lang);
        let title = page_title(&report.pack);
        let colours = format!(
            ":root{{color-scheme:light dark;{}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{}}}}}\n",
            palette::LIGHT.properties(),
            palette::DARK.properties()
        );
        let parts = self.parts();
        html! {
            (DOCTYPE)
            html lang=(code(lang)) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="generator" content=(format!("riktlinje {}", report.engine));
                    title { (title) }
                    style { (PreEscaped(colours)) (PreEscaped(STYLE)) }
                }
                body {
                    a.skip href="#content" { (say!(lang, "Till innehållet", "To the content")) }
                    header {
                        h1 { (self.own(&title)) }
                        p.muted { (about(report, main_cut(report), lang)) "." }
                    }
                    nav aria-label=(say!(lang, "Sidans delar", "Parts of the page")) {
                        ul { @for part in &parts { li { a href=(format!("#{}", part.id)) { (part.title) } } } }
                    }
                    main #content tabindex="-1" {
                        @for part in &parts {
                            section aria-labelledby=(part.id) {
                                h2 id=(part.id) { (part.title) }
                                (part.body)
                            }
                        }
                    }
                    (self.footer())
                }
            }
        }
    }

    /// The parts in the order of the page; those with nothing in them are left out.
    fn parts(&self) -> Vec<Part> {
        let mut parts = vec![self.answer()];
        parts.extend(self.areas());
        let rest = [
            self.requirements(),
            self.money(),
            self.checks(),
            self.claims(),
            self.recorded(),
            self.told_assumptions(),
            self.findings(),
        ];
        parts.extend(rest.into_iter().flatten());
        parts
    }

    fn footer(&self) -> Markup {
        let (report, lang) = (&self.council.report, self.lang);
        let (id, engine) = (&report.pack.id, report.engine);
        html! {
            footer {
                p { (say!(lang, "Regelpaket {id}, riktlinje {engine}.", "Pack {id}, riktlinje {engine}.")) }
                p { "SHA-256: " code { (report.pack.sha256) } }
                @if !report.figures.is_empty() {
                    details {
                        summary { (say!(lang, "Filer med siffror", "Files with figures")) }
                        ul { @for file in &report.figures { li { (file.file) " " code { (file.sha256) } } } }
                    }
                }
            }
        }
    }

    /// Text of the pack's own, which is in Swedish whatever the page is in.
    fn own(&self, text: &str) -> Markup {
        match self.lang {
            Lang::Sv => html! { (text) },
            Lang::En => html! { span lang="sv" { (text) } },
        }
    }

    /// "[1] [3]": links to the assumptions that something rests on.
    fn marks(&self, rests_on: &[String]) -> Markup {
        let mut numbers: Vec<usize> =
            rests_on.iter().filter_map(|why| self.assumptions.iter().position(|a| a == why)).map(|i| i + 1).collect();
        numbers.sort_unstable();
        html! {
            @if !numbers.is_empty() {
                span.muted {
                    (say!(self.lang, "Vilar på antagande", "Rests on assumption"))
                    @for number in &numbers { " " a href=(format!("#b{number}")) { "[" (number) "]" } }
                }
            }
        }
    }
}

/// A part of the page.
struct Part {
    /// The name that links use.
    id: String,
    /// Its heading.
    title: String,
    /// What is in it.
    body: Markup,
}

fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => "sv",
        Lang::En => "en",
    }
}

/// What the style calls a verdict.
fn verdict_class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "met",
        Verdict::PartlyMet => "partly",
        Verdict::NotMet => "not-met",
        Verdict::Undetermined => "unknown",
        Verdict::NotApplicable => "none",
    }
}

/// The sign and the words of a verdict; never the colour alone.
fn word(verdict: Verdict, said: &str) -> Markup {
    let sign = super::text::cells::symbol(verdict);
    html! { span.word.(verdict_class(verdict)) { span aria-hidden="true" { (sign) } " " (said) } }
}

/// A heading of a depth, from 2.
fn heading(depth: usize, content: &Markup) -> Markup {
    match depth {
        0..=2 => html! { h2 { (content) } },
        3 => html! { h3 { (content) } },
        4 => html! { h4 { (content) } },
        _ => html! { h5 { (content) } },
    }
}
