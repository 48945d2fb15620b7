//! The protocol: what the page for the council says, in the same order, as Markdown for minutes and pull requests. Tables take the place of
//! pictures, and what the page folds is folded here too.

mod answer;
mod goals;
mod money;
mod sections;

use super::council::{Council, Row, Said};
use super::page::markdown::{Markdown, escaped};
use super::text::cells::symbol;
use super::text::{about, main_cut, page_title};
use super::wording::say;
use crate::language::Lang;

/// The protocol.
pub fn markdown(council: &Council, lang: Lang) -> String {
    let mut writer = Writer { council, lang, said: Said(lang), out: Markdown::default() };
    writer.head();
    writer.answer();
    writer.areas();
    writer.requirements();
    writer.money();
    writer.checks();
    writer.claims();
    writer.recorded();
    writer.told_assumptions();
    writer.findings();
    writer.foot();
    writer.out.finish()
}

struct Writer<'c> {
    council: &'c Council,
    lang: Lang,
    said: Said,
    out: Markdown,
}

impl<'c> Writer<'c> {
    fn head(&mut self) {
        let report = &self.council.report;
        self.out.heading(1, &escaped(&page_title(&report.pack)));
        self.out.block(&format!("{}.", escaped(&about(report, main_cut(report), self.lang))));
    }

    fn foot(&mut self) {
        let report = &self.council.report;
        let (id, engine, hash) = (&report.pack.id, report.engine, &report.pack.sha256);
        let said = say!(
            self.lang,
            "Regelpaket `{id}`, riktlinje {engine}. SHA-256: `{hash}`.",
            "Pack `{id}`, riktlinje {engine}. SHA-256: `{hash}`."
        );
        self.out.block("---");
        self.out.block(&said);
    }

    /// "✓ uppfyllt".
    fn word(row: &Row<'c>, said: Said) -> String {
        format!("{} {}", symbol(row.verdict.verdict), escaped(&said.verdict(row.verdict)))
    }

    /// "**title**, jan–mar 2024, utfall".
    fn named(row: &Row<'c>, said: Said) -> String {
        format!("**{}**, {}", escaped(&row.verdict.title), escaped(&said.label(row.verdict)))
    }
}
