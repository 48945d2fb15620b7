//! What the document says, in text and by `explain`.

use super::{Read, small};
use crate::language::Lang;
use crate::report::{explain_recorded, recorded_text, text};

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
        "Stämmer inte: −3 mnkr, ska vara mer än 0 mnkr.",
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
