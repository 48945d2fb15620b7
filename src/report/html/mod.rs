//! The page for the council: one file that needs nothing else. First the answer, then area by area and goal by goal, then money over the years,
//! then what somebody should look at. Pictures are drawn from the same report as every other format.

mod answer;
mod derivation;
mod drawing;
mod goals;
mod money;
pub(super) mod palette;
mod picture;
mod rows;
mod sections;
mod table;

#[cfg(test)]
mod tests;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::council::{Council, Said, assumptions};
use super::text::{about, main_cut, page_title};
use super::wording::say;
use crate::evaluate::RecordId;
use crate::language::Lang;
use crate::policy::Verdict;
use derivation::Told;
use palette::Scheme;

const STYLE: &str = include_str!("style.css");

/// The page.
pub fn html(council: &Council, lang: Lang) -> String {
    let page = Page {
        council,
        lang,
        said: Said(lang),
        assumptions: assumptions(council),
        told: RefCell::default(),
        tables: Cell::default(),
    };
    let mut page = page.whole().into_string();
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
    /// The formulas whose derivation is on the page already. The parts are written in the order in which they are read.
    told: RefCell<BTreeMap<RecordId, Told>>,
    /// How many tables there are so far.
    tables: Cell<usize>,
}

impl Page<'_> {
    fn whole(&self) -> Markup {
        let (report, lang) = (&self.council.report, self.lang);
        let title = page_title(&report.pack);
        let colours = format!(
            ":root{{color-scheme:light dark;{}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{}}}}}\n",
            Scheme::Light.properties(),
            Scheme::Dark.properties()
        );
        let parts = self.parts();
        html! {
            (DOCTYPE)
            html lang=(code(lang)) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="generator" content=(format!("riktlinje {}", report.engine));
                    title lang=[self.language_of(&title)] { (title) }
                    style { (PreEscaped(colours)) (PreEscaped(STYLE)) }
                }
                body {
                    a.skip href="#content" { (say!(lang, "Till innehållet", "To the content")) }
                    header {
                        h1 { (self.mixed(&title)) }
                        p.muted { (self.mixed(&about(report, main_cut(report), lang))) "." }
                    }
                    (self.contents(&parts))
                    main #content tabindex="-1" {
                        @for part in &parts {
                            section aria-labelledby=(part.id) {
                                h2 id=(part.id) { (self.mixed(&part.title)) }
                                (part.body)
                            }
                        }
                    }
                    (self.footer())
                }
            }
        }
    }

    /// Folded, for the answer comes first; with the choice of what is printed.
    fn contents(&self, parts: &[Part]) -> Markup {
        let lang = self.lang;
        let title = say!(lang, "Sidans delar", "Parts of the page");
        html! {
            nav aria-label=(title) {
                details {
                    summary { (title) (say!(lang, ", utskrift", ", printing")) }
                    ul { @for part in parts { li { a href=(format!("#{}", part.id)) { (self.mixed(&part.title)) } } } }
                    p {
                        (say!(
                            lang,
                            "På papper skrivs bilderna med sina tabeller, och det som är utfällt. ",
                            "On paper are the pictures with their tables, and what is unfolded. "
                        ))
                        label {
                            input type="checkbox";
                            " " (say!(lang, "Skriv ut också det hopfällda, med alla härledningar", "Print what is folded too, with every derivation"))
                        }
                    }
                }
            }
            p.on-paper {
                (say!(
                    lang,
                    "Hopfällt på sidan, och inte utskrivet: hur varje bedömning räknades (”Så räknades det”), det som stämmer och det som inte är tillämpligt.",
                    "Folded on the page, and not printed: how each verdict was computed (“How it was computed”), what agrees and what does not apply."
                ))
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

    /// The language of the pack, where that is not the page's.
    fn own_language(&self) -> Option<&'static str> {
        (self.lang != Lang::Sv).then_some(code(Lang::Sv))
    }

    /// Text of the pack's own, which is in Swedish whatever the page is in.
    fn own(&self, text: &str) -> Markup {
        match self.own_language() {
            None => html! { (text) },
            // An `i` is, among other things, words in another language than those around them; and there are thousands of them on a page.
            Some(lang) => html! { i lang=(lang) { (text) } },
        }
    }

    /// Text in which the pack's own may stand, each part in its language.
    fn mixed(&self, text: &str) -> Markup {
        match self.lang {
            Lang::Sv => html! { (text) },
            Lang::En => html! {
                @for (is_own, part) in self.council.own.parts(text) {
                    @if is_own { (self.own(part)) } @else { (part) }
                }
            },
        }
    }

    /// An element of text: with its language, where all of it is the pack's own, or each part with its own.
    fn in_language(&self, text: &str, element: impl Fn(Option<&str>, &Markup) -> Markup) -> Markup {
        match self.language_of(text) {
            Some(lang) => element(Some(lang), &html! { (text) }),
            None => element(None, &self.mixed(text)),
        }
    }

    /// The language of a text, where it is not the page's.
    fn language_of(&self, text: &str) -> Option<&'static str> {
        self.own_language().filter(|_| self.council.own.is_whole(text))
    }

    /// The sign and the words of a verdict; never the colour alone. The pack may have words of its own for it.
    fn word(&self, verdict: Verdict, said: &str) -> Markup {
        let sign = super::text::cells::symbol(verdict);
        html! { span.word.(verdict_class(verdict)) { span aria-hidden="true" { (sign) } " " (self.mixed(said)) } }
    }

    /// The number by which the page calls an assumption.
    fn assumption(&self, why: &str) -> Option<usize> {
        self.assumptions.iter().position(|known| *known == why).map(|index| index + 1)
    }

    /// "[1] [3]": links to the assumptions that something rests on.
    fn marks(&self, rests_on: &[String]) -> Markup {
        let mut numbers: Vec<usize> = rests_on.iter().filter_map(|why| self.assumption(why)).collect();
        numbers.sort_unstable();
        html! {
            @if !numbers.is_empty() {
                small {
                    (say!(self.lang, "Vilar på antagande", "Rests on assumption"))
                    @for number in &numbers { " " (link_to_assumption(*number)) }
                }
            }
        }
    }
}

/// "[3]".
fn link_to_assumption(number: usize) -> Markup {
    html! { a href=(format!("#b{number}")) { "[" (number) "]" } }
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

/// A heading of a depth, from 2.
fn heading(depth: usize, content: &Markup) -> Markup {
    match depth {
        0..=2 => html! { h2 { (content) } },
        3 => html! { h3 { (content) } },
        4 => html! { h4 { (content) } },
        _ => html! { h5 { (content) } },
    }
}
