//! A pack as a page to read: what it says, without any figures. Markdown that also reads as plain text; the same pack always gives the same page.

mod assessments;
mod drawn;
mod formula;
mod ledgers;
mod left_out;
mod limits;
pub(super) mod markdown;
mod math;
mod rules;
mod vocabulary;
mod words;

use super::wording::say;
use crate::language::Lang;
use crate::policy::Policy;
use formula::Reader;
use markdown::{Markdown, code, escaped};

/// The page of a pack.
pub fn page(policy: &Policy, lang: Lang) -> String {
    // All that a policy holds: what is new in it cannot be left out of the pages unnoticed.
    #[rustfmt::skip]
    let Policy {
        // the head
        name: _, title: _, organisation: _, document: _, validity: _, as_of: _, decided: _,
        // a section each; scripts are told where formulas call them
        goals: _, rules: _, assessments: _, parameters: _, formulas: _, scripts: _, statements: _, vocabulary: _,
        ledgers: _, recorded: _, left_out: _,
        // not for readers
        sha256: _, files: _, warnings: _, compact: _, texts: _,
    } = policy;
    let mut writer = Writer { reader: Reader::new(policy, lang), out: Markdown::default() };
    writer.head();
    writer.goals();
    writer.requirements();
    writer.assessments();
    writer.limits();
    writer.formulas();
    writer.statements();
    writer.ledgers();
    writer.checks();
    writer.claims();
    writer.recorded();
    writer.left_out();
    writer.figures();
    writer.dimensions();
    writer.out.finish()
}

struct Writer<'p> {
    reader: Reader<'p>,
    out: Markdown,
}

impl Writer<'_> {
    fn lang(&self) -> Lang {
        self.reader.lang
    }

    fn head(&mut self) {
        let lang = self.lang();
        let policy = self.reader.policy;
        self.out.heading(1, &escaped(&policy.title));
        let name = &policy.name;
        self.out.block(&say!(
            lang,
            "Sidan är skriven ur regelpaketet (`riktlinje list {name}`) och säger vad det bedömer, utan siffror. Titlar står i stället för namn. \
             Där inget annat sägs jämförs det exakta värdet med målet, och varje period och underlag som har siffror bedöms. Det som saknas räknas aldrig som noll.",
            "The page is written from the pack (`riktlinje list {name}`) and says what it judges, without figures. Titles stand for names. \
             Unless something else is said the exact value is compared with the target, and every period and basis with figures is judged. What is missing is never taken as zero."
        ));
        let decided = policy.decided.as_ref().map(|d| self.reader.decision(d)).unwrap_or_default();
        let rows = [
            (say!(lang, "Regelpaket", "Pack"), code(name)),
            (say!(lang, "Organisation", "Organisation"), escaped(policy.organisation.as_deref().unwrap_or_default())),
            (say!(lang, "Dokument", "Document"), escaped(policy.document.as_deref().unwrap_or_default())),
            (say!(lang, "Gäller", "Valid"), self.reader.validity(policy.validity)),
            (say!(lang, "Beslut", "Decision"), decided),
            (
                say!(lang, "Bedömningsdatum", "Assessment date"),
                policy.as_of.map(|day| day.to_string()).unwrap_or_default(),
            ),
        ];
        let rows: Vec<Vec<String>> =
            rows.into_iter().filter(|(_, said)| !said.is_empty()).map(|(what, said)| vec![what, said]).collect();
        self.out.table(&[say!(lang, "Om", "About"), String::new()], &rows);
    }
}

/// Those that say something.
fn filled(said: Vec<String>) -> Vec<String> {
    said.into_iter().filter(|s| !s.is_empty()).collect()
}
