//! What the document says, in text and by `explain`.

use super::{Read, small};
use crate::language::Lang;
use crate::report::{explain, explain_recorded, explanation_text, recorded_text, text};

const PACK: &str = "figures:
  a:
    title: A
    unit: mnkr
    measured: during
claims:
  - claim: plus
    title: A är mer än noll
    quote: A är positivt
    ref: sidan 2
    that: a > 0
    for: {periods: [2024, 2025], bases: [outcome]}
  - claim: växer
    title: A växer
    ref: sidan 2
    that: a > föregående(a)
    for: {periods: [2024], bases: [outcome]}
recorded:
  - recorded: nytta
    title: Nytta
    quote: A ska ge nytta
    ref: sidan 1
    because: Nytta mäts inte
";

fn page(lang: Lang) -> String {
    let figures = "period: 2024\nvalues:\n  a: -3 mnkr\n---\nperiod: 2025\nvalues:\n  a: 2 mnkr\n";
    let read = Read::of(&small(PACK), figures);
    text(&read.report(lang), 90, false, lang)
}

#[test]
fn false_and_unknown_claims_are_told_and_true_ones_counted() {
    let swedish = page(Lang::Sv);
    let words = swedish.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines = [
        "✗ A är mer än noll: ”A är positivt”, 2024, utfall stämmer inte",
        "Stämmer inte: uppgifterna säger −3 mnkr, påståendet mer än 0 mnkr.",
        "? A växer, 2024, utfall går inte att säga",
        "Uppgiften A saknas för 2023 (utfall).",
    ];
    let said = lines.join(" ");
    assert!(words.replace('\u{a0}', " ").contains(&said), "{swedish}");
    assert!(swedish.contains("  ✓ 1 påstående stämmer\n"), "{swedish}");
    assert!(page(Lang::En).contains("  ✓ 1 claim is true\n"));
}

#[test]
fn recorded_sentences_are_counted_in_text_and_told_one_by_one() {
    let swedish = page(Lang::Sv);
    assert!(
        swedish.contains("1 mening som inga uppgifter kan bedöma: `riktlinje explain liten recorded`"),
        "{swedish}"
    );
    let policy = Read::of(&small(PACK), "period: 2024\nvalues:\n  a: 1 mnkr\n").policy;
    let told = recorded_text(&explain_recorded(&policy, "recorded"), 90, false, Lang::Sv);
    assert!(told.ends_with("\nNytta\n  ”A ska ge nytta”\n  Nytta mäts inte\n  nytta · sidan 1\n"), "{told}");
    assert_eq!(explain_recorded(&policy, "nytta").len(), 1);
    assert!(explain_recorded(&policy, "annat").is_empty());
}

#[test]
fn what_is_claimed_of_words_and_days_stands_against_what_there_is() {
    let pack = "figures:
  läge: {title: Läge, type: choice, choices: [I fas, Försenad]}
  klar: {title: Klar, type: date}
claims:
  - {claim: i-fas, title: I fas, ref: s. 1, that: 'läge == \"I fas\"'}
  - {claim: inte-i-fas, title: Inte i fas, ref: s. 1, that: 'läge != \"I fas\"'}
  - {claim: i-tid, title: I tid, ref: s. 1, that: 'klar <= dag(11, 30)'}
";
    let figures = "period: 2024\nvalues:\n  läge: Försenad\n  klar: 2024-12-04\n";
    let reasons = |lang| {
        let claims = Read::of(&small(pack), figures).report(lang).claims;
        claims.into_iter().map(|c| c.reason).collect::<Vec<_>>()
    };
    assert_eq!(
        reasons(Lang::Sv),
        [
            "Stämmer inte: uppgifterna säger ”Försenad”, påståendet ”I fas”.",
            "Stämmer: uppgifterna säger ”Försenad”, påståendet något annat än ”I fas”.",
            "Stämmer inte: uppgifterna säger 2024-12-04, påståendet senast 2024-11-30.",
        ]
    );
    assert_eq!(reasons(Lang::En)[0], "It is not so: the figures say “Försenad”, the claim “I fas”.");
}

#[test]
fn a_claim_is_explained_as_true_or_false_not_as_met() {
    let figures = "period: 2024\nvalues:\n  a: -3 mnkr\n---\nperiod: 2025\nvalues:\n  a: 2 mnkr\n";
    let read = Read::of(&small(PACK), figures);
    let told = |name, lang| {
        let rule = read.policy.rule_by_name(name).unwrap();
        explanation_text(&explain(&mut read.run(), rule, &read.sources, lang), None, 90, false, lang)
    };
    let swedish = told("plus", Lang::Sv);
    assert!(swedish.contains("✗ 2024, utfall: stämmer inte\n"), "{swedish}");
    assert!(swedish.contains("✓ 2025, utfall: stämmer\n"), "{swedish}");
    assert!(told("växer", Lang::Sv).contains("? 2024, utfall: går inte att säga\n"));
    assert!(told("plus", Lang::En).contains("✗ 2024, outcome: is not so\n"));
}
