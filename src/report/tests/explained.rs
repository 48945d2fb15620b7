//! What is said of the packs, read through: for a politician and for an official, in both languages. All that falls short; of the rest some of each kind.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::said::{PACKS, Said, Shipped, said};
use crate::language::Lang;
use crate::policy::Verdict;
use crate::report::build::{Depth, Scribe};
use crate::report::phrase::{Phrase, Reader};
use crate::report::wording::{basis_word, period_words, sentence, verdict_word};
use crate::verdict::{Options, judge};

/// So many of each kind of those that do not fall short.
const SOME: usize = 2;

fn written(phrases: &[Phrase], reader: Reader, lang: Lang) -> String {
    let said = phrases.iter().map(|phrase| sentence(&phrase.write(reader, lang)));
    said.collect::<Vec<_>>().join(" ").replace('\u{a0}', " ")
}

fn explained(name: &str, lang: Lang) -> String {
    let shipped = Shipped::open(name);
    let mut run = judge(&shipped.policy, &shipped.figures, Options::default());
    let mut told = String::new();
    let mut alike: BTreeMap<String, usize> = BTreeMap::new();
    for index in 0..run.judgements.len() {
        let mut scribe = Scribe { run: &mut run, sources: &shipped.sources, lang, depth: Depth::Figures };
        let Said { row, plain, official } = said(&mut scribe, index);
        if !matches!(row.verdict, Verdict::NotMet | Verdict::PartlyMet) {
            let count = alike.entry(format!("{:?} {:?} {:?}", row.kind, row.verdict, row.reason_code)).or_default();
            *count += 1;
            if *count > SOME {
                continue;
            }
        }
        let members = row.entity.values().map(|member| format!(", {member}")).collect::<String>();
        let (period, basis) = (period_words(row.period, lang), basis_word(row.basis, lang));
        let verdict = verdict_word(row.verdict, lang);
        let _ = writeln!(told, "{}{members}, {period}, {basis}: {verdict}", row.title);
        let _ = writeln!(told, "  P: {}", written(&plain, Reader::Politician, lang));
        let _ = writeln!(told, "  O: {}", written(&official, Reader::Official, lang));
    }
    told
}

#[test]
fn what_is_said_of_the_packs() {
    for name in PACKS {
        for (lang, suffix) in [(Lang::Sv, "sv"), (Lang::En, "en")] {
            insta::assert_snapshot!(format!("{name}_{suffix}"), explained(name, lang));
        }
    }
}
